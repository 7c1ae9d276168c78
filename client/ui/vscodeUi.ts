/** Implements `Ui` with VS Code, with actions that help against AWS failures. */

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { settingsSection } from '../../protocol/constants';
import { askForText, dialog } from './dialog';
import type { Ui } from './ui';

export const vscodeUi = (log: Pick<vscode.LogOutputChannel, 'show'>): Ui => ({
  ...dialog,
  remedy: async ({ remedy }) => {
    switch (remedy) {
      case 'retry':
        return true;
      case 'openSettings':
        await vscode.commands.executeCommand('workbench.action.openSettings', settingsSection);
        return false;
      case 'showLog':
        log.show();
        return false;
      default:
        // The commands of the connection are named after remedies.
        return (await vscode.commands.executeCommand(`sagemakerModel.${remedy}`)) === true;
    }
  },
});

/** What the SDK asks for where a role wants the code of an MFA device. */
export async function askForCode(serial: string): Promise<string | undefined> {
  return askForText({
    title: l10n.t('Code of the MFA device'),
    prompt: serial,
    ignoreFocusOut: true,
    validate: (it) => (/^\d{6}$/.test(it.trim()) ? undefined : l10n.t('The device shows six digits.')),
  });
}
