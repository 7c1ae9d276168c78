/** The built language server of a browser, run where there is nothing but what a worker has. */
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
}

/** @param answer what its client answers */
export function startWorker(answer: (method: string) => unknown) {
  const run = (file: string) => runInContext(readFileSync(file, 'utf8'), worker);
  const worker = createContext({
    TextDecoder,
    TextEncoder,
    URL,
    console,
    setTimeout,
    clearTimeout,
    importScripts: run,
  });
  const waiting = new Map<number, (result: unknown) => void>();
  const send = (message: object) =>
    void setImmediate(() => worker.onmessage?.({ data: { jsonrpc: '2.0', ...message } }));
  let count = 0;
  Object.assign(worker, {
    self: worker,
    // For errors, of which there are none here.
    addEventListener: () => {},
    postMessage: (sent: Message) => {
      const { id, method, result } = structuredClone(sent);
      if (method === undefined) waiting.get(id ?? 0)?.(result);
      else if (id !== undefined) send({ id, result: answer(method) });
    },
  });
  run('dist/web/server.js');
  return {
    notify: (method: string, params: object) => send({ method, params }),
    ask: <Result>(method: string, params: object) =>
      new Promise<Result>((resolve) => {
        waiting.set(++count, resolve as (result: unknown) => void);
        send({ id: count, method, params });
      }),
  };
}
