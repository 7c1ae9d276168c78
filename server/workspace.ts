/** The definitions below the folders of a workspace, open or not: which there are, and what their models are called. */
import { URI } from 'vscode-uri';
import type { Source } from './lint/files';
import { isExcluded, wholeGlobs } from './overrides';

/** Where definitions lie that nobody has opened; every file by its URI. */
export interface Disk {
  /** The files below a folder that match a glob, and none of those that leave files out. */
  find(folder: string, glob: string, exclude: readonly string[]): Promise<string[]>;
  /** What a file holds; nothing where there is none, or it cannot be read. */
  read(uri: string): Promise<Source | undefined>;
}

export const fileEnding = '.sagemaker-model.json';

/** Folders that hold the work of others. */
const foreign = wholeGlobs(['node_modules', '.git']);

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

  /** The path of a file in the folder in which it lies, or its whole path where that is none of the workspace. */
  pathOf(uri: string): string {
    const file = canonical(uri);
    const folders = this.#folders.filter((it) => isIn(file, it));
    const [nearest] = folders.toSorted((a, b) => b.uri.length - a.uri.length);
    return nearest ? inside(file, nearest) : URI.parse(file).path;
  }

  read(uri: string): Promise<Source | undefined> {
    return this.disk.read(uri);
  }

  /** Takes in in which folders the person works. */
  enter(folders: readonly string[]): void {
    this.#folders = folders.map((uri) => ({ uri: canonical(uri).replace(/\/$/, ''), exclude: foreign }));
  }

  /**
   * Looks for all definitions below the folders.
   * @param excluded what is left out of a folder, as it is set
   * @returns the files that are there no more; nothing where it was overtaken
   */
  async search(excluded: (folder: string) => Promise<readonly string[]>): Promise<string[] | undefined> {
    const search = ++this.#search;
    const found = await Promise.all(
      this.#folders.map(async ({ uri }) => {
        const folder = { uri, exclude: [...foreign, ...wholeGlobs(await excluded(uri))] };
        const files = await this.disk.find(uri, `**/*${fileEnding}`, folder.exclude).catch((): string[] => []);
        return { folder, files: files.map(canonical).filter((it) => isWanted(it, folder)) };
      }),
    );
    if (search !== this.#search) return undefined;
    const before = this.#files;
    this.#folders = found.map((it) => it.folder);
    this.#files = new Set(found.flatMap((it) => it.files));
    return [...before].filter((it) => !this.#files.has(it));
  }

  /** Takes in that a file has come or changed; answers whether it is one of the workspace's definitions. */
  add(uri: string): boolean {
    const file = canonical(uri);
    if (!this.#folders.some((it) => isWanted(file, it))) return false;
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
}

const isWanted = (file: string, folder: Folder) =>
  file.endsWith(fileEnding) && isIn(file, folder) && !isExcluded(inside(file, folder), folder.exclude);

const isIn = (file: string, { uri }: Folder) => file.startsWith(`${uri}/`);

const inside = (file: string, { uri }: Folder) => URI.parse(file).path.slice(URI.parse(uri).path.length + 1);
