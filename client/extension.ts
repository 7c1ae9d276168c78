/** The desktop extension: starts the language server as a process, and has the features that need an account. */
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { Session } from '../aws/session';
import { openAws } from './awsContext';
import { registerFeatures } from './features';
import * as accountResources from './features/accountResources';
import * as codeLens from './features/codeLens';
import * as compare from './features/compare';
import * as connection from './features/connection';
import * as create from './features/create';
import * as describe from './features/describe';
import * as models from './features/models';
import * as saveAs from './features/saveAs';
import * as sync from './features/sync';
import { beginLog, clientOptions, startLanguage } from './lsp/client';
import { stopServer } from './lsp/serving';

/** What the extension exports to its tests. */
export interface Api {
  readonly client: LanguageClient;
  readonly session: Session;
  readonly view: ReturnType<typeof models.register>;
  readonly deployed: ReturnType<typeof describe.register>;
}

/** Stops what activation started; does nothing before activation. */
let stop: () => Promise<void> = async () => {};

export async function activate(extension: vscode.ExtensionContext): Promise<Api> {
  const log = beginLog(extension);
  const module = extension.asAbsolutePath('dist/server.js');
  const client = new LanguageClient(
    'sagemakerModel',
    extension.extension.packageJSON.displayName,
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    clientOptions(log),
  );
  stop = () => stopServer(client, (line) => log.warn(line));
  const context = openAws({ extension, client, log });
  const view = models.register(context);
  const deployed = describe.register(context);
  extension.subscriptions.push(
    view,
    deployed,
    ...[accountResources, codeLens, compare, connection, create, saveAs, sync].map((it) => it.register(context)),
    ...registerFeatures(context),
  );
  await startLanguage(extension, client, log);
  return { client, session: context.session, view, deployed };
}

/** VS Code awaits this before it ends the extension host. */
export function deactivate(): Promise<void> {
  return stop();
}
