import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import { suite, type TestContext, test } from 'node:test';
import { bin } from '../../package.json';
import { Raw } from './raw';

const uri = 'file:///m.sagemaker-model.json';
const hover = { textDocument: { uri }, position: { line: 0, character: 3 } };

async function initialized(t: TestContext): Promise<Raw> {
  const server = new Raw();
  t.after(() => server.child.kill());
  await server.initialize();
  server.open(uri, '{ "ModelName": "m" }');
  return server;
}

suite('a server whose client has stopped reading', { concurrency: 2 }, () => {
  test('ends silently', async (t) => {
    const server = await initialized(t);
    server.child.stdout.destroy();
    const goesOn = setInterval(() => server.send('textDocument/hover', hover), 50);
    assert.equal(await server.ended, 1);
    clearInterval(goesOn);
    assert.equal(server.errors, '');
  });
  test('ends normally if the client has sent shutdown and exit', async (t) => {
    const server = await initialized(t);
    await server.ask('shutdown');
    server.child.stdout.destroy();
    server.send('textDocument/hover', hover);
    server.send('textDocument/hover', hover);
    const goesOn = setTimeout(() => server.send('exit'), 500);
    assert.equal(await server.ended, 0);
    clearTimeout(goesOn);
    assert.equal(server.errors, '');
  });
  test('ends when its socket is closed', async () => {
    const listening = createServer((socket) => setTimeout(() => socket.destroy(), 300));
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const address = listening.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const child = fork(bin['sagemaker-model-language-server'], [`--socket=${port}`], { silent: true });
    let errors = '';
    child.stderr?.on('data', (it) => {
      errors += it;
    });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    listening.close();
    assert.deepEqual([code, errors], [1, '']);
  });
  test('ends when its parent process has ended', async () => {
    const child = fork(bin['sagemaker-model-language-server'], ['--node-ipc'], { silent: true });
    let errors = '';
    child.stderr?.on('data', (it) => {
      errors += it;
    });
    setTimeout(() => child.disconnect(), 500);
    const code = await new Promise((resolve) => child.once('exit', resolve));
    assert.deepEqual([code, errors], [0, '']);
  });
});

suite("a server whose standard error isn't read", () => {
  test("continues after a message that can't be parsed", async (t) => {
    const server = await initialized(t);
    server.child.stderr.destroy();
    for (let i = 0; i < 5; i++) {
      server.write('Content-Length: 5\r\n\r\nthis!');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const { result } = await server.ask('textDocument/hover', hover);
    assert.match(JSON.stringify(result), /ModelName/);
  });
  test("ends as usual if messages can't be separated", async (t) => {
    const server = await initialized(t);
    server.child.stderr.destroy();
    server.write('no header\r\n\r\n');
    assert.equal(await server.ended, 1);
  });
});
