/** Registers Copy Diagnostics Report, and collects what it reports about this window. */
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import { definitions } from '../../../protocol/definitions';
import { sendRequest } from '../../../protocol/message';
import type { FeatureContext } from '../../models/context';
import { dialog, registerCommand } from '../../ui/dialog';
import { isDefinition } from '../../ui/documentSchemes';
import { copyReport, type Facts } from './copyReport';

export function register({
  extension: { extension },
  client,
  session,
  environment,
}: FeatureContext): vscode.Disposable {
  const facts = async (): Promise<Facts> => {
    const { connection, account } = session ?? {};
    const { env, version } = vscode;
    const isRunning = client.state === State.Running;
    return {
      version: String(extension.packageJSON.version),
      editor: [version, env.appName, env.appHost, env.remoteName].filter(Boolean).join(', '),
      language: env.language,
      isTrusted: vscode.workspace.isTrusted,
      folders: vscode.workspace.workspaceFolders?.length ?? 0,
      server: `${State[client.state]}${isRunning ? `, ${client.initializeResult?.serverInfo?.version}` : ''}`,
      definitions: {
        open: vscode.workspace.textDocuments.filter(isDefinition).length,
        inWorkspace: isRunning
          ? await sendRequest(client, definitions, {}).then(
              (it) => it.definitions.length,
              () => undefined,
            )
          : undefined,
      },
      connection,
      isAccountKnown: account !== undefined,
      settings: changedSettings(extension),
      rules: Object.keys(extension.packageJSON.contributes.configuration.properties['sagemakerModel.rules'].properties),
      variables: Object.keys(environment),
    };
  };
  return registerCommand('sagemakerModel.copyReport', async () => copyReport(dialog, await facts()));
}

/** The settings of the extension that are not as they come. */
function changedSettings({ packageJSON }: vscode.Extension<unknown>): Record<string, unknown> {
  const names = Object.keys(Object(packageJSON.contributes.configuration.properties));
  const settings = vscode.workspace.getConfiguration();
  return Object.fromEntries(
    names.flatMap((name) => {
      const it = settings.inspect(name);
      const value = it?.workspaceFolderValue ?? it?.workspaceValue ?? it?.globalValue;
      return value === undefined ? [] : [[name.replace(/^sagemakerModel\./, ''), value]];
    }),
  );
}
