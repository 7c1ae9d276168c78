import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, suite, test } from 'node:test';
import { URI } from 'vscode-uri';
import { replace } from '../../server/cli/lint/replace';
import { disk } from '../../server/workspace/disk';
import { bytesFound, bytesLinked, bytesNamed, bytesOf } from '../../server/workspace/readFile';
import { assertNames, naming } from '../support/facts';

const folder = realpathSync.native(mkdtempSync(path.join(tmpdir(), 'sagemaker-model-read-')));
after(() => rmSync(folder, { recursive: true }));

const at = (it: string) => path.join(folder, it);
function write(file: string, text: string): string {
  mkdirSync(path.dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
  return at(file);
}
const pipe = (file: string) => {
  spawnSync('mkfifo', [at(file)]);
  return at(file);
};

suite('a file is read', () => {
  test('up to a limit, and no further', async () => {
    const file = write('limit', 'x'.repeat(100_000));
    assert.equal((await bytesOf(file, 100_000)).length, 100_000);
    await assert.rejects(bytesOf(file, 99_999), { code: 'too-large' });
    assert.equal(bytesLinked(file, 100_000).length, 100_000);
    assert.throws(() => bytesLinked(file, 99_999), { code: 'too-large' });
    assert.equal(bytesNamed(write('empty', '')).length, 0);
  });
  test("by the server and in a folder only if it isn't a link", async () => {
    const file = write('target', '{}');
    symlinkSync('target', at('link'));
    assert.equal(String(await bytesOf(file)), '{}');
    await assert.rejects(bytesOf(at('link')), { code: 'ELOOP' });
    assert.throws(() => bytesFound(at('link')), { code: 'ELOOP' });
    assert.equal(String(bytesLinked(at('link'), 10)), '{}');
    assert.equal(String(bytesNamed(at('link'))), '{}');
  });
  test('in a folder only if no folder in its path has become a link', () => {
    const file = write('real/inner/a', '{}');
    assert.equal(String(bytesFound(file)), '{}');
    renameSync(at('real/inner'), at('moved'));
    symlinkSync('../moved', at('real/inner'));
    assert.throws(() => bytesFound(file), { code: 'changed' });
  });
  test("only if it's a regular file, without blocking", async () => {
    const file = pipe('pipe');
    await assert.rejects(bytesOf(file), { code: 'not-a-file' });
    assert.throws(() => bytesFound(file), { code: 'not-a-file' });
    assert.throws(() => bytesLinked(file, 10), { code: 'not-a-file' });
    await assert.rejects(bytesOf(folder), { code: 'EISDIR' });
    assert.throws(() => bytesLinked('/dev/zero', 10), { code: 'not-a-file' });
  });
  const endless = process.platform === 'linux' ? [`/proc/${process.pid}/pagemap`] : [];
  for (const real of endless)
    test("only up to a limit if its size is reported as zero but it isn't empty", async () => {
      await assert.rejects(bytesOf(real, 1_000_000), { code: 'too-large' });
      assert.throws(() => bytesFound(real), { code: 'too-large' });
      assert.throws(() => bytesNamed(real), { code: 'too-large' });
    });
});

suite('the disk of the server', () => {
  const said: string[] = [];
  const none = { find: async () => [], read: async () => undefined };
  const { find, read } = disk(none, (it) => said.push(it));
  const uri = (it: string) => URI.file(at(it)).toString();

  test('reads files, but not links or pipes', async () => {
    write('disk/a.sagemaker-model.json', '{}');
    symlinkSync('a.sagemaker-model.json', at('disk/link.sagemaker-model.json'));
    symlinkSync('/proc/self/pagemap', at('disk/map.sagemaker-model.json'));
    const pipes = ['1', '2', '3', '4', '5', '6'].map((it) =>
      path.relative(folder, pipe(`disk/${it}.sagemaker-model.json`)),
    );
    const others = [...pipes, 'disk/link.sagemaker-model.json', 'disk/map.sagemaker-model.json', 'disk', 'nothing'];
    const all = await Promise.all(others.map((it) => read(uri(it))));
    assert.ok(all.every((it) => it === undefined));
    assert.equal((await read(uri('disk/a.sagemaker-model.json')))?.text, '{}');
    assert.deepEqual(said, []);
  });
  test("reports that a file that is too large isn't read", async () => {
    write('disk/large.sagemaker-model.json', ' '.repeat(10_000_001));
    assert.equal(await read(uri('disk/large.sagemaker-model.json')), undefined);
    assertNames(said.join(), naming('large.sagemaker-model.json 10 MB'));
  });
  test('searches a folder with the name of a definition', async () => {
    write('named/x.sagemaker-model.json/y.sagemaker-model.json', '{}');
    assert.deepEqual(await find(uri('named'), '.sagemaker-model.json', () => false), [
      uri('named/x.sagemaker-model.json/y.sagemaker-model.json'),
    ]);
  });
});

suite('a file that is replaced', () => {
  const before = Buffer.from('before');
  test('is replaced atomically, and no temporary file is left', async () => {
    const file = write('replaced/a', 'before');
    await replace(file, before, 'after');
    assert.equal(readFileSync(file, 'utf8'), 'after');
    assert.deepEqual(readdirSync(at('replaced')), ['a']);
  });
  test("isn't written if it was saved since it was read", async () => {
    const file = write('saved/a', 'between');
    await assert.rejects(replace(file, before, 'after'), { code: 'changed' });
    assert.equal(readFileSync(file, 'utf8'), 'between');
    assert.deepEqual(readdirSync(at('saved')), ['a']);
  });
  test("isn't written if its path now leads elsewhere", async () => {
    const file = write('swapped/inner/a', 'before');
    const other = write('elsewhere/a', 'before');
    rmSync(at('swapped/inner'), { recursive: true });
    symlinkSync('../elsewhere', at('swapped/inner'));
    await assert.rejects(replace(file, before, 'after'), { code: 'changed' });
    rmSync(at('swapped'), { recursive: true });
    mkdirSync(at('swapped/inner'), { recursive: true });
    symlinkSync('../../elsewhere/a', file);
    await assert.rejects(replace(file, before, 'after'), { code: 'not-a-file' });
    assert.equal(readFileSync(other, 'utf8'), 'before');
    assert.deepEqual([readdirSync(at('elsewhere')), readdirSync(at('swapped/inner'))], [['a'], ['a']]);
  });
  test("isn't recreated if it was deleted", async () => {
    mkdirSync(at('gone'));
    await assert.rejects(replace(at('gone/a'), before, 'after'), { code: 'ENOENT' });
    assert.deepEqual(readdirSync(at('gone')), []);
  });
});
