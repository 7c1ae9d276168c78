import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import pLimit from 'p-limit';
import type { Connection, PublishDiagnosticsParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ServerContext } from '../../server/lsp/context';
import { SerialWorker } from '../../server/lsp/serialWorker';

const microtasks = async (count: number) => {
  for (let at = 0; at < count; at++) await undefined;
};
const macrotask = () => new Promise((resolve) => setImmediate(resolve));

suite('a serial worker', () => {
  /** Works through items, each of which takes some microtasks. */
  const working = (length: number) => {
    const [due, done, errors]: [number[], number[], unknown[]] = [[], [], []];
    let running = 0;
    const worker = new SerialWorker(
      async () => {
        assert.equal(++running, 1);
        for (let item = due.shift(); item !== undefined; item = due.shift()) {
          await microtasks(length);
          done.push(item);
          if (item < 0) {
            running--;
            throw new Error(`${item}`);
          }
        }
        running--;
      },
      (error) => errors.push(error),
    );
    const add = (item: number) => {
      due.push(item);
      worker.wake();
    };
    return { add, done, errors };
  };
  test('misses no item, however many microtasks later it arrives', async () => {
    for (let length = 0; length < 4; length++)
      for (let first = 0; first < 12; first++)
        for (let second = 0; second < 12; second++) {
          const { add, done } = working(length);
          add(1);
          await microtasks(first);
          add(2);
          await microtasks(second);
          add(3);
          await macrotask();
          assert.deepEqual(done, [1, 2, 3], `${length} ${first} ${second}`);
        }
  });
  test('continues after an error', async () => {
    for (let later = 0; later < 12; later++) {
      const { add, done, errors } = working(1);
      add(-1);
      await microtasks(later);
      add(2);
      await macrotask();
      assert.deepEqual([done, errors.length], [[-1, 2], 1]);
    }
  });
});

suite('a limiter', () => {
  test('starts tasks in order, no more than allowed at a time, and continues after errors', async () => {
    const limited = pLimit(3);
    const started: number[] = [];
    let [running, most] = [0, 0];
    const tasks = Array.from({ length: 1000 }, (_, at) =>
      limited(async () => {
        started.push(at);
        most = Math.max(most, ++running);
        await microtasks(at % 5);
        running--;
        if (at % 7 === 0) throw new Error(String(at));
        return at;
      }),
    );
    const results = await Promise.allSettled(tasks);
    assert.equal(most, 3);
    assert.deepEqual(
      started,
      [...started].sort((a, b) => a - b),
    );
    assert.ok(results.every((it, at) => (at % 7 === 0 ? it.status === 'rejected' : Reflect.get(it, 'value') === at)));
    assert.equal(await limited(async () => 'again'), 'again');
  });
});

test('a file that shares a model name is reported, however soon after another one it is due', async () => {
  const uri = (it: string) => `file:///w/${it}.sagemaker-model.json`;
  const text = (name: string) => JSON.stringify({ ModelName: name });
  for (let later = 0; later < 60; later++) {
    const sent: string[] = [];
    const connection = {
      console: { info() {}, warn: assert.fail, error: assert.fail },
      sendDiagnostics: async ({ uri, diagnostics }: PublishDiagnosticsParams) => {
        if (diagnostics.some((it) => it.code === 'shared-name')) sent.push(uri);
      },
    } as unknown as Connection;
    const open = new Map<string, TextDocument>();
    const put = (it: string, version: number, name: string) => {
      const document = TextDocument.create(uri(it), 'sagemaker-model', version, text(name));
      open.set(uri(it), document);
      return document;
    };
    const disk = {
      find: async () => ['a', 'b', 'u', 'v'].map(uri),
      read: async (it: string) => ({ text: text(it.includes('/u.') ? 'of-u' : 'of-v'), encoding: 'utf8' }),
    };
    const context = new ServerContext(connection, () => disk, assert.fail);
    Object.assign(context.store, { get: (it: string) => open.get(it), all: () => [...open.values()] });
    const { diagnostics } = context;
    for (const it of ['a', 'b']) {
      put(it, 1, `of-${it}`);
      diagnostics.opened(uri(it));
    }
    await context.index.search(['file:///w']);
    await macrotask();
    void diagnostics.changed(put('a', 2, 'of-u'));
    await microtasks(later);
    void diagnostics.changed(put('b', 2, 'of-v'));
    for (let times = 0; times < 5; times++) await macrotask();
    assert.ok(
      ['u', 'v'].every((it) => sent.includes(uri(it))),
      `${later} microtasks later: ${sent}`,
    );
  }
});
