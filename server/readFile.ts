/** Reads files whose names come from others: only as much as is allowed, and only regular files unless a person names another. */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { mostBytes } from './source';

/** Thrown for a file with more bytes than are read. */
export class TooLarge extends Error {
  readonly code = 'too-large';
  constructor(readonly most = mostBytes) {
    super();
  }
}

/** Thrown for a file that can't be read or written for a reason that the system has no code for. */
export class Unfit extends Error {
  constructor(readonly code: 'not-a-file' | 'changed' | 'link' | 'folder') {
    super();
  }
}

/** Opening a pipe doesn't wait for somebody who writes to it. Windows has neither of these flags. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const withoutLink = withoutWaiting | (constants.O_NOFOLLOW ?? 0);

/** How much of a pipe, or of a file that doesn't know its size, is read at a time. */
const piece = 65_536;

/** Reads a regular file that isn't a link. @throws TooLarge, Unfit, or the error of the system */
export async function bytesOf(file: string, most = mostBytes): Promise<Buffer> {
  const handle = await open(file, withoutLink);
  try {
    const parts = new Parts(most, regular(await handle.stat()));
    for (;;) {
      const buffer = parts.room();
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return parts.whole();
      parts.add(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

/**
 * Reads a file as found in a folder, by its real path: a regular file, at a path that still has no link.
 * @throws TooLarge, Unfit, or the error of the system
 */
export function bytesFound(real: string): Buffer {
  return bytesAt(real, withoutLink, mostBytes, (it) => {
    const is = lstatSync(real);
    if (realpathSync.native(real) !== real || is.ino !== it.ino || is.dev !== it.dev) throw new Unfit('changed');
    return regular(it);
  });
}

/** Reads a regular file, or the one that a link leads to. @throws TooLarge, Unfit, or the error of the system */
export function bytesLinked(file: string, most: number): Buffer {
  regular(statSync(file));
  return bytesAt(file, withoutWaiting, most, regular);
}

/** Reads what a person has named, which may be a pipe or a device. @throws TooLarge, or the error of the system */
export function bytesNamed(file: string): Buffer {
  return bytesAt(file, constants.O_RDONLY, mostBytes, (it) => it);
}

function bytesAt(file: string, flags: number, most: number, checked: (stats: Stats) => Stats): Buffer {
  const descriptor = openSync(file, flags);
  try {
    const parts = new Parts(most, checked(fstatSync(descriptor)));
    for (;;) {
      const buffer = parts.room();
      const read = readSync(descriptor, buffer, 0, buffer.length, null);
      if (read === 0) return parts.whole();
      parts.add(buffer.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
}

function regular(stats: Stats): Stats {
  if (stats.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  if (!stats.isFile()) throw new Unfit('not-a-file');
  return stats;
}

/** What was read of a file so far, which is never over the limit by more than the last piece. */
class Parts {
  readonly #parts: Buffer[] = [];
  #size = 0;

  constructor(
    readonly most: number,
    readonly stats: Stats,
  ) {
    if (stats.size > most) throw new TooLarge(most);
  }

  /** A buffer to read on into; the first one has room for a file of the size that is known. */
  room(): Buffer {
    return Buffer.allocUnsafe(this.#size === 0 && this.stats.size > 0 ? this.stats.size + 1 : piece);
  }

  add(part: Buffer): void {
    this.#size += part.length;
    if (this.#size > this.most) throw new TooLarge(this.most);
    this.#parts.push(part);
  }

  whole(): Buffer {
    const [first, ...others] = this.#parts;
    return first && others.length === 0 ? first : Buffer.concat(this.#parts);
  }
}

/** Explains in a sentence why a file could not be read or written, and what to do about it. */
export function trouble(file: string, action: 'read' | 'written', error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return `${file} cannot be ${action}: ${reasonOf(file, code, error) ?? `the system says ${code}`}.`;
}

function reasonOf(file: string, code: string, error: unknown): string | undefined {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'you are not permitted to. Ask its owner, or exclude it';
    case 'EROFS':
      return 'it is on a disk that is read only. Leave out --fix';
    case 'EISDIR':
      return 'it is a folder. Give the folder another name, or exclude it';
    case 'ENOENT':
      if (isLink(file)) return 'it is a link to a file that is not there. Mend the link, or delete it';
      // What the system's name has that is not UTF-8 was replaced when the folder was read.
      return file.includes('\ufffd')
        ? 'its name is not stored as UTF-8. Give it another name'
        : 'it is there no more. Run it again';
    case 'ELOOP':
      return 'it is a link that leads back to itself. Mend the link, or delete it';
    case 'ENOSPC':
    case 'EDQUOT':
      return "the disk is full, or your quota is used up. The file wasn't changed. Free some space and run the linter again";
    case 'EFBIG':
      return "the maximum file size of this process was reached. The file wasn't changed. Raise the limit (ulimit -f)";
    case 'too-large': {
      const most = error instanceof TooLarge ? error.most : mostBytes;
      const size = `it has more than ${most / 1_000_000} MB`;
      return most === mostBytes
        ? `${size}, and no definition is so large. Exclude it, or give it another name`
        : `${size}, which is the maximum for such a file. Shorten it`;
    }
    case 'not-a-file':
      return "it isn't a regular file. Remove or rename it";
    case 'changed':
      return 'it changed while it was being checked. Run the linter again';
    case 'folder':
      return "you don't have permission to create a file in its folder. Change the permissions of the folder, or run the linter without --fix";
    case 'link':
      return "it's a link. To correct the file that it leads to, specify the link itself on the command line";
    default:
      return undefined;
  }
}

/** Whether a path is a link, whatever it leads to. */
export function isLink(it: string): boolean {
  try {
    return lstatSync(it).isSymbolicLink();
  } catch {
    return false;
  }
}
