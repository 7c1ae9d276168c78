import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Duplex, Readable, Writable } from 'node:stream';
import { after, suite, test } from 'node:test';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { Client, vscodeCapabilities } from './client';
import { broken } from './linter';
import { ownRequests, questions } from './questions';

const preload = (name: string) => path.resolve('test/support/preload', name);
const server = path.resolve('dist/server.js');

/** One that is still there would keep a test that has failed from ending. */
const started = new Set<ChildProcess>();
after(() => {
  for (const it of started) it.kill();
});

/** A program with something loaded before it, which tells on a third stream what it has noticed. */
function watched(program: string, before: string, ...flags: string[]) {
  const args = [...flags, '--require', before, program, '--stdio'];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
  started.add(child);
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
  await client.open(uri(at), broken);
  for (const [method, params] of Object.entries(questions(uri(at))))
    await client.connection.sendRequest(method, params);
  await client.change(uri(at), 2, { text: `${broken}\n` });
  await client.pull(uri(at));
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
  test('and nothing is left out of that', () => {
    const asked = Object.keys(questions('')).filter((it) => it.startsWith('sagemakerModel/'));
    assert.deepEqual(asked.sort(), ownRequests().sort());
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

suite('what is over leaves nothing behind in the language server', () => {
  interface Held {
    readonly objects: number;
    /** Of all maps and sets. */
    readonly entries: number;
  }
  /** What a program holds: the least of what it says, for what it is just doing comes and goes. */
  const held = async ({ third, told }: ReturnType<typeof watched>): Promise<Held> => {
    const all: [number, number][] = [];
    for (let asked = 0; asked < 3; asked++) {
      const come = new Promise((resolve) => third.once('data', resolve));
      third.write('?');
      await come;
      const [objects = 0, entries = 0] = (told.at(-1) ?? '').split(' ').map(Number);
      all.push([objects, entries]);
    }
    return { objects: Math.min(...all.map(([it]) => it)), entries: Math.min(...all.map(([, it]) => it)) };
  };
  // Even, so that alternating state is the same before and after.
  const rounds = 26;
  /** How much more it holds after something has been done so many times than after the first few. */
  const growth = async (program: string, once: (client: Client, at: number) => Promise<void>): Promise<Held> => {
    const it = watched(program, preload('counting.cjs'), '--expose-gc', '--disable-warning=ExperimentalWarning');
    const { client, child, said } = it;
    await client.initialize({ capabilities: vscodeCapabilities });
    const after = async (from: number, to: number) => {
      for (let at = from; at < to; at++) await once(client, at);
      // Answered after all that was sent before it.
      await client.connection.sendRequest('sagemakerModel/definitions');
      return held(it);
    };
    const before = await after(0, 10);
    const { objects, entries } = await after(10, 10 + rounds);
    await end(client, child);
    // Node warns on that stream of listeners that pile up.
    assert.deepEqual(said, []);
    return { objects: objects - before.objects, entries: entries - before.entries };
  };
  /** That no entry is left, and less than one object in five rounds: what the program itself does is not always over. */
  const assertNothing = ({ objects, entries }: Held) => {
    assert.equal(entries, 0);
    assert.ok(objects < rounds / 5, `${objects} objects for ${rounds} rounds`);
  };
  const visit = async (client: Client, at: number) => {
    await client.connection.sendNotification('sagemakerModel/didReadEncoding', { uri: uri(at), encoding: 'utf8bom' });
    await askAll(client, at);
  };
  const visitAndClose = async (client: Client, at: number) => {
    await visit(client, at);
    await client.close(uri(at));
  };

  test('of definitions that are opened, edited and closed', async () =>
    assertNothing(await growth(server, visitAndClose)));
  test('of settings, connections and offers that change while a definition is open', async () =>
    assertNothing(
      await growth(server, async (client, at) => {
        const { connection } = client;
        if (at === 0) await visit(client, 0);
        await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
        const region = at % 2 === 0 ? 'eu-west-1' : undefined;
        await connection.sendNotification('sagemakerModel/didChangeConnection', { account: `${at}`, region });
        await connection.sendNotification('sagemakerModel/didUpdateAccountResources', {
          names: 'role',
          strings: [`${at}`],
        });
        await client.pull(uri(0));
      }),
    ));
  test('of requests that are taken back, and of those for the whole workspace that are asked anew', async () =>
    assertNothing(
      await growth(server, async (client, at) => {
        const { connection } = client;
        if (at === 0) await visit(client, 0);
        for (const [method, params] of [
          ['workspace/diagnostic', { previousResultIds: [] }],
          ['textDocument/hover', { textDocument: { uri: uri(0) }, position: { line: 1, character: 5 } }],
        ] as const) {
          const taken = new CancellationTokenSource();
          const answer = connection.sendRequest(method, params, taken.token).catch(() => undefined);
          taken.cancel();
          await answer;
          taken.dispose();
        }
      }),
    ));
  test('and documents that are left behind would be noticed', async () => {
    const { objects, entries } = await growth(server, visit);
    assert.ok(objects >= rounds && entries >= rounds, `${objects} objects, ${entries} entries`);
  });
  test('and so would listeners that are held by nothing but a list', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-leak-'));
    const leaking = path.join(folder, 'leaking.cjs');
    writeFileSync(
      leaking,
      `const listeners = [];
process.stdin.on('data', (it) => String(it).includes('didClose') && listeners.push(() => it));
require(${JSON.stringify(server)}).run(["--stdio"]);`,
    );
    const { objects, entries } = await growth(leaking, visitAndClose);
    rmSync(folder, { recursive: true });
    assert.ok(objects >= rounds && entries === 0, `${objects} objects, ${entries} entries`);
  });
});
