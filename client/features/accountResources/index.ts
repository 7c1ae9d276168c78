/** Sends the account's resources to the language server, for completion. */

import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import { detach } from '../../../aws/detach';
import { didUpdateAccountResources, requestAccountResources } from '../../../protocol/environment';
import { onNotification, sendNotification } from '../../../protocol/message';
import type { AwsContext } from '../../models/context';
import { AccountResources } from './accountResources';

export function register({ background, client, log }: AwsContext): vscode.Disposable {
  const resources = new AccountResources(
    background,
    (found) => sendNotification(client, didUpdateAccountResources, found).catch((error) => log.warn(String(error))),
    (line) => log.info(line),
  );
  return vscode.Disposable.from(
    onNotification(client, requestAccountResources, () => detach(resources.wanted())),
    client.onDidChangeState(({ newState }) => newState === State.Running && resources.tellAgain()),
  );
}
