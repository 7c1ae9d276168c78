/** Which files are linted, and what is read from them. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';

const ending = '.sagemaker-model.json';

/** Folders that hold the work of others. */
const foreign = ['**/node_modules/**', '**/.git/**'];

/**
 * The files that some paths, folders and globs name, sorted, each once; with `/` on every system.
 * @param exclude globs that leave files out of folders and globs, but not those that are named
 * @returns also what named no file
 */
export function filesOf(given: readonly string[], exclude: readonly string[]): { files: string[]; missing: string[] } {
  const files = new Set<string>();
  const missing: string[] = [];
  for (const it of given) {
    const stat = statSync(it, { throwIfNoEntry: false });
    if (stat?.isFile()) files.add(path.normalize(it));
    else {
      const pattern = stat?.isDirectory() ? `${posix(it)}/**/*${ending}` : posix(it);
      const found = globSync(pattern, { ignore: [...foreign, ...exclude], dot: true, expandDirectories: false });
      if (found.length === 0 && !stat?.isDirectory()) missing.push(it);
      for (const file of found) files.add(path.normalize(file));
    }
  }
  return { files: [...files].map(posix).sort(), missing };
}

const posix = (file: string) =>
  file
    .split(path.sep)
    .join('/')
    .replace(/(?<=.)\/$/, '');

/** A text, and how it was stored, in VS Code's words. */
export interface Source {
  readonly text: string;
  readonly encoding: string;
}

/** @throws where the file cannot be read */
export const readSource = (file: string | number): Source => decode(readFileSync(file));

export function decode(bytes: Buffer): Source {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { text: bytes.subarray(3).toString('utf8'), encoding: 'utf8bom' };
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: bytes.subarray(2).toString('utf16le'), encoding: 'utf16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: Buffer.from(bytes.subarray(2)).swap16().toString('utf16le'), encoding: 'utf16be' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf8' };
  } catch {
    return { text: bytes.toString('latin1'), encoding: 'iso88591' };
  }
}
