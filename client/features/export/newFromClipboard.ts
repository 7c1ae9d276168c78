/** New Definition from Clipboard: converts another tool's text to a definition. */

import * as l10n from '@vscode/l10n';
import type { ConversionRefusal, ImportedText } from '../../../protocol/converters';
import { type ResultHost, showResult } from '../../ui/showResult';

/**
 * @param pasted what the language server made of the clipboard
 * @param open opens a new definition that isn't saved yet
 */
export async function paste(
  host: ResultHost,
  pasted: ImportedText | ConversionRefusal,
  open: (text: string) => Promise<void>,
): Promise<void> {
  if ('refused' in pasted) return void (await host.ui.tell('warning', pasted.refused));
  await open(pasted.text);
  const { lost, remarks } = pasted;
  const lines = [...lost, ...remarks];
  if (lines.length === 0) return;
  const several = l10n.t('There are {0} things to know of it.', lines.length);
  const kind = lost.length > 0 ? 'warning' : 'information';
  await showResult(host, kind, l10n.t('This is a new definition.'), lines, several);
}
