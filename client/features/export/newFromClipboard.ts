/** Makes a new definition of what another tool wrote into the clipboard. */
import * as l10n from '@vscode/l10n';
import type { Dialog } from '../../ui/ui';
import { showResult } from './copyAs';

/** The definition in a text, with what could not be taken and what was left out without a loss; or why there is none. */
export type Pasted =
  | { readonly text: string; readonly lost: readonly string[]; readonly remarks: readonly string[] }
  | { readonly refused: string };

export interface PasteMeans {
  readonly ui: Dialog;
  clipboard(): Promise<string>;
  /** The definition in a text of another tool. */
  read(text: string): Promise<Pasted>;
  /** Opens a new definition that is not saved yet. */
  open(text: string): Promise<void>;
  show(lines: readonly string[]): Promise<void>;
}

export async function paste({ ui, clipboard, read, open, show }: PasteMeans): Promise<void> {
  const pasted = await read(await clipboard());
  if ('refused' in pasted) return void (await ui.tell('warning', pasted.refused));
  await open(pasted.text);
  const { lost, remarks } = pasted;
  const lines = [...lost, ...remarks];
  if (lines.length === 0) return;
  const several = l10n.t('There are {0} things to know of it.', lines.length);
  const kind = lost.length > 0 ? 'warning' : 'information';
  await showResult({ ui, show }, kind, l10n.t('This is a new definition.'), lines, several);
}
