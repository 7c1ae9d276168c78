/** Forms of other tools, and policies, in VS Code: asked of the language server, read from and written to the clipboard. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { dialog } from '../../ui/dialog';
import type { CopyMeans } from './copyAs';
import type { PolicyMeans } from './copyPolicy';
import type { PasteMeans } from './newFromClipboard';

/** Opens a text that is not saved yet, beside nothing and in the place of nothing. */
async function open(language: string, content: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** Shows sentences that are too many for a message. */
export const showLines = (lines: readonly string[]) => open('plaintext', lines.map((it) => `${it}\n`).join(''));

/** @param region that of the connection in use, where there is one */
export function copyMeans(
  region: string | undefined,
  client: BaseLanguageClient,
  document: vscode.TextDocument,
): CopyMeans & PolicyMeans {
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  return {
    ui: dialog,
    write: (form) => client.sendRequest('sagemakerModel/writeForm', { textDocument, form, region }),
    policy: (policy) => client.sendRequest('sagemakerModel/policy', { textDocument, policy }),
    show: showLines,
  };
}

export function pasteMeans(client: BaseLanguageClient): PasteMeans {
  return {
    ui: dialog,
    clipboard: async () => vscode.env.clipboard.readText(),
    read: (text) => client.sendRequest('sagemakerModel/readForm', { text }),
    open: (text) => open('sagemaker-model', text),
    show: showLines,
  };
}
