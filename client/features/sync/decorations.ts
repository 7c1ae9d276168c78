/** Keeps the sync status of open definitions current, and shows it in the Explorer and on the rows of models. */

import * as vscode from 'vscode';
import { detach } from '../../../aws/detach';
import { fileEnding } from '../../../protocol/constants';
import type { AwsContext } from '../../models/context';
import type { ModelEvent } from '../../models/events';
import {
  type SyncDefinition,
  type SyncStatus,
  type SyncStatusTracker,
  standingExplained,
  syncLooks,
} from '../../models/syncStatus';
import { isDefinition, rowScheme } from '../../ui/documentSchemes';
import { inert } from '../../ui/inert';
import { nameIn } from '../../ui/modelName';

/** A name that is new in a saved definition is asked for once it has stayed for so long. In milliseconds. */
const quiet = 3_000;

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

type SyncContext = Pick<AwsContext, 'session' | 'background' | 'status' | 'events'>;

/** Keeps the status of open definitions up to date, and shows it in the Explorer and on the rows of models. */
export function decorate(context: SyncContext): vscode.Disposable {
  const { session, background, status, events } = context;
  const lookAtAll = () => detach(look(context, openOnes()));
  return vscode.Disposable.from(
    followFiles(context),
    followDocuments(context),
    showStatus(status),
    events.event((it) => detach(follow(context, it))),
    session.onDidChange((change) => {
      if (change === 'switched') status.clear();
      else if (change === 'credentials') status.expire('failures');
      lookAtAll();
    }),
    background.onDidAnswer(lookAtAll),
    vscode.workspace.onDidChangeConfiguration((it) => {
      if (!it.affectsConfiguration('sagemakerModel.inStep')) return;
      status.touch();
      detach(look(context, definitionsOf(status), true));
    }),
  );
}

const openOnes = (name?: string) =>
  vscode.workspace.textDocuments
    .filter((it) => isDefinition(it) && (name === undefined || nameIn(it.getText()) === name))
    .map((it) => definitionAt(it.uri));

/** The definitions that are open or were looked at: all, or those of a model. */
function definitionsOf(status: SyncStatusTracker, name?: string): SyncDefinition[] {
  const open = openOnes(name);
  const known = status.looked(name).filter((uri) => !open.some((it) => it.uri === uri));
  return [...open, ...known.map((uri) => definitionAt(vscode.Uri.parse(uri, true)))];
}

/** Looks at definitions if background requests are allowed. @param afresh whether SageMaker is asked for what is known as well */
async function look(
  { background, status }: SyncContext,
  definitions: readonly SyncDefinition[],
  afresh = false,
): Promise<void> {
  if (definitions.length === 0 || !status.isShown) return;
  const live = await background.live();
  if (live) await status.look(definitions, live, { afresh });
}

/** Looks again at the definitions that something which happened to models is about. */
async function follow(context: SyncContext, event: ModelEvent): Promise<void> {
  const { session, status } = context;
  if (event.kind === 'refreshed') return look(context, definitionsOf(status), true);
  const { name } = 'model' in event ? event.model : event;
  const region = 'live' in event ? event.live.region : event.region;
  if (region !== session.connection?.region?.value) return;
  if (event.kind !== 'described') {
    status.expire(name);
    return look(context, definitionsOf(status, name));
  }
  const { fetched, live, files = [] } = event;
  status.found(name, fetched, live);
  const written = files.map((it) => definitionAt(vscode.Uri.parse(it, true)));
  await status.look([...definitionsOf(status, name), ...written], live);
}

/** Follows definitions on disk, and folders and files that are deleted. */
function followFiles({ status }: SyncContext): vscode.Disposable {
  const edited = (uri: vscode.Uri) => detach(status.edited(definitionAt(uri)));
  const files = vscode.workspace.createFileSystemWatcher(`**/*${fileEnding}`, false, false, true);
  // If a folder is deleted, no event names the files that were in it.
  const gone = vscode.workspace.createFileSystemWatcher('**', true, true, false);
  return vscode.Disposable.from(
    files,
    files.onDidCreate(edited),
    files.onDidChange(edited),
    gone,
    gone.onDidDelete((uri) => status.leave(uri.toString())),
    vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
      for (const it of removed) status.leave(it.uri.toString());
    }),
  );
}

/** Follows definitions in editors. */
function followDocuments(context: SyncContext): vscode.Disposable {
  const { background, status } = context;
  let timer: NodeJS.Timeout | undefined;
  const edited = (uri: vscode.Uri) => detach(status.edited(definitionAt(uri)));

  /** Looks at a definition that was saved: at once if its name is known, otherwise once the name has stayed the same. */
  function saved(document: vscode.TextDocument): void {
    if (!isDefinition(document)) return;
    // If nothing is checked, the text isn't read.
    const name = background.mayAsk && status.isShown ? nameIn(document.getText()) : undefined;
    if (name === undefined || status.knows(name)) {
      edited(document.uri);
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!document.isDirty && !document.isClosed) detach(look(context, [definitionAt(document.uri)]));
    }, quiet);
  }

  return vscode.Disposable.from(
    { dispose: () => clearTimeout(timer) },
    vscode.workspace.onDidOpenTextDocument((it) => isDefinition(it) && detach(look(context, [definitionAt(it.uri)]))),
    vscode.workspace.onDidSaveTextDocument(saved),
    vscode.workspace.onDidChangeTextDocument(({ document }) => isDefinition(document) && edited(document.uri)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      // Text that wasn't saved is gone with its editor.
      if (document.isUntitled) status.leave(document.uri.toString());
      else if (isDefinition(document)) edited(document.uri);
    }),
  );
}

function showStatus(status: SyncStatusTracker): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  return vscode.Disposable.from(
    changed,
    status.onDidChange(() => changed.fire(undefined)),
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: (uri) => {
        const it = uri.scheme === rowScheme ? status.ofModel(uri.path.slice(1)) : status.of(uri.toString());
        return it && decoration(it);
      },
    }),
  );
}

/** Told by a letter and in words; the colour only adds to that. */
function decoration(standing: SyncStatus): vscode.FileDecoration {
  const { badge, color } = syncLooks[standing.state];
  return new vscode.FileDecoration(
    badge,
    inert(standingExplained(standing, vscode.env.language, Date.now())),
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
}
