import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '../../server/language/check';
import { read } from '../../server/language/document';
import { given } from '../fuzz/ask';
import { places, values, withWrong } from '../fuzz/wrong';

suite('a value of any kind hides no other problem, under', () => {
  for (const [place, path] of places.entries()) {
    // What's put in the place of the whole request leaves nothing to find.
    if (path.length === 0 || path[0] === 'ModelName') continue;
    test(path.join('.'), () => {
      for (const value of values.keys()) {
        const problems = check(read(withWrong({ ModelName: 'bad name' }, [[place, value]])), given);
        assert.ok(
          problems.some((it) => it.rule === 'malformed-value'),
          values[value],
        );
      }
    });
  }
});
