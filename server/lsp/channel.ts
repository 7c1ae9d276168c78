/** Delivers diagnostics: by pull, with partial results, if the client supports that, and by push otherwise. */
import type {
  CancellationToken,
  Diagnostic,
  PreviousResultId,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { pullsDiagnostics } from './capabilities';
import type { Diagnoser } from './diagnoser';
import { SerialWorker } from './serialWorker';
import { type ServerState, throwIfCanceled } from './state';
import { markOf, Told } from './told';
import { batchSize } from './workspaceIndex';

/** The problems of a file, and a fingerprint that is the same for the same problems. */
type FullReport = WorkspaceDocumentDiagnosticReport & { readonly kind: 'full'; readonly resultId: string };

/** A request that stays open while there may be news. */
interface Poll {
  report(items: readonly WorkspaceDocumentDiagnosticReport[]): void;
  end(): void;
}

export class DiagnosticChannel {
  /** The files that aren't open and have to be checked. */
  readonly #due = new Set<string>();
  /** The last reports for files that aren't open. */
  readonly #told = new Told();
  /** A fingerprint of what was last pushed for each open document, by the client's URI. */
  readonly #sent = new Map<string, string>();
  readonly #worker = new SerialWorker(
    () => this.#work(),
    (error) => this.#logged("Couldn't check every file", error),
  );
  #poll: Poll | undefined;
  /** Whether the client has pulled the diagnostics of the workspace. Until then, they are pushed. */
  #isWorkspacePulled = false;
  /** Counts what changes the problems of a text that stays the same. */
  #generation = 0;

  constructor(
    readonly state: ServerState,
    readonly diagnoser: Diagnoser,
  ) {
    const { index, settings } = state;
    settings.recovered = () => void this.settingsChanged();
    index.changed = (files) => this.#check(files);
    index.affected = (files) => {
      this.#check(files);
      if (files.some((it) => index.opened(it))) this.#pullAgain();
    };
  }

  get #pulls(): boolean {
    return pullsDiagnostics(this.state.client);
  }

  /** Handles an opened document. */
  opened(uri: string): void {
    const { workspace, index } = this.state;
    const file = workspace.fileOf(uri);
    index.open(uri);
    // A client that pulls was pushed what isn't open; to a client with another URI for it, it was another file.
    if (!this.#isWorkspacePulled && (this.#pulls || file !== uri) && this.#told.forget(file)) this.#send(file, []);
  }

  /** Handles the first text of an open document, or another one. */
  async changed(document: TextDocument): Promise<void> {
    if (this.#pulls) return;
    const { store } = this.state;
    const { uri, version } = document;
    const began = this.#generation;
    const { items } = await this.diagnoser.of(uri);
    // While the settings were requested, the document may have changed or been closed, and the settings changed.
    if (store.get(uri)?.version !== version || this.#generation !== began) return;
    const mark = `${version} ${markOf(items)}`;
    if (this.#sent.get(uri) === mark) return;
    this.#sent.set(uri, mark);
    this.#send(uri, items, version);
  }

  /** Handles a closed document: the file on the disk counts again. */
  closed(uri: string): void {
    const { workspace, index } = this.state;
    const file = workspace.fileOf(uri);
    index.close(uri);
    this.#sent.delete(uri);
    if (!this.#pulls && (file !== uri || !workspace.has(file))) this.#send(uri, []);
    if (!workspace.has(file) && !this.#told.has(file)) return;
    // What was found while it was open may not be in the file.
    this.#told.doubt(file);
    if (workspace.has(file)) void this.filesChanged([{ uri, isGone: false }]);
    else this.#check([file]);
  }

  /** Handles files and folders that were created, changed, or deleted. Never rejects. */
  filesChanged(changes: Parameters<ServerState['index']['filesChanged']>[0]): Promise<void> {
    return this.state.index
      .filesChanged(changes)
      .catch((error) => this.#logged("Couldn't process some file changes", error));
  }

  /** Handles another account or Region, with which only open documents are checked. */
  connectionChanged(): void {
    this.#generation++;
    this.#pullAgain();
  }

  /** Handles another encoding of a file, which matters only while the file is open. */
  encodingChanged(uri: string): void {
    const document = this.state.store.get(uri);
    if (!document) return;
    if (this.#pulls) this.#pullAgain();
    else void this.changed(document);
  }

  /** Applies changed settings. Checks and searches again only where that can make a difference. */
  async settingsChanged(): Promise<void> {
    this.#generation++;
    this.#pullAgain();
    await this.state.index
      .waitFor(this.#compareSettings())
      .catch((error) => this.#logged("Couldn't apply the settings", error));
  }

  async #compareSettings(): Promise<void> {
    const differences = await this.state.inForce.differences();
    if (!differences) return;
    this.#check(differences.files);
    if (differences.isOtherSearch) await this.state.index.search();
  }

  /**
   * The problems of the files of the workspace. A client that accepts partial results gets the files that aren't open,
   * and whatever changes among them, until it cancels the request, which then ends without an error: VS Code stops
   * pulling after a few errors. Any other client gets all files at once.
   * @param previous what the client already has, which isn't sent again
   */
  async ofWorkspace(
    previous: readonly PreviousResultId[],
    report: ((part: WorkspaceDiagnosticReportPartialResult) => void) | undefined,
    token: CancellationToken,
  ): Promise<{ items: WorkspaceDocumentDiagnosticReport[] }> {
    if (!this.#isWorkspacePulled) {
      this.#isWorkspacePulled = true;
      // What was pushed is pulled from now on.
      for (const it of this.#told.files()) this.#send(it, []);
    }
    if (!report) return { items: await this.#all(previous, token) };
    this.#poll?.end();
    this.#told.knows(previous);
    await new Promise<void>((resolve) => {
      const poll: Poll = {
        report: (items) => report({ items: [...items] }),
        end: () => {
          if (this.#poll === poll) this.#poll = undefined;
          resolve();
        },
      };
      this.#poll = poll;
      token.onCancellationRequested(poll.end);
      this.#check([...this.state.workspace.files(), ...this.#told.files()]);
    });
    return { items: [] };
  }

  async #all(previous: readonly PreviousResultId[], token: CancellationToken) {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const known = new Map(previous.map(({ uri, value }) => [uri, value]));
    for (const uri of await this.state.index.found()) {
      throwIfCanceled(token);
      const report = await this.#report(uri);
      const { version, resultId } = report;
      items.push(known.get(uri) === resultId ? { kind: 'unchanged', uri, version, resultId } : report);
    }
    return items;
  }

  /** Ends the open request. */
  stop(): void {
    this.#poll?.end();
  }

  #pullAgain(): void {
    const { store, connection, warning } = this.state;
    if (!this.#pulls) for (const document of store.all()) void this.changed(document);
    else connection.languages.diagnostics.refresh().catch(warning('The client does not ask for diagnostics again'));
  }

  /** Checks files that aren't open, and reports them as far as the client wants that. */
  #check(files: readonly string[]): void {
    for (const it of files) this.#due.add(it);
    if (this.#due.size > 0) this.#worker.wake();
  }

  async #work(): Promise<void> {
    const { index } = this.state;
    while (this.#due.size > 0 && (this.#poll || !this.#isWorkspacePulled)) {
      const poll = this.#poll;
      const batch = [...this.#due].slice(0, batchSize);
      for (const it of batch) this.#due.delete(it);
      const done = await Promise.all(batch.filter((it) => !index.opened(it)).map((it) => this.#report(it)));
      if (this.#isWorkspacePulled && this.#poll !== poll) {
        // The next request hasn't heard of them.
        for (const it of batch) this.#due.add(it);
        continue;
      }
      const news = done.filter((it) => !index.opened(it.uri) && this.#told.isNews(it.uri, it));
      if (!this.#isWorkspacePulled) for (const { uri, items } of news) this.#send(uri, items);
      else if (news.length > 0) poll?.report(news);
    }
  }

  async #report(uri: string): Promise<FullReport> {
    const { version, items } = this.state.workspace.has(uri) ? await this.diagnoser.of(uri) : { items: [] };
    return { kind: 'full', uri, version: version ?? null, resultId: markOf(items), items };
  }

  #logged(what: string, error: unknown): void {
    this.state.connection.console.error(`${what}: ${error instanceof Error ? error.stack : String(error)}`);
  }

  #send(uri: string, diagnostics: Diagnostic[], version?: number): void {
    const { connection, warning } = this.state;
    connection
      .sendDiagnostics({ uri, ...(version !== undefined && { version }), diagnostics })
      .catch(warning(`The diagnostics of ${uri} could not be sent`));
  }
}
