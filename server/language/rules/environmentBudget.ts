/** How much of what SageMaker allows for maps is used: UTF-8 bytes of names and values. */
import type { MapShape } from '../description/shape';
import { type Document, type Member, membersOf, type Value, walk } from '../syntax/document';
import { utf8Bytes } from '../text/words';
import type { ObjectWithMembers } from './rule';

/** The maps that are sent: of one that stands twice in an object, the last. */
export const sentMaps = (maps: readonly ObjectWithMembers<MapShape>[]) => [
  ...new Map(maps.map((it) => [it.value.within?.node, it])).values(),
];

/** The entries that are sent: of a name that stands twice, the last. */
const sentEntries = (members: readonly Member[]): readonly Member[] =>
  members.every((it) => it.first === it.key) ? members : [...new Map(members.map((it) => [it.name, it])).values()];

/** The UTF-8 bytes of a map's names and values. */
export function mapBytes({ members }: ObjectWithMembers<MapShape>): number {
  let sum = 0;
  for (const { name, value } of sentEntries(members))
    sum += utf8Bytes(name) + (value?.type === 'string' ? utf8Bytes(value.value) : 0);
  return sum;
}

/** What a map takes of what is allowed, and what all maps of its kind take together, as a sentence. */
export function budget({ root, shape }: Document, map: Value<MapShape>): string {
  const maps: ObjectWithMembers<MapShape>[] = [];
  const object = (value: Member['owner'], members: readonly Member[]) => {
    if (value.shape === map.shape) maps.push({ value: value as Value<MapShape>, members });
  };
  if (root) walk({ node: root, shape }, { object });
  const sent = sentMaps(maps);
  const all = sent.reduce((sum, it) => sum + mapBytes(it), 0);
  const { totalBytes, max } = map.shape;
  const own = { value: map, members: membersOf(map) };
  const [bytes, most] = [kilobytes(mapBytes(own)), kilobytes(totalBytes)];
  const used = `${bytes} of ${most} KB used, ${sentEntries(own.members).length} of ${max} entries.`;
  return sent.length < 2 ? used : `${used} All ${sent.length} maps of this request: ${kilobytes(all)} of ${most} KB.`;
}

/** With one decimal, rounded up: what is over the limit never looks as if it were not. */
const kilobytes = (bytes: number) => String(Math.ceil((bytes * 10) / 1024) / 10);
