/** What JSON.parse says of a text, and what a tree says, to be set side by side. */
import type { Node } from 'jsonc-parser';

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The value of a tree as JSON.parse would answer it; the last of members with one name counts. */
export function said(node: Node): unknown {
  if (node.type === 'array') return node.children?.map(said);
  if (node.type !== 'object') return node.value;
  const members = node.children ?? [];
  return Object.fromEntries(members.map(({ children: [key, it] = [] }) => [key?.value, it && said(it)]));
}
