/** The definitions on a disk, for a server that has one. */
import { glob } from 'tinyglobby';
import { URI } from 'vscode-uri';
import { bytesOf, decode, TooLarge, trouble } from './lint/files';
import type { Disk } from './workspace';

/** @param warn is told of what is not read though it is there */
export const disk = (warn: (sentence: string) => void): Disk => ({
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
    return bytesOf(fsPath).then(decode, (error) => {
      // A file may go between one moment and the next; whoever asks finds out by getting nothing.
      if (error instanceof TooLarge) warn(trouble(fsPath, 'read', error));
      return undefined;
    });
  },
});
