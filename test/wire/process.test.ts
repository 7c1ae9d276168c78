import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { suite, test } from 'node:test';
import { bin, version } from '../../package.json';
import { Client } from './client';

const server = bin['sagemaker-model-language-server'];

suite('the language server as any editor starts it', () => {
  test('speaks on standard input and output, and ends when its client is done', async () => {
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const client = new Client(child.stdout, child.stdin);
    const { capabilities, serverInfo } = await client.initialize();
    assert.equal(serverInfo?.version, version);
    assert.equal(capabilities.diagnosticProvider, undefined);
    await client.open('file:///m.sagemaker-model.json', '{}', 'json');
    const { diagnostics } = await client.next<{ diagnostics: { code: string }[] }>('textDocument/publishDiagnostics');
    assert.deepEqual(
      diagnostics.map((it) => it.code),
      ['missing-member'],
    );
    const params = { textDocument: { uri: 'file:///m.sagemaker-model.json' }, form: 'aws-cli' };
    const { text } = await client.connection.sendRequest<{ text: string }>('sagemakerModel/exportDefinition', params);
    assert.match(text, /^aws sagemaker create-model /);
    await client.connection.sendRequest('shutdown');
    await client.connection.sendNotification('exit');
    assert.equal(await ended, 0);
  });
  test('ends when its client has gone without a word', async () => {
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.end();
    assert.equal(await ended, 1);
  });
  test('says how it is used', () => {
    const run = (...args: string[]) => spawnSync(process.execPath, [server, ...args], { encoding: 'utf8' });
    assert.equal(run('--version').stdout, `${version}\n`);
    assert.match(run('--help').stdout, /--stdio/);
    assert.match(run().stderr, /--stdio/);
    assert.equal(run().status, 2);
  });
  test('ends with 2 at once for arguments that open no channel', () => {
    const pid = `--clientProcessId=${process.pid}`;
    for (const args of [
      ['--socket=abc'],
      ['--socket=0'],
      ['--socket=65536'],
      ['--socket='],
      ['--pipe='],
      ['--node-ipc'],
      ['--stdio', '--socket=1'],
      ['--stdio', '--other'],
      ['--stdio', 'other'],
      [pid],
    ]) {
      const { status, stderr } = spawnSync(process.execPath, [server, ...args], { encoding: 'utf8', timeout: 20_000 });
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /^sagemaker-model server/);
    }
  });
  test("ends with 1 if the client can't be reached, or goes", async (t) => {
    const pipe = spawnSync(process.execPath, [server, '--pipe=/no/such/pipe'], { encoding: 'utf8', timeout: 20_000 });
    assert.equal(pipe.status, 1);
    assert.match(pipe.stderr, /ENOENT/);
    const listening = createServer((socket) => socket.end());
    t.after(() => listening.close());
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const { port } = listening.address() as AddressInfo;
    const child = spawn(process.execPath, [server, `--socket=${port}`], { stdio: 'ignore' });
    assert.equal(await new Promise((resolve) => child.once('exit', resolve)), 1);
  });
});
