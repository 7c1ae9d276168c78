import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { attempt } from './attempt';
import { kept } from './kept';
import { properties } from './properties';

suite('for any text', () => {
  for (const it of properties)
    test(it.name, async () => {
      // What breaks it is made smaller for a while only; on a slow machine there are fewer runs.
      const tried = await attempt(it, { numRuns: it.runs, interruptAfterTimeLimit: 10_000 });
      assert.ok(!tried.failed, fc.defaultReportMessage(tried));
    });
  test('what once broke a property is tried on that property', () => {
    const names = properties.map((it) => it.name);
    assert.deepEqual(
      Object.keys(kept()).filter((it) => !names.includes(it)),
      [],
    );
  });
});
