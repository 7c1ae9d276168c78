/** The log of the extension: the only output channel, and everything that is written to it is redacted. */
import * as vscode from 'vscode';
import { redacting } from './redact';

export function openLog(name: string): vscode.LogOutputChannel {
  const channel = vscode.window.createOutputChannel(name, { log: true });
  return redacting(
    channel,
    () => vscode.workspace.getConfiguration('sagemakerModel').get<boolean>('redactLog') === true,
  );
}
