/** Indexes the workspace's definitions: their files, the names of their models, and the strings in them. */
import type { Location } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { languageId } from '../../protocol/constants';
import type { FoundDefinition } from '../../protocol/definitions';
import { modelName } from '../language/features/modelName';
import { type Document, read } from '../language/syntax/document';
import type { AnalysisContext, ExternalLocation } from '../language/types';
import type { Source } from '../workspace/decode';
import type { Change, Workspace } from '../workspace/files';
import { ModelNameIndex } from '../workspace/modelNames';
import { UsedStrings } from '../workspace/usedStrings';
import type { DocumentStore } from './documentStore';
import type { Failures } from './failures';
import type { SettingsInForce } from './settingsInForce';
import { rangeOf } from './toProtocol';

/** The number of files that are read at once. */
export const batchSize = 50;

/** A model name in a definition. */
interface NamedDefinition extends ExternalLocation {
  readonly name: string;
  readonly location: Location;
}

export class WorkspaceIndex {
  readonly #names = new ModelNameIndex<NamedDefinition>();
  readonly #used = new UsedStrings();
  /** The open documents by canonical URI, with the URIs that the client uses. */
  readonly #open = new Map<string, string>();
  /** The searches and changes that are being processed; it never rejects. */
  #pending: Promise<unknown> = Promise.resolve();
  /** Called with files whose problems might be different. */
  changed: (files: readonly string[]) => void = () => {};
  /** Called with files whose problems depend on those of a file that was indexed. */
  affected: (files: readonly string[]) => void = () => {};

  constructor(
    readonly workspace: Workspace,
    readonly store: DocumentStore,
    readonly inForce: SettingsInForce,
    readonly failures: Failures,
  ) {}

  /** Records that a document was opened. */
  open(uri: string): void {
    this.#open.set(this.workspace.keyOf(uri), uri);
  }

  /** Records that a document was closed. */
  close(uri: string): void {
    this.#open.delete(this.workspace.keyOf(uri));
  }

  /** The open document of a file. */
  opened(file: string): TextDocument | undefined {
    const uri = this.#open.get(this.workspace.keyOf(file));
    return uri === undefined ? undefined : this.store.get(uri);
  }

  /** Indexes a definition, if it's in the workspace. */
  note(document: TextDocument, definition: Document): void {
    const { workspace } = this;
    const file = workspace.fileOf(document.uri);
    if (!workspace.has(file)) return;
    this.#used.set(file, definition);
    const found = modelName(definition);
    const location = found && { uri: document.uri, range: rangeOf(document, found) };
    const place = found &&
      location && {
        ...found,
        file,
        location,
        // A file's display name depends on the workspace folders, which can change.
        get path() {
          return workspace.labelOf(file);
        },
      };
    this.#affect(this.#names.set(file, found?.name, place));
  }

  /** Removes a file from the index. */
  forget(file: string): void {
    this.#used.set(file, undefined);
    this.#affect(this.#names.set(file, undefined));
  }

  /** Where a file specifies its model name. */
  placeIn(file: string): NamedDefinition | undefined {
    return this.#names.placeIn(file);
  }

  /** Where the workspace's definitions specify a model name. */
  named(name: string): readonly ExternalLocation[] {
    return this.#names.having(name);
  }

  /** The first other definition that has the same model name, and how many there are. */
  sharingName(uri: string): Pick<AnalysisContext, 'duplicateNames' | 'duplicateNameCount'> {
    return this.#names.others(this.workspace.fileOf(uri));
  }

  /** The values that other definitions in the workspace use for strings that refer to something. */
  usedByOthers(uri: string): AnalysisContext['workspaceValues'] {
    return this.#used.byOthers(this.workspace.fileOf(uri));
  }

  /**
   * The definitions of the workspace in the order of their URIs, with the current names of their models.
   * @param goOn called between batches of files; what it throws ends the work
   */
  async definitions(goOn: () => void): Promise<FoundDefinition[]> {
    const files = (await this.found()).toSorted();
    await this.#readNames(
      files.filter((it) => this.opened(it) || !this.placeIn(it)),
      goOn,
    );
    return files.map((uri) => ({ uri, name: this.placeIn(uri)?.name }));
  }

  /** The files of the workspace, after all searches that are being processed: one can overtake another. */
  async found(): Promise<readonly string[]> {
    for (let last: unknown; last !== this.#pending; ) {
      last = this.#pending;
      await last;
    }
    return this.workspace.files();
  }

  /** Makes everything that needs all definitions wait for a task as well. */
  waitFor(task: Promise<void>): Promise<void> {
    // Without the results, because each would keep the previous ones in memory.
    this.#pending = Promise.all([this.#pending, task.catch(() => {})]).then(() => undefined);
    return task;
  }

  /**
   * Searches for definitions in the workspace folders.
   * @param folders the new workspace folders; unchanged if not given
   */
  search(folders?: readonly string[]): Promise<void> {
    return this.waitFor(this.#search(folders));
  }

  async #search(folders: readonly string[] | undefined): Promise<void> {
    if (folders) this.workspace.enter(folders);
    const news = await this.workspace.search((folder) => this.inForce.leftOut(folder));
    if (!news) return;
    this.#remove(news.gone);
    // Names first, because the problems of a definition depend on those of all others.
    await this.#readNames(news.come);
    // In other folders, other settings apply to the same files, and the files have other display names.
    this.changed(folders ? this.workspace.files() : news.come);
  }

  /** Processes that files or folders were created, changed, or deleted. */
  filesChanged(changes: readonly Change[]): Promise<void> {
    return this.waitFor(this.#filesChanged(changes));
  }

  async #filesChanged(changes: readonly Change[]): Promise<void> {
    const { gone, looks } = this.workspace.change(changes);
    this.#remove(gone);
    const { come, gone: others } = await looks;
    this.#remove(others);
    await this.#readNames(come);
    this.changed(come);
  }

  async #readNames(files: readonly string[], goOn = () => {}): Promise<void> {
    for (let at = 0; at < files.length; at += batchSize) {
      goOn();
      await Promise.all(files.slice(at, at + batchSize).map((it) => this.#readName(it)));
    }
  }

  async #readName(file: string): Promise<void> {
    const source = this.opened(file) ? undefined : await this.workspace.read(file);
    const document = this.opened(file) ?? (source && documentOf(file, source));
    // The old content of a file that can no longer be read doesn't count.
    if (!document) return this.forget(file);
    try {
      this.note(document, read(document.getText()));
    } catch (error) {
      // The other files keep their names.
      this.failures.note('name', file, error);
    }
  }

  /** Handles deleted files, unless they exist again by now. */
  #remove(files: readonly string[]): void {
    const gone = files.filter((it) => !this.workspace.has(it));
    for (const it of gone) this.forget(it);
    this.changed(gone);
  }

  #affect(files: readonly string[]): void {
    if (files.length > 0) this.affected(files);
  }
}

/** A file that isn't open as a document. */
export const documentOf = (uri: string, { text }: Source): TextDocument =>
  TextDocument.create(uri, languageId, 0, text);
