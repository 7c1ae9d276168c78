/** The one place where VS Code is asked to show messages, questions, lists, and progress: every text passes `inert` on its way. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inert, inertError, inertLines } from './inert';
import type { Dialog } from './ui';

type Kind = 'information' | 'warning' | 'error';

/** @returns the action that was chosen, as it was given */
async function message(
  kind: Kind,
  text: string,
  actions: readonly string[],
  modal?: { readonly detail: string },
): Promise<string | undefined> {
  const { showErrorMessage, showInformationMessage, showWarningMessage } = vscode.window;
  const show = { information: showInformationMessage, warning: showWarningMessage, error: showErrorMessage }[kind];
  const buttons = actions.map((it) => inert(it));
  const options = modal ? { modal: true, detail: inertLines(modal.detail) } : {};
  const chosen = await show(inert(text), options, ...buttons);
  return chosen === undefined ? undefined : actions[buttons.indexOf(chosen)];
}

/** Something that a list offers. What VS Code is to show as an icon is `iconPath`, never a part of a text. */
type Offered<Item extends vscode.QuickPickItem> = vscode.QuickPickItem & { readonly of: Item };

function offered<Item extends vscode.QuickPickItem>(item: Item): Offered<Item> {
  const { label, description, detail, kind, iconPath, alwaysShow } = item;
  return {
    label: inert(label),
    description: description && inert(description),
    detail: detail && inert(detail),
    kind,
    iconPath,
    alwaysShow,
    of: item,
  };
}

/** Lets the person pick from a list that doesn't change. @returns the item as it was given */
export async function pickFrom<Item extends vscode.QuickPickItem>(
  items: readonly Item[],
  {
    title,
    ...options
  }: { title: string; ignoreFocusOut?: boolean; matchOnDescription?: boolean; matchOnDetail?: boolean },
): Promise<Item | undefined> {
  return (await vscode.window.showQuickPick(items.map(offered), { title: inert(title), ...options }))?.of;
}

/** What asks something until it is disposed of. */
export interface Asker {
  /** What the steps, buttons, and events are set on; texts aren't. */
  readonly input: Omit<vscode.QuickInput, 'title' | 'busy'> &
    Pick<vscode.QuickPick<vscode.QuickPickItem>, 'buttons' | 'onDidTriggerButton' | 'onDidAccept' | 'onDidChangeValue'>;
  readonly value: string;
  dispose(): void;
}

/** A list that changes while it is shown. */
export interface Picker<Item extends vscode.QuickPickItem> extends Asker {
  /** The items as they were given, and which of them is active. */
  items: readonly Item[];
  activate(items: readonly Item[]): void;
  readonly selected: Item | undefined;
  busy: boolean;
}

export function openPicker<Item extends vscode.QuickPickItem>(title: string, placeholder: string): Picker<Item> {
  const input = vscode.window.createQuickPick<Offered<Item>>();
  input.title = inert(title);
  input.placeholder = inert(placeholder);
  input.matchOnDescription = true;
  return {
    input,
    dispose: () => input.dispose(),
    get items() {
      return input.items.map((it) => it.of);
    },
    set items(items) {
      input.items = items.map(offered);
    },
    activate: (items) => {
      input.activeItems = input.items.filter((it) => items.includes(it.of));
    },
    get selected() {
      return input.selectedItems[0]?.of;
    },
    get value() {
      return input.value;
    },
    get busy() {
      return input.busy;
    },
    set busy(isBusy) {
      input.busy = isBusy;
    },
  };
}

/** A box for a text that is judged while it is typed. */
export interface TextBox extends Asker {
  /** Shows what there is to say about the value; nothing takes it away. */
  judge(message: string | undefined, isError: boolean): void;
}

export function openTextBox(title: string, prompt: string, value: string): TextBox {
  const input = vscode.window.createInputBox();
  input.title = inert(title);
  input.prompt = inert(prompt);
  input.value = value;
  return {
    input,
    dispose: () => input.dispose(),
    get value() {
      return input.value;
    },
    judge: (message, isError) => {
      const severity = vscode.InputBoxValidationSeverity[isError ? 'Error' : 'Info'];
      input.validationMessage = message === undefined ? undefined : { message: inert(message), severity };
    },
  };
}

/** Asks for a text. @param validate what is wrong with a text; nothing if it can be used */
export async function askForText(of: {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeHolder?: string;
  readonly ignoreFocusOut?: boolean;
  validate(text: string): string | undefined;
}): Promise<string | undefined> {
  const { title, prompt, value, placeHolder, ignoreFocusOut, validate } = of;
  return vscode.window.showInputBox({
    title: inert(title),
    prompt: inert(prompt),
    value,
    placeHolder: placeHolder && inert(placeHolder),
    ignoreFocusOut,
    validateInput: (it) => {
      const wrong = validate(it);
      return wrong && inert(wrong);
    },
  });
}

/** Shows in the head of a view that something goes on in it. */
export const progressIn = <T>(viewId: string, task: () => Promise<T>): Thenable<T> =>
  vscode.window.withProgress({ location: { viewId } }, task);

/** Registers a command. VS Code shows the message of an error that a command ends with. */
export function registerCommand<Arguments extends unknown[]>(
  id: string,
  run: (...given: Arguments) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...given: Arguments) => {
    try {
      return await run(...given);
    } catch (error) {
      throw error instanceof vscode.CancellationError ? error : inertError(error);
    }
  });
}

export const dialog: Dialog = {
  confirm: async (question, detail, yes, kind = 'information') =>
    (await message(kind, question, [yes], { detail })) === yes,
  ask: (question, detail, actions) => message('warning', question, actions, { detail }),
  tell: async (kind, text, ...actions) => {
    const answer = message(kind, text, actions);
    // A message that asks nothing keeps nobody waiting until it is taken away.
    return actions.length > 0 ? answer : undefined;
  },
  choose: async (title, ways) => {
    const items = ways.map(({ key, label, detail, icon }) => ({
      key,
      label,
      detail,
      iconPath: icon === undefined ? undefined : new vscode.ThemeIcon(icon),
    }));
    return (await pickFrom(items, { title, ignoreFocusOut: true, matchOnDetail: true }))?.key;
  },
  typed: async (title, prompt, word) => {
    const validate = (it: string) => (it === word ? undefined : l10n.t('Type {0}', word));
    return (await askForText({ title, prompt, placeHolder: word, ignoreFocusOut: true, validate })) === word;
  },
  progress: (title, task) =>
    Promise.resolve(
      vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: inert(title), cancellable: true },
        (progress, token) => {
          const controller = new AbortController();
          token.onCancellationRequested(() => controller.abort());
          const say = (message: string) => progress.report({ message: inert(message) });
          const retried = (attempt: number) => say(l10n.t('attempt {0}, after a failure that may pass', attempt));
          return task({ signal: controller.signal, retried }, say);
        },
      ),
    ),
  copy: async (text) => vscode.env.clipboard.writeText(text),
  openExternal: async (url) => {
    // As text, which this command takes for web addresses: a Uri would write the slashes behind its # as %2F, and the
    // console does not know its page by that.
    await vscode.commands.executeCommand('vscode.open', url);
  },
};
