/** Makes a new definition of what another tool wrote into the clipboard. */
import * as l10n from '@vscode/l10n';
import type { Dialog } from '../ui';
import { type Formed, tellLost } from './copyAs';

export interface PasteMeans {
  readonly ui: Dialog;
  clipboard(): Promise<string>;
  /** The definition in a text of another tool. */
  read(text: string): Promise<Formed>;
  /** Opens a new definition that is not saved yet. */
  open(text: string): Promise<void>;
  show(lines: readonly string[]): Promise<void>;
}

export async function paste({ ui, clipboard, read, open, show }: PasteMeans): Promise<void> {
  const formed = await read(await clipboard());
  if ('refused' in formed) return void (await ui.tell('warning', formed.refused));
  await open(formed.text);
  if (formed.lost.length > 0) await tellLost(ui, l10n.t('This is a new definition.'), formed.lost, show);
}
