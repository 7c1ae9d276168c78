/** Keeps up how open definitions stand beside what is deployed, and shows it in the explorer and on the rows of models. */
import * as vscode from 'vscode';
import { nameIn } from './commands/describe';
import type { Fetched } from './commands/fetch';
import { type Definition, type InStep, type Standing, standingExplained } from './inStep';
import { isDefinition } from './schemes';
import type { Live, Session } from './session';

/** Under this scheme stand the rows of models, for which nothing can be opened. */
const rowScheme = 'sagemaker-row';

/** By what VS Code knows the row of a model. */
export const rowUri = (name: string) => vscode.Uri.from({ scheme: rowScheme, path: `/${name}` });

/** A definition as it is now: in its editor, or else in its file. */
export function definitionAt(uri: vscode.Uri): Definition {
  const address = uri.toString();
  return {
    uri: address,
    text: async () => {
      const open = vscode.workspace.textDocuments.find((it) => it.uri.toString() === address);
      return open ? open.getText() : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    },
  };
}

export interface Decorations extends vscode.Disposable {
  /** Takes note that what is deployed under a name may be another now, in a region or in that which is in use. */
  changed(name: string, region?: string): Promise<void>;
  /**
   * Takes note of what is deployed under a name; nothing where there is no such model.
   * @param files definitions that are to be looked at as well
   */
  found(name: string, fetched: Fetched | undefined, live: Live, files?: readonly vscode.Uri[]): Promise<void>;
  /** Asks again how the open definitions stand. */
  refresh(): Promise<void>;
}

/** @param isShown whether the person wants to see it */
export function decorate(session: Session, inStep: InStep, isShown: () => boolean): Decorations {
  const changed = new vscode.EventEmitter<undefined>();

  const openOnes = (name?: string) =>
    vscode.workspace.textDocuments
      .filter((it) => isDefinition(it) && (name === undefined || nameIn(it.getText()) === name))
      .map((it) => definitionAt(it.uri));

  /** The definitions of a model, as far as they are known. */
  const definitionsOf = (name: string) => {
    const open = openOnes(name);
    const known = inStep.definitionsOf(name).filter((uri) => !open.some((it) => it.uri === uri));
    return [...open, ...known.map((uri) => definitionAt(vscode.Uri.parse(uri, true)))];
  };

  const isInUse = (region: string) => region === session.connection?.region?.value;

  /** Looks at some definitions, where AWS has answered already: nothing is asked before the person has asked something. */
  async function look(definitions: readonly Definition[]): Promise<void> {
    if (session.account === undefined || definitions.length === 0 || !isShown()) return;
    // What is in the way is said where the person asks for something.
    const live = await session.live().catch(() => undefined);
    if (live) await inStep.look(definitions, live);
  }

  const lookAt = (document: vscode.TextDocument) => {
    if (isDefinition(document)) void look([definitionAt(document.uri)]);
  };

  const edited = (uri: vscode.Uri) => void inStep.edited(definitionAt(uri));

  const files = vscode.workspace.createFileSystemWatcher('**/*.sagemaker-model.json');
  const all = vscode.Disposable.from(
    changed,
    files,
    files.onDidChange(edited),
    files.onDidDelete((uri) => inStep.leave(uri.toString())),
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: (uri) => {
        const standing = uri.scheme === rowScheme ? inStep.ofModel(uri.path.slice(1)) : inStep.of(uri.toString());
        return standing && decoration(standing);
      },
    }),
    inStep.onDidChange(() => changed.fire(undefined)),
    session.onDidChange((change) => {
      if (change === 'switched') inStep.clear();
      else if (change === 'account') void look(openOnes());
    }),
    vscode.workspace.onDidOpenTextDocument(lookAt),
    vscode.workspace.onDidSaveTextDocument(lookAt),
    vscode.workspace.onDidChangeTextDocument(({ document }) => isDefinition(document) && edited(document.uri)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      // What was not saved is gone with its editor.
      if (document.isUntitled) inStep.leave(document.uri.toString());
      else if (isDefinition(document)) edited(document.uri);
    }),
    vscode.workspace.onDidChangeConfiguration((it) => {
      if (!it.affectsConfiguration('sagemakerModel.inStep')) return;
      inStep.touch();
      void look(openOnes());
    }),
  );
  return {
    changed: async (name, region) => {
      if (region !== undefined && !isInUse(region)) return;
      inStep.expire(name);
      await look(definitionsOf(name));
    },
    found: async (name, fetched, live, files = []) => {
      if (!isInUse(live.region)) return;
      inStep.found(name, fetched);
      await inStep.look([...definitionsOf(name), ...files.map(definitionAt)], live);
    },
    refresh: async () => {
      inStep.expire();
      await look(openOnes());
    },
    dispose: () => all.dispose(),
  };
}

/** Told by a letter and in words; the colour only adds to that. */
function decoration(standing: Standing): vscode.FileDecoration {
  const { badge, color } = looks[standing.state];
  return new vscode.FileDecoration(
    badge,
    standingExplained(standing, vscode.env.language),
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
}

const looks: Readonly<Record<Standing['state'], { readonly badge: string; readonly color?: string }>> = {
  inStep: { badge: '=' },
  different: { badge: '≠', color: 'list.warningForeground' },
  notCreated: { badge: '∅' },
  unknown: { badge: '?' },
};
