/** The problems of all definitions, open or not: given when asked for, sent where the client does not ask. */
import type {
  ClientCapabilities,
  Connection,
  Diagnostic,
  PreviousResultId,
  TextDocuments,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { check } from '../language/check/check';
import { type Document, read } from '../language/syntax/document';
import type { AnalysisContext, ExternalLocation } from '../language/types';
import type { Source } from '../workspace/decode';
import type { Change, Workspace } from '../workspace/files';
import { notChecked } from '../workspace/notChecked';
import { rulesFor } from '../workspace/overrides';
import type { ClientSettings } from './configuration';
import { SerialWorker } from './serialWorker';
import { SettingsInForce } from './settingsInForce';
import { markOf, Told } from './told';
import { asDiagnostic, severities, source } from './toProtocol';
import { WorkspaceIndex } from './workspaceIndex';

/** So many files are read and checked before their problems are sent. */
const batchSize = 50;

/** The problems of a file, and a fingerprint that is the same for the same problems. */
type Report = WorkspaceDocumentDiagnosticReport & { readonly kind: 'full'; readonly resultId: string };

/** What a document is, apart from its text. */
export interface About {
  /** A document, read as what it is: a definition, or something of one. */
  read(document: TextDocument): Document;
  /** Whether it is one of ours that can have problems. */
  isJudged(document: TextDocument): boolean;
  /** What is known of it beside its text and the settings. */
  given(uri: string): AnalysisContext;
  /** Records that something failed for a document. */
  failed(what: string, uri: string, error: unknown): void;
}

/** The diagnostics of a definition. */
interface Diagnosis {
  /** The version of the document, if it is open. */
  readonly version?: number;
  readonly items: Diagnostic[];
  /** Whether the document couldn't be checked. The diagnostics then report only that. */
  readonly hasFailed?: true;
}

/** A request that stays open while there may be news. */
interface Poll {
  report(items: readonly WorkspaceDocumentDiagnosticReport[]): void;
  end(): void;
}

export class Diagnosing {
  readonly #index: WorkspaceIndex;
  /** The files that nobody has opened and that are to be checked (again). */
  readonly #due = new Set<string>();
  /** The files of which the client was last told that they have problems. */
  readonly #told = new Told();
  /** A fingerprint of what was last sent for each open document, by the client's URI. */
  readonly #sent = new Map<string, string>();
  readonly #inForce: SettingsInForce;
  /** The open documents by canonical URI, with the URIs that the client uses. */
  readonly #open = new Map<string, string>();
  #poll: Poll | undefined;
  /** The search for the definitions of the workspace and their names, while it lasts; it never fails. */
  #searching: Promise<unknown> = Promise.resolve();
  readonly #worker = new SerialWorker(
    () => this.#work(),
    (error) => this.#logged("Couldn't check every file", error),
  );
  /** Whether the client has asked for the problems of what nobody has opened; one that has not is sent them. */
  #isAskedForAll = false;
  /** Counts what changes the problems of a text that stays the same. */
  #generation = 0;

  constructor(
    readonly connection: Connection,
    readonly documents: TextDocuments<TextDocument>,
    readonly workspace: Workspace,
    readonly settings: ClientSettings,
    readonly about: About,
    readonly client: () => ClientCapabilities,
  ) {
    this.#index = new WorkspaceIndex(workspace);
    this.#inForce = new SettingsInForce(settings, workspace);
    settings.recovered = () => void this.settingsChanged();
  }

  /** Whether the client asks for diagnostics, and can be told to ask again; any other is sent them. */
  get isAsked(): boolean {
    const { textDocument, workspace } = this.client();
    return textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true;
  }

  /** The diagnostics of a definition that is open or in the workspace, and of which version; else none, and a line in the log. */
  async of(uri: string): Promise<Diagnosis> {
    try {
      const given = await this.given(uri);
      const open = this.documents.get(uri);
      if (open) return { version: open.version, items: this.#judge(open, given) };
      const isKnown = this.workspace.has(uri);
      const source = isKnown ? await this.workspace.read(uri) : undefined;
      if (isKnown && !source) this.#affect(this.#index.forget(this.workspace.fileOf(uri)));
      if (source) {
        // Nobody is about to create it, and it may be for another account and region than the one in use.
        const alone = { ...given, account: undefined, region: undefined, encoding: source.encoding };
        return { items: this.#judge(asDocument(uri, source), alone) };
      }
      this.connection.console.info(`No diagnostics for ${uri}: it ${isKnown ? "can't be read" : 'is not open'}.`);
      return { items: [] };
    } catch (error) {
      this.about.failed('diagnostics', uri, error);
      return { version: this.documents.get(uri)?.version, items: [unchecked], hasFailed: true };
    }
  }

  /** What is known of a document beside its text. */
  async given(uri: string): Promise<AnalysisContext> {
    // Settings are those of a folder; asked for once, and not for each of its files.
    const settings = await this.settings.of(this.workspace.folderOf(uri) ?? uri);
    const rules = rulesFor(this.workspace.pathOf(uri), settings);
    return { rules, ...this.about.given(uri) };
  }

  /** The same, with what others have to do with a definition that was judged before. */
  inContext(uri: string, given: AnalysisContext): AnalysisContext {
    return { ...given, ...this.#index.sharingName(uri) };
  }

  /** Where definitions of the workspace give their models a name. */
  named(name: string): readonly ExternalLocation[] {
    return this.#index.named(name);
  }

  /** What the other definitions of the workspace write for strings that name something. */
  usedByOthers(uri: string): AnalysisContext['workspaceValues'] {
    return this.#index.usedByOthers(uri);
  }

  /** The definitions of the workspace in the order of their addresses, and what their models are called by now. */
  async definitions(): Promise<{ readonly uri: string; readonly name?: string }[]> {
    const files = (await this.#found()).toSorted();
    const isOld = (file: string) => this.#opened(file) || !this.#index.placeIn(file);
    await Promise.all(files.filter(isOld).map((it) => this.#readName(it)));
    return files.map((uri) => ({ uri, name: this.#index.placeIn(uri)?.name }));
  }

  /**
   * Searches for definitions in the workspace folders.
   * @param folders the new workspace folders; unchanged if not given
   */
  search(folders?: readonly string[]): Promise<void> {
    return this.#waitedFor(this.#search(folders));
  }

  /** Anything that needs all definitions awaits this as well. */
  #waitedFor(task: Promise<void>): Promise<void> {
    // Without the results, because each would keep the previous ones in memory.
    this.#searching = Promise.all([this.#searching, task.catch(() => {})]).then(() => undefined);
    return task;
  }

  /** The files of the workspace, once all that is looked for has been found: a search may overtake another. */
  async #found(): Promise<readonly string[]> {
    for (let last: unknown; last !== this.#searching; ) {
      last = this.#searching;
      await last;
    }
    return this.workspace.files();
  }

  async #search(folders: readonly string[] | undefined): Promise<void> {
    if (folders) this.workspace.enter(folders);
    const news = await this.workspace.search((folder) => this.#inForce.leftOut(folder));
    if (!news) return;
    this.#forget(news.gone);
    // Names first: what is said of a definition depends on those of all others.
    for (let at = 0; at < news.come.length; at += batchSize)
      await Promise.all(news.come.slice(at, at + batchSize).map((it) => this.#readName(it)));
    // In other folders, other settings apply to the same files, and the files have other display names.
    this.#check(folders ? this.workspace.files() : news.come);
  }

  /** Takes in that files or folders have come, changed or gone. */
  filesChanged(changes: readonly Change[]): Promise<void> {
    const taken = this.#filesChanged(changes).catch((error) =>
      this.#logged("Couldn't process some file changes", error),
    );
    return this.#waitedFor(taken);
  }

  async #filesChanged(changes: readonly Change[]): Promise<void> {
    const { gone, looks } = this.workspace.change(changes);
    this.#forget(gone);
    const { come, gone: others } = await looks;
    this.#forget(others);
    await Promise.all(come.map((it) => this.#readName(it)));
    this.#check(come);
  }

  /** Takes in that somebody has opened a document. */
  opened(uri: string): void {
    const file = this.workspace.fileOf(uri);
    this.#open.set(this.workspace.keyOf(uri), uri);
    // Who asks for what is open has been sent what is not; and to who writes it in another way, it was another file.
    if (!this.#isAskedForAll && (this.isAsked || file !== uri) && this.#told.forget(file)) this.#send(file, []);
  }

  /** Takes in that the text of an open document is another, or the first. */
  async changed(document: TextDocument): Promise<void> {
    if (this.isAsked) return;
    const { uri, version } = document;
    const began = this.#generation;
    const { items } = await this.of(uri);
    // While the settings were asked for, the document may have changed or gone, and so may the settings.
    if (this.documents.get(uri)?.version !== version || this.#generation !== began) return;
    const mark = `${version} ${markOf(items)}`;
    if (this.#sent.get(uri) === mark) return;
    this.#sent.set(uri, mark);
    this.#send(uri, items, version);
  }

  /** Takes in that a document is open no more: what is on the disk counts again. */
  closed(uri: string): void {
    const file = this.workspace.fileOf(uri);
    this.#open.delete(this.workspace.keyOf(uri));
    this.#sent.delete(uri);
    if (!this.isAsked && (file !== uri || !this.workspace.has(file))) this.#send(uri, []);
    if (!this.workspace.has(file) && !this.#told.has(file)) return;
    // What was found while it was open may not be there.
    this.#told.doubt(file);
    if (this.workspace.has(file)) void this.filesChanged([{ uri, isGone: false }]);
    else this.#check([file]);
  }

  /** Sets another account or Region for checking open documents. Files that aren't open are checked without them. */
  connectionChanged(): void {
    this.#generation++;
    this.#askAgain();
  }

  /** Records that a file is stored in another encoding, which matters only while the file is open. */
  encodingChanged(uri: string): void {
    const document = this.documents.get(uri);
    if (!document) return;
    if (this.isAsked) this.#askAgain();
    else void this.changed(document);
  }

  /** Applies changed settings of the client. Checks and searches again only where that can make a difference. */
  async settingsChanged(): Promise<void> {
    this.#generation++;
    this.#askAgain();
    await this.#waitedFor(this.#compareSettings()).catch((error) => this.#logged("Couldn't apply the settings", error));
  }

  async #compareSettings(): Promise<void> {
    const differences = await this.#inForce.differences();
    if (!differences) return;
    this.#check(differences.files);
    if (differences.isOtherSearch) await this.#search(undefined);
  }

  /**
   * The problems of the files of the workspace. A client that takes them piece by piece gets those that nobody has opened,
   * and whatever changes among them, until it does not want to hear more; any other gets all of them at once.
   * Never ends with an error, after a few of which VS Code asks no more.
   * @param previous what the client already has, which isn't sent again
   */
  async ofWorkspace(
    previous: readonly PreviousResultId[],
    report: ((part: WorkspaceDiagnosticReportPartialResult) => void) | undefined,
    onCancelled: (then: () => void) => void,
  ): Promise<{ items: WorkspaceDocumentDiagnosticReport[] }> {
    if (!this.#isAskedForAll) {
      this.#isAskedForAll = true;
      // What was sent unasked is told from now on when it is asked for.
      for (const it of this.#told.files()) this.#send(it, []);
    }
    if (!report) {
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      const known = new Map(previous.map(({ uri, value }) => [uri, value]));
      for (const uri of await this.#found()) {
        const report = this.#report(uri, await this.of(uri));
        const { version, resultId } = report;
        items.push(known.get(uri) === resultId ? { kind: 'unchanged', uri, version, resultId } : report);
      }
      return { items };
    }
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
      onCancelled(poll.end);
      this.#check([...this.workspace.files(), ...this.#told.files()]);
    });
    return { items: [] };
  }

  /** Ends what is waited for. */
  stop(): void {
    this.#poll?.end();
  }

  #judge(document: TextDocument, given: AnalysisContext): Diagnostic[] {
    if (!this.about.isJudged(document)) return [];
    const definition = this.about.read(document);
    this.#affect(this.#index.note(document, definition));
    const found = check(definition, this.inContext(document.uri, given));
    return found.map((it) => asDiagnostic(it, document, this.client(), (file) => this.#index.placeIn(file)?.location));
  }

  async #readName(file: string): Promise<void> {
    const source = this.#opened(file) ? undefined : await this.workspace.read(file);
    const document = this.#opened(file) ?? (source && asDocument(file, source));
    // The old content of a file that can no longer be read doesn't count.
    if (!document) return this.#affect(this.#index.forget(file));
    try {
      this.#affect(this.#index.note(document, read(document.getText())));
    } catch (error) {
      // The other files keep their names.
      this.about.failed('name', file, error);
    }
  }

  /** Handles deleted files, unless they exist again by now. */
  #forget(files: readonly string[]): void {
    const gone = files.filter((it) => !this.workspace.has(it));
    for (const it of gone) this.#affect(this.#index.forget(it));
    this.#check(gone);
  }

  #affect(files: readonly string[]): void {
    if (files.length === 0) return;
    this.#check(files);
    if (files.some((it) => this.#opened(it))) this.#askAgain();
  }

  #opened(file: string): TextDocument | undefined {
    const uri = this.#open.get(this.workspace.keyOf(file));
    return uri === undefined ? undefined : this.documents.get(uri);
  }

  #askAgain(): void {
    if (!this.isAsked) for (const document of this.documents.all()) void this.changed(document);
    else
      this.connection.languages.diagnostics
        .refresh()
        .catch((error) =>
          this.connection.console.warn(`The client does not ask for diagnostics again: ${error.message}`),
        );
  }

  /** Checks files that nobody has opened, and tells the client what is found, where it wants to hear that. */
  #check(files: readonly string[]): void {
    for (const it of files) this.#due.add(it);
    if (this.#due.size > 0) this.#worker.wake();
  }

  async #work(): Promise<void> {
    while (this.#due.size > 0 && (this.#poll || !this.#isAskedForAll)) {
      const poll = this.#poll;
      const batch = [...this.#due].slice(0, batchSize);
      for (const it of batch) this.#due.delete(it);
      const reports = batch
        .filter((it) => !this.#opened(it))
        .map(async (uri) => this.#report(uri, this.workspace.has(uri) ? await this.of(uri) : { items: [] }));
      const done = await Promise.all(reports);
      if (this.#isAskedForAll && this.#poll !== poll) {
        // Whoever asks next has not heard of it.
        for (const it of batch) this.#due.add(it);
        continue;
      }
      const news = done.filter((it) => !this.#opened(it.uri) && this.#told.isNews(it.uri, it));
      if (!this.#isAskedForAll) for (const { uri, items } of news) this.#send(uri, items);
      else if (news.length > 0) poll?.report(news);
    }
  }

  #report(uri: string, { version, items }: { version?: number; items: Diagnostic[] }): Report {
    return { kind: 'full', uri, version: version ?? null, resultId: markOf(items), items };
  }

  #logged(what: string, error: unknown): void {
    this.connection.console.error(`${what}: ${error instanceof Error ? error.stack : String(error)}`);
  }

  #send(uri: string, diagnostics: Diagnostic[], version?: number): void {
    this.connection
      .sendDiagnostics({ uri, ...(version !== undefined && { version }), diagnostics })
      .catch((error) => this.connection.console.warn(`The diagnostics of ${uri} could not be sent: ${error.message}`));
  }
}

/** The single diagnostic of a document that couldn't be checked. Without a link, because no rule is broken. */
const unchecked: Diagnostic = {
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  severity: severities[notChecked.severity],
  source,
  code: notChecked.rule,
  message: notChecked.message,
};

function asDocument(uri: string, { text }: Source): TextDocument {
  return TextDocument.create(uri, 'sagemaker-model', 0, text);
}
