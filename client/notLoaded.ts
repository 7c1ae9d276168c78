/** Documents of AWS in a window that comes back: they say that they aren't loaded, and nothing is asked for them. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** VS Code may ask for a document before it tells of the tab that shows the document. In milliseconds. */
const patience = 1_000;

const notLoaded = new Set<string>();

/** Whether a document only says that it isn't loaded. */
export const isNotLoaded = (uri: vscode.Uri): boolean => notLoaded.has(uri.toString());

/** What stands in a document until it is loaded. */
export function textOfNotLoaded(uri: vscode.Uri): string {
  notLoaded.add(uri.toString());
  const text = l10n.t('Not loaded. Select Refresh.');
  return `// ${text}\n`;
}

/** Takes note that a document has been loaded, or is closed. */
export function forgetNotLoaded(uri: vscode.Uri): void {
  notLoaded.delete(uri.toString());
}

/** Why a document that nobody has opened here isn't there. */
export const notFound = () =>
  vscode.FileSystemError.FileNotFound(l10n.t("This document wasn't opened in this window."));

/** Whether a workspace file has named a folder of a scheme, of which it could make VS Code read anything. */
export const isWorkspaceScheme = (scheme: string): boolean =>
  (vscode.workspace.workspaceFolders ?? []).some((it) => it.uri.scheme === scheme);

/** Whether a tab shows a document, as after a window comes back. */
export async function isInTab(uri: vscode.Uri): Promise<boolean> {
  if (hasTab(uri)) return true;
  return new Promise((resolve) => {
    const end = (answer: boolean) => {
      clearTimeout(timer);
      listening.dispose();
      resolve(answer);
    };
    const listening = vscode.window.tabGroups.onDidChangeTabs(() => hasTab(uri) && end(true));
    const timer = setTimeout(() => end(false), patience);
  });
}

function hasTab(uri: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((it) => it.tabs);
  return tabs.some(({ input }) => urisOf(input).some((it) => it.toString() === uri.toString()));
}

/** The documents that a tab shows as text. */
export function urisOf(input: unknown): readonly vscode.Uri[] {
  if (input instanceof vscode.TabInputText) return [input.uri];
  return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
}
