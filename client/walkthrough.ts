/** What has happened for the first time, for the steps of the walkthrough. */
import * as vscode from 'vscode';
import { detach } from './detach';

/** @param what the key of the context that a step waits for */
export const happened = (what: string) => detach(vscode.commands.executeCommand('setContext', what, true));
