import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';

/** It runs as it is, and is not bundled with its tests. */
const reporting: Promise<typeof import('./reporter.mjs')> = import(pathToFileURL('test/tools/reporter.mjs').href);

async function printed(...events: object[]): Promise<string> {
  const { report } = await reporting;
  let text = '';
  for await (const it of report(events as unknown as AsyncIterable<TestEvent>)) text += it;
  return text;
}

const failed = (name: string, failureType: string, type = 'test') => {
  const error = Object.assign(new Error(name), { failureType, cause: `${name} fails` });
  return { type: 'test:fail', data: { name, file: 'a.test.js', line: 1, details: { type, error } } };
};

suite('the report of the tests', () => {
  test('names each test that fails, once, and counts the others', async () => {
    const passed = { type: 'test:pass', data: { name: 'b', details: {} } };
    const left = { type: 'test:pass', data: { name: 'c', details: {}, skip: 'no nvim' } };
    assert.equal(
      await printed(failed('a', 'testCodeFailure'), passed, left, failed('all', 'subtestsFailed', 'suite')),
      '✖ a\n  a.test.js:1\na fails\n\n– not run: c (no nvim)\n\n1 passed, 1 failed, 1 skipped\n',
    );
  });
  test('names a suite that fails before its tests do', async () => {
    for (const it of ['testCodeFailure', 'hookFailed'])
      assert.match(await printed(failed('all', it, 'suite')), /^✖ all\n.*\nall fails\n\n\n0 passed, 1 failed/);
  });
});
