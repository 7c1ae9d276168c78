/** Questions and messages in VS Code. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Dialog } from './ui';

const show = {
  information: vscode.window.showInformationMessage,
  warning: vscode.window.showWarningMessage,
  error: vscode.window.showErrorMessage,
} as const;

export const dialog: Dialog = {
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
  copy: async (text) => vscode.env.clipboard.writeText(text),
  openExternal: async (url) => {
    // As text: a Uri would write the slashes behind its # as %2F, and the console does not know its page by that.
    await vscode.env.openExternal(url as unknown as vscode.Uri);
  },
};
