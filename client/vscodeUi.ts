/** Questions and messages in VS Code where AWS is asked, with what helps against its failures. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { chooseProfile, chooseRegion, signIn } from './commands/connect';
import { askForText, dialog } from './dialog';
import type { Failure } from './failure';
import type { Session } from './session';
import type { Ui } from './ui';

export function vscodeUi(session: Session, log: vscode.LogOutputChannel): Ui {
  return {
    ...dialog,
    remedy: async (failure: Failure) => {
      switch (failure.remedy) {
        case 'chooseProfile':
          return chooseProfile(session);
        case 'chooseRegion':
          return chooseRegion(session);
        case 'signIn':
          return signIn(session);
        case 'retry':
          return true;
        case 'openSettings':
          await vscode.commands.executeCommand('workbench.action.openSettings', 'sagemakerModel');
          return false;
        case 'showLog':
          log.show();
          return false;
      }
    },
  };
}

/** What the SDK asks for where a role wants the code of an MFA device. */
export async function askForCode(serial: string): Promise<string | undefined> {
  return askForText({
    title: l10n.t('Code of the MFA device'),
    prompt: serial,
    ignoreFocusOut: true,
    validate: (it) => (/^\d{6}$/.test(it.trim()) ? undefined : l10n.t('The device shows six digits.')),
  });
}
