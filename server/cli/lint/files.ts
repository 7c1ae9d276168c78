/** Determines which files are linted, and reads them. */
import { type Dirent, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileEnding, unsearchedFolders } from '../../../protocol/constants';
import { mostBytes } from '../../workspace/decode';
import { baseOf, compiledGlob, isGlob, refused } from '../../workspace/globs';
import { bytesFound, bytesNamed, isLink, TooLarge, Unfit } from '../../workspace/readFile';

/** A file to lint. */
export interface LintTarget {
  /** Its path in messages, with `/` on every operating system. */
  readonly file: string;
  /** Its real path; nothing if it has none, such as a pipe or a broken link. */
  readonly real: string | undefined;
  /** Whether it was specified itself, and not found in a folder or by a glob. */
  readonly isNamed: boolean;
  /** Whether it's reachable only through links. */
  readonly isLink: boolean;
}

export interface SelectedFiles {
  /** Sorted, each file once. */
  readonly targets: readonly LintTarget[];
  /** What named no file. */
  readonly missing: readonly string[];
  /** Links that lead out of the folder in which they were found, to files that aren't otherwise specified. */
  readonly skipped: readonly string[];
}

/**
 * The files that some paths, folders and globs name.
 * @param isExcluded what is left out, of folders and globs, or where it is named itself
 */
export function filesOf(
  given: readonly string[],
  isExcluded: (file: string, isNamed: boolean) => boolean,
): SelectedFiles {
  const targets = new Map<string, LintTarget>();
  const outside = new Map<string, string>();
  const missing: string[] = [];
  const roots = rootsOf(given);
  for (const it of given) {
    const name = path.posix.normalize(posix(it));
    if (isFolder(it)) addAll(below(name, (file) => file.endsWith(fileEnding)));
    else if (isThere(it)) add(name, true);
    else if (!isGlob(name)) missing.push(it);
    else {
      const reason = refused(name);
      if (reason !== undefined) throw new Error(reason);
      const base = baseOf(name);
      if (!isFolder(base) || !addAll(below(base, compiledGlob(name)))) missing.push(it);
    }
  }
  return {
    // By their code units, so that the order is the same wherever the linter runs.
    targets: [...targets.values()].sort((a, b) => (a.file < b.file ? -1 : 1)),
    missing,
    skipped: [...outside].flatMap(([file, real]) => (targets.has(real) ? [] : [file])).sort(),
  };

  function addAll(found: Iterable<string>): boolean {
    let isAny = false;
    for (const file of found) {
      isAny = true;
      add(file, false);
    }
    return isAny;
  }

  /** Of a file with several names the first counts, and a link only where nothing else leads to it. */
  function add(file: string, isNamed: boolean): void {
    if (isExcluded(file, isNamed)) return;
    const real = attempt(() => realpathSync.native(file));
    if (!isNamed && real !== undefined && !roots.some((it) => isInside(it, real))) {
      outside.set(file, real);
      return;
    }
    const key = real ?? path.resolve(file);
    const known = targets.get(key);
    const now = { file, real, isNamed, isLink: path.resolve(file) !== real && isLink(file) };
    if (!known) targets.set(key, now);
    else {
      const shown = known.isLink && !now.isLink ? now : known;
      targets.set(key, { ...shown, isNamed: known.isNamed || isNamed });
    }
  }
}

/** The real paths of all folders that are specified or searched for a glob. */
function rootsOf(given: readonly string[]): string[] {
  return given.flatMap((it) => {
    const name = path.posix.normalize(posix(it));
    const folder = isFolder(it) ? it : isGlob(name) ? baseOf(name) : undefined;
    const real = folder === undefined ? undefined : attempt(() => realpathSync.native(folder));
    return real === undefined ? [] : [real];
  });
}

function isInside(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/** The files in a folder and in those in it. What is linked to is not gone through, so there is no circle. */
function* below(folder: string, isWanted: (file: string) => boolean): Generator<string> {
  const entries = attempt(() => readdirSync(folder, { withFileTypes: true }));
  // A folder that nobody may look into is handed on: reading it says so.
  if (!entries) yield folder;
  for (const entry of entries ?? []) {
    const file = posix(path.join(folder, entry.name));
    if (entry.isDirectory()) {
      if (!unsearchedFolders.some((it) => it === entry.name)) yield* below(file, isWanted);
    } else if (isWanted(file) && isReadable(entry, file)) yield file;
  }
}

/** Whether there is a text to be read: a pipe would be waited for. A link that leads nowhere is handed on as well. */
function isReadable(entry: Dirent, file: string): boolean {
  if (entry.isSymbolicLink()) return attempt(() => statSync(file).isFile()) ?? true;
  return entry.isFile();
}

const isFolder = (it: string) => attempt(() => statSync(it).isDirectory()) ?? false;

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

/** Reads a file to lint. @throws TooLarge, Unfit, or the system error */
export function bytesIn({ file, real, isNamed }: LintTarget): Buffer {
  if (isNamed) return bytesNamed(file);
  if (real !== undefined) return bytesFound(real);
  // The system error explains what is wrong with a broken link, unless it's no longer broken.
  realpathSync.native(file);
  throw new Unfit('changed');
}

/** The path to which corrections of a file are written. @throws Unfit for a link that was found and not specified itself */
export function writablePathOf({ file, real, isNamed, isLink }: LintTarget): string {
  if (isLink && !isNamed) throw new Unfit('link');
  return real ?? path.resolve(file);
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
