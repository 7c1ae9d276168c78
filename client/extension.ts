/** The desktop extension: starts the language server as a process of its own, and opens the door to AWS. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Cloud, openCloud } from './cloud';
import { clientOptions, registerCommands, showState, tellEncodings } from './language';
import { offerRuleActions } from './ruleActions';

/** What the extension gives to its tests. */
export interface Api {
  readonly client: LanguageClient;
  readonly cloud: Cloud;
}

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
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
  const cloud = openCloud(context, client, log);
  context.subscriptions.push(
    log,
    client,
    cloud,
    showState(client, log),
    tellEncodings(client, log),
    ...registerCommands(client, log),
    offerRuleActions(),
  );
  // A server that does not start is shown where its state is shown, and said in the log.
  await client.start().catch((error: unknown) => log.error(String(error)));
  return { client, cloud };
}
