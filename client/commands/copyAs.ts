/** Copies a definition in the form of another tool, and says what that could not carry. */
import * as l10n from '@vscode/l10n';
import type { Dialog } from '../ui';

/** A text in another form, with what is lost on the way; or why there is none. */
export type Formed = { readonly text: string; readonly lost: readonly string[] } | { readonly refused: string };

export interface CopyMeans {
  readonly ui: Dialog;
  /** The definition in a form; nothing where the language server does not know the definition. */
  write(form: string): Promise<Formed | null>;
  /** Shows sentences that are too many for a message. */
  show(lines: readonly string[]): Promise<void>;
}

export async function copyAs({ ui, write, show }: CopyMeans): Promise<void> {
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
  if (!formed || 'refused' in formed) return void (await ui.tell('warning', formed?.refused ?? gone()));
  await ui.copy(formed.text);
  await tellLost(ui, l10n.t('Copied.'), formed.lost, show);
}

/** What is said where the language server has no answer about a definition. */
export const gone = () => l10n.t('The language server does not have this definition. Open it again.');

/** Says what is done, and what was lost over it: that alone, or where it is shown. */
export async function tellLost(
  ui: Dialog,
  done: string,
  lost: readonly string[],
  show: (lines: readonly string[]) => Promise<void>,
): Promise<void> {
  const [only, ...more] = lost;
  if (only === undefined) await ui.tell('information', done);
  else if (more.length === 0) await ui.tell('warning', l10n.t('{0} {1}', done, only));
  else {
    const action = l10n.t('Show');
    const message = l10n.t('{0} There are {1} things that could not be carried over.', done, lost.length);
    if (await ui.tell('warning', message, action)) await show(lost);
  }
}
