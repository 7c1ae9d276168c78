/** The definitions below the folders of a workspace, open or not: which there are, and what their models are called. */
import picomatch from 'picomatch/posix';
import { URI } from 'vscode-uri';
import type { Elsewhere } from './language/rules/rule';
import type { Source } from './lint/files';

/** Where definitions lie that nobody has opened; every file by its URI. */
export interface Disk {
  /** The files below a folder that match a glob, and none of those that leave files out. */
  find(folder: string, glob: string, exclude: readonly string[]): Promise<string[]>;
  /** What a file holds; nothing where there is none, or it cannot be read. */
  read(uri: string): Promise<Source | undefined>;
}

export const fileEnding = '.sagemaker-model.json';

/** Folders that hold the work of others. */
const foreign = ['**/node_modules/**', '**/.git/**'];

interface Folder {
  readonly uri: string;
  readonly exclude: readonly string[];
}

/** A URI as it is always written here: clients differ in what they escape. */
export const canonical = (uri: string) => URI.parse(uri).toString();

export class Workspace {
  #folders: readonly Folder[] = [];
  #files = new Set<string>();
  /** Counts the searches: one that has been overtaken by another says nothing. */
  #search = 0;

  constructor(readonly disk: Disk) {}

  has(uri: string): boolean {
    return this.#files.has(canonical(uri));
  }

  files(): readonly string[] {
    return [...this.#files];
  }

  read(uri: string): Promise<Source | undefined> {
    return this.disk.read(uri);
  }

  /**
   * Looks for all definitions below some folders.
   * @returns the files that are there no more; nothing where it was overtaken
   */
  async search(folders: readonly Folder[]): Promise<string[] | undefined> {
    const search = ++this.#search;
    this.#folders = folders.map(({ uri, exclude }) => ({
      uri: canonical(uri).replace(/\/$/, ''),
      exclude: [...foreign, ...exclude.flatMap((it) => [it, `${it.replace(/\/$/, '')}/**`])],
    }));
    const found = await Promise.all(
      this.#folders.map((it) => this.disk.find(it.uri, `**/*${fileEnding}`, it.exclude).catch((): string[] => [])),
    );
    if (search !== this.#search) return undefined;
    const before = this.#files;
    this.#files = new Set(found.flat().map(canonical));
    return [...before].filter((it) => !this.#files.has(it));
  }

  /** Takes in that a file has come or changed; answers whether it is one of the workspace's definitions. */
  add(uri: string): boolean {
    const file = canonical(uri);
    if (!this.#files.has(file) && !this.#isWanted(file)) return false;
    this.#files.add(file);
    return true;
  }

  /** Takes in that a file or folder has gone; answers which definitions went with it. */
  remove(uri: string): string[] {
    const gone = canonical(uri);
    const below = `${gone}/`;
    const files = [...this.#files].filter((it) => it === gone || it.startsWith(below));
    for (const it of files) this.#files.delete(it);
    return files;
  }

  #isWanted(file: string): boolean {
    if (!file.endsWith(fileEnding)) return false;
    return this.#folders.some(({ uri, exclude }) => {
      if (!file.startsWith(`${uri}/`)) return false;
      const inside = URI.parse(file).path.slice(URI.parse(uri).path.length + 1);
      return !picomatch([...exclude], { dot: true })(inside);
    });
  }
}

/** What the models of all definitions are called. */
export class Names<Place extends Elsewhere = Elsewhere> {
  readonly #byFile = new Map<string, { readonly name: string; readonly place: Place }>();
  readonly #byName = new Map<string, Set<string>>();

  /**
   * Takes in what the model in a file is called, or that it has no name.
   * @returns the files in which something is different now that others have, or had, the same name
   */
  set(file: string, name: string | undefined, place?: Place): string[] {
    const old = this.#byFile.get(file);
    if (name !== undefined && place) this.#byFile.set(file, { name, place });
    else this.#byFile.delete(file);
    if (old?.name === name) return [];
    const left = this.#holders(old?.name);
    left.delete(file);
    if (old && left.size === 0) this.#byName.delete(old.name);
    const met = this.#holders(name);
    const affected = met.size > 0 ? [...left, ...met, file] : [...left];
    if (name !== undefined) this.#byName.set(name, met.add(file));
    return affected;
  }

  placeIn(file: string): Place | undefined {
    return this.#byFile.get(file)?.place;
  }

  /** Where other definitions have this name, in the order of their files. */
  others(file: string, name: string): Place[] {
    const files = [...this.#holders(name)].filter((it) => it !== file).sort();
    return files.flatMap((it) => this.#byFile.get(it)?.place ?? []);
  }

  #holders(name: string | undefined): Set<string> {
    return (name !== undefined && this.#byName.get(name)) || new Set();
  }
}
