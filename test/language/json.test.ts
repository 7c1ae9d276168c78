import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parse } from '../../server/language/syntax/parser';
import { isJson, said } from '../support/json';
import { leftOpen, productions } from './rfc8259';

/** A text as it can be seen in the name of a test. */
const seen = (text: string) =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`);

suite('JSON is what RFC 8259 says', () => {
  for (const { name, takes, refuses } of productions)
    suite(name, () => {
      for (const text of takes)
        test(`takes ${seen(text)}`, () => {
          const { root, faults } = parse(text);
          assert.deepEqual(faults, []);
          assert.ok(root);
          assert.deepEqual(said(root), JSON.parse(text));
        });
      for (const text of refuses)
        test(`refuses ${seen(text)}`, () => {
          assert.equal(isJson(text), false);
          // That there is nothing at all is said by a rule, for it is no slip.
          const { root, faults } = parse(text);
          assert.ok(faults.length > 0 || !root);
        });
    });
  suite('where that leaves it open', () => {
    for (const { name, text, value, fault } of leftOpen)
      test(name, () => {
        const { root, faults } = parse(text);
        assert.deepEqual(
          faults.map((it) => it.kind),
          fault ? [fault] : [],
        );
        if (!fault) assert.deepEqual(root && said(root), value);
      });
  });
});
