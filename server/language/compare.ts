/** What a definition, or a deployed model, has that a deployed model has not, and the other way round. */
import { createModel } from './createModel';
import { read } from './document';
import { asText, innerShape, inOrder, isObject, type JsonObject, normal, ordered, own, requestOf } from './normal';
import type { List, Shape } from './shape';
import { excerpt } from './words';

export interface Difference {
  /** The way to it from the request down, such as `PrimaryContainer › Environment › LOG_LEVEL` or `Tags › team`. */
  readonly path: string;
  /**
   * `added`: only the right side has it; `removed`: only the left side has it; `changed`: both have it, with other values;
   * `form`: both say the same, in two members, which is no reason to call them different.
   */
  readonly kind: 'added' | 'removed' | 'changed' | 'form';
  /** Whether it can be changed of a model that is there; for all else there has to be a new model. */
  readonly inPlace: boolean;
}

export interface Comparison {
  /** `unreadable`: the left side is no JSON object, so nothing can be said of it. */
  readonly state: 'inStep' | 'different' | 'unreadable';
  readonly differences: readonly Difference[];
  /** Whether they are different, and alike but for what can be changed in place. */
  readonly onlyTags: boolean;
  /** Both sides as text, alike wherever they mean the same: as the left side writes it. */
  readonly left: string;
  readonly right: string;
}

/** A definition as it stands in its file, or what DescribeModel answers of another model, with its tags. */
export type Left = { readonly definition: string } | { readonly other: unknown };

/** @param answer what DescribeModel answers of the right side, as JSON, with the model's tags */
export function compare(side: Left, answer: unknown): Comparison {
  const right = requestOf(answer, 'with defaults');
  const isWritten = 'definition' in side;
  const left = isWritten ? written(side.definition) : requestOf(side.other, 'with defaults');
  if (typeof left === 'string')
    return { state: 'unreadable', differences: [], onlyTags: false, left, right: asText(right) };
  const differences: Difference[] = [];
  const shown = aligned(left, right, createModel, {
    model: isWritten ? right : undefined,
    path: [],
    inPlace: false,
    differences,
  });
  const real = differences.filter((it) => it.kind !== 'form');
  return {
    state: real.length > 0 ? 'different' : 'inStep',
    differences,
    onlyTags: real.length > 0 && real.every((it) => it.inPlace),
    left: asText(ordered(left, createModel)),
    right: asText(shown),
  };
}

/** What a definition says; its text where it cannot be read. */
function written(text: string): JsonObject | string {
  const { root, faults } = read(text);
  return root?.type === 'object' && faults.length === 0 ? JSON.parse(text) : text;
}

/** Where a pair of values stands. */
interface Place {
  /** The model beside a definition, into which the service filled what that does not say; nothing where both are models. */
  readonly model: JsonObject | undefined;
  readonly path: readonly string[];
  readonly inPlace: boolean;
  readonly differences: Difference[];
}

const inner = (place: Place, name: string, shape: Shape | undefined): Place => ({
  ...place,
  path: [...place.path, excerpt(name, 60)],
  inPlace: place.inPlace || shape?.changeable === true,
});

function say({ path, inPlace, differences }: Place, kind: Difference['kind']): void {
  differences.push({ path: path.join(' › '), kind, inPlace });
}

/**
 * Tells the differences of two values.
 * @returns the right one, written like the left one wherever that means the same
 */
function aligned(left: unknown, right: unknown, shape: Shape | undefined, place: Place): unknown {
  const means = left === undefined ? undefined : normal(left, shape);
  const holds = right === undefined ? undefined : normal(right, shape);
  if (means === undefined && holds === undefined) return left;
  // A member that is newer than this description may be one that only answers have.
  if (left === undefined && place.model && (!shape || shape.filledIn?.(place.model))) return undefined;
  if (isObject(left) && isObject(right)) return alignedObjects(left, right, shape, place);
  if (Array.isArray(left) && Array.isArray(right))
    return alignedLists(left, right, shape?.kind === 'list' ? shape : undefined, place);
  if (left === right) return left;
  const shown = left === undefined ? holds : (right ?? shape?.default);
  say(place, left === undefined ? 'added' : shown === undefined ? 'removed' : 'changed');
  return shown;
}

function alignedObjects(left: JsonObject, right: JsonObject, shape: Shape | undefined, place: Place): JsonObject {
  const others = inFormOf(left, right, shape, place);
  const names = inOrder([...new Set([...Object.keys(left), ...Object.keys(others)])], shape);
  const members = names.map((name) => {
    const described = innerShape(shape, name);
    return [name, aligned(own(left, name), own(others, name), described, inner(place, name, described))] as const;
  });
  return Object.fromEntries(members.filter(([, it]) => it !== undefined));
}

/** The right one, saying by the same member what the left one says by another that can say it. */
function inFormOf(left: JsonObject, right: JsonObject, shape: Shape | undefined, place: Place): JsonObject {
  if (shape?.kind !== 'struct') return right;
  let others = right;
  for (const [name, { otherForm, ...described }] of Object.entries(shape.members)) {
    if (!otherForm) continue;
    const ways = [
      [name, otherForm.member, otherForm.from],
      [otherForm.member, name, otherForm.to],
    ] as const;
    for (const [here, there, write] of ways) {
      const isOther =
        own(left, here) !== undefined && own(left, there) === undefined && own(others, here) === undefined;
      const value = isOther && own(others, there) !== undefined ? write(others[there]) : undefined;
      if (value === undefined) continue;
      const { [there]: _, ...rest } = others;
      others = { ...rest, [here]: value };
      say(inner(place, here, described), 'form');
    }
  }
  return others;
}

type Pair = readonly [left: unknown, right: unknown];

function alignedLists(left: readonly unknown[], right: readonly unknown[], shape: List | undefined, place: Place) {
  const pairs = pairsOf(left, right, shape, place.model);
  return pairs
    .map(([one, other], at) =>
      aligned(one, other, shape?.item, inner(place, nameOf(one ?? other, at, shape), undefined)),
    )
    .filter((it) => it !== undefined);
}

/** What an item goes by. */
function nameOf(item: unknown, at: number, shape: List | undefined): string {
  if (typeof item === 'string') return item;
  const key = shape?.keyedBy === undefined ? undefined : Object(item)[shape.keyedBy];
  return typeof key === 'string' ? key : `${shape?.counted ?? 'item'} ${at + 1}`;
}

/** Which item belongs to which, in the order in which they are shown. */
function pairsOf(
  left: readonly unknown[],
  right: readonly unknown[],
  shape: List | undefined,
  model: JsonObject | undefined,
): Pair[] {
  const isSame = (one: unknown, other: unknown) => {
    const differences: Difference[] = [];
    aligned(one, other, shape?.item, { model, path: [], inPlace: false, differences });
    return differences.every((it) => it.kind === 'form');
  };
  const { keyedBy } = shape ?? {};
  if (keyedBy !== undefined) return matched(left, right, (it) => Object(it)[keyedBy]);
  if (shape?.unordered) return matched(left, right, (it) => JSON.stringify(normal(it, shape.item)), true);
  let start = 0;
  while (start < Math.min(left.length, right.length) && isSame(left[start], right[start])) start++;
  let end = 0;
  const most = Math.min(left.length, right.length) - start;
  while (end < most && isSame(left.at(-1 - end), right.at(-1 - end))) end++;
  const middle = Math.max(left.length, right.length) - start - end;
  const at = (items: readonly unknown[], place: number) => (place < items.length - end ? items[place] : undefined);
  return [
    ...left.slice(0, start).map((it, place): Pair => [it, right[place]]),
    ...Array.from({ length: middle }, (_, place): Pair => [at(left, start + place), at(right, start + place)]),
    ...left.slice(left.length - end).map((it, place): Pair => [it, right[right.length - end + place]]),
  ];
}

/** Pairs of items of one key, wherever they stand; `together`: what is left on the one side is what became of that on the other. */
function matched(
  left: readonly unknown[],
  right: readonly unknown[],
  keyOf: (item: unknown) => unknown,
  together?: true,
): Pair[] {
  /** The places of the items on the right by their keys, the first one last. */
  const places = new Map<unknown, number[]>();
  for (let at = right.length - 1; at >= 0; at--) {
    const key = keyOf(right[at]);
    const same = places.get(key);
    if (same) same.push(at);
    else places.set(key, [at]);
  }
  const taken = new Set<number>();
  const found = left.map((one): Pair => {
    const at = places.get(keyOf(one))?.pop();
    if (at !== undefined) taken.add(at);
    return [one, at === undefined ? undefined : right[at]];
  });
  const over = right.filter((_, at) => !taken.has(at));
  let next = 0;
  const pairs = together ? found.map(([one, other]): Pair => [one, other ?? over[next++]]) : found;
  return [...pairs, ...over.slice(next).map((it): Pair => [undefined, it])];
}
