/** Opens texts that aren't saved yet. */

import * as vscode from 'vscode';
import type { languageId } from '../../protocol/constants';

export async function openText(language: 'plaintext' | typeof languageId, content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document, { preview: false });
}

/** Shows sentences that are too many for a message. */
export const showLines = (lines: readonly string[]) => openText('plaintext', lines.map((it) => `${it}\n`).join(''));
