import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { placesIn } from '../../server/cli/lint/place';
import { escapeControlChars, isColoured } from '../../server/cli/lint/print';
import { trouble } from '../../server/workspace/readFile';
import { assertNames, naming } from '../support/facts';

suite('a place', () => {
  test('is counted from 1, after every kind of line end, and at the end of the text', () => {
    const text = 'ab\r\nc\rd\n\nef';
    const place = placesIn(text);
    assert.deepEqual(
      [...text, ''].map((_, offset) => {
        const { line, column } = place({ offset, length: 0 });
        return `${line}:${column}`;
      }),
      ['1:1', '1:2', '1:3', '1:4', '2:1', '2:2', '3:1', '3:2', '4:1', '5:1', '5:2', '5:3'],
    );
  });
  test('ends where the stretch ends', () => {
    assert.deepEqual(placesIn('ab\ncd')({ offset: 1, length: 3 }), { line: 1, column: 2, endLine: 2, endColumn: 2 });
  });
});

suite('colours', () => {
  for (const [env, isTerminal, expected] of [
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ TERM: 'dumb' }, true, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
  ] as const)
    test(`${expected ? 'are wanted' : 'are not wanted'} ${isTerminal ? 'on' : 'without'} a terminal with ${JSON.stringify(env)}`, () =>
      assert.equal(isColoured(env, isTerminal), expected));
});

suite('of a file that is not found when it is read', () => {
  const said = (file: string) => trouble(file, 'read', Object.assign(new Error(), { code: 'ENOENT' }));
  test('it is said where its name is not stored as UTF-8, so that it cannot be found by it', () =>
    assertNames(said('caf\ufffd.json'), naming('caf\ufffd.json UTF-8')));
  test('it is said that it has gone', () => assertNames(said('nowhere'), naming('nowhere')));
});

test('what would control a terminal is shown, and all else is left as it is', () => {
  assert.equal(escapeControlChars('\u001b[31m\r\n\t\u0000\u009b'), '\\u{1b}[31m\\r\\n\\t\\u{0}\\u{9b}');
  assert.equal(escapeControlChars('größe 模型 😀 \\n'), 'größe 模型 😀 \\n');
});
