/** Registers New Model Definition, and the walkthrough that leads to it. */
import * as vscode from 'vscode';
import { served } from '../../lsp/served';
import type { FeatureContext } from '../../models/context';
import { registerCommand } from '../../ui/dialog';
import { completeStep } from '../../ui/walkthrough';
import { newHost } from './host';
import { askForDefinition } from './newDefinition';

export function register({ extension, client, known }: FeatureContext): vscode.Disposable {
  /** @param folder the folder for the file; VS Code's New File menu passes something else */
  async function begin(folder?: unknown): Promise<void> {
    const host = newHost(client, known, folder instanceof vscode.Uri ? folder : undefined);
    if (await askForDefinition(host)) completeStep('sagemakerModel.hasBegun');
  }
  const walkthrough = `${extension.extension.id}#sagemakerModel.start`;
  return vscode.Disposable.from(
    registerCommand('sagemakerModel.new', served(client, begin)),
    registerCommand('sagemakerModel.welcome', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough),
    ),
  );
}
