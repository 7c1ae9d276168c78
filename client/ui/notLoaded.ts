/** AWS documents in a restored window: they show that they aren't loaded, and no requests are sent for them. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** VS Code might request a document before it reports the tab that shows it. In milliseconds. */
const patience = 1_000;

const notLoaded = new Set<string>();

/** Whether a document only shows that it isn't loaded. */
export const isNotLoaded = (uri: vscode.Uri): boolean => notLoaded.has(uri.toString());

/** The content of a document until it is loaded. */
export function textOfNotLoaded(uri: vscode.Uri): string {
  notLoaded.add(uri.toString());
  const text = l10n.t('Not loaded. Select Refresh.');
  return `// ${text}\n`;
}

/** Records that a document was loaded or closed. */
export function forgetNotLoaded(uri: vscode.Uri): void {
  notLoaded.delete(uri.toString());
}

/** The error for a document that wasn't opened in this window. */
export const notFound = () =>
  vscode.FileSystemError.FileNotFound(l10n.t("This document wasn't opened in this window."));

/** Whether a workspace file lists a folder of a scheme, which could make VS Code read any URI of that scheme. */
export const isWorkspaceScheme = (scheme: string): boolean =>
  (vscode.workspace.workspaceFolders ?? []).some((it) => it.uri.scheme === scheme);

/** Whether a tab shows a document, such as in a restored window. */
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
