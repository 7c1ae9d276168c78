/** Closes the connection to a worker whose script doesn't load, because such a worker never sends a message. */
import type { MessageReader } from 'vscode-languageclient/browser';

/** What is heard of a worker. */
export interface WorkerEvents {
  addEventListener(type: 'message' | 'error', listener: () => void): void;
}

/**
 * What reads from a worker, and ends where that fails before it has said anything, so that the connection is closed and can
 * be opened again. Whoever has spoken runs on after an error.
 */
export function closeOnLoadError(worker: WorkerEvents, reader: MessageReader): MessageReader {
  const closed = new Set<() => void>();
  let hasSpoken = false;
  worker.addEventListener('message', () => {
    hasSpoken = true;
  });
  worker.addEventListener('error', () => {
    if (!hasSpoken) for (const tell of [...closed]) tell();
  });
  return {
    onError: reader.onError,
    onPartialMessage: reader.onPartialMessage,
    onClose: (tell) => {
      closed.add(tell);
      return { dispose: () => closed.delete(tell) };
    },
    listen: (callback) => reader.listen(callback),
    dispose: () => reader.dispose(),
  };
}
