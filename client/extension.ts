/** The desktop extension: starts the language server as a process of its own. */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, registerCommands, showState, tellEncodings } from './language';

/** @returns the language client, for the tests */
export async function activate(context: vscode.ExtensionContext): Promise<LanguageClient> {
  const { displayName } = context.extension.packageJSON;
  const log = vscode.window.createOutputChannel(displayName, { log: true });
  const module = context.asAbsolutePath('dist/server.js');
  const client = new LanguageClient(
    'sagemakerModel',
    displayName,
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    clientOptions(log),
  );
  context.subscriptions.push(
    log,
    client,
    showState(client, log),
    tellEncodings(client, log),
    ...registerCommands(client, log),
  );
  // A server that does not start is shown where its state is shown, and said in the log.
  await client.start().catch((error: unknown) => log.error(String(error)));
  return client;
}
