import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { folder, lint, name, write } from './linter';
import { run } from './sarif';

/** What the runners of pipelines take for a command wherever it is in a line, and what nobody sees in a log. */
const command = /##(?:\w*\[)/;
const unseen = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u;
const hidden = ['\u202e', '\u2066', '\u200b', '\u2028', '\u2029', '\u007f', '\u009b', '\u001b', '\u{e0041}', '\ufeff'];
const commands = ['##vso[task.x]', '##[group]', '###vso[a]', '##teamcity[a]', '##VSO[a]'];

/** A definition in which texts are the names of members and of variables, values, and the name of the model. */
const quoting = (texts: readonly string[]) =>
  JSON.stringify({
    ...Object.fromEntries(texts.map((it) => [`x${it}`, 1])),
    ModelName: texts.join(''),
    ExecutionRoleArn: `arn:aws:iam::111122223333:role${texts.join('')}`,
    PrimaryContainer: { Image: `x/${texts.join('')}`, Environment: { [texts.join('')]: 1 } },
  });

/** All that the linter prints. */
function printed(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { stdout, stderr } = lint(args, { env });
  assert.doesNotMatch(stderr, /Error|node:/);
  return stdout + stderr;
}

suite('what is printed is no command and hides nothing', () => {
  const formats = ['text', 'json', 'sarif', 'github'] as const;
  for (const [what, texts] of [
    ['commands', commands],
    ['unseen characters', hidden],
  ] as const)
    for (const format of formats)
      test(`${what} in a definition, as ${format}`, () => {
        const out = printed([write(name(`in/${what}`), quoting(texts)), `--format=${format}`]);
        assert.doesNotMatch(out, command);
        assert.doesNotMatch(out, unseen);
      });
  for (const format of formats)
    test(`in the names of files, as ${format}`, () => {
      for (const it of [...commands, ...hidden]) write(name(`named ${format}/${it}/a`), quoting(['!']));
      symlinkSync('nowhere', path.join(folder, name(`named ${format}/##vso[b]\u202e`)));
      const out = printed([`named ${format}`, `--format=${format}`]);
      assert.doesNotMatch(out, command);
      assert.doesNotMatch(out, unseen);
    });
  test('no line begins with a command of GitHub because of the name of a file', () => {
    const file = write(name('::error file=a::b'), quoting(['!']));
    write(name(' ::error file=a::b'), quoting(['!']));
    symlinkSync('nowhere', path.join(folder, name('::warning::c')));
    assert.doesNotMatch(printed(['.', file]), /^\s*::/m);
  });
  test('as JSON it is the same text', () => {
    const texts = [...commands, ...hidden.filter((it) => it !== '\ufeff')];
    write(name('same/a'), quoting(texts));
    const found: { file: string; message: string }[] = JSON.parse(lint(['same', '--format=json']).stdout);
    assert.ok(found.some((it) => it.message.includes('##vso[task.x]')));
    const { results } = run(['same']);
    assert.ok(JSON.stringify(results).includes('##vso[task.x]'));
  });
  test('what is neither is printed as it is', () => {
    const file = write(name('größe 模型 # ## [x]'), '{ "größe 模型 ## [x]": 1 }');
    const { stdout } = lint([file]);
    assert.ok(stdout.includes('größe 模型 # ## [x]') && stdout.includes('"größe 模型 ## [x]"'), stdout);
  });
});

suite('a diff', () => {
  const text = `{\n  "ModelName": "a",\n  "X": "##vso[task.x]\u202e",\n  /*\n::error::x\n*/ "Tags": [],\n}\n`;
  const args = ['--fix', '--dry-run'];
  test('is exact for programs', () => {
    const file = write(name('diff/exact'), text);
    const { stdout } = lint([file, ...args], { env: { CI: '', TF_BUILD: '' } });
    assert.ok(stdout.includes('##vso[task.x]\u202e'));
  });
  for (const env of [{ CI: 'true' }, { CI: '', TF_BUILD: 'True' }])
    test(`is no command in a log, and is not to be applied then: ${JSON.stringify(env)}`, () => {
      const file = write(name('diff/log'), text);
      const { stdout, stderr } = lint([file, ...args], { env });
      assert.doesNotMatch(stdout, command);
      assert.doesNotMatch(stdout, unseen);
      assert.doesNotMatch(stdout, /^\s*::/m);
      assert.match(stderr, /can't be applied/);
    });
  test('of a text that hides nothing is the same everywhere', () => {
    const file = write(name('diff/plain'), '{\n  "ModelName": "größe",\n}\n');
    const [here, there] = ['', 'true'].map((CI) => lint([file, ...args], { env: { CI, TF_BUILD: '' } }));
    assert.deepEqual(here, there);
    assert.equal(here?.stderr, '');
    assert.equal(readFileSync(path.join(folder, file), 'utf8'), '{\n  "ModelName": "größe",\n}\n');
  });
});
