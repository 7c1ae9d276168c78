/** The definition that a command applies to. */

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { deployedScheme, languageId } from '../../protocol/constants';
import { dialog } from './dialog';
import { isDefinition } from './documentSchemes';
import { nameIn } from './modelName';
import { isNotLoaded } from './notLoaded';

/**
 * The definition that a command applies to: the one that it's run on, or the one in the active editor.
 * @param toRead whether the definition is only read, so that it can also be a model in SageMaker
 */
export async function definitionOf(
  uri: vscode.Uri | undefined,
  toRead = false,
): Promise<vscode.TextDocument | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const document = uri ? await vscode.workspace.openTextDocument(uri) : (active ?? theOnlyDefinition());
  const isModel = document?.languageId === languageId;
  if (isModel && (toRead ? canBeRead(document) : await canBeSaved(document))) return document;
  const message = isModel
    ? l10n.t("This document can't be edited and saved. Open the definition file and run the command again.")
    : l10n.t('Open a definition first: a file whose name ends with .sagemaker-model.json.');
  await dialog.tell('information', message);
  return undefined;
}

/** The same, if it has the name of a model. */
export async function namedDefinition(
  uri: vscode.Uri | undefined,
): Promise<{ readonly document: vscode.TextDocument; readonly name: string } | undefined> {
  const document = await definitionOf(uri);
  const name = document && nameIn(document.getText());
  if (document && name !== undefined) return { document, name };
  if (document) await dialog.tell('information', l10n.t('This definition gives no ModelName yet.'));
  return undefined;
}

const canBeRead = (document: vscode.TextDocument) =>
  isDefinition(document) || (document.uri.scheme === deployedScheme && !isNotLoaded(document.uri));

/** Whether the user can edit and save a document: not a revision, a preview, or a read-only file. */
async function canBeSaved(document: vscode.TextDocument): Promise<boolean> {
  if (!isDefinition(document)) return false;
  if (document.isUntitled) return true;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(document.uri);
    return (permissions & vscode.FilePermission.Readonly) === 0;
  } catch {
    // The file was deleted. Saving restores it.
    return true;
  }
}

/** The definition that is open where only one is, such as behind the walkthrough. */
function theOnlyDefinition(): vscode.TextDocument | undefined {
  const tabs = vscode.window.tabGroups.all.flatMap((it) => it.tabs);
  const shown = new Set(tabs.map(({ input }) => input instanceof vscode.TabInputText && input.uri.toString()));
  const [only, ...more] = vscode.workspace.textDocuments.filter(
    (it) => isDefinition(it) && shown.has(it.uri.toString()),
  );
  return more.length === 0 ? only : undefined;
}
