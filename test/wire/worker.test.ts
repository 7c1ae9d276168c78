import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { version } from '../../package.json';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
}

/** Runs the server of a browser where there is nothing but what a worker has; answers for its client. */
function startWorker(answer: (method: string) => unknown) {
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

suite('the language server as a worker of a browser', () => {
  test('checks what it reads by way of its client, and loads the script of other forms from where that says', async () => {
    const asked: string[] = [];
    const folder = 'vscode-vfs://github/company/models';
    const file = `${folder}/a.sagemaker-model.json`;
    const { notify, ask } = startWorker((method) => {
      asked.push(method);
      if (method === 'sagemakerModel/findFiles') return [file];
      if (method === 'sagemakerModel/readFile') return [...Buffer.from('{')];
      return method === 'sagemakerModel/elsewhere' ? 'dist/elsewhere.js' : null;
    });
    const capabilities = { textDocument: { diagnostic: {} } };
    const workspaceFolders = [{ uri: folder, name: 'models' }];
    const { serverInfo } = await ask<{ serverInfo: { version: string } }>('initialize', {
      processId: null,
      capabilities,
      initializationOptions: { files: true },
      workspaceFolders,
    });
    assert.equal(serverInfo.version, version);
    notify('initialized', {});
    const all = await ask<{ items: { uri: string; items: { code: string }[] }[] }>('workspace/diagnostic', {
      previousResultIds: [],
    });
    const problems = all.items.map((it) => [it.uri, it.items.map(({ code }) => code)]);
    assert.deepEqual(problems, [[file, ['json-syntax']]]);
    const opened = { uri: 'untitled:b', languageId: 'sagemaker-model', version: 1, text: '{"ModelName":"b"}' };
    notify('textDocument/didOpen', { textDocument: opened });
    const params = { textDocument: { uri: opened.uri }, form: 'cloudformation-yaml' };
    for (let times = 0; times < 2; times++) {
      const { text } = await ask<{ text: string }>('sagemakerModel/writeForm', params);
      assert.match(text, /AWS::SageMaker::Model/);
    }
    assert.equal(asked.filter((it) => it === 'sagemakerModel/elsewhere').length, 1);
  });
});
