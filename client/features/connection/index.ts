/** The connection to AWS: status bar, commands to select and sign in, and notifications to the language server. */

import * as vscode from 'vscode';
import { detach } from '../../../aws/detach';
import type { Session } from '../../../aws/session';
import { settingsSection } from '../../../protocol/constants';
import { didChangeConnection } from '../../../protocol/environment';
import { sendNotification } from '../../../protocol/message';
import type { AwsContext } from '../../models/context';
import { registerCommand } from '../../ui/dialog';
import { completeStep } from '../../ui/walkthrough';
import { chooseConnection, chooseProfile, chooseRegion, signIn } from './pickers';
import { showConnection } from './statusBar';

export function register({ session, client, log }: AwsContext): vscode.Disposable {
  /** A command that opens the connection first, because only then there is something to change. */
  const connecting = (change: (session: Session) => Promise<boolean>) => async () => {
    await session.live().catch(() => undefined);
    return change(session);
  };

  const tellServer = () => {
    if (!client.isRunning()) return;
    const { account, connection } = session;
    const params = { account, region: connection?.region?.value };
    sendNotification(client, didChangeConnection, params).catch((error) => log.warn(String(error)));
  };

  return vscode.Disposable.from(
    showConnection(session),
    session.onDidChange(tellServer),
    session.onDidChange(() => session.connection?.region && completeStep('sagemakerModel.hasConnected')),
    client.onDidChangeState(tellServer),
    vscode.workspace.onDidChangeConfiguration(
      (it) => it.affectsConfiguration(settingsSection) && detach(session.reevaluate()),
    ),
    vscode.workspace.onDidGrantWorkspaceTrust(() => detach(session.reevaluate())),
    registerCommand('sagemakerModel.chooseConnection', () => chooseConnection(session)),
    registerCommand('sagemakerModel.chooseProfile', connecting(chooseProfile)),
    registerCommand('sagemakerModel.chooseRegion', connecting(chooseRegion)),
    registerCommand('sagemakerModel.signIn', connecting(signIn)),
  );
}
