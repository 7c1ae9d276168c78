/** Registers Save as Definition: provides dialogs, files, and the language server. */

import os from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ActiveConnection } from '../../../aws/session';
import { deployedScheme } from '../../../protocol/constants';
import { sendRequest } from '../../../protocol/message';
import { importModel } from '../../../protocol/models';
import type { AwsContext } from '../../models/context';
import { whereIs } from '../../models/locate';
import { type ModelRow, type Row, selectedModels } from '../../models/selection';
import { liveOf } from '../../models/target';
import { shownIn } from '../../models/uris';
import { registerCommand } from '../../ui/dialog';

import { showLines } from '../../ui/openText';
import { pickModel } from '../../ui/pickModel';
import { withRemedies } from '../../ui/recoveryActions';
import { type SaveHost, saveAs } from './saveAs';

export function register(context: AwsContext): vscode.Disposable {
  const { session, ui } = context;
  const save = (names: readonly string[], live: () => Promise<ActiveConnection>) =>
    withRemedies(ui, async () => saveAs(saveHost(context), await live(), names));

  /** Saves the models of rows, the model of a document, or one that the user selects. */
  async function saveDefinitions(of?: ModelRow | vscode.Uri, rows?: readonly Row[]): Promise<void> {
    if (of && !(of instanceof vscode.Uri)) {
      const names = selectedModels(context.selection, of, rows).map((it) => it.model.name);
      return void (await save(names, async () => of.live));
    }
    const uri = of ?? vscode.window.activeTextEditor?.document.uri;
    if (uri?.scheme === deployedScheme) {
      const shown = shownIn(uri);
      if (shown) await save([shown.name], () => liveOf(session, shown));
      return;
    }
    const purpose = { title: l10n.t('Save Model as Definition'), action: (name: string) => l10n.t('Save {0}', name) };
    const target = await withRemedies(ui, async () => pickModel(await session.live(), purpose));
    if (target) await save([target.name], () => whereIs(session, target));
  }

  return registerCommand('sagemakerModel.saveAs', saveDefinitions);
}

/** Where the person saved last, which is where they most likely save next. */
let lastFolder: vscode.Uri | undefined;

function saveHost({ ui, events, client }: AwsContext): SaveHost {
  const folder = lastFolder ?? vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(os.homedir());
  const at = (address: string) => vscode.Uri.parse(address, true);
  return {
    ui,
    events,
    definition: (answer) => sendRequest(client, importModel, { answer }),
    askFile: async (name) => {
      const file = await vscode.window.showSaveDialog({ defaultUri: vscode.Uri.joinPath(folder, name) });
      if (file) lastFolder = vscode.Uri.joinPath(file, '..');
      return file?.toString();
    },
    askFolder: async () => {
      const options = { defaultUri: folder, canSelectFiles: false, canSelectFolders: true };
      const [chosen] = (await vscode.window.showOpenDialog(options)) ?? [];
      lastFolder = chosen ?? lastFolder;
      return chosen?.toString();
    },
    fileIn: (within, name) => vscode.Uri.joinPath(at(within), name).toString(),
    exists: (file) =>
      Promise.resolve(vscode.workspace.fs.stat(at(file))).then(
        () => true,
        () => false,
      ),
    write: async (file, text) => vscode.workspace.fs.writeFile(at(file), new TextEncoder().encode(text)),
    open: async (file) => void (await vscode.window.showTextDocument(at(file))),
    reveal: async (within) => {
      // Only what is in the workspace stands in its view.
      if (vscode.workspace.getWorkspaceFolder(at(within)))
        await vscode.commands.executeCommand('revealInExplorer', at(within));
    },
    show: showLines,
  };
}
