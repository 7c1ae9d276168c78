/** Finds and reads definitions on disk. Files that aren't on a disk are requested elsewhere. */
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { URI } from 'vscode-uri';
import { fileEnding } from '../../protocol/constants';
import { decode } from './decode';
import { type FileSystem, kindByName } from './files';
import { bytesOf, TooLarge, trouble } from './readFile';

/**
 * @param others where the files are that are on no disk: the workspace may be a virtual one
 * @param warn is told of what is not read though it is there
 * @param platform the operating system, which determines whether names are case-sensitive
 */
export const disk = (
  others: FileSystem,
  warn: (sentence: string) => void,
  platform: NodeJS.Platform = process.platform,
): FileSystem => ({
  async find(folder, ending, isLeftOut) {
    const { scheme, fsPath } = URI.parse(folder);
    if (scheme !== 'file') return others.find(folder, ending, isLeftOut);
    const found: string[] = [];
    await below(fsPath, '');
    return found;

    /** One folder after the other, so that others get their turn; what is linked to is not gone through. */
    async function below(at: string, inside: string): Promise<void> {
      for (const entry of await readdir(at, { withFileTypes: true }).catch(skipped)) {
        const [file, name] = [path.join(at, entry.name), `${inside}${entry.name}`];
        if (entry.isDirectory()) {
          if (!isLeftOut(name)) await below(file, `${name}/`);
        } else if (entry.isFile() && name.endsWith(ending) && !isLeftOut(name)) found.push(URI.file(file).toString());
      }
    }
  },
  async kindOf(uri, folder) {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') return others.kindOf ? others.kindOf(uri, folder) : kindByName(uri);
    const found = await lookAt(fsPath);
    const kind = found?.isDirectory() ? 'folder' : found?.isFile() ? 'file' : undefined;
    if (kind === undefined || (kind === 'file' && !uri.endsWith(fileEnding))) return kind;
    return (await isBehindLink(fsPath, URI.parse(folder).fsPath)) ? undefined : kind;
  },
  // VS Code does the same, whatever the file system.
  ignoresCase: (uri) => uri.startsWith('file:') && ['win32', 'darwin'].includes(platform),
  async read(uri) {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') return others.read(uri);
    return bytesOf(fsPath).then(decode, (error) => {
      // A file may go between one moment and the next; whoever asks finds out by getting nothing.
      if (error instanceof TooLarge) warn(trouble(fsPath, 'read', error));
      return undefined;
    });
  },
});

/** The errors that mean for certain that a search finds nothing at a path. */
const absent = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];
/** The errors of a folder that can't be listed. */
const forbidden = ['EACCES', 'EPERM'];

const codeOf = (error: unknown) => String(Reflect.get(Object(error), 'code'));

/** Skips a folder that can't be searched, but not if the reason might be temporary, such as too many open files. */
function skipped(error: unknown): [] {
  if ([...absent, ...forbidden].includes(codeOf(error))) return [];
  throw error;
}

/** What is at a path, without following a link; nothing if there's certainly nothing. */
function lookAt(file: string) {
  return lstat(file).catch((error: unknown) => {
    if (absent.includes(codeOf(error))) return undefined;
    throw error;
  });
}

/** Whether a folder between a path and the workspace folder is a link. Searches don't follow such links. */
async function isBehindLink(file: string, folder: string): Promise<boolean> {
  const names = path.relative(folder, file).split(path.sep).slice(0, -1);
  for (let depth = 1; depth <= names.length; depth++) {
    const found = await lookAt(path.join(folder, ...names.slice(0, depth)));
    if (!found?.isDirectory()) return true;
  }
  return false;
}
