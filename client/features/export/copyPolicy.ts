/** Copies a policy that a definition needs, and says what that cannot know. */
import * as l10n from '@vscode/l10n';
import type { Dialog } from '../../ui/ui';
import { documentGoneMessage } from './copyAs';

export interface PolicyMeans {
  readonly ui: Dialog;
  /** A policy, with what it cannot know; nothing where the language server does not know the definition. */
  policy(name: string): Promise<{ readonly text: string; readonly notes: readonly string[] } | null>;
  /** Shows sentences that are too many for a message. */
  show(lines: readonly string[]): Promise<void>;
}

export async function copyPolicy({ ui, policy, show }: PolicyMeans): Promise<void> {
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
