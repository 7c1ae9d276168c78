/** Keeps track of the definitions in the workspace folders, open or not, and of the names of their models. */

import pLimit from 'p-limit';
import { URI } from 'vscode-uri';
import { fileEnding, unsearchedFolders } from '../../protocol/constants';
import type { Source } from './decode';
import { isExcluded } from './overrides';
import { PathTree } from './pathTree';

/** What a search finds at a URI. */
export type Kind = 'file' | 'folder';

/** Where definitions lie that nobody has opened; every file by its URI. */
export interface FileSystem {
  /**
   * The files below a folder whose names end in some way.
   * @param isLeftOut what need not be looked at, by its path in the folder; of a folder, all that is in it
   * @throws if the folder can't be searched, which doesn't mean that it's empty
   */
  find(folder: string, ending: string, isLeftOut: (path: string) => boolean): Promise<string[]>;
  /** What a file holds; nothing where there is none, or it cannot be read. */
  read(uri: string): Promise<Source | undefined>;
  /**
   * What a search of a workspace folder finds at a URI in it. Nothing for what a search skips, such as links and
   * pipes. If the disk can't be checked, the name decides.
   */
  kindOf?(uri: string, folder: string): Promise<Kind | undefined>;
  /** Whether two names that differ only in case are the same file. */
  ignoresCase?(uri: string): boolean;
}

/** The maximum number of files and folders that are read at the same time. */
const mostAtOnce = 32;

/** The number of changes to process before other work gets a turn. */
const batchSize = 500;

interface Folder {
  readonly uri: string;
  /** The URI in the form used for comparison. */
  readonly key: string;
  /** The length of its path. */
  readonly length: number;
  readonly isLeftOut: (path: string) => boolean;
}

/** A file or folder that was created, changed, or deleted. */
export interface Change {
  readonly uri: string;
  readonly isGone: boolean;
}

/** The definitions that were added, and those that were removed. */
export interface News {
  readonly come: readonly string[];
  readonly gone: readonly string[];
}

/** A URI as it is always written here: clients differ in what they escape. */
function canonical(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    // Not every text is a URI.
    return uri;
  }
}

/** The path of a canonical URI, or the whole text if it isn't a URI. */
function pathIn(uri: string): string {
  try {
    return URI.parse(uri).path;
  } catch {
    return uri;
  }
}

/** The URI of what has a path, as clients name a folder that know no URIs. */
export const uriOf = (path: string) => URI.file(path).toString();

/** What is at a URI, judging by its name. */
export const kindByName = (uri: string): Kind => (uri.endsWith(fileEnding) ? 'file' : 'folder');

export class Workspace {
  /** Innermost first. */
  #folders: readonly Folder[] = [];
  /** The display names of the folders, by URI. */
  #names: ReadonlyMap<string, string> = new Map();
  #files = new PathTree<string>();
  /** Counts the searches: one that has been overtaken by another says nothing. */
  #search = 0;
  /** Counts events, so that a search or file check can tell which events came after it began. */
  #clock = 0;
  /** The number of unfinished searches and file checks. */
  #pending = 0;
  /** While there are any: when a path was last reported deleted, and when a definition was last reported to exist. */
  #goneAt = new PathTree<number>();
  readonly #comeAt = new Map<string, number>();
  readonly #limit = pLimit(mostAtOnce);

  constructor(readonly disk: FileSystem) {}

  has(uri: string): boolean {
    return this.#files.get(this.keyOf(uri)) !== undefined;
  }

  files(): readonly string[] {
    return this.#files.values();
  }

  /** A URI as the workspace writes it. Clients write the same URI in several ways. */
  fileOf(uri: string): string {
    return this.#files.get(this.keyOf(uri)) ?? canonical(uri);
  }

  /** What all URIs of a file have in common. */
  keyOf(uri: string): string {
    return this.#keyOf(canonical(uri));
  }

  #keyOf(file: string): string {
    if (!this.disk.ignoresCase?.(file)) return file;
    try {
      const parsed = URI.parse(file);
      return parsed.with({ path: parsed.path.toLowerCase() }).toString();
    } catch {
      return file.toLowerCase();
    }
  }

  /** The folders of the workspace. */
  folders(): readonly string[] {
    return this.#folders.map((it) => it.uri);
  }

  /** The path of a file in the folder in which it lies, or its whole path where that is none of the workspace. */
  pathOf(uri: string): string {
    const file = canonical(uri);
    const folder = this.#nearest(file);
    return folder ? inside(file, folder) : pathIn(file);
  }

  /** What people call a file: its path in its folder, with the name of that where there are several. */
  labelOf(uri: string): string {
    const folder = this.#folders.length > 1 ? this.folderOf(uri) : undefined;
    const name = folder === undefined ? undefined : this.#names.get(folder);
    return [...(name === undefined ? [] : [name]), this.pathOf(uri)].join('/');
  }

  /** The folder of the workspace in which a file lies. */
  folderOf(uri: string): string | undefined {
    return this.#nearest(canonical(uri))?.uri;
  }

  read(uri: string): Promise<Source | undefined> {
    return this.#limit(() => this.disk.read(uri));
  }

  /** Takes in in which folders the person works. */
  enter(folders: readonly string[]): void {
    const uris = [...new Set(folders.map((uri) => canonical(uri).replace(/\/$/, '')))];
    this.#names = namesOf(uris);
    this.#folders = uris
      .map((uri) => ({
        uri,
        key: this.#keyOf(uri),
        length: pathIn(uri).length,
        isLeftOut: isExcluded(unsearchedFolders),
      }))
      .sort((a, b) => b.key.length - a.key.length);
  }

  /**
   * Looks for all definitions below the folders.
   * @param excluded what is left out of a folder, as it is set
   * @returns what was added and removed; nothing if newer events overtook the search
   */
  async search(excluded: (folder: string) => Promise<readonly string[]>): Promise<News | undefined> {
    const search = ++this.#search;
    return this.#look(async (began) => {
      const found = await Promise.all(
        this.#folders.map(async (it) => {
          const folder = { ...it, isLeftOut: isExcluded([...unsearchedFolders, ...(await excluded(it.uri))]) };
          return { folder, files: await this.#found(it.uri, folder.isLeftOut) };
        }),
      );
      if (search !== this.#search) return undefined;
      const [before, files] = [this.#files, new PathTree<string>()];
      this.#folders = found.map((it) => it.folder);
      for (const { folder, files: here } of found) {
        // If a folder can't be searched, its known definitions are kept.
        const known = here ?? before.values().filter((it) => this.#nearest(it)?.uri === folder.uri);
        for (const it of known) if (this.#isWanted(it) && !this.#isOutdated(it, began)) this.#add(files, it);
      }
      for (const [key, at] of this.#comeAt) {
        const come = at > began ? before.get(key) : undefined;
        if (come !== undefined && this.#isWanted(come)) this.#add(files, come);
      }
      this.#files = files;
      const isIn = (tree: PathTree<string>) => (it: string) => tree.get(this.#keyOf(it)) === it;
      const [isKnown, isHere] = [isIn(before), isIn(files)];
      return {
        come: files.values().filter((it) => !isKnown(it)),
        gone: before.values().filter((it) => !isHere(it)),
      };
    });
  }

  /**
   * Handles created, changed, and deleted files and folders, in this order.
   * @returns the removed definitions, and a promise of those that are found in created files and folders
   */
  change(changes: readonly Change[]): { gone: readonly string[]; looks: Promise<News> } {
    const come = new Set<string>();
    for (const { uri, isGone } of changes) if (!isGone && !uri.endsWith(fileEnding)) come.add(uri);
    const gone: string[] = [];
    const looks = this.#look(async () => {
      const due: { readonly uri: string; readonly began: number }[] = [];
      for (const { uri, isGone } of changes)
        if (isGone) gone.push(...this.remove(uri));
        // A created folder is searched, so its files don't need to be checked one by one.
        else if (!isInOneOf(come, uri)) due.push({ uri, began: ++this.#clock });
      const news: News[] = [];
      for (let at = 0; at < due.length; at += batchSize) {
        if (at > 0) await new Promise((resolve) => setTimeout(resolve, 0));
        news.push(...(await Promise.all(due.slice(at, at + batchSize).map((it) => this.#addSince(it.began, it.uri)))));
      }
      return { come: [...new Set(news.flatMap((it) => it.come))], gone: news.flatMap((it) => it.gone) };
    });
    return { gone, looks };
  }

  /** Handles a created or changed file or folder. A changed definition counts as added. */
  add(uri: string): Promise<News> {
    return this.#look((began) => this.#addSince(began, uri));
  }

  /** @param began when the possible file was reported */
  async #addSince(began: number, uri: string): Promise<News> {
    const at = canonical(uri);
    const key = this.#keyOf(at);
    const folder = this.#folders.find((it) => it.key === key) ?? this.#nearest(at);
    if (!folder || (folder.key !== key && folder.isLeftOut(inside(at, folder)))) return { come: [], gone: [] };
    const kind = await this.#kindOf(at, folder.uri);
    const files = kind === 'folder' ? await this.#below(at, folder) : kind ? [at] : [];
    const come = files
      .filter((it) => this.#isWanted(it) && !this.#isOutdated(it, began))
      .map((it) => this.#add(this.#files, it));
    for (const it of come) {
      const known = this.#keyOf(it);
      this.#comeAt.set(known, Math.max(began, this.#comeAt.get(known) ?? 0));
    }
    return { come, gone: this.#otherThan(kind, key, began) };
  }

  /** Takes in that a file or folder has gone; answers which definitions went with it. */
  remove(uri: string): string[] {
    const key = this.keyOf(uri);
    if (this.#pending > 0) this.#goneAt.set(key, ++this.#clock);
    return this.#files.delete(key);
  }

  /** Removes what can't be at a path because something else is there. */
  #otherThan(kind: Kind | undefined, key: string, began: number): string[] {
    // A file is added. A folder replaces a definition with the same name.
    if (kind === 'file' || this.#isOutdated(key, began)) return [];
    if (kind === undefined) this.#goneAt.set(key, began);
    const keys = kind === 'folder' ? [key] : this.#files.below(key);
    return keys.filter((it) => (this.#comeAt.get(it) ?? 0) <= began).flatMap((it) => this.#files.deleteOnly(it));
  }

  /** Whether a file was reported deleted after a point in time. */
  #isOutdated(file: string, began: number): boolean {
    return this.#goneAt.along(this.#keyOf(file)).some((it) => it > began);
  }

  /** Runs a task while recording which files come and go. */
  async #look<T>(run: (began: number) => Promise<T>): Promise<T> {
    this.#pending++;
    try {
      return await run(++this.#clock);
    } finally {
      if (--this.#pending === 0) {
        this.#goneAt = new PathTree();
        this.#comeAt.clear();
      }
    }
  }

  /** Adds a definition, and returns its URI as it was first added. */
  #add(files: PathTree<string>, file: string): string {
    const key = this.#keyOf(file);
    const known = files.get(key);
    if (known === undefined) files.set(key, file);
    return known ?? file;
  }

  #kindOf(uri: string, folder: string): Promise<Kind | undefined> {
    const { disk } = this;
    return this.#limit(async () => (disk.kindOf ? disk.kindOf(uri, folder) : kindByName(uri))).catch(() =>
      kindByName(uri),
    );
  }

  /** The definitions in a folder; nothing if it can't be searched. */
  #found(folder: string, isLeftOut: (path: string) => boolean): Promise<string[] | undefined> {
    const found = this.#limit(() => this.disk.find(folder, fileEnding, isLeftOut));
    return found.then(
      (files) => files.map(canonical),
      () => undefined,
    );
  }

  /** The definitions in a created folder, because clients don't report the files in it. */
  async #below(uri: string, folder: Folder): Promise<string[]> {
    const start = this.#keyOf(uri) === folder.key ? '' : `${inside(uri, folder)}/`;
    return (await this.#found(uri, (path) => folder.isLeftOut(`${start}${path}`))) ?? [];
  }

  /** Of folders that lie in each other, a file belongs to the innermost. */
  #nearest(file: string): Folder | undefined {
    const key = this.#keyOf(file);
    return this.#folders.find(
      (it) => key.length > it.key.length && key.startsWith(it.key) && key[it.key.length] === '/',
    );
  }

  #isWanted(file: string): boolean {
    const folder = file.endsWith(fileEnding) ? this.#nearest(file) : undefined;
    return folder !== undefined && !folder.isLeftOut(inside(file, folder));
  }
}

const inside = (file: string, { length }: Folder) => pathIn(file).slice(length + 1);

/** Whether a URI is in any of the given folders. */
function isInOneOf(folders: ReadonlySet<string>, uri: string): boolean {
  for (let at = uri.lastIndexOf('/'); at > 0; at = uri.lastIndexOf('/', at - 1))
    if (folders.has(uri.slice(0, at))) return true;
  return false;
}

/** The display names of folders: the last parts of their paths, as many as needed to distinguish them. */
function namesOf(uris: readonly string[]): Map<string, string> {
  const paths = uris.map((uri) => ({
    uri,
    parts: pathIn(uri)
      .split('/')
      .filter((it) => it !== ''),
  }));
  const nameOf = ({ parts }: { parts: readonly string[] }, length: number) => parts.slice(-length).join('/');
  return new Map(
    paths.map((it) => {
      const others = paths.filter((other) => other !== it);
      for (let length = 1; length <= it.parts.length; length++) {
        const name = nameOf(it, length);
        if (others.every((other) => nameOf(other, length) !== name)) return [it.uri, name];
      }
      // The path of one folder can end with the whole path of another one, or be the same on another host.
      const path = pathIn(it.uri);
      return [it.uri, others.some((other) => pathIn(other.uri) === path) ? it.uri : path];
    }),
  );
}
