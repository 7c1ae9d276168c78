import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { matches, rulesFor } from '../server/overrides';

suite('the severities of a file', () => {
  const settings = {
    rules: { 'no-role': 'error', comment: 'off' },
    overrides: [
      { files: 'dev/**', rules: { 'no-role': 'hint' } },
      { files: ['*.draft.sagemaker-model.json', '**/old/*'], rules: { 'no-role': 'off' } },
    ],
  } as const;
  const of = (path: string) => rulesFor(path, settings)['no-role'];

  test('are those of all files where no glob matches it', () =>
    assert.equal(of('prod/a.sagemaker-model.json'), 'error'));
  test('are those of the globs that match it', () => assert.equal(of('dev/a.sagemaker-model.json'), 'hint'));
  test('are those of the last globs that match it', () => assert.equal(of('dev/old/a.sagemaker-model.json'), 'off'));
  test('keep what no glob changes', () => assert.equal(rulesFor('dev/a', settings).comment, 'off'));
  test('are found by its name in every folder where a glob has no slash', () => {
    assert.equal(of('a/b/c.draft.sagemaker-model.json'), 'off');
    assert.equal(of('c.draft.sagemaker-model.json'), 'off');
  });
  test('are found in folders that are hidden', () => assert.ok(matches('.github/a.json', ['**/*.json'])));
  test('are not changed by a glob that is empty', () => assert.ok(!matches('a', [''])));
  test('are the rules themselves where nothing is set', () => assert.deepEqual(rulesFor('a', {}), {}));
});
