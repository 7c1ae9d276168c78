/** What is there after a completion has been accepted, in every way in which it can be. */
import assert from 'node:assert/strict';
import { type Completion, complete } from '../../server/language/features/completion';
import { parse } from '../../server/language/syntax/parser';
import { expanded } from './typing';

/** The text after a completion is accepted, in the place of all that is there, or, inserting, of what stands before the caret. */
export function accepted(
  text: string,
  { offset, length, text: written, commaAt }: Completion,
  replaced = length,
): string {
  const after = text.slice(0, offset) + written + text.slice(offset + replaced);
  return commaAt === undefined ? after : `${after.slice(0, commaAt)},${after.slice(commaAt)}`;
}

/** Every text that can be there after a completion is accepted. */
function outcomes(text: string, it: Completion): string[] {
  const snippet = { ...it, text: expanded(it.snippet) };
  const lengths = it.lengthBefore === undefined ? [it.length] : [it.length, it.lengthBefore];
  return lengths.flatMap((replaced) => [accepted(text, it, replaced), accepted(text, snippet, replaced)]);
}

/** Accepts all that is offered at an offset, in every way; answers how many were. */
export function acceptAll(text: string, offset: number, where: string): number {
  const before = parse(text).faults.length;
  const items = complete(text, offset);
  assert.equal(new Set(items.map((it) => it.label)).size, items.length, where);
  for (const it of items) {
    assert.ok(it.offset <= offset && offset <= it.offset + it.length, where);
    for (const after of outcomes(text, it)) {
      const { faults } = parse(after);
      const said = faults.map((fault) => fault.message).join(' ');
      assert.ok(faults.length <= before, `${where}: ${it.label}: ${said}\n${after}`);
    }
  }
  return items.length;
}
