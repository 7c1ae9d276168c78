/** Registers the sync status: in the Explorer, and on command for the whole workspace. */

import * as vscode from 'vscode';
import { definitions as allDefinitions } from '../../../protocol/definitions';
import { sendRequest } from '../../../protocol/message';
import type { AwsContext } from '../../models/context';
import { registerCommand } from '../../ui/dialog';
import { withRemedies } from '../../ui/recoveryActions';
import { checkInStep } from './checkAll';
import { decorate, definitionAt } from './decorations';

export function register(context: AwsContext): vscode.Disposable {
  const { client, session, status, ui } = context;
  const uriOf = (it: string) => vscode.Uri.parse(it, true);

  async function definitions() {
    const { definitions } = await sendRequest(client, allDefinitions, {});
    const found = definitions.map((it) => client.protocol2CodeConverter.asUri(it.uri).toString());
    // A file that has just been saved may not have been announced to the server yet.
    const listed = [...new Set([...found, ...status.looked()])].map(uriOf);
    return listed.map((it) => ({ ...definitionAt(it), label: vscode.workspace.asRelativePath(it) }));
  }

  const checkAll = () =>
    withRemedies(ui, async () => {
      const live = await session.live();
      const chosen = await checkInStep(ui, status, await definitions(), live);
      if (chosen?.state === 'different')
        await vscode.commands.executeCommand('sagemakerModel.compare', uriOf(chosen.uri));
      else if (chosen) await vscode.window.showTextDocument(uriOf(chosen.uri));
    });

  return vscode.Disposable.from(decorate(context), registerCommand('sagemakerModel.checkInStep', checkAll));
}
