import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Duplex, Readable, Writable } from 'node:stream';
import { suite, test } from 'node:test';
import { Client, vscodeCapabilities } from './client';
import { broken } from './linter';

const preload = (name: string) => path.resolve('test/preload', name);
const server = path.resolve('dist/server.js');

/** A program with something loaded before it, which tells on a third stream what it has noticed. */
function watched(program: string, before: string, ...flags: string[]) {
  const args = [...flags, '--require', before, program, '--stdio'];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
  const told: string[] = [];
  const said: string[] = [];
  const [input, output, , third] = child.stdio as unknown as readonly [Writable, Readable, Readable, Duplex];
  third.on('data', (it) => told.push(...String(it).trim().split('\n')));
  child.stderr?.on('data', (it) => said.push(String(it)));
  return { child, client: new Client(output, input), told, said, third };
}

const uri = (at: number) => `file:///m${at}.sagemaker-model.json`;

/** Asks everything that an editor asks about a definition, and takes its last answer for the sign that all are done. */
async function askAll(client: Client, at: number): Promise<void> {
  const textDocument = { uri: uri(at) };
  const position = { line: 1, character: 5 };
  const range = { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } };
  const ask = (method: string, more: object = {}) =>
    client.connection.sendRequest(`textDocument/${method}`, { textDocument, ...more });
  await client.open(textDocument.uri, broken);
  await client.pull(textDocument.uri);
  await ask('completion', { position });
  await ask('hover', { position });
  await ask('codeAction', { range, context: { diagnostics: [] } });
  await ask('documentSymbol');
  await ask('documentLink');
  await ask('inlayHint', { range });
  await ask('formatting', { options: { tabSize: 2, insertSpaces: true } });
  await client.change(textDocument.uri, 2, { text: `${broken}\n` });
  await client.pull(textDocument.uri);
}

async function end(client: Client, child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await client.connection.sendRequest('shutdown');
  await client.connection.sendNotification('exit');
  await ended;
}

suite('nothing is asked of the network', () => {
  test('by the language server, whatever an editor asks of it', async () => {
    const { child, client, told } = watched(server, preload('offline.cjs'));
    await client.initialize({ capabilities: vscodeCapabilities });
    await askAll(client, 0);
    await end(client, child);
    assert.deepEqual(told, []);
  });
  test('by the linter', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-offline-'));
    writeFileSync(path.join(folder, 'a.sagemaker-model.json'), broken);
    const { status, output } = spawnSync(
      process.execPath,
      ['--require', preload('offline.cjs'), path.resolve('dist/lint.js'), folder],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
    );
    rmSync(folder, { recursive: true });
    assert.deepEqual([status, output[3]], [1, '']);
  });
  test('and what asks would be noticed', () => {
    const asking = `
const tried = [() => fetch('http://localhost'), () => require('http').get('http://localhost'), () => require('net').connect(1), () => require('dns').lookup('localhost', () => {})];
for (const it of tried) try { it(); } catch {}`;
    const { output } = spawnSync(process.execPath, ['--require', preload('offline.cjs'), '--eval', asking], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    assert.equal(output[3], 'globalThis.fetch\nhttp.get\nnet.connect\ndns.lookup\n');
  });
});

suite('a definition that has been closed leaves nothing behind', () => {
  /** What a program holds in maps and sets. */
  const held = async ({ third, told }: ReturnType<typeof watched>): Promise<number> => {
    const come = new Promise((resolve) => third.once('data', resolve));
    third.write('?');
    await come;
    return Number(told.at(-1));
  };
  /** How much more it holds after some definitions than after the first few. */
  const growth = async (program: string, close: (client: Client, at: number) => Promise<void>): Promise<number> => {
    const it = watched(program, preload('counting.cjs'), '--expose-gc');
    const { client, child, said } = it;
    await client.initialize({ capabilities: vscodeCapabilities });
    const round = async (from: number, to: number) => {
      for (let at = from; at < to; at++) {
        await client.connection.sendNotification('sagemakerModel/didReadEncoding', {
          uri: uri(at),
          encoding: 'utf8bom',
        });
        await askAll(client, at);
        await close(client, at);
      }
      // Answered after all that was sent before it.
      await client.connection.sendRequest('sagemakerModel/definitions');
      return held(it);
    };
    const before = await round(0, 5);
    const after = await round(5, 30);
    await end(client, child);
    // Node warns on that stream of listeners that pile up.
    assert.deepEqual(said, []);
    return after - before;
  };
  test('in the maps and sets of the language server, and no listener', async () =>
    assert.equal(await growth(server, (client, at) => client.close(uri(at))), 0));
  test('and what is left behind would be noticed', async () => assert.ok((await growth(server, async () => {})) >= 25));
});
