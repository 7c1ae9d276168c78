/** Handles `initialize`, and notifications about changed files, settings, and the connection to AWS. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  type DidChangeConfigurationParams,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  WatchKind,
} from 'vscode-languageserver';
import { fileEnding, settingsSection } from '../../../protocol/constants';
import type {
  DidChangeConnectionParams,
  DidReadEncodingParams,
  DidUpdateAccountResourcesParams,
} from '../../../protocol/environment';
import { uriOf } from '../../workspace/files';
import { initializeResult } from '../capabilities';
import type { ServerContext } from '../context';

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** `initialize` */
export function initialize(context: ServerContext, params: InitializeParams): InitializeResult {
  context.client = params.capabilities;
  context.settings.tell(params.initializationOptions);
  context.hasFiles = Object(params.initializationOptions).files === true;
  const root = textOf(params.rootUri) ?? (params.rootPath ? uriOf(params.rootPath) : undefined);
  context.folders = params.workspaceFolders?.flatMap((it) => textOf(it?.uri) ?? []) ?? (root ? [root] : []);
  return initializeResult(context.client);
}

/** `initialized`: searches for definitions, and registers for what the client announces only on request. */
export async function initialized(context: ServerContext): Promise<void> {
  const { connection, client, warning } = context;
  void context.search();
  const { workspace } = client;
  // Before anything is awaited, because events without a listener are lost.
  if (workspace?.workspaceFolders)
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const left = context.folders.filter((uri) => !removed.some((it) => it.uri === uri));
      context.folders = [...left, ...added.map((it) => it.uri)];
      void context.search();
    });
  if (workspace?.didChangeConfiguration?.dynamicRegistration)
    await connection.client
      .register(DidChangeConfigurationNotification.type, { section: [settingsSection, 'files.exclude'] })
      .catch(warning('The client does not tell when its settings change'));
  if (workspace?.didChangeWatchedFiles?.dynamicRegistration)
    await connection.client
      .register(DidChangeWatchedFilesNotification.type, {
        watchers: [
          { globPattern: `**/*${fileEnding}`, kind: WatchKind.Change },
          // For a created or deleted folder, there are no events for the files in it.
          { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
        ],
      })
      .catch(warning('The client does not tell when files change'));
}

/** `workspace/didChangeWatchedFiles` */
export const onWatchedFiles =
  ({ diagnostics }: ServerContext): Parameters<Connection['onDidChangeWatchedFiles']>[0] =>
  ({ changes }) =>
    void diagnostics.filesChanged(changes.map(({ uri, type }) => ({ uri, isGone: type === FileChangeType.Deleted })));

/** `workspace/didChangeConfiguration` */
export function didChangeConfiguration(context: ServerContext, params: DidChangeConfigurationParams): void {
  const { settings, client, connection } = context;
  const changed = params?.settings;
  settings.forget();
  if (changed?.[settingsSection]) settings.tell(changed);
  void context.diagnostics.settingsChanged();
  if (client.workspace?.inlayHint?.refreshSupport)
    connection.languages.inlayHint.refresh().catch(context.warning('The client does not ask for hints again'));
}

/** `sagemakerModel/didReadEncoding` */
export function didReadEncoding(context: ServerContext, { uri, encoding }: DidReadEncodingParams): void {
  if (textOf(uri) === undefined || textOf(encoding) === undefined) return;
  if (encoding === (context.encodings.get(uri) ?? 'utf8')) return;
  context.encodings.set(uri, encoding);
  context.diagnostics.encodingChanged(uri);
}

/** `sagemakerModel/didChangeConnection` */
export function didChangeConnection(context: ServerContext, params: DidChangeConnectionParams): void {
  const [account, region] = [textOf(params?.account), textOf(params?.region)];
  const before = context.connected;
  context.connected = { account, region };
  if (before?.account === account && before?.region === region) return;
  context.accountValues = {};
  context.diagnostics.connectionChanged();
}

/** `sagemakerModel/didUpdateAccountResources` */
export function didUpdateAccountResources(
  context: ServerContext,
  { names, strings }: DidUpdateAccountResourcesParams,
): void {
  if (textOf(names) === undefined || !Array.isArray(strings)) return;
  context.accountValues = { ...context.accountValues, [names]: strings.filter((it) => typeof it === 'string') };
}
