import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
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
    assert.equal(run().status, 1);
  });
});
