/** Which files are linted, and what is read from them. */
import { type Dirent, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { baseOf, compiledGlob, isGlob, refused } from '../globs';
import { mostBytes } from '../source';

const ending = '.sagemaker-model.json';

/** Folders that hold the work of others. */
const foreign = ['node_modules', '.git'];

export interface Named {
  /** Sorted, each file once; with `/` on every system. */
  readonly files: readonly string[];
  /** What named no file. */
  readonly missing: readonly string[];
}

/**
 * The files that some paths, folders and globs name.
 * @param isExcluded what is left out, of folders and globs, or where it is named itself
 */
export function filesOf(given: readonly string[], isExcluded: (file: string, isNamed: boolean) => boolean): Named {
  const names = new Map<string, string>();
  const missing: string[] = [];
  for (const it of given) {
    const name = path.posix.normalize(posix(it));
    if (isFolder(it)) addAll(below(name, (file) => file.endsWith(ending)));
    else if (isThere(it)) add(name, true);
    else if (!isGlob(name)) missing.push(it);
    else {
      const reason = refused(name);
      if (reason !== undefined) throw new Error(reason);
      if (!addAll(below(baseOf(name), compiledGlob(name)))) missing.push(it);
    }
  }
  // By their code units, so that the order is the same wherever the linter runs.
  return { files: [...names.values()].sort(), missing };

  function addAll(found: Iterable<string>): boolean {
    let isAny = false;
    for (const file of found) {
      isAny = true;
      add(file, false);
    }
    return isAny;
  }

  /** Of a file with several names the first counts, and a link only where nothing else leads to it. */
  function add(name: string, isNamed: boolean): void {
    if (isExcluded(name, isNamed)) return;
    const file = attempt(() => realpathSync.native(name)) ?? path.resolve(name);
    const known = names.get(file);
    if (known === undefined || (isLink(known) && !isLink(name))) names.set(file, name);
  }
}

/** The files in a folder and in those in it. What is linked to is not gone through, so there is no circle. */
function* below(folder: string, isWanted: (file: string) => boolean): Generator<string> {
  const entries = attempt(() => readdirSync(folder, { withFileTypes: true }));
  // A folder that nobody may look into is handed on: reading it says so.
  if (!entries) yield folder;
  for (const entry of entries ?? []) {
    const file = posix(path.join(folder, entry.name));
    if (entry.isDirectory()) {
      if (!foreign.includes(entry.name)) yield* below(file, isWanted);
    } else if (isWanted(file) && isReadable(entry, file)) yield file;
  }
}

/** Whether there is a text to be read: a pipe would be waited for. A link that leads nowhere is handed on as well. */
function isReadable(entry: Dirent, file: string): boolean {
  if (entry.isSymbolicLink()) return attempt(() => statSync(file).isFile()) ?? true;
  return entry.isFile();
}

const isFolder = (it: string) => attempt(() => statSync(it).isDirectory()) ?? false;

const isLink = (it: string) => attempt(() => lstatSync(it).isSymbolicLink()) ?? false;

/** Also a link to a file that is not there. */
const isThere = (it: string) => attempt(() => lstatSync(it)) !== undefined;

function attempt<T>(of: () => T): T | undefined {
  try {
    return of();
  } catch {
    return undefined;
  }
}

export const posix = (file: string) =>
  file
    .split(path.sep)
    .join('/')
    .replace(/(?<=.)\/$/, '');

export class TooLarge extends Error {
  readonly code = 'too-large';
}

/** @throws TooLarge, or what the system says */
export async function bytesOf(file: string): Promise<Buffer> {
  if ((await stat(file)).size > mostBytes) throw new TooLarge();
  return readFile(file);
}

/** All of standard input, which may not be there yet. @throws TooLarge */
export async function standardInput(): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const it of process.stdin) {
    size += it.length;
    if (size > mostBytes) throw new TooLarge();
    parts.push(it);
  }
  return Buffer.concat(parts);
}

/** Why a file could not be read or written, and what to do about it. */
export function trouble(file: string, action: 'read' | 'written', error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const remedies: Readonly<Record<string, string>> = {
    EACCES: 'you are not permitted to. Ask its owner, or exclude it',
    EPERM: 'you are not permitted to. Ask its owner, or exclude it',
    EROFS: 'it is on a disk that is read only. Leave out --fix',
    EISDIR: 'it is a folder. Give the folder another name, or exclude it',
    ENOENT: isLink(file)
      ? 'it is a link to a file that is not there. Mend the link, or delete it'
      : // What the system's name has that is not UTF-8 was replaced when the folder was read.
        file.includes('\ufffd')
        ? 'its name is not stored as UTF-8. Give it another name'
        : 'it is there no more. Run it again',
    'too-large': `it has more than ${mostBytes / 1_000_000} MB, and no definition is so large. Exclude it, or give it another name`,
    ELOOP: 'it is a link that leads back to itself. Mend the link, or delete it',
  };
  return `${file} cannot be ${action}: ${remedies[code] ?? `the system says ${code}`}.`;
}
