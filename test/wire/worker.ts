/** The built language server of a browser, run where there is nothing but what a worker has. */
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly code: number };
}

/** @param answer what its client answers */
export function startWorker(answer: (method: string) => unknown) {
  const run = (file: string) => runInContext(readFileSync(file, 'utf8'), worker);
  const worker = createContext({
    TextDecoder,
    TextEncoder,
    URL,
    atob,
    console,
    setTimeout,
    clearTimeout,
    importScripts: run,
  });
  const waiting = new Map<number, (answer: Message) => void>();
  const failed: unknown[] = [];
  const send = (message: object) =>
    void setImmediate(() => {
      try {
        worker.onmessage?.({ data: { jsonrpc: '2.0', ...message } });
      } catch (error) {
        failed.push(error);
      }
    });
  let count = 0;
  Object.assign(worker, {
    self: worker,
    // For errors, of which there are none here.
    addEventListener: () => {},
    postMessage: (sent: Message) => {
      const { id, method, ...answered } = structuredClone(sent);
      if (method === undefined) waiting.get(id ?? 0)?.(answered);
      else if (id !== undefined) send({ id, result: answer(method) });
    },
  });
  run('dist/web/server.js');
  const answerTo = (method: string, params: unknown) =>
    new Promise<Message>((resolve) => {
      waiting.set(++count, resolve);
      send({ id: count, method, params });
    });
  return {
    /** What was thrown where nobody catches it. */
    failed,
    notify: (method: string, params: unknown) => send({ method, params }),
    answerTo,
    ask: async <Result>(method: string, params: object) => (await answerTo(method, params)).result as Result,
  };
}
