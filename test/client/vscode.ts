/** As much of VS Code as parts of the client need that are tested without it. Import this before them. */
import Module from 'node:module';

type Listener = (event: unknown) => unknown;

class EventEmitter {
  readonly #listeners = new Set<Listener>();
  readonly event = (listener: Listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(event?: unknown): void {
    for (const it of [...this.#listeners]) it(event);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

class Disposable {
  readonly dispose: () => void;
  constructor(dispose: () => void) {
    this.dispose = dispose;
  }
  static from(...all: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const it of all) it.dispose();
    });
  }
}

class Uri {
  scheme = '';
  authority = '';
  path = '';
  static from(parts: object): Uri {
    return Object.assign(new Uri(), parts);
  }
  static parse(text: string): Uri {
    const { protocol, host, pathname } = new URL(text);
    return Uri.from({ scheme: protocol.slice(0, -1), authority: host, path: pathname });
  }
  toString(): string {
    return `${this.scheme}://${this.authority}${this.path}`;
  }
}

/** A box that the person types into, or picks from. */
export class Input {
  value = '';
  validationMessage: unknown;
  isDisposed = false;
  readonly changed = new EventEmitter();
  readonly accepted = new EventEmitter();
  readonly hidden = new EventEmitter();
  readonly onDidChangeValue = this.changed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidTriggerButton = new EventEmitter().event;
  show(): void {}
  dispose(): void {
    this.isDisposed = true;
  }
}

/** What the tests see and do. */
export const window = {
  /** The keys of the context, as they were set last. */
  context: new Map<unknown, unknown>(),
  inputs: [] as Input[],
  documents: [] as unknown[],
  events: new Map<string, EventEmitter>(),
  /** What happens in VS Code, such as `onDidChangeTextDocument`. */
  fire: (name: string, event: unknown) => window.events.get(name)?.fire(event),
};

const eventsOf = (own: object) =>
  new Proxy(own, {
    get: (target, name: string) => {
      if (name in target || !name.startsWith('on')) return Reflect.get(target, name);
      if (!window.events.has(name)) window.events.set(name, new EventEmitter());
      return window.events.get(name)?.event;
    },
  });

const nothing = () => new Disposable(() => {});

class Item {
  label: unknown;
  constructor(label: unknown) {
    this.label = label;
  }
}

const api = {
  EventEmitter,
  Disposable,
  Uri,
  TreeItem: Item,
  ThemeIcon: Item,
  ThemeColor: Item,
  FileDecoration: Item,
  CodeAction: Item,
  CodeActionKind: { QuickFix: 'quickfix' },
  ConfigurationTarget: { Global: 1, Workspace: 2, WorkspaceFolder: 3 },
  InputBoxValidationSeverity: { Info: 1, Error: 3 },
  QuickInputButtons: { Back: {} },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1 },
  commands: {
    executeCommand: async (name: string, key: unknown, value: unknown) =>
      name === 'setContext' ? window.context.set(key, value) : undefined,
    registerCommand: nothing,
  },
  env: { language: 'en' },
  languages: eventsOf({ registerCodeActionsProvider: nothing }),
  window: eventsOf({
    createTreeView: () => ({ selection: [], dispose: () => {} }),
    createInputBox: () => {
      const input = new Input();
      window.inputs.push(input);
      return input;
    },
    registerFileDecorationProvider: nothing,
    withProgress: (_: unknown, task: () => unknown) => task(),
  }),
  workspace: eventsOf({
    get textDocuments() {
      return window.documents;
    },
    fs: { isWritableFileSystem: () => true },
    createFileSystemWatcher: () => eventsOf({ dispose: () => {} }),
    registerTextDocumentContentProvider: nothing,
  }),
};

const load: (...args: unknown[]) => unknown = Reflect.get(Module, '_load');
Reflect.set(Module, '_load', (name: unknown, ...rest: unknown[]) =>
  name === 'vscode' ? api : load.call(Module, name, ...rest),
);
