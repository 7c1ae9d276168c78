import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { highlight } from '../../server/language/features/documentHighlights';
import { read } from '../../server/language/syntax/document';
import { askAll, askAt } from '../fuzz/ask';
import { validDefinitions } from '../support/definitions';

const examples = validDefinitions().filter((it) => it.text.length < 2500);

suite('every feature answers', () => {
  test('at every offset of every example', () => {
    for (const { text } of examples) {
      askAll(text);
      for (let offset = 0; offset <= text.length; offset++) askAt(text, offset);
    }
  });
  test('while an example is typed, character by character', () => {
    for (const { text } of examples)
      for (let end = 0; end <= text.length; end++) {
        askAt(text.slice(0, end), end);
        if (end % 29 === 0) askAll(text.slice(0, end));
      }
  });
  test('where a character of an example is missing', () => {
    for (const { text } of examples)
      for (let at = 0; at < text.length; at += 11) {
        const broken = text.slice(0, at) + text.slice(at + 1);
        askAt(broken, at);
        if (at % 3 === 0) askAll(broken);
      }
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
