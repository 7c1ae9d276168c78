/** Fixes and spans of single nodes. */
import type { Node } from 'jsonc-parser';
import { excerpt } from '../text/words';
import type { Fix, Span } from '../types';

/** The value's opening bracket where it has one, or the value. */
export function openingBracketOrValue({ offset, length, type }: Span & { readonly type: string }): Span {
  return { offset, length: type === 'object' || type === 'array' ? 1 : length };
}

/** The fix that takes away the member whose name or value this is, or an item. */
export function removeFix(node: Node, title = 'Remove it'): Fix {
  const { offset, length } = node.parent?.type === 'property' ? node.parent : node;
  return { title, steps: [{ do: 'remove', what: { offset, length } }] };
}

/** The fix that writes another value in the place of one, whatever that is. */
export function replaceFix(node: Node, value: string | boolean, title = `Write ${excerpt(String(value))}`): Fix {
  return { title, steps: [{ do: 'set', value: node, json: JSON.stringify(value) }] };
}
