/** Tells the language server what the account has, for completions. */
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import { detach } from '../../../aws/detach';
import type { AwsContext } from '../../models/context';
import { AccountResources } from './accountResources';

export function register({ background, client, log }: AwsContext): vscode.Disposable {
  const resources = new AccountResources(
    background,
    (found) => client.sendNotification('sagemakerModel/didFindOwned', found).catch((error) => log.warn(String(error))),
    (line) => log.info(line),
  );
  return vscode.Disposable.from(
    client.onNotification('sagemakerModel/wantsOwned', () => detach(resources.wanted())),
    client.onDidChangeState(({ newState }) => newState === State.Running && resources.tellAgain()),
  );
}
