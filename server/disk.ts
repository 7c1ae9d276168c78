/** The definitions on a disk, for a server that has one; what is on none is asked of another. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { URI } from 'vscode-uri';
import { bytesOf, TooLarge, trouble } from './readFile';
import { decode } from './source';
import type { Disk } from './workspace';

/**
 * @param others where the files are that are on no disk: the workspace may be a virtual one
 * @param warn is told of what is not read though it is there
 */
export const disk = (others: Disk, warn: (sentence: string) => void): Disk => ({
  async find(folder, ending, isLeftOut) {
    const { scheme, fsPath } = URI.parse(folder);
    if (scheme !== 'file') return others.find(folder, ending, isLeftOut);
    const found: string[] = [];
    await below(fsPath, '');
    return found;

    /** One folder after the other, so that others get their turn; what is linked to is not gone through. */
    async function below(at: string, inside: string): Promise<void> {
      for (const entry of await readdir(at, { withFileTypes: true }).catch(() => [])) {
        const [file, name] = [path.join(at, entry.name), `${inside}${entry.name}`];
        if (entry.isDirectory()) {
          if (!isLeftOut(name)) await below(file, `${name}/`);
        } else if (entry.isFile() && name.endsWith(ending) && !isLeftOut(name)) found.push(URI.file(file).toString());
      }
    }
  },
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
