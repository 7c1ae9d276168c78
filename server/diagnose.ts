/** The problems of all definitions, open or not: given when asked for, sent where the client does not ask. */
import type {
  ClientCapabilities,
  Connection,
  Diagnostic,
  Location,
  TextDocuments,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { asDiagnostic, rangeOf, severities, source } from './convert';
import { check } from './language/check';
import { type Document, read } from './language/document';
import { modelName } from './language/name';
import type { Elsewhere, Given } from './language/rules/rule';
import { Names } from './names';
import { notChecked } from './notChecked';
import { rulesFor } from './overrides';
import type { ClientSettings } from './settings';
import type { Source } from './source';
import { Used } from './used';
import { canonical, type Workspace } from './workspace';

/** So many files are read and checked before their problems are sent. */
const batchSize = 50;

interface Place extends Elsewhere {
  readonly name: string;
  readonly location: Location;
}

/** What a document is, apart from its text. */
export interface About {
  /** A document, read as what it is: a definition, or something of one. */
  read(document: TextDocument): Document;
  /** Whether it is one of ours that can have problems. */
  isJudged(document: TextDocument): boolean;
  /** What is known of it beside its text and the settings. */
  given(uri: string): Given;
  /** Takes note that something of a document failed. */
  failed(what: string, uri: string, error: unknown): void;
}

/** The diagnostics of a definition. */
interface Diagnosis {
  /** The version of the document, if it is open. */
  readonly version?: number;
  readonly items: Diagnostic[];
  /** Whether it couldn't be checked, which is all that the diagnostics say then. */
  readonly hasFailed?: true;
}

/** A request that stays open while there may be news. */
interface Poll {
  report(items: readonly WorkspaceDocumentDiagnosticReport[]): void;
  end(): void;
}

export class Diagnosing {
  readonly #names = new Names<Place>();
  readonly #used = new Used();
  /** The files that nobody has opened and that are to be checked (again). */
  readonly #due = new Set<string>();
  /** The files of which the client was last told that they have problems. */
  readonly #told = new Set<string>();
  /** What is open, by its canonical URI, in the client's own words. */
  readonly #open = new Map<string, string>();
  #poll: Poll | undefined;
  /** The search for the definitions of the workspace and their names, while it lasts; it never fails. */
  #searching: Promise<unknown> = Promise.resolve();
  #isWorking = false;
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
  ) {}

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
      const source = this.workspace.has(uri) ? await this.workspace.read(uri) : undefined;
      if (source) {
        // Nobody is about to create it, and it may be for another account and region than the one in use.
        const alone = { ...given, account: undefined, region: undefined, encoding: source.encoding };
        return { items: this.#judge(asDocument(uri, source), alone) };
      }
      this.connection.console.info(`No diagnostics for ${uri}: it is not open.`);
      return { items: [] };
    } catch (error) {
      this.about.failed('diagnostics', uri, error);
      return { version: this.documents.get(uri)?.version, items: [unchecked], hasFailed: true };
    }
  }

  /** What is known of a document beside its text. */
  async given(uri: string): Promise<Given> {
    // Settings are those of a folder; asked for once, and not for each of its files.
    const settings = await this.settings.of(this.workspace.folderOf(uri) ?? uri);
    const rules = rulesFor(this.workspace.pathOf(uri), settings);
    return { rules, ...this.about.given(uri) };
  }

  /** The same, with what others have to do with a definition that was judged before. */
  inContext(uri: string, given: Given): Given {
    return { ...given, sameName: this.#names.others(canonical(uri)) };
  }

  /** Where definitions of the workspace give their models a name. */
  named(name: string): readonly Elsewhere[] {
    return this.#names.having(name);
  }

  /** What the other definitions of the workspace write for strings that name something. */
  usedByOthers(uri: string): Given['used'] {
    return this.#used.byOthers(canonical(uri));
  }

  /** The definitions of the workspace in the order of their addresses, and what their models are called by now. */
  async definitions(): Promise<{ readonly uri: string; readonly name?: string }[]> {
    const files = (await this.#found()).toSorted();
    const isOld = (file: string) => this.#opened(file) || !this.#names.placeIn(file);
    await Promise.all(files.filter(isOld).map((it) => this.#readName(it)));
    return files.map((uri) => ({ uri, name: this.#names.placeIn(uri)?.name }));
  }

  /** Looks for the definitions below the folders of the workspace. */
  search(folders: readonly string[]): Promise<void> {
    const searching = this.#search(folders);
    this.#searching = searching.catch(() => {});
    return searching;
  }

  /** The files of the workspace, once all that is looked for has been found: a search may overtake another. */
  async #found(): Promise<readonly string[]> {
    for (let last: unknown; last !== this.#searching; ) {
      last = this.#searching;
      await last;
    }
    return this.workspace.files();
  }

  async #search(folders: readonly string[]): Promise<void> {
    this.workspace.enter(folders);
    const gone = await this.workspace.search(async (uri) => {
      const [{ exclude }, hidden] = await Promise.all([this.settings.of(uri), this.settings.hidden(uri)]);
      return [...exclude, ...hidden];
    });
    if (!gone) return;
    this.#forget(gone);
    const files = this.workspace.files();
    // Names first: what is said of a definition depends on those of all others.
    for (let at = 0; at < files.length; at += batchSize)
      await Promise.all(files.slice(at, at + batchSize).map((it) => this.#readName(it)));
    this.#check(files);
  }

  /** Takes in that files or folders have come, changed or gone. */
  async filesChanged(changes: readonly { readonly uri: string; readonly isGone: boolean }[]): Promise<void> {
    this.#forget(changes.flatMap(({ uri, isGone }) => (isGone ? this.workspace.remove(uri) : [])));
    const come = changes.filter((it) => !it.isGone).map(({ uri }) => this.workspace.add(uri));
    const files = (await Promise.all(come)).flat();
    await Promise.all(files.map((it) => this.#readName(it)));
    this.#check(files);
  }

  /** Takes in that somebody has opened a document. */
  opened(uri: string): void {
    const file = canonical(uri);
    this.#open.set(file, uri);
    // Who asks for what is open has been sent what is not; and to who writes it in another way, it was another file.
    if (!this.#isAskedForAll && (this.isAsked || file !== uri) && this.#told.delete(file)) this.#send(file, []);
  }

  /** Takes in that the text of an open document is another, or the first. */
  async changed(document: TextDocument): Promise<void> {
    if (this.isAsked) return;
    const { uri, version } = document;
    const began = this.#generation;
    const { items } = await this.of(uri);
    // While the settings were asked for, the document may have changed or gone, and so may the settings.
    if (this.documents.get(uri)?.version === version && this.#generation === began) this.#send(uri, items, version);
  }

  /** Takes in that a document is open no more: what is on the disk counts again. */
  closed(uri: string): void {
    const file = canonical(uri);
    this.#open.delete(file);
    if (!this.isAsked && (file !== uri || !this.workspace.has(file))) this.#send(uri, []);
    if (!this.workspace.has(file) && !this.#told.has(file)) return;
    // What was found while it was open may not be there.
    this.#told.add(file);
    if (this.workspace.has(file)) void this.filesChanged([{ uri, isGone: false }]);
    else this.#check([file]);
  }

  /** Takes in that what problems are judged by has changed. */
  again(): void {
    this.#generation++;
    this.#check(this.workspace.files());
    this.#askAgain();
  }

  /**
   * The problems of the files of the workspace. A client that takes them piece by piece gets those that nobody has opened,
   * and whatever changes among them, until it does not want to hear more; any other gets all of them at once.
   * Never ends with an error, after a few of which VS Code asks no more.
   */
  async ofWorkspace(
    report: ((part: WorkspaceDiagnosticReportPartialResult) => void) | undefined,
    onCancelled: (then: () => void) => void,
  ): Promise<{ items: WorkspaceDocumentDiagnosticReport[] }> {
    if (!this.#isAskedForAll) {
      this.#isAskedForAll = true;
      // What was sent unasked is told from now on when it is asked for.
      for (const it of this.#told) this.#send(it, []);
    }
    if (!report) {
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      for (const uri of await this.#found()) items.push(this.#report(uri, await this.of(uri)));
      return { items };
    }
    this.#poll?.end();
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
      this.#check([...this.workspace.files(), ...this.#told]);
    });
    return { items: [] };
  }

  /** Ends what is waited for. */
  stop(): void {
    this.#poll?.end();
  }

  #judge(document: TextDocument, given: Given): Diagnostic[] {
    if (!this.about.isJudged(document)) return [];
    const definition = this.about.read(document);
    this.#note(document, definition);
    const found = check(definition, this.inContext(document.uri, given));
    return found.map((it) => asDiagnostic(it, document, this.client(), (file) => this.#names.placeIn(file)?.location));
  }

  async #readName(file: string): Promise<void> {
    const source = this.#opened(file) ? undefined : await this.workspace.read(file);
    const document = this.#opened(file) ?? (source && asDocument(file, source));
    if (!document) return;
    try {
      this.#note(document, read(document.getText()));
    } catch (error) {
      // The others have names all the same.
      this.about.failed('name', file, error);
    }
  }

  /** Remembers what matters to others; where it makes a difference to their problems, those are checked again. */
  #note(document: TextDocument, definition: Document): void {
    const file = canonical(document.uri);
    if (!this.workspace.has(file)) return;
    this.#used.set(file, definition);
    const found = modelName(definition);
    const location = found && { uri: document.uri, range: rangeOf(document, found) };
    this.#affect(
      this.#names.set(
        file,
        found?.name,
        found && location && { ...found, file, path: this.workspace.labelOf(file), location },
      ),
    );
  }

  #forget(files: readonly string[]): void {
    for (const it of files) {
      this.#used.set(it, undefined);
      this.#affect(this.#names.set(it, undefined));
    }
    this.#check(files);
  }

  #affect(files: readonly string[]): void {
    if (files.length === 0) return;
    this.#check(files);
    if (files.some((it) => this.#opened(it))) this.#askAgain();
  }

  #opened(file: string): TextDocument | undefined {
    const uri = this.#open.get(file);
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
    if (this.#isWorking || this.#due.size === 0) return;
    this.#isWorking = true;
    void this.#work().finally(() => {
      this.#isWorking = false;
    });
  }

  async #work(): Promise<void> {
    // What is asked for in one go is answered in one go.
    await undefined;
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
      const news = done.filter((it) => !this.#opened(it.uri) && this.#isNews(it));
      if (!this.#isAskedForAll) for (const { uri, items } of news) this.#send(uri, items);
      else if (news.length > 0) poll?.report(news);
    }
  }

  /** Whether the client does not know it yet: of a file that never had a problem nothing needs to be said. */
  #isNews({ uri, items }: { uri: string; items: readonly Diagnostic[] }): boolean {
    const isNews = items.length > 0 || this.#told.has(uri);
    if (items.length > 0) this.#told.add(uri);
    else this.#told.delete(uri);
    return isNews;
  }

  #report(uri: string, { version, items }: { version?: number; items: Diagnostic[] }) {
    return { kind: 'full' as const, uri, version: version ?? null, items };
  }

  #send(uri: string, diagnostics: Diagnostic[], version?: number): void {
    this.connection
      .sendDiagnostics({ uri, ...(version !== undefined && { version }), diagnostics })
      .catch((error) => this.connection.console.warn(`The diagnostics of ${uri} could not be sent: ${error.message}`));
  }
}

/** The one diagnostic of what couldn't be checked; without a page, because no rule is broken. */
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
