import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '../../server/language/check/check';
import { rules } from '../../server/language/rules';
import { read } from '../../server/language/syntax/document';
import { withoutLacking } from '../support/form';
import { asMarks, carets } from '../support/marked';

suite('every rule finds in its example what its carets say, and nothing else is wrong there', () => {
  for (const rule of rules)
    test(`${rule.id}: ${rule.rationale}`, () => {
      const { text, marks } = carets(rule.invalidExample);
      assert.ok(marks.some((it) => it.says === `${rule.severity} ${rule.id}`));
      assert.deepEqual(asMarks(check(read(text), { ...rule.given, rules: withoutLacking(rule.id) })), marks);
    });
});
