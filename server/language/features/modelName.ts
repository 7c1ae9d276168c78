/** What the model of a definition is called, and where that stands. */
import { edits } from '../check/fix';
import { nameMember } from '../description/createModel';
import type { Document } from '../syntax/document';
import type { Span } from '../types';

/** The name of the model and its place, quotes included; nothing where the definition has none. */
export function modelName({ root }: Document): (Span & { readonly name: string }) | undefined {
  const value = nameValue(root);
  if (value?.type !== 'string') return undefined;
  return { name: String(value.value), offset: value.offset, length: value.length };
}

/** The edits that write another name where the model's name stands; none where the definition has none. */
export function rename(document: Document, name: string) {
  const value = nameValue(document.root);
  if (!value) return [];
  const { offset, length } = value;
  return edits(document, {
    title: name,
    steps: [{ do: 'set', value: { offset, length }, json: JSON.stringify(name) }],
  });
}

/** The value of the last member of that name, which is the one that is sent. */
function nameValue(root: Document['root']) {
  return root?.children?.findLast((it) => it.children?.[0]?.value === nameMember)?.children?.[1];
}
