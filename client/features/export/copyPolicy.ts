/** Copy Role Policy: copies a policy that a definition needs, and reports what the policy can't know. */

import * as l10n from '@vscode/l10n';
import type { GeneratedPolicy } from '../../../protocol/converters';
import type { ResultHost } from '../../ui/showResult';
import { documentGoneMessage } from './copyAs';

/** @param policy a policy, and what it can't know; nothing if the language server doesn't have the definition */
export async function copyPolicy(
  { ui, show }: ResultHost,
  policy: (name: string) => Promise<GeneratedPolicy | null>,
): Promise<void> {
  const name = await ui.choose(l10n.t('Copy Role Policy'), [
    {
      key: 'permissions',
      label: l10n.t('Permissions of the Execution Role'),
      detail: l10n.t('What the model reads, pulls and writes: artifacts, images, network, logs'),
    },
    {
      key: 'trust',
      label: l10n.t('Trust Policy of the Execution Role'),
      detail: l10n.t('That SageMaker may take on the role'),
    },
    {
      key: 'caller',
      label: l10n.t('Permissions to Create the Model'),
      detail: l10n.t('For whoever creates it: the model, and passing its role'),
    },
  ]);
  if (name === undefined) return;
  const found = await policy(name);
  if (!found) return void (await ui.tell('warning', documentGoneMessage()));
  await ui.copy(found.text);
  const [start = '', ...notes] = found.notes;
  const action = l10n.t('Show What It Cannot Know');
  const message = l10n.t('Copied. {0}', start);
  if (await ui.tell('information', message, ...(notes.length > 0 ? [action] : []))) await show(notes);
}
