/** The normal form of a request: what an answer of DescribeModel says of it, without what says nothing. */
import { memberShape } from '../syntax/document';
import { maxDepth } from '../syntax/parser';
import { answerEnvelope, createModel } from './createModel';
import { describeOnly } from './describeModel';
import type { List, Shape } from './shape';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Defaults say nothing; but where they are written, they can be set beside what is not one. */
export type Defaults = 'with defaults';

/** The request that makes a model like the one of an answer, in the order of the description. */
export function requestOf(answer: unknown, defaults?: Defaults): JsonObject {
  const members = Object.entries(isObject(answer) ? (shallow(answer) as JsonObject) : {}).filter(
    ([name]) => !Object.hasOwn(describeOnly, name) && !answerEnvelope.includes(name),
  );
  return Object(normal(Object.fromEntries(members), createModel, defaults));
}

/** A value as far as brackets stand in each other to no greater depth than a text is read; no answer has more than ten levels. */
export function shallow(value: unknown, depth = 0): unknown {
  if (depth > maxDepth) return null;
  if (Array.isArray(value)) return value.map((it) => shallow(it, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, shallow(it, depth + 1)]));
}

/**
 * A value in the order of its shape, without defaults, `null` and what is empty, without items that are the service's
 * own, and without what stands there in two forms; nothing where nothing is left.
 */
export function normal(value: unknown, shape: Shape | undefined, defaults?: Defaults): unknown {
  const isDefault = shape?.default !== undefined && value === shape.default;
  if (value === null || (isDefault && !defaults)) return undefined;
  if (Array.isArray(value)) {
    const list = shape?.kind === 'list' ? shape : undefined;
    const items = value.filter((it) => it !== null && reservedKeyOf(it, list) === undefined);
    return items.length > 0 ? items.map((it) => normal(it, list?.item, defaults) ?? it) : undefined;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(ordered(value, shape) as JsonObject).map(([name, it]) => {
    const inner = innerShape(shape, name);
    return { name, it, inner, kept: normal(it, inner, defaults) };
  });
  const said = Object.fromEntries(members.filter((it) => it.kept !== undefined).map((it) => [it.name, it.kept]));
  if (Object.keys(said).length === 0) return undefined;
  const isTwice = ({ name, inner }: (typeof members)[number]) => {
    const other = inner?.otherForm && Object.hasOwn(said, inner.otherForm.member) ? inner.otherForm : undefined;
    return other !== undefined && isSame(other.to(said[name]), said[other.member]);
  };
  // What is required stays beside what is said, for the request would be refused without it.
  return Object.fromEntries(
    members
      .filter((it) => (it.kept !== undefined || (it.inner?.required && it.it !== null)) && !isTwice(it))
      .map(({ name, it, kept }) => [name, kept ?? it]),
  );
}

/** What an item is called by that is the service's own; nothing for any other. */
export function reservedKeyOf(item: unknown, list: List | undefined): string | undefined {
  const key = String(Reflect.get(Object(item), list?.keyedBy ?? ''));
  return list?.reserved?.test(key) ? key : undefined;
}

/** A value with the members of each object in the order of its shape; what is not described stands behind what is. */
export function ordered(value: unknown, shape: Shape | undefined): unknown {
  if (Array.isArray(value)) return value.map((it) => ordered(it, shape?.kind === 'list' ? shape.item : undefined));
  if (!isObject(value) || shape?.kind !== 'struct') return value;
  return Object.fromEntries(
    inOrder(Object.keys(value), shape).map((it) => [it, ordered(value[it], memberShape(shape, it))]),
  );
}

/** Names of members in the order of their shape. */
export function inOrder(names: readonly string[], shape: Shape | undefined): string[] {
  if (shape?.kind !== 'struct') return [...names];
  const written = new Set(names);
  return [
    ...Object.keys(shape.members).filter((it) => written.has(it)),
    ...names.filter((it) => !memberShape(shape, it)),
  ];
}

/** The shape of a member or an entry. */
export function innerShape(shape: Shape | undefined, name: string): Shape | undefined {
  return shape?.kind === 'struct' ? memberShape(shape, name) : shape?.kind === 'dict' ? shape.value : undefined;
}

/** A member of an object; nothing where it has none of that name. */
export const own = (value: JsonObject, name: string) => (Object.hasOwn(value, name) ? value[name] : undefined);

/** Whether two values in the order of one shape are the same. */
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** JSON with two blanks a level and a line end at its end. */
export const asText = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
