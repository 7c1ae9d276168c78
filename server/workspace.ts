/** The definitions below the folders of a workspace, open or not: which there are, and what their models are called. */
import { URI } from 'vscode-uri';
import { leavingOut } from './overrides';
import type { Source } from './source';

/** Where definitions lie that nobody has opened; every file by its URI. */
export interface Disk {
  /**
   * The files below a folder whose names end in some way.
   * @param isLeftOut what need not be looked at, by its path in the folder; of a folder, all that is in it
   */
  find(folder: string, ending: string, isLeftOut: (path: string) => boolean): Promise<string[]>;
  /** What a file holds; nothing where there is none, or it cannot be read. */
  read(uri: string): Promise<Source | undefined>;
}

export const fileEnding = '.sagemaker-model.json';

/** Folders that hold the work of others. */
const foreign = ['node_modules', '.git'];

interface Folder {
  readonly uri: string;
  readonly isLeftOut: (path: string) => boolean;
}

/** A URI as it is always written here: clients differ in what they escape. */
export const canonical = (uri: string) => URI.parse(uri).toString();

/** The URI of what has a path, as clients name a folder that know no URIs. */
export const uriOf = (path: string) => URI.file(path).toString();

export class Workspace {
  #folders: readonly Folder[] = [];
  #files = new Set<string>();
  /** Counts the searches: one that has been overtaken by another says nothing. */
  #search = 0;
  /** What has come and gone while a search runs, which may not have seen it; nothing while none does. */
  #since: { readonly uri: string; readonly isGone: boolean }[] | undefined;

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
    const folder = nearest(file, this.#folders);
    return folder ? inside(file, folder) : URI.parse(file).path;
  }

  /** What people call a file: its path in its folder, with the name of that where there are several. */
  labelOf(uri: string): string {
    const folder = this.#folders.length > 1 ? this.folderOf(uri) : undefined;
    return [...(folder ? [URI.parse(folder).path.split('/').at(-1)] : []), this.pathOf(uri)].join('/');
  }

  /** The folder of the workspace in which a file lies. */
  folderOf(uri: string): string | undefined {
    return nearest(canonical(uri), this.#folders)?.uri;
  }

  read(uri: string): Promise<Source | undefined> {
    return this.disk.read(uri);
  }

  /** Takes in in which folders the person works. */
  enter(folders: readonly string[]): void {
    this.#folders = folders.map((uri) => ({ uri: canonical(uri).replace(/\/$/, ''), isLeftOut: leavingOut(foreign) }));
  }

  /**
   * Looks for all definitions below the folders.
   * @param excluded what is left out of a folder, as it is set
   * @returns the files that are there no more; nothing where it was overtaken
   */
  async search(excluded: (folder: string) => Promise<readonly string[]>): Promise<string[] | undefined> {
    const search = ++this.#search;
    this.#since = [];
    const found = await Promise.all(
      this.#folders.map(async ({ uri }) => {
        const folder = { uri, isLeftOut: leavingOut([...foreign, ...(await excluded(uri))]) };
        const files = await this.disk.find(uri, fileEnding, folder.isLeftOut).catch((): string[] => []);
        return { folder, files: files.map(canonical) };
      }),
    );
    if (search !== this.#search) return undefined;
    const before = this.#files;
    this.#folders = found.map((it) => it.folder);
    this.#files = new Set(found.flatMap((it) => it.files).filter((it) => isWanted(it, this.#folders)));
    const since = this.#since ?? [];
    this.#since = undefined;
    for (const { uri, isGone } of since) {
      if (isGone) this.remove(uri);
      else await this.add(uri);
    }
    return [...before].filter((it) => !this.#files.has(it));
  }

  /** Takes in that a file or folder has come or changed; answers which of the workspace's definitions that are. */
  async add(uri: string): Promise<string[]> {
    const come = canonical(uri);
    this.#since?.push({ uri, isGone: false });
    const files = come.endsWith(fileEnding) ? [come] : await this.#below(come);
    const wanted = files.filter((it) => isWanted(it, this.#folders));
    for (const it of wanted) this.#files.add(it);
    return wanted;
  }

  /** The definitions in what may be a folder: of one that comes, nobody says which files came with it. */
  async #below(uri: string): Promise<string[]> {
    const folder = nearest(uri, this.#folders);
    const isFolder = folder && !/\.[^/]*$/.test(uri) && !folder.isLeftOut(inside(uri, folder));
    if (!isFolder) return [];
    return (await this.disk.find(uri, fileEnding, () => false).catch((): string[] => [])).map(canonical);
  }

  /** Takes in that a file or folder has gone; answers which definitions went with it. */
  remove(uri: string): string[] {
    const gone = canonical(uri);
    this.#since?.push({ uri, isGone: true });
    const below = `${gone}/`;
    const files = [...this.#files].filter((it) => it === gone || it.startsWith(below));
    for (const it of files) this.#files.delete(it);
    return files;
  }
}

/** Of folders that lie in each other, a file belongs to the innermost. */
function nearest(file: string, folders: readonly Folder[]): Folder | undefined {
  const around = folders.filter(({ uri }) => file.startsWith(`${uri}/`));
  return around.toSorted((a, b) => b.uri.length - a.uri.length)[0];
}

function isWanted(file: string, folders: readonly Folder[]): boolean {
  const folder = file.endsWith(fileEnding) ? nearest(file, folders) : undefined;
  return folder !== undefined && !folder.isLeftOut(inside(file, folder));
}

const inside = (file: string, { uri }: Folder) => URI.parse(file).path.slice(URI.parse(uri).path.length + 1);
