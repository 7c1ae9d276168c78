import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from 'jsonc-parser';
import { type OutlineEntry, outline } from '../../server/language/features/documentSymbols';
import { fold } from '../../server/language/features/foldingRanges';
import { formatText } from '../../server/language/features/format';
import { select } from '../../server/language/features/selectionRanges';
import { read } from '../../server/language/syntax/document';
import { validDefinitions } from '../support/definitions';
import { cursor } from '../support/marked';

const examples = validDefinitions().filter((it) => it.text.length < 4000);

suite('the outline', () => {
  const tree = (entries: readonly OutlineEntry[], indent = ''): string[] =>
    entries.flatMap((it) => [
      `${indent}${it.name}${it.detail && ` (${it.detail})`}`,
      ...tree(it.children, `${indent}  `),
    ]);
  const outlined = (text: string) => tree(outline(read(text))).join('\n');

  test('calls a container by its hostname, else by its image or package, and a tag by its key', () =>
    assert.equal(
      outlined(`{
        "ModelName": "m",
        "Containers": [
          { "Image": "a:1", "ContainerHostname": "first" },
          { "Image": "b:1" },
          { "ModelPackageName": "c/1" },
          {}
        ],
        "Tags": [{ "Key": "team", "Value": "x" }]
      }`),
      `ModelName (m)
Containers (4)
  first (first)
    Image (a:1)
    ContainerHostname (first)
  b:1 (b:1)
    Image (b:1)
  c/1 (c/1)
    ModelPackageName (c/1)
  4
Tags (1)
  team (team)
    Key (team)
    Value (x)`,
    ));
  test('shows what is only half written, and names nothing by nothing', () => {
    assert.equal(
      outlined('{ "ModelName": , "": 1, "Containers": [ { "Image": "'),
      'ModelName\n"" (1)\nContainers (1)\n  1\n    Image',
    );
    assert.equal(outlined('[1, [true], {"a": null}]'), '1 (1)\n2 (1)\n  1 (true)\n3\n  a (null)');
    assert.equal(outlined(''), '');
  });
  test('holds every entry inside the one around it, and its marked part inside itself', () => {
    const inside = (inner: { offset: number; length: number }, outer: { offset: number; length: number }) =>
      inner.offset >= outer.offset && inner.offset + inner.length <= outer.offset + outer.length;
    const check = (entry: OutlineEntry): void => {
      assert.ok(inside(entry.selected, entry), entry.name);
      for (const it of entry.children) {
        assert.ok(inside(it, entry), it.name);
        check(it);
      }
    };
    for (const { text } of examples)
      for (let end = 0; end <= text.length; end += 5) outline(read(text.slice(0, end))).forEach(check);
  });
});

suite('folding', () => {
  test('takes every object and list that has something in it', () => {
    const text = '{ "a": [1], "b": {}, "c": { "d": [] } }';
    const folded = fold(read(text)).map(({ offset, length }) => text.slice(offset, offset + length));
    assert.deepEqual(folded, [text, '[1]', '{ "d": [] }']);
  });
});

suite('a selection', () => {
  const grown = (marked: string) => {
    const { text, offset } = cursor(marked);
    return select(read(text), offset).map((it) => text.slice(it.offset, it.offset + it.length));
  };
  test('grows from the text in quotes to the value, the member, the object', () =>
    assert.deepEqual(grown('{ "a": { "b": "x|y" } }'), [
      'xy',
      '"xy"',
      '"b": "xy"',
      ' "b": "xy" ',
      '{ "b": "xy" }',
      '"a": { "b": "xy" }',
      ' "a": { "b": "xy" } ',
      '{ "a": { "b": "xy" } }',
    ]));
  test('at every offset of every example holds that offset, and each step the one before', () => {
    for (const { text } of examples) {
      const document = read(text);
      for (let offset = 0; offset <= text.length; offset++) {
        let last: { offset: number; length: number } | undefined;
        for (const it of select(document, offset)) {
          assert.ok(it.offset <= offset && offset <= it.offset + it.length);
          assert.ok(
            !last ||
              (it.offset <= last.offset &&
                it.offset + it.length >= last.offset + last.length &&
                it.length > last.length),
          );
          last = it;
        }
      }
    }
  });
});

suite('arranging', () => {
  const style = { tabSize: 2, insertSpaces: true };
  const arranged = (text: string, own: object = {}) => applyEdits(text, formatText(read(text), { ...style, ...own }));
  test('gives a minified definition its lines', () =>
    assert.equal(arranged('{"ModelName":"m","Tags":[]}'), '{\n  "ModelName": "m",\n  "Tags": []\n}'));
  test('follows the settings of the editor', () => {
    assert.equal(arranged('{"a":{"b":1}}', { insertSpaces: false }), '{\n\t"a": {\n\t\t"b": 1\n\t}\n}');
    assert.equal(arranged('{"a":1}', { tabSize: 4, insertFinalNewline: true }), '{\n    "a": 1\n}\n');
  });
  test('keeps the line ends of the file', () =>
    assert.equal(arranged('{\r\n"a":1,"b":2}'), '{\r\n  "a": 1,\r\n  "b": 2\r\n}'));
  test('leaves the rest alone when a part is asked for', () => {
    const text = '{\n"a": 1,\n"b":   2,\n"c":   3\n}';
    const line = { offset: text.indexOf('"b"'), length: '"b":   2,'.length };
    const edits = formatText(read(text), style, line);
    assert.ok(edits.length > 0);
    assert.equal(applyEdits(text, edits), '{\n"a": 1,\n"b": 2,\n"c":   3\n}');
  });
  test('does nothing to what is nested too deeply to be a definition', () =>
    assert.deepEqual(formatText(read('['.repeat(100_000)), style), []));
  test('does nothing to what is not understood, for that might become something else', () => {
    for (const text of [
      '{ "ModelDataUrl": s3://b/model.tar.gz }',
      "{ 'CUDA': '0,1' }",
      '{\n"ModelName": "m"\n"Tags": []\n}',
      '{\n"ModelName": "m\n"Tags": []\n}',
      '{ # c: d, e\n"a":1 }',
    ])
      assert.equal(arranged(text), text);
    assert.equal(arranged('{// why\n"a":1,}'), '{ // why\n  "a": 1,\n}');
  });
});
