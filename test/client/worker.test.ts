import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Message,
} from 'vscode-languageserver/node';
import { closeOnLoadError } from '../../client/lsp/workerTransport';

/** A worker that does what it is told to, and a connection to it. */
function connected() {
  const worker = new EventTarget();
  const say = (data: object) => worker.dispatchEvent(Object.assign(new Event('message'), { data }));
  const sent: Message[] = [];
  class Reader extends AbstractMessageReader {
    listen(callback: DataCallback) {
      const heard = (event: Event) => callback(Reflect.get(event, 'data'));
      worker.addEventListener('message', heard);
      return { dispose: () => worker.removeEventListener('message', heard) };
    }
  }
  class Writer extends AbstractMessageWriter {
    async write(message: Message) {
      sent.push(message);
    }
    end() {}
  }
  const connection = createMessageConnection(closeOnLoadError(worker, new Reader()), new Writer());
  let closings = 0;
  // As the language client does it, which ends with it all that is waited for.
  connection.onClose(() => {
    closings++;
    connection.dispose();
  });
  connection.listen();
  return { connection, say, sent, fail: () => worker.dispatchEvent(new Event('error')), closings: () => closings };
}

suite('the connection to a worker', () => {
  test('is closed where its script does not load, and nobody waits for it any longer', async () => {
    const { connection, fail, closings } = connected();
    const waiting = connection.sendRequest('initialize', {});
    fail();
    await assert.rejects(waiting, /disposed/);
    fail();
    assert.equal(closings(), 1);
  });
  test('stays where something goes wrong in one that runs', async () => {
    const { connection, say, sent, fail, closings } = connected();
    const waiting = connection.sendRequest('initialize', {});
    await new Promise(setImmediate);
    say({ jsonrpc: '2.0', id: Reflect.get(Object(sent[0]), 'id'), result: 'here' });
    assert.equal(await waiting, 'here');
    fail();
    assert.equal(closings(), 0);
    connection.dispose();
  });
});
