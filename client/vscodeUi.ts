/** Questions and messages in VS Code. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { chooseProfile, chooseRegion, signIn } from './commands/connect';
import type { Failure } from './failure';
import type { Session } from './session';
import type { Ui } from './ui';

const show = {
  information: vscode.window.showInformationMessage,
  warning: vscode.window.showWarningMessage,
  error: vscode.window.showErrorMessage,
} as const;

export function vscodeUi(session: Session, log: vscode.LogOutputChannel): Ui {
  return {
    confirm: async (question, detail, yes, kind = 'information') =>
      (await show[kind](question, { modal: true, detail }, yes)) === yes,
    ask: async (question, detail, actions) =>
      vscode.window.showWarningMessage(question, { modal: true, detail }, ...actions),
    tell: async (kind, message, ...actions) => {
      const answer = show[kind](message, ...actions);
      // A message that asks nothing keeps nobody waiting until it is taken away.
      return actions.length > 0 ? answer : undefined;
    },
    choose: async (title, ways) => {
      const items = ways.map(({ key, label, detail }) => ({ key, label, detail }));
      return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true, matchOnDetail: true }))?.key;
    },
    typed: async (title, prompt, word) => {
      const isIt = (it: string) => (it === word ? undefined : l10n.t('Type {0}', word));
      const options = { title, prompt, placeHolder: word, ignoreFocusOut: true, validateInput: isIt };
      return (await vscode.window.showInputBox(options)) === word;
    },
    progress: (title, task) =>
      Promise.resolve(
        vscode.window.withProgress(
          { location: vscode.ProgressLocation.Notification, title, cancellable: true },
          (progress, token) => {
            const controller = new AbortController();
            token.onCancellationRequested(() => controller.abort());
            const say = (message: string) => progress.report({ message });
            const retried = (attempt: number) => say(l10n.t('attempt {0}, after a failure that may pass', attempt));
            return task({ signal: controller.signal, retried }, say);
          },
        ),
      ),
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
    copy: async (text) => vscode.env.clipboard.writeText(text),
    openExternal: async (url) => {
      // As text: a Uri would write the slashes behind its # as %2F, and the console does not know its page by that.
      await vscode.env.openExternal(url as unknown as vscode.Uri);
    },
  };
}

/** What the SDK asks for where a role wants the code of an MFA device. */
export async function askForCode(serial: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t('Code of the MFA device'),
    prompt: serial,
    ignoreFocusOut: true,
    validateInput: (it) => (/^\d{6}$/.test(it.trim()) ? undefined : l10n.t('The device shows six digits.')),
  });
}
