import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
} from 'node:fs';
import path from 'node:path';
import { before, suite, test } from 'node:test';
import { assertNames, naming } from '../support/facts';
import { broken, clean, folder, lint, name, program, write } from './linter';

const at = (it: string) => path.join(folder, it);
const textOf = (it: string) => readFileSync(at(it), 'utf8');
const loose = clean.replace('"ExecutionRoleArn"', '"EnableNetworkIsolation": "True",\n  "ExecutionRoleArn"');
const corrected = loose.replace('"True"', 'true');
const link = (to: string, from: string) => {
  mkdirSync(path.dirname(at(from)), { recursive: true });
  symlinkSync(to, at(from));
};

/** Runs the linter as a user without root permissions. */
function lintAsAnyone(args: readonly string[]) {
  const isRoot = process.getuid?.() === 0;
  const { status, stdout, stderr } = spawnSync(process.execPath, [at('lint.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    ...(isRoot && { uid: 65_534, gid: 65_534 }),
  });
  return { status, stdout, stderr };
}

const isOurs = process.getuid?.() !== 0;
const give = (it: string) => isOurs || chownSync(at(it), 65_534, 65_534);

before(() => {
  copyFileSync(program, at('lint.js'));
  chmodSync(folder, 0o755);
});

suite('--fix writes a whole file, or leaves it unchanged', () => {
  const many = `{ "ModelName": "churn", "Tags": [\n${Array.from({ length: 9_000 }, (_, i) => `{ "Key": "k${i}", "Value": "v", }`).join(',\n')}] }`;

  test('if the disk is full', () => {
    write(name('full/a'), many);
    const script = `ulimit -f 100; exec '${process.execPath}' '${program}' --fix '${name('full/a')}'`;
    const { status, stderr } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 2);
    assertNames(stderr, naming('full/a.sagemaker-model.json'));
    assert.ok(textOf(name('full/a')) === many, 'nothing is lost');
    assert.deepEqual(readdirSync(at('full')), [name('a')]);
  });
  test("and reports the current content if the file couldn't be written", () => {
    write(name('full/b'), many);
    const script = `ulimit -f 100; exec '${process.execPath}' '${program}' --fix --format json '${name('full/b')}'`;
    const { stdout } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
    const found: { rule: string }[] = JSON.parse(stdout);
    assert.ok(found.some((it) => it.rule === 'trailing-comma'));
  });
  test('and keeps the mode and the owner of the file', () => {
    write(name('mode/a'), loose);
    chmodSync(at(name('mode/a')), 0o640);
    if (!isOurs) chownSync(at(name('mode/a')), 12_345, 12_346);
    const { uid, gid, mode } = statSync(at(name('mode/a')));
    assert.equal(lint(['mode', '--fix']).status, 0);
    const now = statSync(at(name('mode/a')));
    assert.deepEqual([now.uid, now.gid, now.mode], [uid, gid, mode]);
    assert.equal(textOf(name('mode/a')), corrected);
    assert.deepEqual(readdirSync(at('mode')), [name('a')]);
  });
  test('and explains what to do if no file can be created in the folder', () => {
    write(name('closed/a'), loose);
    give(name('closed/a'));
    chmodSync(at('closed'), 0o555);
    const { status, stdout, stderr } = lintAsAnyone(['closed', '--fix']);
    chmodSync(at('closed'), 0o755);
    assert.equal(status, 2);
    assert.match(stderr, /^closed\/a\S+ [^\n]*folder[^\n]*--fix\.\n$/);
    assert.match(stdout, /\[wrong-type\]\n1 file: 1 error, .*1 [^\n]*\n$/);
    assert.equal(textOf(name('closed/a')), loose);
  });
  test('and leaves a read-only file unchanged', () => {
    mkdirSync(at('only'));
    write(name('only/read'), loose);
    give('only');
    give(name('only/read'));
    chmodSync(at(name('only/read')), 0o444);
    const { status, stdout, stderr } = lintAsAnyone(['only', '--fix', '--format', 'json']);
    assert.equal(status, 2);
    assert.match(stderr, /^only\/read\S+ /);
    assert.deepEqual(
      JSON.parse(stdout).map((it: { rule: string }) => it.rule),
      ['wrong-type'],
    );
    assert.equal(textOf(name('only/read')), loose);
    assert.deepEqual(readdirSync(at('only')), [name('read')]);
    // Root has permission to write any file.
    assert.equal(lint(['only', '--fix']).status, 2);
    assert.equal(textOf(name('only/read')), loose);
    chmodSync(at(name('only/read')), 0o200 | 0o444);
    assert.equal(lint(['only', '--fix']).status, 0);
    assert.notEqual(textOf(name('only/read')), loose);
  });
  test('and leaves hard links to the same file unchanged', () => {
    write('hard/other.txt', loose);
    linkSync(at('hard/other.txt'), at(name('hard/a')));
    assert.equal(lint(['hard', '--fix']).status, 0);
    assert.deepEqual([textOf('hard/other.txt'), textOf(name('hard/a'))], [loose, corrected]);
  });
});

suite('a linter that is stopped', () => {
  test('leaves each file either unchanged or corrected, and no other files', async () => {
    const files = Array.from({ length: 60 }, (_, i) => name(`stopped/${i}`));
    for (const it of files) write(it, loose + ' '.repeat(300_000));
    const linter = spawn(process.execPath, [program, '--fix', 'stopped'], { cwd: folder, stdio: 'ignore' });
    const ended = new Promise((resolve) => linter.once('exit', (_, signal) => resolve(signal)));
    const watcher = watch(at('stopped'), (_, file) => {
      if (file?.endsWith('.tmp')) linter.kill('SIGTERM');
    });
    assert.equal(await ended, 'SIGTERM');
    watcher.close();
    assert.equal(readdirSync(at('stopped')).length, files.length);
    for (const it of files) assert.ok([loose, corrected].includes(`${textOf(it).trimEnd()}\n`), it);
  });
  test('continues if only its standard error is closed', async () => {
    link('nowhere', name('unheard/a'));
    write(name('unheard/b'), clean);
    const linter = spawn(process.execPath, [program, 'unheard'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    linter.stderr.destroy();
    let stdout = '';
    linter.stdout.on('data', (it) => {
      stdout += it;
    });
    const code = await new Promise((resolve) => linter.on('close', resolve));
    assertNames([code, stdout], [2, naming('2 0 1')]);
  });
});

suite('a link that is found in a folder', () => {
  test("isn't read if it leads out of the folder, and that is reported", () => {
    write('outside/secret.json', loose);
    write(name('inside/a'), clean);
    link('../outside/secret.json', name('inside/link'));
    link('../outside', 'inside/folder');
    for (const args of [
      ['inside'],
      ['inside', '--fix'],
      ['inside', '--fix', '--dry-run'],
      ['inside/*.json', '--fix'],
    ]) {
      const { status, stdout, stderr } = lint(args);
      assert.equal(status, 0);
      assert.doesNotMatch(stdout, /True/);
      if (!args.includes('--dry-run')) assert.equal(stdout, '1 file: 0 errors, 0 warnings.\n');
      assert.match(stderr, /^inside\/link\S+ is skipped because [^\n]+\n$/);
    }
    assert.equal(textOf('outside/secret.json'), loose);
  });
  test('is followed for reading and writing if it is specified itself', () => {
    write('outside/named.json', loose);
    link('outside/named.json', name('named-link'));
    assert.match(lint([name('named-link')]).stdout, /^named-link\..*\[wrong-type\]/);
    const { status, stderr } = lint([name('named-link'), '--fix']);
    assert.deepEqual([status, stderr], [0, '']);
    assert.equal(textOf('outside/named.json'), corrected);
    assert.equal(readFileSync(at(name('named-link')), 'utf8'), corrected, 'the path is still a link');
  });
  test('is followed for reading, but not for writing, if it leads to another file in the folder', () => {
    write('within/data/a.json', loose);
    link('data/a.json', name('within/link'));
    link('data/a.json', name('within/more'));
    const { status, stdout } = lint(['within']);
    assert.equal(status, 1);
    assert.match(stdout, /^within\/link\S+ error: .*\[wrong-type\]\n1 file: /);
    const { status: left, stderr } = lint(['within', '--fix']);
    assert.equal(left, 2);
    assert.match(stderr, /^within\/link\S+ .*/);
    const dry = lint(['within', '--fix', '--dry-run']);
    assert.deepEqual([dry.status, dry.stdout, dry.stderr], [2, '', stderr]);
    assert.equal(textOf('within/data/a.json'), loose);
    assert.deepEqual(lint(['within', name('within/more'), '--fix']).stderr, '');
    assert.equal(textOf('within/data/a.json'), corrected);
  });
  test('is read if the folder itself is specified as a link', () => {
    write(name('target/a'), broken);
    link('target', 'given');
    assert.match(lint(['given']).stdout, /^given\/a\./);
    assert.match(lint([`given/${name('a')}`, 'given/*.json']).stdout, /1 file: /);
  });
  test("can't lead to an endless file", () => {
    write(name('endless/a'), clean);
    link('/proc/self/pagemap', name('endless/map'));
    link('/dev/zero', name('endless/zero'));
    const { status, stdout } = lint(['endless']);
    assert.deepEqual([status, stdout], [0, '1 file: 0 errors, 0 warnings.\n']);
  });
});

suite('specified files are read within bounds', () => {
  for (const file of process.platform === 'linux' ? ['/dev/zero', '/proc/self/pagemap'] : ['/dev/zero'])
    test(`such as ${file}, which is endless`, () => {
      const { status, stderr } = lint([file]);
      assert.equal(status, 2);
      assertNames(stderr, naming('10 MB'));
    });
  test('such as a pipe, and standard input by its path', () => {
    const line = `'${process.execPath}' '${program}' <(echo '{}') && false; cat '${name('pipe')}' | '${process.execPath}' '${program}' /dev/stdin`;
    write(name('pipe'), broken);
    const { stdout } = spawnSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8', timeout: 20_000 });
    assert.match(stdout, /^1 file: 1 error, 1 warning\.\n\/dev\/stdin:2:16: error: /m);
    const endless = spawnSync('bash', ['-c', `'${process.execPath}' '${program}' <(yes)`], { encoding: 'utf8' });
    assertNames(endless.stderr, naming('10 MB'));
  });
  test("and aren't written if they aren't regular files", () => {
    const line = `'${process.execPath}' '${program}' --fix <(echo '{ "EnableNetworkIsolation": "True" }')`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 2);
    assertNames(stderr, naming('written'));
    assert.match(stdout, /\[wrong-type\]/);
  });
});

suite('unreadable files are reported, and everything else is linted', () => {
  const config = '.sagemaker-model-lint.json';
  const linted = (it: string, sentence: RegExp) => {
    write(name(`${it}/other/a`), broken);
    const { status, stdout, stderr } = lint([it]);
    assert.equal(status, 2);
    assert.match(stdout, /^\S+other\/a\..*\[malformed-value\]\n[\s\S]*\n1 file: 2 errors, 0 warnings, 1 [^\n]*\n$/);
    assert.match(stderr, sentence);
    assert.equal(stderr.split('\n').length, 2, stderr);
  };
  test('if a config is a folder', () => {
    write(name('folded/sub/a'), broken);
    write(name('folded/sub/deeper/b'), broken);
    mkdirSync(at(`folded/sub/${config}`));
    linted('folded', /folded\/sub\/\.sagemaker-model-lint\.json /);
  });
  test('if a config is a pipe', () => {
    write(name('piped/sub/a'), broken);
    spawnSync('mkfifo', [at(`piped/sub/${config}`)]);
    linted('piped', /piped\/sub\/\.sagemaker-model-lint\.json .*/);
  });
  test('if a config is a device, or a link to one', () => {
    write(name('device/sub/a'), broken);
    link('/dev/zero', `device/sub/${config}`);
    linted('device', /device\/sub\/\.sagemaker-model-lint\.json .*/);
  });
  test('if a config is too large', () => {
    write(name('large-config/sub/a'), broken);
    write(`large-config/sub/${config}`, `{${' '.repeat(1_000_000)}}`);
    linted('large-config', /large-config\/sub\/\.sagemaker-model-lint\.json .*1 MB/);
    rmSync(at('large-config/sub'), { recursive: true });
    write(`large-config/${config}`, `{${' '.repeat(900_000)}}`);
    assert.equal(lint(['large-config']).status, 1, 'a smaller one is read');
  });
  test("if a config isn't valid", () => {
    write(name('odd-config/sub/a'), broken);
    write(`odd-config/sub/${config}`, '{ "rule": {} }');
    linted('odd-config', /odd-config\/sub\/\.sagemaker-model-lint\.json .*"rule"/);
  });
  test("if a config links to a file that isn't JSON, whose content isn't shown", () => {
    write('outside/token', 'top-secret-token');
    write(name('leak/sub/a'), broken);
    link('../../outside/token', `leak/sub/${config}`);
    linted('leak', /leak\/sub\/\.sagemaker-model-lint\.json/);
    assert.doesNotMatch(lint(['leak']).stderr, /top|secret/);
  });
  test("if a folder can be listed but not entered, or can't be listed at all", () => {
    write(name('shut/other/a'), broken);
    for (const [it, mode] of [
      ['listed', 0o444],
      ['neither', 0o000],
    ] as const) {
      write(name(`shut/${it}/a`), broken);
      chmodSync(at(`shut/${it}`), mode);
    }
    const { status, stdout, stderr } = lintAsAnyone(['shut']);
    for (const it of ['listed', 'neither']) chmodSync(at(`shut/${it}`), 0o755);
    assert.equal(status, 2);
    assert.match(stdout, /^shut\/other\/a\..*\[malformed-value\]\n[\s\S]*: 2 errors, 0 warnings, 2 [^\n]*\n$/);
    assert.match(stderr, /shut\/listed\/\S* [^\n]+\n/);
    assert.match(stderr, /^shut\/neither [^\n]+$/m);
  });
});

suite('globs in a config', () => {
  const config = 'globs/.sagemaker-model-lint.json';
  test('that are too long, or have too many wildcards, are rejected with the file and the glob', () => {
    write(name('globs/a'), broken);
    for (const [text, sentence] of [
      [{ exclude: ['x'.repeat(201)] }, /^"exclude" in \S+\.sagemaker-model-lint\.json: "x{40}…" has 201 characters/],
      [{ exclude: ['x'.repeat(70_000)] }, /^"exclude" in \S+: "x{40}…" has 70000 characters/],
      [{ exclude: ['*a*a*a*a*'] }, /^"exclude" in \S+: "\*a\*a\*a\*a\*" has 5 /],
      [
        { overrides: [{ files: ['*b*b*b*b*'], rules: {} }] },
        /^"files" in item 1 of "overrides" in \S+: "\*b\*b\*b\*b\*" has 5 /,
      ],
      [{ exclude: Array.from({ length: 501 }, (_, i) => `a${i}`) }, /^\S+lint\.json .*500 globs.*\n$/],
    ] as const) {
      write(config, JSON.stringify(text));
      const { status, stderr } = lint(['globs']);
      assert.equal(status, 2);
      assert.match(stderr, sentence);
    }
    assert.match(lint(['*a*a*a*a*a*.json']).stderr, /6 "\*"/);
  });
  test('that are made to be slow are matched quickly', () => {
    write(name(`globs/${'a'.repeat(60)}`), broken);
    for (const glob of [
      '+(a|a?)z',
      '*a*a*a*a',
      '{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}b',
      '**/a*/**/a*/**/a*z',
    ]) {
      write(
        config,
        JSON.stringify({ exclude: [glob], overrides: [{ files: glob, rules: { 'malformed-value': 'off' } }] }),
      );
      assert.match(lint(['globs']).stdout, /^2 files: /m, glob);
    }
  });
});
