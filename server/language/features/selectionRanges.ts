/** What a selection grows to, step by step. */
import type { Node } from 'jsonc-parser';
import type { Document } from '../syntax/document';
import type { Span } from '../types';

/** The spans around an offset, the smallest first: text in quotes, value, member, what is in the brackets, brackets. */
export function select({ root, text }: Document, offset: number): Span[] {
  const spans: Span[] = [];
  const add = (span: Span) => {
    const last = spans.at(-1);
    const isWider = !last || (span.offset <= last.offset && span.offset + span.length >= last.offset + last.length);
    if (span.length > 0 && isWider && span.length !== last?.length && holds(span, offset)) spans.push(span);
  };
  for (let node = innermost(root, offset); node; node = node.parent) {
    // One that has lost its end has nothing to take away.
    const isClosed = /^(?:".*"|\{.*\}|\[.*\])$/.test(
      text.charAt(node.offset) + text.charAt(node.offset + node.length - 1),
    );
    if (isClosed && node.length > 2) add({ offset: node.offset + 1, length: node.length - 2 });
    add({ offset: node.offset, length: node.length });
  }
  return spans;
}

const holds = ({ offset, length }: Span, at: number) => at >= offset && at <= offset + length;

function innermost(node: Node | undefined, offset: number): Node | undefined {
  if (!node || !holds(node, offset)) return undefined;
  for (const it of node.children ?? []) {
    const found = innermost(it, offset);
    if (found) return found;
  }
  return node;
}
