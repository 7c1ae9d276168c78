/** The definitions on a disk, for a server that has one. */
import { readFile } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { URI } from 'vscode-uri';
import { decode } from './lint/files';
import type { Disk } from './workspace';

export const disk: Disk = {
  async find(folder, pattern, exclude) {
    const { scheme, fsPath } = URI.parse(folder);
    if (scheme !== 'file') return [];
    const options = { cwd: fsPath, absolute: true, ignore: [...exclude], dot: true, expandDirectories: false };
    const found = await glob(pattern, { ...options, followSymbolicLinks: false });
    return found.map((it) => URI.file(it).toString());
  },
  async read(uri) {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') return undefined;
    // A file may go between one moment and the next; whoever asks finds out by getting nothing.
    return readFile(fsPath).then(decode, () => undefined);
  },
};
