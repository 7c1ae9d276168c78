/** Keeps up how open definitions stand beside what is deployed, and shows it in the explorer and on the rows of models. */
import * as vscode from 'vscode';
import type { Background } from '../../../aws/background';
import { detach } from '../../../aws/detach';
import type { ActiveConnection, Session } from '../../../aws/session';
import { isDefinition } from '../../ui/documentSchemes';
import { inert } from '../../ui/inert';
import { nameIn } from '../../ui/modelName';
import type { Fetched } from '../../models/fetch';
import { type SyncDefinition, type SyncStatus, type SyncStatusTracker, standingExplained } from '../../models/syncStatus';

/** Under this scheme stand the rows of models, for which nothing can be opened. */
const rowScheme = 'sagemaker-row';

/** A name that is new in a saved definition is asked for once it has stayed for so long. In milliseconds. */
const quiet = 3_000;

/** By what VS Code knows the row of a model. */
export const rowUri = (name: string) => vscode.Uri.from({ scheme: rowScheme, path: `/${name}` });

/** A larger file is no definition, and the language server doesn't read it either. In bytes. */
const mostBytes = 10_000_000;

/** The text of a file that isn't open. @throws for a file that is too large, and for what isn't a regular file */
async function textIn(uri: vscode.Uri): Promise<string> {
  const { fs } = vscode.workspace;
  const { type, size } = await fs.stat(uri);
  // A file behind a link is a file as well; a pipe would be waited for.
  if ((type & vscode.FileType.File) === 0 || size > mostBytes) throw vscode.FileSystemError.Unavailable(uri);
  const bytes = await fs.readFile(uri);
  if (bytes.length > mostBytes) throw vscode.FileSystemError.Unavailable(uri);
  return vscode.workspace.decode(bytes, { uri });
}

/** A definition as it is now: in its editor, or else in its file. */
export function definitionAt(uri: vscode.Uri): SyncDefinition {
  const address = uri.toString();
  return {
    uri: address,
    text: async () => {
      const open = vscode.workspace.textDocuments.find((it) => it.uri.toString() === address);
      return open ? open.getText() : textIn(uri);
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
  found(
    name: string,
    fetched: Fetched | undefined,
    live: ActiveConnection,
    files?: readonly vscode.Uri[],
  ): Promise<void>;
  /** Asks again how the definitions stand that are open, or were looked at. */
  refresh(): Promise<void>;
}

/** @param isShown whether the person wants to see it */
export function decorate(
  session: Session,
  background: Background,
  inStep: SyncStatusTracker,
  isShown: () => boolean,
): Decorations {
  const changed = new vscode.EventEmitter<undefined>();
  let timer: NodeJS.Timeout | undefined;

  const openOnes = (name?: string) =>
    vscode.workspace.textDocuments
      .filter((it) => isDefinition(it) && (name === undefined || nameIn(it.getText()) === name))
      .map((it) => definitionAt(it.uri));

  /** The definitions that are open or were looked at: all, or those of a model. */
  const definitionsOf = (name?: string) => {
    const open = openOnes(name);
    const known = inStep.looked(name).filter((uri) => !open.some((it) => it.uri === uri));
    return [...open, ...known.map((uri) => definitionAt(vscode.Uri.parse(uri, true)))];
  };

  /** Looks at some definitions, where AWS has answered already: nothing is asked before the person has asked something. */
  async function look(definitions: readonly SyncDefinition[], afresh = false): Promise<void> {
    if (definitions.length === 0 || !isShown()) return;
    const live = await background.live();
    if (live) await inStep.look(definitions, live, { afresh });
  }

  const lookAtAll = () => detach(look(openOnes()));

  /** Looks at a definition that was saved: at once where its name is known, else once that has stayed as it is. */
  function saved(document: vscode.TextDocument): void {
    if (!isDefinition(document)) return;
    // If nothing is checked, the text isn't read.
    const name = background.mayAsk && isShown() ? nameIn(document.getText()) : undefined;
    if (name === undefined || inStep.knows(name)) {
      edited(document.uri);
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!document.isDirty && !document.isClosed) detach(look([definitionAt(document.uri)]));
    }, quiet);
  }

  const edited = (uri: vscode.Uri) => detach(inStep.edited(definitionAt(uri)));

  const files = vscode.workspace.createFileSystemWatcher('**/*.sagemaker-model.json', false, false, true);
  // Of a folder that goes, nobody says which files went with it.
  const gone = vscode.workspace.createFileSystemWatcher('**', true, true, false);
  const all = vscode.Disposable.from(
    changed,
    { dispose: () => clearTimeout(timer) },
    files,
    files.onDidCreate(edited),
    files.onDidChange(edited),
    gone,
    gone.onDidDelete((uri) => inStep.leave(uri.toString())),
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
      else if (change === 'credentials') inStep.expire('failures');
      lookAtAll();
    }),
    background.onDidAnswer(lookAtAll),
    vscode.workspace.onDidOpenTextDocument((it) => isDefinition(it) && detach(look([definitionAt(it.uri)]))),
    vscode.workspace.onDidSaveTextDocument(saved),
    vscode.workspace.onDidChangeTextDocument(({ document }) => isDefinition(document) && edited(document.uri)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      // What was not saved is gone with its editor.
      if (document.isUntitled) inStep.leave(document.uri.toString());
      else if (isDefinition(document)) edited(document.uri);
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
      for (const it of removed) inStep.leave(it.uri.toString());
    }),
    vscode.workspace.onDidChangeConfiguration((it) => {
      if (!it.affectsConfiguration('sagemakerModel.inStep')) return;
      inStep.touch();
      detach(look(definitionsOf(), true));
    }),
  );
  return {
    changed: async (name, region) => {
      if (region !== undefined && region !== session.connection?.region?.value) return;
      inStep.expire(name);
      await look(definitionsOf(name));
    },
    found: async (name, fetched, live, files = []) => {
      if (live.region !== session.connection?.region?.value) return;
      inStep.found(name, fetched, live);
      await inStep.look([...definitionsOf(name), ...files.map(definitionAt)], live);
    },
    refresh: () => look(definitionsOf(), true),
    dispose: () => all.dispose(),
  };
}

/** Told by a letter and in words; the colour only adds to that. */
function decoration(standing: SyncStatus): vscode.FileDecoration {
  const { badge, color } = looks[standing.state];
  return new vscode.FileDecoration(
    badge,
    inert(standingExplained(standing, vscode.env.language, Date.now())),
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
}

const looks: Readonly<Record<SyncStatus['state'], { readonly badge?: string; readonly color?: string }>> = {
  inStep: { badge: '=' },
  inStepButTags: { badge: '≈' },
  different: { badge: '≠', color: 'list.warningForeground' },
  notCreated: { badge: '∅' },
  unknown: { badge: '?' },
  incomparable: {},
};
