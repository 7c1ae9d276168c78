import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { refused } from '../server/globs';
import { leavingOut, matches, rulesFor } from '../server/overrides';

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

suite('what is excluded', () => {
  const files = ['real', 'real/a', 'b/real', 'b/real/c/a', 'b/unreal', 'draft.json', 'b/draft.json', '.github/a'];
  for (const [glob, expected] of [
    ['real', ['real', 'real/a', 'b/real', 'b/real/c/a']],
    ['real/', ['real/a', 'b/real/c/a']],
    ['/real', ['real', 'real/a']],
    ['./real', ['real', 'real/a']],
    ['/real/', ['real/a']],
    ['b/real', ['b/real', 'b/real/c/a']],
    ['b/real/', ['b/real/c/a']],
    ['real/**', ['real', 'real/a']],
    ['**/real/**', ['real', 'real/a', 'b/real', 'b/real/c/a']],
    ['b', ['b/real', 'b/real/c/a', 'b/unreal', 'b/draft.json']],
    ['b/*', ['b/real', 'b/real/c/a', 'b/unreal', 'b/draft.json']],
    ['*.json', ['draft.json', 'b/draft.json']],
    ['/*.json', ['draft.json']],
    ['{real,*.json}', ['real', 'real/a', 'b/real', 'b/real/c/a', 'draft.json', 'b/draft.json']],
    ['!real', []],
    ['.*', ['.github/a']],
    ['**', files],
    ['', []],
    ['/', []],
    ['nothing', []],
  ] as const)
    test(`by "${glob}" is ${expected.length === 0 ? 'nothing' : expected.join(', ')}`, () => {
      const found = files.filter(leavingOut([glob]));
      assert.deepEqual(found.toSorted(), expected.toSorted());
    });
  test('is not included again, and a glob that would do that is refused', () => {
    assert.match(refused('!real') ?? '', /^"!real" starts with "!"/);
    assert.equal(refused('real!'), undefined);
  });
});
