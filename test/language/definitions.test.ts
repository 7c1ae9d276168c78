import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '../../server/language/check';
import { read } from '../../server/language/document';
import { validDefinitions } from '../definitions';

suite('a valid definition has no problem', () => {
  const definitions = validDefinitions();
  test('there are more than 20 of them', () => assert.ok(definitions.length > 20));
  for (const { name, text } of definitions) test(name, () => assert.deepEqual(check(read(text)), []));
});
