import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check, judge } from '../../server/language/check/check';
import { read } from '../../server/language/syntax/document';
import type { AnalysisContext } from '../../server/language/types';

const unknown = (count: number) => Array.from({ length: count }, (_, at) => `"Unknown${at}": 1`).join(', ');
const container = '"PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" }';
const role = '"ExecutionRoleArn": "arn:aws:iam::111122223333:role/r"';

/** A definition with a number of warnings before its model name. */
const definition = (warnings: number, name: string, end = '') =>
  `{ ${unknown(warnings)}, ${container}, ${role}, "ModelName": "${name}"${end} }`;

const errors = (text: string, given?: AnalysisContext) =>
  check(read(text), given)
    .filter((it) => it.severity === 'error')
    .map((it) => it.rule);

suite('an error is shown, however many other problems come before it', () => {
  for (const count of [999, 1000, 1001, 12_000]) {
    test(`a malformed name after ${count} warnings`, () =>
      assert.deepEqual(errors(definition(count, 'bad name')), ['malformed-value']));
    test(`a trailing comma after ${count} warnings`, () =>
      assert.deepEqual(errors(definition(count, 'churn', ',')), ['trailing-comma']));
    test(`a role in another account, which is checked for the whole file, after ${count} warnings`, () =>
      assert.ok(
        check(read(definition(count, 'churn')), {
          region: 'us-east-1',
          rules: { 'image-of-another-region': 'error' },
        }).some((it) => it.rule === 'image-of-another-region'),
      ));
  }
  test('a value of the wrong type, a list that is too long, and a map that is too large', () => {
    const entries = Array.from({ length: 2000 }, (_, at) => `"a ${at}": ""`);
    const text = `{ ${unknown(3000)}, "ModelName": "churn", ${role}, "Tags": {}, "Containers": [${'{},'.repeat(16)}{ "Environment": { ${entries} } }] }`;
    const found = new Set(errors(text));
    for (const it of ['wrong-type', 'too-many-items', 'too-many-entries']) assert.ok(found.has(it), it);
  });
  test('a placeholder, which prevents creating the model, too', () =>
    assert.ok(check(read(definition(5000, '${NAME}'))).some((it) => it.rule === 'placeholder')));
  test('whatever the severity of its rule', () =>
    assert.deepEqual(errors(definition(5000, 'churn'), { rules: { 'latest-tag': 'error' } }), []));
  test("if it's an error because of the settings", () => {
    const text = definition(5000, 'churn').replace('churn:1', 'churn:latest');
    assert.deepEqual(errors(text, { rules: { 'latest-tag': 'error' } }), ['latest-tag']);
  });
});

suite('of very many problems', () => {
  test('1,000 are shown in text order, and the last one states that there are more', () => {
    const problems = check(read(definition(1500, 'bad name')));
    assert.equal(problems.length, 1000);
    assert.deepEqual(
      problems.map((it) => it.offset),
      problems.map((it) => it.offset).toSorted((a, b) => a - b),
    );
    assert.match(problems.at(-1)?.message ?? '', /501 more problems aren't shown/);
  });
  test('all are counted, whichever are shown', () => {
    const { problems, counts } = judge(read(definition(1500, 'bad name')));
    assert.deepEqual(counts, { error: 1, warning: 1500, information: 0, hint: 0 });
    assert.equal(problems.filter((it) => it.severity === 'error').length, 1);
  });
  test('the first errors are shown if there are more than 1,000 errors', () => {
    const text = `{ ${Array.from({ length: 1200 }, (_, at) => `"Tags": ${at}`).join(', ')} }`;
    const { problems, counts } = judge(read(text));
    assert.ok(problems.length === 1000 && problems.every((it) => it.severity === 'error'));
    assert.ok(counts.error > 1000);
  });
  test("there's no such message if all are shown", () => {
    const problems = check(read(definition(999, 'bad name')));
    assert.equal(problems.length, 1000);
    assert.doesNotMatch(problems.map((it) => it.message).join('\n'), /shown/);
  });
});

suite("a text that isn't parsed to its end has an error", () => {
  const rules = { comment: 'off', 'trailing-comma': 'off' } as const;
  test('even if all problems up to there are allowed', () => {
    const comments = '// a comment\n"A": 1,\n'.repeat(3000);
    const found = check(read(`{ ${comments} "ModelName": "bad name" }`), { rules });
    assert.ok(found.some((it) => it.severity === 'error' && it.rule === 'json-syntax'));
  });
  test("and a text that is parsed to its end doesn't have that error", () => {
    const comments = '// a comment\n'.repeat(900);
    assert.deepEqual(errors(`{ ${comments} ${container}, ${role}, "ModelName": "churn" }`, { rules }), []);
  });
});
