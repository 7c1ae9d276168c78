import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { after, suite, test } from 'node:test';
import { bin, version } from '../../package.json';
import { Client } from './client';
import { broken, clean, folder, lint, name, write } from './linter';

const program = path.resolve(bin['sagemaker-model']);

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '' },
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

suite('the command line', () => {
  test('lists its commands', () => {
    const { status, stdout, stderr } = run('--help');
    assert.deepEqual([status, stderr], [0, '']);
    assert.deepEqual(
      [...stdout.matchAll(/^ {2}(\w+) {2,}/gm)].map((it) => it[1]),
      ['lint', 'server'],
    );
  });
  test('prints its version, and so does every command', () => {
    for (const args of [['--version'], ['lint', '--version'], ['server', '--version']])
      assert.deepEqual(run(...args), { status: 0, stdout: `${version}\n`, stderr: '' });
  });
  test('has help about every command', () => {
    for (const it of ['lint', 'server']) {
      const { status, stdout, stderr } = run(it, '--help');
      assert.deepEqual([status, stderr], [0, '']);
      assert.ok(stdout.startsWith(`sagemaker-model ${it} ${version}\n`));
    }
  });
  test('rejects a command that does not exist, and no command at all', () => {
    const { status, stdout, stderr } = run('lnit', '.');
    assert.deepEqual([status, stdout], [2, '']);
    assert.equal(stderr, 'Unknown command "lnit". To list all commands, run "sagemaker-model --help".\n');
    assert.deepEqual(run(), { status: 2, stdout: '', stderr: run('--help').stdout });
  });
  test('rejects options that a command does not have', () => {
    for (const args of [
      ['lint', '--none'],
      ['server', '--none'],
    ]) {
      const { status, stdout } = run(...args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
    }
  });
  test('lints as the alias does', () => {
    write(name('clean/churn'), clean);
    write(name('broken/churn'), broken);
    for (const [args, status] of [
      [['clean'], 0],
      [['broken', '--format=json'], 1],
      [['missing'], 2],
    ] as const) {
      const found = run('lint', ...args);
      assert.equal(found.status, status);
      assert.deepEqual(found, lint(args));
    }
  });
  test('serves an editor, and ends with it', async () => {
    const child = spawn(process.execPath, [program, 'server', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    after(() => child.kill());
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const client = new Client(child.stdout, child.stdin);
    await client.initialize({});
    await client.connection.sendRequest('shutdown');
    await client.connection.sendNotification('exit');
    assert.equal(await ended, 0);
  });
});
