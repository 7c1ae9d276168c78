/** The extension's log: the only output channel. Everything that is written to it is redacted. */

import * as vscode from 'vscode';
import { redacting } from '../../aws/redact';
import { settingsSection } from '../../protocol/constants';

export function openLog(name: string): vscode.LogOutputChannel {
  const channel = vscode.window.createOutputChannel(name, { log: true });
  return redacting(
    channel,
    () => vscode.workspace.getConfiguration(settingsSection).get<boolean>('redactLog') === true,
  );
}
