/** Registers Move to Region: previews the changes in a diff, and marks values that need a manual review. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Range } from 'vscode-languageclient';
import { moveToRegion, reviewAfterMove } from '../../../protocol/definitions';
import { sendRequest } from '../../../protocol/message';
import { served } from '../../lsp/served';
import type { FeatureContext } from '../../models/context';
import { definitionOf } from '../../ui/activeDefinition';
import { dialog, registerCommand } from '../../ui/dialog';
import { pickRegion } from '../../ui/pickRegion';
import { createStickyDiagnostics, type StickyDiagnostics } from '../../ui/serviceDiagnostics';
import { type MoveHost, moveDefinition } from './move';
import { preview } from './preview';

export function register(context: FeatureContext): vscode.Disposable {
  const marks = createStickyDiagnostics('moved', vscode.DiagnosticSeverity.Warning);
  async function move(uri?: vscode.Uri, to?: unknown): Promise<void> {
    const document = await definitionOf(uri);
    // For a command in a menu, VS Code passes something else as the second argument.
    const region = typeof to === 'string' ? to : undefined;
    if (document) await moveDefinition(moveHost(context, marks, document), region);
  }
  return vscode.Disposable.from(marks, registerCommand('sagemakerModel.moveToRegion', served(context.client, move)));
}

function moveHost(
  { client, session }: FeatureContext,
  marks: StickyDiagnostics,
  document: vscode.TextDocument,
): MoveHost {
  const current = session?.connection?.region?.value;
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  const asRange = (it: { readonly range: Range }) => client.protocol2CodeConverter.asRange(it.range);
  let first: vscode.Range | undefined;
  return {
    ui: dialog,
    chooseRegion: () => pickRegion(l10n.t('Move to Region'), current),
    rewrite: async (region) => {
      const { version } = document;
      const { from, edits } = await sendRequest(client, moveToRegion, { textDocument, region });
      // Where it was edited meanwhile, the places are others.
      if (document.version !== version) return { from, done: 'edited' };
      if (edits.length === 0) return { from, done: 'nothing' };
      // VS Code's own preview begins with nothing chosen, and then does nothing when it is told to apply that.
      const changes = edits.map((it) => vscode.TextEdit.replace(asRange(it), it.newText));
      const title = l10n.t('{0} → {1}', from ?? '', region);
      const isWanted = await preview(document, changes, title, async () => {
        const question = l10n.t('Move this definition to {0}?', region);
        const detail =
          edits.length === 1
            ? l10n.t('One value is rewritten. What only you can know is marked afterwards.')
            : l10n.t('{0} values are rewritten. What only you can know is marked afterwards.', edits.length);
        const way = await dialog.choose(question, [
          { key: 'move', label: l10n.t('Move It to {0}', region), detail },
          { key: 'leave', label: l10n.t('Leave It'), detail: l10n.t('Nothing is changed.') },
        ]);
        return way === 'move';
      });
      if (!isWanted) return { from, done: 'discarded' };
      if (document.version !== version) return { from, done: 'edited' };
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, changes);
      return { from, done: (await vscode.workspace.applyEdit(edit)) ? 'changed' : 'edited' };
    },
    mark: async (from, to) => {
      const params = { textDocument, from, to };
      const left = await sendRequest(client, reviewAfterMove, params);
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
