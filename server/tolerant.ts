/** Reads on after a message that vscode-jsonrpc can't process. */
import type { MessageReader } from 'vscode-languageserver';

/** Leaves out the messages of a reader that can't be processed, such as a cancellation without an ID. */
export function tolerant<Reader extends MessageReader>(reader: Reader, leftOut: (error: unknown) => void): Reader {
  const listen = reader.listen.bind(reader);
  reader.listen = (take) =>
    listen((message) => {
      try {
        take(message);
      } catch (error) {
        leftOut(error);
      }
    });
  return reader;
}
