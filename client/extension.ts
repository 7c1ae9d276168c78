/** The desktop extension: starts the language server as a process of its own, and opens the door to AWS. */
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Cloud, openCloud } from './awsContext';
import { beginLog, clientOptions, startLanguage } from './lsp/client';
import { stopServer } from './lsp/serving';

/** What the extension gives to its tests. */
export interface Api {
  readonly client: LanguageClient;
  readonly cloud: Cloud;
}

/** Stops what activation started; does nothing before activation. */
let stop: () => Promise<void> = async () => {};

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const log = beginLog(context);
  const module = context.asAbsolutePath('dist/server.js');
  const client = new LanguageClient(
    'sagemakerModel',
    context.extension.packageJSON.displayName,
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    clientOptions(log),
  );
  stop = () => stopServer(client, (line) => log.warn(line));
  const cloud = openCloud(context, client, log);
  context.subscriptions.push(cloud);
  await startLanguage(context, client, log, {
    whereabouts: () => cloud.session,
    environment: process.env,
    known: cloud.known,
  });
  return { client, cloud };
}

/** VS Code awaits this before it ends the extension host. */
export function deactivate(): Promise<void> {
  return stop();
}
