/** Wraps commands that need the language server. */
import * as vscode from 'vscode';
import { dialog } from '../ui/dialog';
import { needingServer, type Server } from './serving';

const restart = () => vscode.commands.executeCommand('sagemakerModel.restartServer');

/** A command that offers to restart the language server if it fails because the server is down. */
export const served =
  <Arguments extends unknown[]>(server: Pick<Server, 'isRunning'>, run: (...given: Arguments) => Promise<unknown>) =>
  (...given: Arguments): Promise<void> =>
    needingServer(server, dialog, restart, () => run(...given));
