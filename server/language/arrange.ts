/** A definition with white space as people expect it; no other character changes. */
import { type Edit, format } from 'jsonc-parser';
import type { Document } from './document';

export interface Style {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  readonly insertFinalNewline?: boolean;
}

/**
 * The edits that arrange a definition, or the lines of a part of it.
 * None where brackets are nested so deeply that it is no definition, for arranging those takes very long.
 */
export function arrange(document: Document, style: Style, range?: { offset: number; length: number }): Edit[] {
  if (document.faults.some((it) => it.kind === 'too-deep')) return [];
  const { text } = document;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const edits = format(text, range, { ...style, eol });
  // An editor may keep edits in the order in which they are given, and show an empty one as a change.
  return edits.filter(({ offset, length, content }) => text.slice(offset, offset + length) !== content);
}
