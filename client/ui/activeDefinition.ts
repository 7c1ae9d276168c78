/** What can be done with a definition without an account, wherever the window is. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { needingServer } from '../lsp/serving';
import { dialog, registerCommand } from './dialog';
import { deployedScheme, isDefinition } from './documentSchemes';
import { isNotLoaded } from './notLoaded';
import { createStickyDiagnostics } from './serviceDiagnostics';
import { completeStep } from './walkthrough';
import { copyAs } from '../features/export/copyAs';
import { copyPolicy } from '../features/export/copyPolicy';
import { copyMeans, pasteMeans } from '../features/export';
import { paste } from '../features/export/newFromClipboard';
import { moveMeans } from '../features/move';
import { moveToRegion } from '../features/move/move';
import type { Environment } from '../models/context';
import { newMeans } from '../features/newDefinition/host';
import { newDefinition } from '../features/newDefinition/newDefinition';

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
  const isModel = document?.languageId === 'sagemaker-model';
  if (isModel && (toRead ? canBeRead(document) : await canBeSaved(document))) return document;
  const message = isModel
    ? l10n.t("This document can't be edited and saved. Open the definition file and run the command again.")
    : l10n.t('Open a definition first: a file whose name ends with .sagemaker-model.json.');
  await dialog.tell('information', message);
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

export function offerDefinitions(
  { extension }: vscode.ExtensionContext,
  client: BaseLanguageClient,
  { whereabouts, known }: Environment,
): vscode.Disposable {
  const region = () => whereabouts().connection?.region?.value;
  const moved = createStickyDiagnostics('moved', vscode.DiagnosticSeverity.Warning);

  async function move(uri?: vscode.Uri, to?: string): Promise<void> {
    const document = await definitionOf(uri);
    if (document) await moveToRegion(moveMeans(region(), client, moved, document), to);
  }

  /** Does something with what a definition, or a deployed model, is elsewhere. */
  async function elsewhere(uri: vscode.Uri | undefined, what: (means: ReturnType<typeof copyMeans>) => Promise<void>) {
    const document = await definitionOf(uri, true);
    if (document) await what(copyMeans(region(), client, document));
  }

  /** @param folder where it is to be, where that was said: the New File of VS Code says other things */
  async function begin(folder?: unknown): Promise<void> {
    const where = folder instanceof vscode.Uri ? folder : undefined;
    if (await newDefinition(newMeans(client, known, where))) completeStep('sagemakerModel.hasBegun');
  }

  const restart = () => vscode.commands.executeCommand('sagemakerModel.restartServer');
  const served = (command: () => Promise<unknown>) => needingServer(client, dialog, restart, command);

  return vscode.Disposable.from(
    moved,
    registerCommand('sagemakerModel.new', (folder?: unknown) => served(() => begin(folder))),
    registerCommand('sagemakerModel.welcome', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#sagemakerModel.start`),
    ),
    registerCommand('sagemakerModel.moveToRegion', (uri?: vscode.Uri, to?: unknown) =>
      // A menu says in the second place where it is.
      served(() => move(uri, typeof to === 'string' ? to : undefined)),
    ),
    registerCommand('sagemakerModel.copyAs', (uri?: vscode.Uri) => served(() => elsewhere(uri, copyAs))),
    registerCommand('sagemakerModel.copyPolicy', (uri?: vscode.Uri) => served(() => elsewhere(uri, copyPolicy))),
    registerCommand('sagemakerModel.paste', () => served(() => paste(pasteMeans(client)))),
  );
}
