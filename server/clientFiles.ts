/** The definitions that only the client can get at: a browser has no disk, and a workspace may be in none. */
import type { Connection } from 'vscode-languageserver';
import { decode, mostBytes } from './source';
import type { Disk } from './workspace';

/** A request to the client for the files below a folder whose names end in some way, all by their URIs. */
const findRequest = 'sagemakerModel/findFiles';

/** A request to the client for the bytes of a file, as numbers, unless it has more than `most`; else `null`. */
const readRequest = 'sagemakerModel/readFile';

/**
 * Files by way of the client.
 * @param isAnswered whether the client has said that it knows these requests; of another nothing is asked
 */
export function clientFiles(connection: Connection, isAnswered: () => boolean): Disk {
  const logged = (what: string) => (error: unknown) => {
    connection.console.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  };
  return {
    find: async (folder, ending) => {
      if (!isAnswered()) return [];
      const files = await connection
        .sendRequest<string[]>(findRequest, { folder, ending })
        .catch(logged(`The client does not find the definitions in ${folder}`));
      return files ?? [];
    },
    read: async (uri) => {
      if (!isAnswered()) return undefined;
      const bytes = await connection
        .sendRequest<number[] | null>(readRequest, { uri, most: mostBytes })
        .catch(logged(`The client does not read ${uri}`));
      return bytes ? decode(Uint8Array.from(bytes)) : undefined;
    },
  };
}
