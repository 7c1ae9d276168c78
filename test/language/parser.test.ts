import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Node } from 'jsonc-parser';
import { parse } from '../../server/language/syntax/parser';

suite('the parser', () => {
  /** What could be read of a node: its value, or its text if a part of that could not be read. */
  function readable(text: string, torn: ReadonlySet<Node>, node: Node): unknown {
    const { type, value, offset, length, children = [] } = node;
    const inner = (it: Node | undefined) => it && readable(text, torn, it);
    if (type === 'array') return children.map(inner);
    if (type === 'object')
      return Object.fromEntries(children.map(({ children: [key, it] = [] }) => [key?.value, inner(it)]));
    return type === 'string' && torn.has(node) ? text.slice(offset, offset + length) : value;
  }
  const recoveries: readonly (readonly [what: string, text: string, value: unknown, faults: number])[] = [
    ['a comment', '{"a": 1 /* b */}', { a: 1 }, 1],
    ['white space of another kind', '{\u00a0"a": 1}', { a: 1 }, 1],
    ['a missing closing quote', '{"a": "b,\n"c": 1}', { a: '"b', c: 1 }, 1],
    ['a quote that is not escaped', '{"a": "b "c" d", "e": 1}', { a: '"b "c" d"', e: 1 }, 1],
    ['a bad escape', '{"a": "\\d", "b": 1}', { a: '', b: 1 }, 1],
    ['a literal of another language', '{"a": True, "b": None, "c": 1}', { a: true, b: undefined, c: 1 }, 2],
    ['a bare name', '{a: 1}', { a: 1 }, 1],
    ['a name without a closing quote', '{"a: 1,\n"b": 2}', { a: 1, b: 2 }, 1],
    ['text that is not a name', '{*: [1, 2], "a": 1}', { a: 1 }, 1],
    ['an equals sign', '{"a" = 1}', { a: 1 }, 1],
    ['a missing colon', '{"a" 1}', { a: 1 }, 1],
    ['a missing value before the next member', '{"a":\n"b": 1}', { a: undefined, b: 1 }, 1],
    ['a missing value', '{"a":, "b": 1}', { a: undefined, b: 1 }, 1],
    ['a missing comma', '{"a": 1 "b": [2 3]}', { a: 1, b: [2, 3] }, 2],
    ['a comma too many', '{"a": [1,,2,]}', { a: [1, 2] }, 2],
    ['a colon in a list', '{"a": [[1 : x, 2]]}', { a: [[1, 2]] }, 1],
    ['stray text', '{"a": 1 x [2, 3], "b": 4}', { a: 1, b: 4 }, 1],
    ['a wrong bracket', '{"a": [1}, "b": 2}', { a: [1], b: 2 }, 1],
    ['a missing bracket before one around it', '{"a": [{"b": 1,], "c": 2}', { a: [{ b: 1 }], c: 2 }, 2],
    ['a bracket that closes nothing', '{"a": [1], "b": {"c": 2], "d": 3}}', { a: [1], b: { c: 2, d: 3 } }, 1],
    ['an extra bracket', '{"a": 1}, "b": 2}', { a: 1, b: 2 }, 1],
    ['a missing bracket', '{"a": {"b": [1], "c": [2 "d": 3}}', { a: { b: [1], c: [2], d: 3 } }, 1],
    ['brackets that are not closed', '{"a": [1', { a: [1] }, 1],
    ['text before the value', 'request = {"a": 1}', { a: 1 }, 1],
    ['text after the value', '{"a": 1} x y', { a: 1 }, 1],
  ];
  for (const [what, text, value, faults] of recoveries)
    test(`recovers from ${what}`, () => {
      const parsed = parse(text);
      assert.deepEqual(parsed.root && readable(text, parsed.torn, parsed.root), value);
      assert.equal(parsed.faults.length, faults, parsed.faults.map((it) => it.message).join('\n'));
    });

  const recoveredNodes = (text: string) => {
    const { root, torn, faults } = parse(text);
    const all = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(all)];
    const nodes = root ? all(root).filter((it) => torn.has(it)) : [];
    return { torn: nodes.map((it) => text.slice(it.offset, it.offset + it.length)), faults };
  };
  const incomplete: readonly (readonly [what: string, text: string, torn: readonly string[]])[] = [
    ['a word that might be text', '{"a": churn}', ['churn']],
    ['nothing if the meaning is certain', '{"a": \'b\', "c": 1}', []],
    ['a list with an item that has no meaning', '{"a": [None]}', ['[None]']],
    ['a list that ends before a member', '{"a": {"b": [1, "c": 2}}', ['[1,']],
    ['brackets that are not closed', '[[1], [2', ['[[1], [2', '[2']],
    ['a list with a wrong bracket', '{"a": [1}, "b": 2}', ['[1}']],
    ['a list with a colon in it', '[[1 : x, 2], 3]', ['[1 : x, 2]']],
    ['an object with stray text', '{"a": 1 x}', ['{"a": 1 x}']],
    ['a name without a value', '{"a"}', ['"a"']],
    ['a name that takes the rest of the line', '{"a b, 1', ['{"a b, 1', '"a b, 1']],
    ['a list around what is nested too deep', '['.repeat(501) + ']'.repeat(501), ['[[]]']],
    ['a member with what is nested too deep', `${'{"a":'.repeat(500)}{}${'}'.repeat(500)}`, ['"a":{}']],
  ];
  for (const [what, text, torn] of incomplete)
    test(`marks as incomplete ${what}`, () => assert.deepEqual(recoveredNodes(text).torn, torn));

  test('reads a placeholder and a number that touches a word as one value', () => {
    for (const value of ['{{ a }}', '1x', '01']) {
      const text = `{"a": ${value}, "b": 2}`;
      const { torn, faults } = recoveredNodes(text);
      assert.deepEqual(
        faults.map((it) => text.slice(it.offset, it.offset + it.length)),
        [value],
      );
      assert.deepEqual(torn, []);
    }
  });
  test('reports no missing comma after a quote that is missing', () =>
    assert.equal(parse('{"a": "b\n"c": 1}').faults.length, 1));
  test('reports a missing comma after a quote that is not escaped', () =>
    assert.equal(parse('{"a": "b "c" d"\n"e": 1}').faults.length, 2));
  test('reports nesting that is too deep once, and reads on behind it', () => {
    const deep = '['.repeat(600) + ']'.repeat(600);
    const { root, faults } = parse(`{"a": ${deep}, "b": ${deep}, "c": 1}`);
    assert.deepEqual(
      faults.map((it) => it.kind),
      ['too-deep'],
    );
    assert.equal(root?.children?.length, 3);
  });
  test('reports nothing missing at the end after what has no end', () => {
    for (const text of ['{"a": [1 /* b', '{"a": 1, "b c']) assert.equal(parse(text).faults.length, 1, text);
  });
  test('knows where a member ends and its colon is, also if that is an equals sign', () => {
    const text = '{"a" = [1] , "b": 2}';
    const members = parse(text).root?.children ?? [];
    assert.deepEqual(
      members.map((it) => [text.slice(it.offset, it.offset + it.length), it.colonOffset]),
      [
        ['"a" = [1]', 5],
        ['"b": 2', 16],
      ],
    );
  });
  test('reads neither binary data nor a text that is too long', () => {
    for (const text of ['{"a": 1}\0', ' '.repeat(4_000_001)]) {
      const { root, faults } = parse(text);
      assert.deepEqual([root, faults.length], [undefined, 1]);
    }
  });
});
