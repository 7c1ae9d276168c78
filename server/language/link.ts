/** Where in the AWS console the strings of a definition lead. */
import { type Document, naming } from './document';
import { meanings } from './meanings';
import { aroundOf } from './meanings/meaning';
import type { Given, Span } from './rules/rule';

export interface Link extends Span {
  readonly href: string;
}

/** @param given what the text itself does not say */
export function link(document: Document, given: Given = {}): Link[] {
  return naming(document).flatMap(({ value, names }) => {
    const tell = meanings[names]?.link;
    if (!tell) return [];
    const { node, at } = value;
    const around = { ...aroundOf(document, value, given), at: String(at) };
    const href = tell(String(node.value), around);
    // Between the quotes.
    return href === undefined ? [] : [{ offset: node.offset + 1, length: node.length - 2, href }];
  });
}
