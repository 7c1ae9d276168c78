/** Completes steps of the walkthrough, by setting the context keys that they wait for. */
import * as vscode from 'vscode';
import { detach } from '../../aws/detach';

/** @param what the key of the context that a step waits for */
export const completeStep = (what: string) => detach(vscode.commands.executeCommand('setContext', what, true));
