/** A few words in the margin for strings that do not speak for themselves, and items that have no name. */
import type { Node } from 'jsonc-parser';
import type { List, Shape } from '../description/shape';
import { collectEntities } from '../entities';
import { type Document, walk } from '../syntax/document';
import type { AnalysisContext } from '../types';

export interface Hint {
  /** Behind the string, or the brace of the item. */
  readonly offset: number;
  readonly label: string;
}

/** @param given what the text itself does not say */
export function hint(document: Document, given: AnalysisContext = {}): Hint[] {
  const strings = collectEntities(document, given, 'hint').map(({ node, text }) => ({
    offset: node.offset + node.length,
    label: text,
  }));
  return [...strings, ...places(document)].sort((a, b) => a.offset - b.offset);
}

/** The place in its list of each item that goes by it, where there are others. */
function places({ root, shape }: Document): Hint[] {
  const found: Hint[] = [];
  const value = ({ node, shape }: { readonly node: Node; readonly shape: Shape }) => {
    if (shape.kind !== 'list' || shape.counted === undefined) return;
    const items = node.children ?? [];
    if (items.length < 2) return;
    for (const [at, item] of items.entries())
      if (item.type === 'object' && !isNamed(item, shape))
        found.push({ offset: item.offset + 1, label: `${shape.counted} ${at + 1} of ${items.length}` });
  };
  if (root) walk({ node: root, shape }, { value });
  return found;
}

/** Whether an item has the name by which people know it. */
function isNamed(item: Node, { item: shape }: List): boolean {
  const label = shape.kind === 'struct' ? shape.labelledBy?.[0] : undefined;
  return item.children?.some((it) => it.children?.[0]?.value === label) ?? false;
}
