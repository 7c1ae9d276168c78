/** An editor that does nothing but count: what an extension loads and takes hold of in it, and never lets go of. */
import { createRequire } from 'node:module';
import path from 'node:path';
import manifest from '../../package.json';

export interface Holding {
  /** What it took hold of, by the names by which the editor gives it: `workspace.onDidOpenTextDocument`. */
  readonly taken: readonly string[];
  /** What of that is still there after all that it has given to the editor was disposed of. */
  readonly left: readonly string[];
  /** The modules that were loaded. */
  readonly loaded: readonly string[];
  /** What it had taken hold of before it read the translations of the window: all, if it never did. */
  readonly takenUntranslated: readonly string[];
  /** The texts that it looked up in those translations. */
  readonly translated: readonly string[];
}

/** Whatever is asked of it: it is there, can be called and constructed, and has no meaning. */
const anything: unknown = new Proxy(class {}, {
  get: (it, key) => (key === 'prototype' ? it.prototype : key === 'then' ? undefined : anything),
  apply: () => anything,
  construct: () => ({}),
});

/** What gives something that has to be disposed of. */
const isGiving = (name: string) => /^(on|create|register)[A-Z]/.test(name);

/** Activates a bundle of the extension, without its language server, and ends it as an editor does. */
export async function holding(bundle: string): Promise<Holding> {
  const taken: string[] = [];
  let takenUntranslated: readonly string[] | undefined;
  const translated: string[] = [];
  const held = new Set<object>();
  const names = new Map<object, string>();
  const take = (name: string) => {
    const it = { dispose: () => void held.delete(it) };
    taken.push(name);
    names.set(it, name);
    held.add(it);
    // Events of what is disposed of tell nobody anything any more.
    return new Proxy(it, { get: (of, key) => (key === 'dispose' ? of.dispose : anything) });
  };
  /** A part of the editor's API, which may have some members that mean something. */
  const part = (of: string, own: Readonly<Record<string, unknown>> = {}) =>
    new Proxy(own, {
      get: (_, key) => {
        const name = String(key);
        return own[name] ?? (isGiving(name) ? () => take(`${of}.${name}`) : name in own ? undefined : anything);
      },
    });
  class EventEmitter {
    readonly event = () => take('EventEmitter.event');
    readonly dispose: () => void;
    constructor() {
      this.dispose = take('EventEmitter').dispose;
    }
  }
  class LanguageClient {
    readonly dispose = take('LanguageClient').dispose;
    readonly start = async () => {};
    readonly isRunning = () => false;
    readonly code2ProtocolConverter = anything;
    readonly onRequest = () => take('client.onRequest');
    readonly onNotification = () => take('client.onNotification');
    readonly onDidChangeState = () => take('client.onDidChangeState');
    error() {}
  }
  class Disposable {
    constructor(readonly dispose: () => unknown) {}
    static from(...all: readonly { dispose(): unknown }[]) {
      return new Disposable(() => {
        for (const it of all) it.dispose();
      });
    }
  }
  const api: Readonly<Record<string, unknown>> = {
    commands: part('commands'),
    env: part('env', { language: 'en' }),
    l10n: {
      get bundle() {
        takenUntranslated ??= [...taken];
        return new Proxy({}, { get: (_, key) => void translated.push(String(key)) });
      },
    },
    languages: part('languages'),
    tasks: part('tasks'),
    window: part('window', { activeTextEditor: undefined, tabGroups: part('window.tabGroups') }),
    workspace: part('workspace', {
      getConfiguration: () => ({ get: (_: string, otherwise: unknown) => otherwise }),
      textDocuments: [],
    }),
    Disposable,
    EventEmitter,
  };
  const modules: Readonly<Record<string, unknown>> = {
    vscode: new Proxy(api, { get: (_, key) => api[String(key)] ?? anything }),
    'vscode-languageclient': anything,
    'vscode-languageclient/node': { LanguageClient, TransportKind: anything },
    'vscode-languageclient/browser': { LanguageClient },
    './aws.js': anything,
  };
  const loaded: string[] = [];
  const load = (name: string) => {
    loaded.push(name);
    return modules[name] ?? createRequire(path.resolve('package.json'))(name);
  };
  const module: { exports: { activate?(context: object): unknown } } = { exports: {} };
  new Function('require', 'module', 'exports', bundle)(load, module, module.exports);
  const subscriptions: { dispose(): unknown }[] = [];
  const state = { get: (_: string, otherwise: unknown) => otherwise, update: async () => {} };
  await module.exports.activate?.({
    subscriptions,
    workspaceState: state,
    extension: { id: 'a.b', packageJSON: manifest },
    asAbsolutePath: (file: string) => path.resolve(file),
  });
  // What goes on by itself then, has begun.
  await new Promise((resolve) => setTimeout(resolve));
  for (const it of subscriptions) await it.dispose();
  const left = [...held].map((it) => names.get(it) ?? '');
  return { taken, loaded, left, translated, takenUntranslated: takenUntranslated ?? taken };
}
