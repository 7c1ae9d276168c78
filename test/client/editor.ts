/**
 * A fake `vscode` module that records everything it would show instead of showing it. Import this file before
 * anything that imports that module. The user selects the first of any items, and enters what is requested.
 */
import Module from 'node:module';
import { URI } from 'vscode-uri';

/** A text that VS Code would show, and where. */
export interface Shown {
  readonly place: string;
  readonly text: string;
}

type Listener = (value: unknown) => void;
type Provider = Readonly<Record<string, (...given: unknown[]) => unknown>>;

class Disposable {
  constructor(readonly dispose: () => void = () => {}) {}
  static from(...all: readonly Disposable[]) {
    return new Disposable(() => {
      for (const it of all) it.dispose();
    });
  }
}

class EventEmitter {
  readonly #listeners = new Set<Listener>();
  readonly event = (listener: Listener) => {
    this.#listeners.add(listener);
    return new Disposable(() => void this.#listeners.delete(listener));
  };
  fire(value?: unknown) {
    for (const it of [...this.#listeners]) it(value);
  }
  dispose() {
    this.#listeners.clear();
  }
}

class FileSystemError extends Error {
  constructor(
    readonly code: string,
    message?: string | URI,
  ) {
    super(String(message ?? ''));
  }
}
const failure = (code: string) => Reflect.set(FileSystemError, code, (it?: string) => new FileSystemError(code, it));
for (const it of ['FileNotFound', 'NoPermissions', 'Unavailable']) failure(it);

class Range {
  constructor(...of: readonly unknown[]) {
    Object.assign(this, { of });
  }
}

class MarkdownString {
  value = '';
  appendMarkdown(text: string) {
    this.value += text;
    return this;
  }
  appendText(text: string) {
    this.value += text;
    return this;
  }
}

/** A class whose instances keep their constructor arguments. */
const holding = (...names: readonly string[]) =>
  class {
    constructor(...given: readonly unknown[]) {
      for (const [at, name] of names.entries()) Reflect.set(this, name, given[at]);
    }
  };

export const TabInputText = holding('uri');
export const TabInputTextDiff = holding('original', 'modified');

/** Everything shown since `clear`. */
export const shown: Shown[] = [];
const note = (place: string, text: unknown) => {
  if (typeof text === 'string') shown.push({ place, text });
};

/** What an editor is given, and what tests set in it. */
export const editor = {
  /** What the user enters; `placeHolder` is the prompt of the input box. */
  entered: undefined as string | undefined,
  /** Which of several buttons or items is selected. */
  choice: 0,
  workspaceFolders: undefined as readonly { readonly uri: URI }[] | undefined,
  isTrusted: true,
  tabs: [] as { readonly input: unknown }[],
  closed: [] as { readonly input: unknown }[],
  executed: [] as unknown[][],
  documents: [] as { readonly uri: URI; readonly languageId: string }[],
  active: undefined as { readonly uri: URI; readonly languageId: string } | undefined,
  permissions: undefined as number | undefined,
  /** Called when a diff is shown. */
  onDiff: async () => {},
  /** Cancels what is in progress. */
  cancel: () => {},
  commands: new Map<string, (...given: unknown[]) => Promise<unknown>>(),
  providers: [] as { readonly scheme: string; readonly provider: Provider }[],
  lenses: [] as Provider[],
  treeView: { message: undefined as string | undefined, description: undefined as string | undefined, selection: [] },
  statusBar: { text: '', tooltip: '' },
};

function message(_kind: string) {
  return async (text: string, options: { modal?: boolean; detail?: string }, ...buttons: readonly string[]) => {
    note(options.modal ? 'question' : 'notification', text);
    note('detail', options.detail);
    for (const it of buttons) note('button', it);
    return buttons[editor.choice];
  };
}

interface Item {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

function noteItems(items: readonly Item[]) {
  for (const { label, description, detail } of items) {
    note('item', label);
    note('item', description);
    note('item', detail);
  }
}

/** A list or input box that is configured through its properties and answered once it is shown. */
function input(kind: 'list' | 'box') {
  const [accepted, hidden, changed, triggered] = [1, 2, 3, 4].map(() => new EventEmitter()) as [
    EventEmitter,
    EventEmitter,
    EventEmitter,
    EventEmitter,
  ];
  let items: readonly Item[] = [];
  let isOver = false;
  const it = {
    onDidAccept: accepted.event,
    onDidHide: hidden.event,
    onDidChangeValue: changed.event,
    onDidTriggerButton: triggered.event,
    value: '',
    selectedItems: [] as readonly Item[],
    get items() {
      return items;
    },
    set items(all) {
      items = all;
      noteItems(all);
    },
    set title(text: string) {
      note('title', text);
    },
    set placeholder(text: string) {
      note('prompt', text);
    },
    set prompt(text: string) {
      note('prompt', text);
    },
    set validationMessage(of: { message: string } | undefined) {
      note('validation', of?.message);
    },
    show() {
      setTimeout(() => {
        if (kind === 'list') it.selectedItems = items.slice(editor.choice, editor.choice + 1);
        accepted.fire();
        it.hide();
      }, 5);
    },
    hide() {
      if (!isOver) {
        isOver = true;
        hidden.fire();
      }
    },
    dispose() {
      it.hide();
    },
  };
  return it;
}

const registered = (list: unknown[], it: unknown) => {
  list.push(it);
  return new Disposable(() => void list.splice(list.indexOf(it), 1));
};

const [closing, tabsChanged, ended] = [new EventEmitter(), new EventEmitter(), new EventEmitter()];

/** Closes a document, as VS Code does when no tab shows it. */
export const closeDocument = (uri: URI) => closing.fire({ uri });
export const changeTabs = (tabs: readonly { readonly input: unknown }[]) => {
  editor.tabs = [...tabs];
  tabsChanged.fire();
};

const api = {
  window: {
    onDidCloseTerminal: () => new Disposable(),
    showInformationMessage: message('information'),
    showWarningMessage: message('warning'),
    showErrorMessage: message('error'),
    showQuickPick: async (items: readonly Item[], options: { title?: string }) => {
      note('title', options.title);
      noteItems(items);
      return items[editor.choice];
    },
    showInputBox: async (options: {
      title?: string;
      prompt?: string;
      placeHolder?: string;
      validateInput?(text: string): string | undefined;
    }) => {
      note('title', options.title);
      note('prompt', options.prompt);
      note('prompt', options.placeHolder);
      note('validation', options.validateInput?.('[no](command:x)'));
      return editor.entered ?? options.placeHolder;
    },
    createQuickPick: () => input('list'),
    createInputBox: () => input('box'),
    withProgress: async (
      { title }: { title?: string },
      task: (progress: object, token: object) => Promise<unknown>,
    ) => {
      note('progress', title);
      const report = ({ message }: { message: string }) => note('progress', message);
      const onCancellationRequested = (cancel: () => void) => {
        editor.cancel = cancel;
        return new Disposable();
      };
      return task({ report }, { onCancellationRequested });
    },
    createStatusBarItem: () => Object.assign(editor.statusBar, { show() {}, hide() {}, dispose() {} }),
    createTreeView: () => Object.assign(editor.treeView, { dispose() {} }),
    get activeTextEditor() {
      return editor.active && { document: editor.active };
    },
    onDidChangeActiveTextEditor: new EventEmitter().event,
    showTextDocument: async () => {},
    tabGroups: {
      get all() {
        return [{ tabs: editor.tabs }];
      },
      onDidChangeTabs: tabsChanged.event,
      close: async (tabs: readonly { readonly input: unknown }[]) => void editor.closed.push(...tabs),
    },
  },
  commands: {
    registerCommand: (id: string, run: (...given: unknown[]) => Promise<unknown>) => {
      editor.commands.set(id, run);
      return new Disposable(() => void editor.commands.delete(id));
    },
    executeCommand: async (...given: unknown[]) => {
      editor.executed.push(given);
      if (given[0] === 'vscode.diff') {
        note('title', given[3]);
        await editor.onDiff();
      }
    },
  },
  workspace: {
    get workspaceFolders() {
      return editor.workspaceFolders;
    },
    get isTrusted() {
      return editor.isTrusted;
    },
    get textDocuments() {
      return editor.documents;
    },
    getWorkspaceFolder: () => undefined,
    asRelativePath: String,
    fs: {
      // Tags can be written, and so can notebook cells and file systems of other extensions.
      isWritableFileSystem: (scheme: string) => !['git', 'output', 'sagemaker-deployed'].includes(scheme),
      stat: async () => ({ permissions: editor.permissions }),
    },
    openTextDocument: async (uri: URI) => ({ uri, languageId: 'sagemaker-model' }),
    registerTextDocumentContentProvider: (scheme: string, provider: Provider) =>
      registered(editor.providers, { scheme, provider }),
    registerFileSystemProvider: (scheme: string, provider: Provider) =>
      registered(editor.providers, { scheme, provider }),
    onDidCloseTextDocument: closing.event,
    onDidChangeTextDocument: new EventEmitter().event,
  },
  languages: {
    registerCodeLensProvider: (_: unknown, provider: Provider) => registered(editor.lenses, provider),
    registerCodeActionsProvider: () => new Disposable(),
  },
  env: { language: 'en', clipboard: { writeText: async () => {}, readText: async () => '' } },
  tasks: {
    executeTask: async (task: { name: string; execution: { args: readonly string[] } }) => {
      note('task', task.name);
      for (const it of task.execution.args) note('task', it);
      const execution = { task };
      setTimeout(() => ended.fire({ execution, exitCode: 1 }));
      return execution;
    },
    onDidEndTaskProcess: ended.event,
    onDidEndTask: () => new Disposable(),
  },
  l10n: { bundle: undefined },
  Disposable,
  EventEmitter,
  FileSystemError,
  Uri: URI,
  Range,
  MarkdownString,
  ThemeIcon: holding('id'),
  ThemeColor: holding('id'),
  CodeLens: holding('range', 'command'),
  TreeItem: holding('label', 'collapsibleState'),
  CancellationError: class extends Error {},
  ProcessExecution: holding('command', 'args'),
  Task: class {
    constructor(...[, , name, , execution]: readonly unknown[]) {
      Object.assign(this, { name, execution });
    }
  },
  TaskScope: { Global: 1 },
  TaskRevealKind: { Always: 1 },
  TaskPanelKind: { Dedicated: 2 },
  TabInputText,
  TabInputTextDiff,
  FileType: { File: 1 },
  FilePermission: { Readonly: 1 },
  FileChangeType: { Changed: 1 },
  ProgressLocation: { Notification: 15 },
  StatusBarAlignment: { Left: 1 },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1 },
  QuickPickItemKind: { Separator: -1 },
  QuickInputButtons: { Back: {} },
  InputBoxValidationSeverity: { Info: 1, Error: 3 },
  CodeActionKind: {},
};

/** Resets the editor to its initial state. */
export function reset(): void {
  shown.length = 0;
  Object.assign(editor, {
    entered: undefined,
    choice: 0,
    workspaceFolders: undefined,
    isTrusted: true,
    tabs: [],
    closed: [],
    executed: [],
    documents: [],
    active: undefined,
    permissions: undefined,
    onDiff: async () => {},
  });
}

const load: (...given: unknown[]) => unknown = Reflect.get(Module, '_load');
Reflect.set(Module, '_load', (name: string, ...more: unknown[]) =>
  name === 'vscode' ? api : load.call(Module, name, ...more),
);
