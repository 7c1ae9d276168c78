/** A few words in the margin for strings that do not speak for themselves. */
import { type Document, naming } from './document';
import { meanings } from './meanings';
import { aroundOf } from './meanings/meaning';
import type { Given } from './rules/rule';

export interface Hint {
  /** Behind the string. */
  readonly offset: number;
  readonly label: string;
}

/** @param given what the text itself does not say */
export function hint(document: Document, given: Given = {}): Hint[] {
  return naming(document).flatMap(({ value, names }) => {
    const tell = meanings[names]?.hint;
    if (!tell) return [];
    const { node, at } = value;
    const around = { ...aroundOf(document, value, given), at: String(at) };
    const label = tell(String(node.value), around);
    return label === undefined ? [] : [{ offset: node.offset + node.length, label }];
  });
}
