/** The extension in a browser: starts the language server as a worker. It has no AWS credentials, and no feature that needs them. */

import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { lazyBundle } from '../protocol/environment';
import { onRequest } from '../protocol/message';
import { registerFeatures } from './features';
import { beginLog, clientOptions, startLanguage } from './lsp/client';
import { stopServer } from './lsp/serving';
import { closeOnLoadError, type WorkerEvents } from './lsp/workerTransport';

/** What is needed of a worker: the types of browsers are no types of this project. */
declare const Worker: new (url: string) => WorkerEvents & { terminate(): void };

/** Stops what activation started; does nothing before activation. */
let stop: () => Promise<void> = async () => {};

export async function activate(extension: vscode.ExtensionContext): Promise<void> {
  // Where no machine is near, the manifest hides by itself what needs AWS. This one may also run where one is.
  await vscode.commands.executeCommand('setContext', 'sagemakerModel.withoutAws', true);
  const log = beginLog(extension);
  /** An address for a script of the extension that a worker can take: that of the extension may be of another site, or of none. */
  const addressOf = async (file: string) => {
    const script = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, 'dist', file));
    return URL.createObjectURL(new Blob([script as Uint8Array<ArrayBuffer>], { type: 'text/javascript' }));
  };
  let server: string | undefined;
  let worker: InstanceType<typeof Worker> | undefined;
  const client = new LanguageClient(
    'sagemakerModel',
    extension.extension.packageJSON.displayName,
    async () => {
      // One that hangs does not end by itself.
      worker?.terminate();
      server ??= await addressOf('web/server.js');
      worker = new Worker(server);
      log.info('The language server runs in a worker of the browser.');
      // As messages, and not as a worker: VS Code puts another class in the place of `Worker`, of which no worker is one.
      const reader = closeOnLoadError(worker, new BrowserMessageReader(worker));
      return { reader, writer: new BrowserMessageWriter(worker) };
    },
    clientOptions(log),
  );
  stop = async () => {
    await stopServer(client, (line) => log.warn(line));
    // Even one that hangs.
    worker?.terminate();
  };
  let lazyUrl: Promise<string> | undefined;
  extension.subscriptions.push(
    ...registerFeatures({ extension, client, log, environment: {}, known: async () => ({ regions: [], roles: [] }) }),
    onRequest(client, lazyBundle, () => (lazyUrl ??= addressOf('lazy.js'))),
  );
  await startLanguage(extension, client, log);
}

/** VS Code awaits this before it ends the extension host. */
export function deactivate(): Promise<void> {
  return stop();
}
