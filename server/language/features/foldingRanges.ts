/** What can be folded away. */
import type { Node } from 'jsonc-parser';
import type { Document } from '../syntax/document';

/** Every object and list that has something in it, from its opening bracket to behind its closing one. */
export function fold({ root }: Document): { readonly offset: number; readonly length: number }[] {
  const found: { offset: number; length: number }[] = [];
  const visit = (node: Node): void => {
    if ((node.type === 'object' || node.type === 'array') && node.children?.length)
      found.push({ offset: node.offset, length: node.length });
    for (const it of node.children ?? []) visit(it);
  };
  if (root) visit(root);
  return found;
}
