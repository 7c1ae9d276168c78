/** Forms of other tools, and policies, in VS Code: asked of the language server, read from and written to the clipboard. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { CopyMeans } from './commands/copyAs';
import type { PolicyMeans } from './commands/copyPolicy';
import type { PasteMeans } from './commands/paste';
import type { Session } from './session';
import type { Ui } from './ui';

/** Opens a text that is not saved yet, beside nothing and in the place of nothing. */
async function open(language: string, content: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** Shows sentences that are too many for a message. */
export const showLines = (lines: readonly string[]) => open('plaintext', lines.map((it) => `${it}\n`).join(''));

export function copyMeans(
  ui: Ui,
  session: Session,
  client: BaseLanguageClient,
  document: vscode.TextDocument,
): CopyMeans & PolicyMeans {
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  const region = session.connection?.region?.value;
  return {
    ui,
    write: (form) => client.sendRequest('sagemakerModel/writeForm', { textDocument, form, region }),
    policy: (policy) => client.sendRequest('sagemakerModel/policy', { textDocument, policy }),
    show: showLines,
  };
}

export function pasteMeans(ui: Ui, client: BaseLanguageClient): PasteMeans {
  return {
    ui,
    clipboard: async () => vscode.env.clipboard.readText(),
    read: (text) => client.sendRequest('sagemakerModel/readForm', { text }),
    open: (text) => open('sagemaker-model', text),
    show: showLines,
  };
}
