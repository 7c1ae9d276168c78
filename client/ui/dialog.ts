/** The only place that has VS Code show messages, questions, lists, and progress. Every text passes through `inert`. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RequestOptions } from '../../aws/api';
import { detach } from '../../aws/detach';
import { inert, inertError, inertLines } from './inert';
import type { Dialog } from './ui';

type MessageKind = 'information' | 'warning' | 'error';

/** @returns the selected action, as it was passed in */
async function message(
  kind: MessageKind,
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

/** A list item. Icons are set as `iconPath`, never in a text. */
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

/** Lets the user select from a list that doesn't change. @returns the item as it was passed in */
export async function pickFrom<Item extends vscode.QuickPickItem>(
  items: readonly Item[],
  {
    title,
    ...options
  }: { title: string; ignoreFocusOut?: boolean; matchOnDescription?: boolean; matchOnDetail?: boolean },
): Promise<Item | undefined> {
  return (await vscode.window.showQuickPick(items.map(offered), { title: inert(title), ...options }))?.of;
}

/** An input that is shown until it's disposed of. */
export interface Asker {
  /** The part on which steps, buttons, and events are set; texts aren't set on it. */
  readonly input: Omit<vscode.QuickInput, 'title' | 'busy'> &
    Pick<vscode.QuickPick<vscode.QuickPickItem>, 'buttons' | 'onDidTriggerButton' | 'onDidAccept' | 'onDidChangeValue'>;
  readonly value: string;
  dispose(): void;
}

/** A list that changes while it is shown. */
export interface Picker<Item extends vscode.QuickPickItem> extends Asker {
  /** The items as they were passed in, and which of them is active. */
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

/** An input box for text that is checked while the user types. */
export interface TextBox extends Asker {
  /** Shows a message about the value; `undefined` removes it. */
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

/**
 * Shows an input until it is answered or dismissed, and disposes of it.
 * @param accepted called on Enter; nothing if the input isn't accepted @throws what the input fails with
 * @returns nothing if the user dismissed the input
 */
export async function answerOf<Answer>(
  { input, dispose }: Asker,
  accepted: () => Promise<{ readonly answer: Answer } | undefined>,
): Promise<Answer | undefined> {
  try {
    return await new Promise((resolve, reject) => {
      input.onDidAccept(() => accepted().then((it) => it && resolve(it.answer), reject));
      input.onDidHide(() => resolve(undefined));
      input.show();
    });
  } finally {
    dispose();
  }
}

/** Prompts for text. @param validate returns what is wrong with a text; nothing if it can be used */
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

/** Shows progress in the header of a view. */
export const progressIn = <T>(viewId: string, task: () => Promise<T>): Thenable<T> =>
  vscode.window.withProgress({ location: { viewId } }, task);

/** Registers a command. If the command throws, VS Code shows the error message. */
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

/** How long a task runs before a progress notification is shown, in milliseconds. */
export const progressDelay = 1000;

/**
 * Runs a task. A notification with **Cancel** is shown only if the task takes long: a short one would cover the
 * result, and after three notifications within 800 ms, VS Code shows no more toasts, perhaps not even the result's.
 */
async function progress<T>(
  title: string,
  task: (asking: RequestOptions, say: (message: string) => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let last: string | undefined;
  let show = (_message: string) => {};
  const say = (message: string) => {
    last = inert(message);
    show(last);
  };
  const retried = (attempt: number) => say(l10n.t('attempt {0}, after a failure that may pass', attempt));
  const result = task({ signal: controller.signal, retried }, say);
  const notify = () =>
    detach(
      vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: inert(title), cancellable: true },
        async (notification, token) => {
          token.onCancellationRequested(() => controller.abort());
          show = (message) => notification.report({ message });
          if (last !== undefined) show(last);
          await Promise.allSettled([result]);
        },
      ),
    );
  const timer = setTimeout(notify, progressDelay);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
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
  progress,
  copy: async (text) => vscode.env.clipboard.writeText(text),
  openExternal: async (url) => {
    // As a string, which this command accepts for URLs: a Uri would encode the slashes after # as %2F, and the
    // console wouldn't find the page.
    await vscode.commands.executeCommand('vscode.open', url);
  },
};
