/** Where else the same thing stands. */
import type { Node } from 'jsonc-parser';
import type { Document } from '../syntax/document';

/** The same name, or the same text as a value, everywhere in a definition; nothing where neither is at the offset. */
export function highlight({ root }: Document, offset: number): { readonly offset: number; readonly length: number }[] {
  const strings: Node[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'string') strings.push(node);
    for (const it of node.children ?? []) visit(it);
  };
  if (root) visit(root);
  const chosen = strings.find((it) => offset >= it.offset && offset <= it.offset + it.length);
  if (!chosen || chosen.value === '') return [];
  return strings
    .filter((it) => it.value === chosen.value && isName(it) === isName(chosen))
    .map(({ offset, length }) => ({ offset, length }));
}

const isName = (node: Node) => node.parent?.type === 'property' && node.parent.children?.[0] === node;
