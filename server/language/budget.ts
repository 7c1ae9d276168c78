/** How much of what SageMaker allows for maps is used: UTF-8 bytes of names and values. */
import type { Node } from 'jsonc-parser';
import { type Document, fits, type Value, walk } from './document';
import type { Dict } from './shape';
import { utf8Bytes } from './words';

/** The maps that are sent: of one that stands twice in an object, the last. */
export const sentMaps = (maps: readonly Value<Dict>[]) => [
  ...new Map(maps.map((it) => [it.within?.node, it])).values(),
];

/** The entries of a map with their UTF-8 bytes; of a name that stands twice, the last. */
function entries(map: Node): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { children: [key, value] = [] } of map.children ?? []) {
    const name = String(key?.value);
    found.set(name, utf8Bytes(name) + (value?.type === 'string' ? utf8Bytes(String(value.value)) : 0));
  }
  return found;
}

/** The UTF-8 bytes of a map's names and values. */
export const bytesOf = (map: Node) => [...entries(map).values()].reduce((sum, bytes) => sum + bytes, 0);

/** What a map takes of what is allowed, and what all maps of its kind take together, as a sentence. */
export function budget({ root, shape }: Document, { node, shape: dict }: Value<Dict>): string {
  const maps: Value<Dict>[] = [];
  const value = (it: Value) => {
    if (it.shape === dict && fits(it.node, dict)) maps.push(it as Value<Dict>);
  };
  if (root) walk({ node: root, shape }, { value });
  const sent = sentMaps(maps);
  const all = sent.reduce((sum, it) => sum + bytesOf(it.node), 0);
  const [own, most] = [kilobytes(bytesOf(node)), kilobytes(dict.totalBytes)];
  const used = `${own} of ${most} KB used, ${entries(node).size} of ${dict.max} entries.`;
  return sent.length < 2 ? used : `${used} All ${sent.length} maps of this request: ${kilobytes(all)} of ${most} KB.`;
}

/** With one decimal, rounded up: what is over the limit never looks as if it were not. */
const kilobytes = (bytes: number) => String(Math.ceil((bytes * 10) / 1024) / 10);
