/** Finds and reads files through the client, for servers without a disk (browser) and virtual workspaces. */
import type { Connection } from 'vscode-languageserver';
import { findFiles, readFile } from '../../protocol/environment';
import { sendRequest } from '../../protocol/message';
import { decode, mostBytes } from '../workspace/decode';
import type { FileSystem } from '../workspace/files';

/**
 * Files by way of the client.
 * @param isAnswered whether the client has said that it knows these requests; of another nothing is asked
 */
export function clientFiles(connection: Connection, isAnswered: () => boolean): FileSystem {
  const log = (what: string, error: unknown) =>
    connection.console.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  return {
    find: async (folder, ending) => {
      if (!isAnswered()) return [];
      try {
        const files: unknown = await sendRequest(connection, findFiles, { folder, ending });
        return Array.isArray(files) ? files.filter((it) => typeof it === 'string') : [];
      } catch (error) {
        log(`The client does not find the definitions in ${folder}`, error);
        throw error;
      }
    },
    read: async (uri) => {
      if (!isAnswered()) return undefined;
      try {
        const bytes = bytesOf(await sendRequest(connection, readFile, { uri, most: mostBytes, encoding: 'base64' }));
        return bytes && bytes.length <= mostBytes ? decode(bytes) : undefined;
      } catch (error) {
        log(`The client does not read ${uri}`, error);
        return undefined;
      }
    },
  };
}

/** The bytes in a response; nothing if there are none. @throws if a text isn't Base64 */
function bytesOf(answer: unknown): Uint8Array | undefined {
  if (Array.isArray(answer)) return Uint8Array.from(answer);
  // Four characters of Base64 are up to three bytes.
  if (typeof answer !== 'string' || answer.length > Math.ceil(mostBytes / 3) * 4) return undefined;
  const units = atob(answer);
  const bytes = new Uint8Array(units.length);
  for (let at = 0; at < units.length; at++) bytes[at] = units.charCodeAt(at);
  return bytes;
}
