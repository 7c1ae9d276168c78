/** A definition with white space as people expect it; no other character changes. */
import { type Edit, format, type Node } from 'jsonc-parser';
import type { Document } from '../syntax/document';

export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  readonly insertFinalNewline?: boolean;
}

/** Deeper than this is no definition, and arranging it may take more memory than there is. */
const deepest = 64;

/**
 * The edits that arrange a definition, or the lines of a part of it.
 * None where it is not JSON but for comments and trailing commas: what is not understood might become something else.
 */
export function formatText(
  document: Document,
  style: FormatOptions,
  range?: { offset: number; length: number },
): Edit[] {
  const { text, root, faults } = document;
  const isHarmless = ({ kind, offset, length }: Document['faults'][number]) =>
    kind === 'trailing-comma' ||
    (kind === 'comment' && /^(?:\/\/.*|\/\*.*\*\/)$/s.test(text.slice(offset, offset + length)));
  if (!faults.every(isHarmless) || (root && depth(root) > deepest)) return [];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const edits = format(text, range, { ...style, eol });
  // An editor may keep edits in the order in which they are given, and show an empty one as a change.
  return edits.filter(({ offset, length, content }) => text.slice(offset, offset + length) !== content);
}

function depth(node: Node): number {
  let most = 0;
  for (const it of node.children ?? []) most = Math.max(most, depth(it));
  return most + 1;
}
