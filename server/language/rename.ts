/** Gives the model of a definition another name. */
import { nameMember } from './createModel';
import type { Document } from './document';
import { edits } from './fix';

/** The edits that write a name where the model's name stands; none where the definition has none. */
export function rename(document: Document, name: string) {
  const property = document.root?.children?.find((it) => it.children?.[0]?.value === nameMember);
  const value = property?.children?.[1];
  if (!value) return [];
  const { offset, length } = value;
  return edits(document, {
    title: name,
    steps: [{ do: 'set', value: { offset, length }, json: JSON.stringify(name) }],
  });
}
