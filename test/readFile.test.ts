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
import { disk } from '../server/disk';
import { replace } from '../server/lint/replace';
import { bytesFound, bytesLinked, bytesNamed, bytesOf } from '../server/readFile';

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
  test('up to its limit, and no further', async () => {
    const file = write('limit', 'x'.repeat(100_000));
    assert.equal((await bytesOf(file, 100_000)).length, 100_000);
    await assert.rejects(bytesOf(file, 99_999), { code: 'too-large' });
    assert.equal(bytesLinked(file, 100_000).length, 100_000);
    assert.throws(() => bytesLinked(file, 99_999), { code: 'too-large' });
    assert.equal(bytesNamed(write('empty', '')).length, 0);
  });
  test('by the server and in a folder only if it is no link', async () => {
    const file = write('target', '{}');
    symlinkSync('target', at('link'));
    assert.equal(String(await bytesOf(file)), '{}');
    await assert.rejects(bytesOf(at('link')), { code: 'ELOOP' });
    assert.throws(() => bytesFound(at('link')), { code: 'ELOOP' });
    assert.equal(String(bytesLinked(at('link'), 10)), '{}');
    assert.equal(String(bytesNamed(at('link'))), '{}');
  });
  test('in a folder only if no folder on its path has become a link', () => {
    const file = write('real/inner/a', '{}');
    assert.equal(String(bytesFound(file)), '{}');
    renameSync(at('real/inner'), at('moved'));
    symlinkSync('../moved', at('real/inner'));
    assert.throws(() => bytesFound(file), { code: 'changed' });
  });
  test('only if it is a regular file, and nothing is waited for', async () => {
    const file = pipe('pipe');
    await assert.rejects(bytesOf(file), { code: 'not-a-file' });
    assert.throws(() => bytesFound(file), { code: 'not-a-file' });
    assert.throws(() => bytesLinked(file, 10), { code: 'not-a-file' });
    await assert.rejects(bytesOf(folder), { code: 'EISDIR' });
    assert.throws(() => bytesLinked('/dev/zero', 10), { code: 'not-a-file' });
  });
  const endless = process.platform === 'linux' ? [`/proc/${process.pid}/pagemap`] : [];
  for (const real of endless)
    test('only to its limit if it says that it is empty and is not', async () => {
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

  test('reads files, and neither links nor pipes', async () => {
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
  test('says of a file that is too large that it is not read', async () => {
    write('disk/large.sagemaker-model.json', ' '.repeat(10_000_001));
    assert.equal(await read(uri('disk/large.sagemaker-model.json')), undefined);
    assert.match(said.join(), /large\.sagemaker-model\.json cannot be read: it has more than 10 MB/);
  });
  test('goes through a folder with the name of a definition', async () => {
    write('named/x.sagemaker-model.json/y.sagemaker-model.json', '{}');
    assert.deepEqual(await find(uri('named'), '.sagemaker-model.json', () => false), [
      uri('named/x.sagemaker-model.json/y.sagemaker-model.json'),
    ]);
  });
});

suite('a file that is replaced', () => {
  const before = Buffer.from('before');
  test('is another as a whole, with nothing beside it', async () => {
    const file = write('replaced/a', 'before');
    await replace(file, before, 'after');
    assert.equal(readFileSync(file, 'utf8'), 'after');
    assert.deepEqual(readdirSync(at('replaced')), ['a']);
  });
  test('is left alone if somebody has saved it since it was read', async () => {
    const file = write('saved/a', 'between');
    await assert.rejects(replace(file, before, 'after'), { code: 'changed' });
    assert.equal(readFileSync(file, 'utf8'), 'between');
    assert.deepEqual(readdirSync(at('saved')), ['a']);
  });
  test('is left alone if its path leads elsewhere by now', async () => {
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
  test('is not there again if it has gone', async () => {
    mkdirSync(at('gone'));
    await assert.rejects(replace(at('gone/a'), before, 'after'), { code: 'ENOENT' });
    assert.deepEqual(readdirSync(at('gone')), []);
  });
});
