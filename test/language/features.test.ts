import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '../../server/language/check';
import { complete } from '../../server/language/complete';
import { read } from '../../server/language/document';
import { allSafe, edits } from '../../server/language/fix';
import { fold } from '../../server/language/fold';
import { highlight } from '../../server/language/highlight';
import { hover } from '../../server/language/hover';
import { outline } from '../../server/language/outline';
import { rewrite } from '../../server/language/rewrite';
import { select } from '../../server/language/select';
import { validDefinitions } from '../definitions';

const examples = validDefinitions().filter((it) => it.text.length < 2500);

/** Asks everything that can be asked at an offset. */
function askAll(text: string, offset: number): void {
  const document = read(text);
  const problems = check(document);
  for (const { fixes = [] } of problems) for (const fix of fixes) edits(document, fix);
  allSafe(document, problems);
  complete(text, offset);
  for (const it of rewrite(document, offset)) edits(document, it);
  hover(document, offset);
  highlight(document, offset);
  select(document, offset);
  outline(document);
  fold(document);
}

suite('every feature answers', () => {
  test('at every offset of every example', () => {
    for (const { text } of examples) for (let offset = 0; offset <= text.length; offset++) askAll(text, offset);
  });
  test('while an example is typed, character by character', () => {
    for (const { text } of examples) for (let end = 0; end <= text.length; end++) askAll(text.slice(0, end), end);
  });
  test('where a character of an example is missing', () => {
    for (const { text } of examples)
      for (let at = 0; at < text.length; at += 11) askAll(text.slice(0, at) + text.slice(at + 1), at);
  });
});

suite('highlights', () => {
  test('are the same name, or the same value, everywhere', () => {
    const text = '{ "ModelName": "Image", "Containers": [{ "Image": "a" }, { "Image": "a" }] }';
    const shown = (offset: number) => highlight(read(text), offset).map((it) => it.offset);
    assert.deepEqual(shown(text.indexOf('"Image": "a"') + 2), [
      text.indexOf('"Image": "a"'),
      text.lastIndexOf('"Image"'),
    ]);
    assert.deepEqual(shown(text.indexOf('"a"') + 1), [text.indexOf('"a"'), text.lastIndexOf('"a"')]);
    assert.deepEqual(shown(text.indexOf('"Image",') + 1), [15]);
    assert.deepEqual(shown(0), []);
  });
});
