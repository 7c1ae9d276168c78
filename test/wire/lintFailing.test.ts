import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { assertNames, naming } from '../support/facts';
import { broken, brokenAs, clean, folder, lint, name, write } from './linter';
import { run } from './sarif';

const env = { NODE_OPTIONS: `--require=${path.resolve('test/support/preload/failing.cjs')}` };
const failing = (...args: string[]) => lint(args, { env });

/** A definition that can't be checked, between two others. */
function written(at: string): string {
  write(name(`${at}/a`), broken);
  write(name(`${at}/b`), brokenAs('unjudgeable'));
  write(name(`${at}/c`), brokenAs('other'));
  return at;
}

suite("a file that can't be checked", () => {
  test('is reported as one error, and all other files are linted', () => {
    const { status, stdout, stderr } = failing(written('text'));
    assert.equal(status, 2);
    assert.deepEqual(
      stdout
        .split('\n')
        .map((it) => /^text\/(.).*:(\d+:\d+): (\w+): .* \[([\w-]+)\]$/.exec(it)?.slice(1).join(' ') ?? it),
      [
        'a 2:16 error malformed-value',
        'a 4:3 error misspelt-member',
        'b 1:1 error not-checked',
        'c 2:16 error malformed-value',
        'c 4:3 error misspelt-member',
        '3 files: 5 errors, 0 warnings, 1 not checked.',
        '',
      ],
    );
    assert.match(stderr, /^text\/b\S+ [^\n]*\(A rule has a bug\.\)[^\n]* https:/);
  });
  test('is an error in JSON and for GitHub, which have no other place for failures', () => {
    const found: { file: string; rule: string; line: number }[] = JSON.parse(
      failing(written('json'), '--format=json').stdout,
    );
    assert.deepEqual(
      found.filter((it) => it.file.includes('/b.')).map((it) => [it.rule, it.line]),
      [['not-checked', 1]],
    );
    assert.equal(found.length, 5);
    assert.match(
      failing(written('github'), '--format=github').stdout,
      /^::error file=github\/b\S+,line=1,.*not-checked/m,
    );
  });
  test('is an error and a failed run in SARIF, which stays valid', () => {
    const { results, invocations } = run([written('sarif')], { env });
    assert.equal(results.length, 5);
    assert.equal(results.filter((it: { ruleId: string }) => it.ruleId === 'not-checked').length, 1);
    assert.equal(invocations[0].executionSuccessful, false);
    assertNames(invocations[0].toolExecutionNotifications[0].message.text, naming('checked'));
  });
  test("isn't corrected", () => {
    const text = brokenAs('unjudgeable').replace(
      '"executionRoleArn"',
      '"EnableNetworkIsolation": "True",\n  "executionRoleArn"',
    );
    const file = write(name('fix/b'), text);
    const right = write(name('fix/c'), clean.replace('"churn"', '"c",\n  "EnableNetworkIsolation": "True"'));
    assert.equal(failing('fix', '--fix').status, 2);
    assert.equal(readFileSync(path.join(folder, file), 'utf8'), text);
    assert.match(readFileSync(path.join(folder, right), 'utf8'), /: true/);
    const { status, stdout } = lint(['-', '--fix'], { env, input: text });
    assert.deepEqual([status, stdout], [2, text]);
    assert.deepEqual([failing('fix', '--fix', '--dry-run').status], [2]);
  });
  test("isn't reported if nothing fails", () => {
    const { status, stderr } = lint([written('near')]);
    assert.deepEqual([status, stderr], [1, '']);
  });
});
