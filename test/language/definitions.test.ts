import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '../../server/language/check/check';
import { read } from '../../server/language/syntax/document';
import { validDefinitions } from '../support/definitions';

/** Errors and warnings: advice is no problem, and a role may be left out where the endpoint gives one. */
const serious = (text: string) =>
  check(read(text)).filter(({ rule, severity }) => /^(error|warning)$/.test(severity) && rule !== 'no-role');

suite('a valid definition has no error and no warning', () => {
  const definitions = validDefinitions();
  test('there are more than 20 of them', () => assert.ok(definitions.length > 20));
  for (const { name, text } of definitions) test(name, () => assert.deepEqual(serious(text), []));
});
