/** What was judged before is not judged again where nothing has changed, and nobody can tell. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '../../server/language/check/check';
import type { CheckHistory } from '../../server/language/check/incremental';
import { missingMember } from '../../server/language/rules/members';
import type { SchemaRule } from '../../server/language/rules/rule';
import { read } from '../../server/language/syntax/document';
import type { AnalysisContext } from '../../server/language/types';
import { everyKind } from '../bench/texts';

/** What is kept between the checks of a document. */
const history: CheckHistory = {};
const checked = (text: string, given?: AnalysisContext) => check(read(text), given, history);
const found = (text: string, given?: AnalysisContext) => checked(text, given).map((it) => it.rule);

/** How many structures a rule is asked about while something is done. */
function asked(rule: SchemaRule<'struct'>, work: () => void): number {
  const { check } = rule;
  let count = 0;
  Object.assign(rule, {
    check: (...of: Parameters<typeof check>) => {
      count++;
      check(...of);
    },
  });
  try {
    work();
  } finally {
    Object.assign(rule, { check });
  }
  return count;
}

suite('a text that was judged a letter ago', () => {
  const text = everyKind(20_000);
  const typed = text.replace('"every-kind', '"xevery-kind');
  const required = (of: string) => asked(missingMember, () => checked(of));

  test('is judged again where the letter was typed alone', () => {
    checked('{}');
    const all = required(text);
    assert.ok(all > 50, String(all));
    assert.equal(required(typed), 1);
    assert.equal(required(typed.replace('"key-7"', '"key-7x"')), 2, 'the request and the tag');
  });
  test('is judged as a whole where something else is given, or a fault of syntax stands in it', () => {
    checked(text);
    assert.ok(asked(missingMember, () => checked(text, { today: '2026-11-24' })) > 50);
    assert.ok(required(`${text},`) > 50);
  });
  test('has the same problems as before where there are some', () => {
    const wrong = text.replace('"ContainerHostname": "step-3"', '"ContainerHostname": "step_3"');
    checked(wrong);
    assert.deepEqual(found(wrong.replace('"every-kind', '"xevery-kind')), found(wrong));
    assert.ok(found(wrong).includes('malformed-value'));
  });
  test('has other problems where an object stands under another name', () => {
    const container = (name: string) =>
      `{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1", "${name}": { "A": "b" } } }`;
    assert.deepEqual(found(container('Environment')), []);
    assert.deepEqual(found(container('ImageConfig')), ['missing-member', 'unknown-member']);
    assert.deepEqual(found(container('Environment')), []);
  });
});
