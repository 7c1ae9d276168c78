/** The extension's log: the only output channel. Everything that is written to it is redacted. */

import * as vscode from 'vscode';
import { settingsSection } from '../../protocol/constants';
import { redacting } from './redactedLog';

export function openLog(name: string): vscode.LogOutputChannel {
  const channel = vscode.window.createOutputChannel(name, { log: true });
  return redacting(
    channel,
    () => vscode.workspace.getConfiguration(settingsSection).get<boolean>('redactLog') === true,
  );
}
