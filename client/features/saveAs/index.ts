/** What Save as Definition needs of VS Code: dialogs, files, and the language server's definition of a model. */
import os from 'node:os';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { detach } from '../../../aws/detach';
import type { Ui } from '../../ui/ui';
import type { Decorations } from '../sync/decorations';
import { showLines } from '../export';
import type { SaveMeans } from './saveAs';

/** Where the person saved last, which is where they most likely save next. */
let lastFolder: vscode.Uri | undefined;

export function saveMeans(ui: Ui, client: BaseLanguageClient, decorations: Decorations): SaveMeans {
  const folder = lastFolder ?? vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(os.homedir());
  const at = (address: string) => vscode.Uri.parse(address, true);
  return {
    ui,
    definition: (answer) => client.sendRequest('sagemakerModel/import', { answer }),
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
    saved: (file, name, fetched, live) => detach(decorations.found(name, fetched, live, [at(file)])),
    open: async (file) => void (await vscode.window.showTextDocument(at(file))),
    reveal: async (within) => {
      // Only what is in the workspace stands in its view.
      if (vscode.workspace.getWorkspaceFolder(at(within)))
        await vscode.commands.executeCommand('revealInExplorer', at(within));
    },
    show: showLines,
  };
}
