/** Shows a definition beside its changed version in a diff, until the user accepts or rejects the changes. */

import * as vscode from 'vscode';
import { previewScheme } from '../../../protocol/constants';

import { inert } from '../../ui/inert';
import { urisOf } from '../../ui/notLoaded';

let count = 0;

/**
 * Shows what edits would make of a document in a diff, and takes that away again once it is decided.
 * @param decide asks the person
 * @returns what was decided
 */
export async function preview(
  document: vscode.TextDocument,
  edits: readonly vscode.TextEdit[],
  title: string,
  decide: () => Promise<boolean>,
): Promise<boolean> {
  // Two definitions with the same file name have separate previews.
  const authority = String(++count);
  const uri = vscode.Uri.from({ scheme: previewScheme, authority, path: `/${document.uri.path.split('/').at(-1)}` });
  const isIt = (it: vscode.Uri) => it.toString() === uri.toString();
  const provider = vscode.workspace.registerTextDocumentContentProvider(previewScheme, {
    provideTextDocumentContent: (it) => (isIt(it) ? edited(document, edits) : undefined),
  });
  try {
    await vscode.commands.executeCommand('vscode.diff', document.uri, uri, inert(title), { preview: true });
    return await decide();
  } finally {
    // Including a tab that shows only the preview.
    const tabs = vscode.window.tabGroups.all.flatMap((it) => it.tabs);
    await vscode.window.tabGroups.close(tabs.filter(({ input }) => urisOf(input).some(isIt)));
    provider.dispose();
  }
}

/** The text of a document after edits, none of which touches another. */
function edited(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  const last = edits.toSorted((a, b) => b.range.start.compareTo(a.range.start));
  return last.reduce(
    (text, { range, newText }) =>
      text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end)),
    document.getText(),
  );
}
