/** Copy As: copies a definition in another tool's format, and reports what that format can't express. */

import * as l10n from '@vscode/l10n';
import type { ConversionRefusal, ExportedText } from '../../../protocol/converters';
import { type ResultHost, showResult } from '../../ui/showResult';

/** @param write the definition in a format; nothing if the language server doesn't have the definition */
export async function copyAs(
  host: ResultHost,
  write: (form: string) => Promise<ExportedText | ConversionRefusal | null>,
): Promise<void> {
  const { ui } = host;
  const form = await ui.choose(l10n.t('Copy As'), [
    { key: 'aws-cli', label: l10n.t('AWS CLI'), detail: l10n.t('A command for a POSIX shell, such as bash or zsh') },
    { key: 'boto3', label: 'boto3', detail: l10n.t('A call of create_model in Python') },
    { key: 'terraform', label: 'Terraform', detail: l10n.t('A resource aws_sagemaker_model') },
    {
      key: 'cloudformation-yaml',
      label: l10n.t('CloudFormation, YAML'),
      detail: l10n.t('A template with one resource'),
    },
    {
      key: 'cloudformation-json',
      label: l10n.t('CloudFormation, JSON'),
      detail: l10n.t('A template with one resource'),
    },
    { key: 'cdk', label: l10n.t('AWS CDK'), detail: l10n.t('A CfnModel in TypeScript') },
  ]);
  if (form === undefined) return;
  const formed = await write(form);
  if (!formed || 'refused' in formed) return void (await ui.tell('warning', formed?.refused ?? documentGoneMessage()));
  await ui.copy(formed.text);
  const { lost } = formed;
  const several = l10n.t('There are {0} things that could not be carried over.', lost.length);
  await showResult(host, lost.length > 0 ? 'warning' : 'information', l10n.t('Copied.'), lost, several);
}

/** What is said where the language server has no answer about a definition. */
export const documentGoneMessage = () => l10n.t('The language server does not have this definition. Open it again.');
