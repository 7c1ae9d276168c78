/** Move to Region in VS Code: the changes in its Refactor Preview, and marks of what is left to the person. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BaseLanguageClient, Range, TextEdit } from 'vscode-languageclient';
import { pickRegion } from './commands/connect';
import type { MoveMeans } from './commands/move';
import type { keepMarks } from './marks';
import type { Session } from './session';
import type { Ui } from './ui';

export function moveMeans(
  ui: Ui,
  session: Session,
  client: BaseLanguageClient,
  marks: ReturnType<typeof keepMarks>,
  document: vscode.TextDocument,
): MoveMeans {
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  const asRange = (it: { readonly range: Range }) => client.protocol2CodeConverter.asRange(it.range);
  let first: vscode.Range | undefined;
  return {
    ui,
    chooseRegion: () => pickRegion(l10n.t('Move to Region'), session.connection?.region?.value),
    rewrite: async (region) => {
      const { from, edits } = await client.sendRequest<{ from?: string; edits: TextEdit[] }>(
        'sagemakerModel/moveToRegion',
        { textDocument, region },
      );
      const label = l10n.t('Move to {0}', region);
      const edit = new vscode.WorkspaceEdit();
      for (const it of edits) edit.replace(document.uri, asRange(it), it.newText, { label, needsConfirmation: true });
      if (edits.length === 0) return { from, done: 'nothing' };
      const isApplied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
      return { from, done: isApplied ? 'changed' : 'discarded' };
    },
    mark: async (from, to) => {
      const params = { textDocument, from, to };
      const left = await client.sendRequest<{ range: Range; message: string }[]>('sagemakerModel/leftBehind', params);
      const placed = left.map((it) => ({ range: asRange(it), message: it.message }));
      first = placed[0]?.range;
      marks.set(document, placed);
      return placed.length;
    },
    showFirstMark: async () => {
      await vscode.window.showTextDocument(document, { selection: first });
    },
  };
}
