/** The other forms in which the member at an offset can be written, the request staying the same. */
import { rewritings } from '../refactorings';
import { type Document, placeAt } from '../syntax/document';
import { StructView } from '../syntax/structView';
import type { Fix } from '../types';

/** Those of the member on whose name, or directly in whose value, the offset is; of a text that is no JSON none. */
export function rewrite(document: Document, offset: number): Fix[] {
  const place = document.faults.length === 0 ? placeAt(document, offset) : undefined;
  const owner = place?.member ? place.member.owner : place?.value.within;
  if (!place || owner?.shape.kind !== 'struct') return [];
  const { shape } = owner;
  const key = place.member ? place.member.key : place.value.node.parent?.children?.[0];
  const written = new StructView<never>({ node: owner.node, shape });
  return rewritings.flatMap(({ title, struct, member, steps: find }) => {
    // Of a member that stands twice, only the last is sent.
    const isMeant = struct === shape.name && key?.value === member && written.key(member) === key;
    const steps = isMeant ? find(written, document) : undefined;
    return steps ? [{ title, steps }] : [];
  });
}
