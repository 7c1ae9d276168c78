/** Finds and reads files for a language server that can't: in a browser, or in a virtual workspace. */

import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { unsearchedFolders } from '../../protocol/constants';
import { findFiles, readFile } from '../../protocol/environment';
import { onRequest } from '../../protocol/message';
import { base64 } from './base64';

/** Where nobody knows how to search a file system, VS Code waits for somebody who does. In milliseconds. */
const patience = 20_000;

/** The server leaves these out anyway; here they are not gone through. */
const foreign = `**/{${unsearchedFolders.join()}}/**`;

export function answerForFiles(client: BaseLanguageClient, log: vscode.LogOutputChannel): vscode.Disposable {
  const { asUri: outside } = client.code2ProtocolConverter;
  return vscode.Disposable.from(
    onRequest(client, findFiles, async ({ folder, ending }) => {
      const giveUp = new vscode.CancellationTokenSource();
      const tooLong = () => {
        log.warn(`${folder} cannot be searched, so only definitions that are open are checked.`);
        giveUp.cancel();
      };
      const timer = setTimeout(tooLong, patience);
      const pattern = new vscode.RelativePattern(vscode.Uri.parse(folder, true), `**/*${ending}`);
      try {
        const found = await vscode.workspace.findFiles(pattern, foreign, undefined, giveUp.token);
        // A canceled search doesn't mean that there are no files.
        if (giveUp.token.isCancellationRequested) throw new vscode.CancellationError();
        return found.map((it) => outside(it));
      } finally {
        clearTimeout(timer);
        giveUp.dispose();
      }
    }),
    onRequest(client, readFile, async ({ uri, most }) => {
      const file = vscode.Uri.parse(uri, true);
      try {
        const { size, type } = await vscode.workspace.fs.stat(file);
        // No folders, and no links, which can lead out of the workspace.
        if (type !== vscode.FileType.File) return null;
        const bytes = size <= most ? await vscode.workspace.fs.readFile(file) : undefined;
        if (bytes && bytes.length <= most) return base64(bytes);
        log.warn(`${uri} is too large for a definition. Exclude it, or give it another name.`);
        return null;
      } catch (error) {
        // A file may go between one moment and the next.
        log.info(`${uri} is not read: ${error}`);
        return null;
      }
    }),
  );
}
