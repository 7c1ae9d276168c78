/** The state of a server, which its handlers read and its notifications change. */
import { type ClientCapabilities, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { DidChangeConnectionParams } from '../../protocol/environment';
import type { Cancellation } from '../../protocol/message';
import type { AnalysisContext } from '../language/types';
import type * as bundle from '../lazy/index';
import { type FileSystem, Workspace } from '../workspace/files';
import { clientFiles } from './clientFiles';
import { ClientSettings } from './configuration';
import { DocumentStore } from './documentStore';
import { Failures } from './failures';
import { SettingsInForce } from './settingsInForce';
import { WorkspaceIndex } from './workspaceIndex';

export class ServerState {
  readonly store = new DocumentStore();
  client: ClientCapabilities = {};
  /** The account and Region that the client is connected to, if it has sent them. */
  connected: DidChangeConnectionParams | undefined;
  /** The resources of the account that the client has sent. */
  accountValues: NonNullable<AnalysisContext['accountValues']> = {};
  /** The URIs of the workspace folders. */
  folders: readonly string[] = [];
  /** Whether the client can find and read files. */
  hasFiles = false;
  /** The encodings of files that the client has sent, by document. */
  readonly encodings = new Map<string, string>();
  readonly failures: Failures;
  readonly settings: ClientSettings;
  readonly workspace: Workspace;
  readonly index: WorkspaceIndex;
  readonly inForce: SettingsInForce;

  /**
   * @param filesBy returns the files to read, which can be those that the client finds and reads
   * @param lazy loads the bundle for rare requests
   */
  constructor(
    readonly connection: Connection,
    filesBy: (client: FileSystem) => FileSystem,
    readonly lazy: () => Promise<typeof bundle>,
  ) {
    this.failures = new Failures((line) => connection.console.error(line));
    this.settings = new ClientSettings(connection, () => this.client);
    this.workspace = new Workspace(filesBy(clientFiles(connection, () => this.hasFiles)));
    this.inForce = new SettingsInForce(this.settings, this.workspace);
    this.index = new WorkspaceIndex(this.workspace, this.store, this.inForce, this.failures);
  }

  /** What is known about a document apart from its text and the settings. */
  given(uri: string): AnalysisContext {
    const today = new Date().toISOString().slice(0, 10);
    return { ...this.connected, encoding: this.encodings.get(uri), today };
  }

  /** Searches the workspace folders for definitions. Errors are logged. */
  search(): Promise<void> {
    return this.index.search(this.folders).catch(this.warning('The definitions of the workspace are not found'));
  }

  /** Logs an error as a warning. */
  warning =
    (what: string) =>
    (error: unknown): void =>
      this.connection.console.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
}

/** @throws ResponseError `RequestCancelled` if the client doesn't need the answer anymore */
export function throwIfCanceled(token: Cancellation): void {
  if (token.isCancellationRequested)
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was canceled.');
}
