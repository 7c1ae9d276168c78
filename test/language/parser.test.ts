import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Node } from 'jsonc-parser';
import { parse } from '../../server/language/parse';

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
    ['a missing value', '{"a":, "b": 1}', { a: undefined, b: 1 }, 1],
    ['a missing comma', '{"a": 1 "b": [2 3]}', { a: 1, b: [2, 3] }, 2],
    ['a comma too many', '{"a": [1,,2,]}', { a: [1, 2] }, 2],
    ['a colon in a list', '{"a": [[1 : x, 2]]}', { a: [[1, 2]] }, 1],
    ['stray text', '{"a": 1 x [2, 3], "b": 4}', { a: 1, b: 4 }, 1],
    ['a wrong bracket', '{"a": [1}, "b": 2}', { a: [1], b: 2 }, 1],
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
});
