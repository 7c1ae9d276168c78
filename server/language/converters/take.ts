/** Makes a request of what another form says: names as the API has them, and nothing that is no part of it. */
import { answerEnvelope, createModel } from '../description/createModel';
import { describeOnly } from '../description/describeModel';
import type { JsonObject } from '../description/normal';
import type { Shape, Struct } from '../description/shape';
import { memberShape } from '../syntax/document';
import { isJsonObject, UnresolvedExpression } from './form';

export interface Taken {
  readonly request: JsonObject;
  readonly left: Omitted;
}

/** What is not taken, by why. */
interface Omitted {
  /** The paths of places in which nothing is written. */
  readonly empty: string[];
  /** The members that only an answer has. */
  readonly answered: string[];
  /** What is no value yet, each as the beginning of a sentence. */
  readonly open: string[];
}

/** Strings become what the description wants, for some forms have nothing but strings, and some write them bare. */
export function take(value: JsonObject): Taken {
  const left: Omitted = { empty: [], answered: [], open: [] };
  return { request: Object(taken(value, createModel as Struct, '', left)), left };
}

/** The name of the variable that a skeleton of the AWS CLI gives as an example. */
const exampleVariable = 'KeyName';

function taken(value: unknown, shape: Shape, path: string, left: Omitted): unknown {
  if (value instanceof UnresolvedExpression) {
    left.open.push(`${path === '' ? 'The request' : path} is ${value.words}`);
    return undefined;
  }
  if (shape.kind === 'list' && Array.isArray(value))
    return value.flatMap((it, at) => {
      const content = part(it, shape.item, `${path}[${at}]`, left);
      return content === undefined ? [] : [content];
    });
  if (isJsonObject(value) && shape.kind === 'dict')
    return collected(value, path, (_, it, at) => (it === null ? undefined : taken(it, shape.value, at, left)));
  if (isJsonObject(value) && shape.kind === 'struct') return members(value, shape, path, left);
  if (!isOpen(value)) return scalar(value, shape);
  left.open.push(`${path} is not written out`);
  return undefined;
}

function members(value: JsonObject, struct: Struct, path: string, left: Omitted): JsonObject {
  const named = Object.entries(value).map(([name, it]): [string, unknown] => [memberOf(struct, name) ?? name, it]);
  return collected(Object.fromEntries(named), path, (name, it, at) => {
    const shape = memberShape(struct, name);
    if (shape) return part(it, shape, at, left);
    if (path === '' && isAnswered(name)) left.answered.push(name);
    else if (isOpen(it)) left.open.push(`${at} is not written out`);
    // It may be newer than what is known here.
    else return it;
    return undefined;
  });
}

function collected(
  value: JsonObject,
  path: string,
  contentOf: (name: string, it: unknown, at: string) => unknown,
): JsonObject {
  const entries = Object.entries(value).map(([name, it]): [string, unknown] => [
    name,
    contentOf(name, it, path === '' ? name : `${path}.${name}`),
  ]);
  return Object.fromEntries(entries.filter(([, it]) => it !== undefined));
}

/** A value in another one; nothing where nothing is written in it. */
function part(value: unknown, shape: Shape, path: string, left: Omitted): unknown {
  if (!isHollow(value, shape)) return taken(value, shape, path, left);
  if (value !== null && value !== undefined) left.empty.push(path);
  return undefined;
}

function scalar(value: unknown, shape: Shape): unknown {
  if (shape.kind === 'text' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (shape.kind === 'flag' && typeof value === 'string' && /^(?:true|false)$/i.test(value))
    return value.toLowerCase() === 'true';
  if (shape.kind === 'choice' && shape.of === 'number' && typeof value === 'string' && /^\d+$/.test(value))
    return Number(value);
  return value;
}

/** The member that a name means, whatever the case of its letters. */
function memberOf(struct: Struct, name: string): string | undefined {
  if (Object.hasOwn(struct.members, name)) return name;
  return Object.keys(struct.members).find((it) => it.toLowerCase() === name.toLowerCase());
}

const onlyAnswered = [...Object.keys(describeOnly), ...answerEnvelope].map((it) => it.toLowerCase());
const isAnswered = (name: string) => onlyAnswered.includes(name.toLowerCase());

/** Whether something open is in a value, or it is too deep to tell. */
function isOpen(value: unknown, deepest = 20): boolean {
  if (value instanceof UnresolvedExpression || deepest === 0) return true;
  return Object.values(typeof value === 'object' && value !== null ? value : {}).some((it) => isOpen(it, deepest - 1));
}

/** Whether nothing is written in a value, but the marks of a place where something could be. */
function isHollow(value: unknown, shape: Shape): boolean {
  if (value === null || value === undefined) return true;
  if (value === '') return shape.kind !== 'text' || !takesEmpty(shape);
  if (shape.kind === 'list') return Array.isArray(value) && value.every((it) => isHollow(it, shape.item));
  if (!isJsonObject(value)) return false;
  const entries = Object.entries(value);
  if (shape.kind === 'dict') return entries.every(([name, it]) => name === exampleVariable && it === '');
  if (shape.kind !== 'struct') return false;
  const known = entries.flatMap(([name, it]) => {
    const member = memberOf(shape, name);
    const inner = member === undefined ? undefined : memberShape(shape, member);
    return member === undefined || !inner ? [] : [{ member, inner, it, isHollow: isHollow(it, inner) }];
  });
  // What a thing is called by, or cannot be without, makes it a thing.
  const names = known.filter(({ member }) => shape.labelledBy?.includes(member));
  const lacksName = names.length > 0 && names.every((it) => it.isHollow);
  const lacksAll = known.length === entries.length && known.every((it) => it.isHollow);
  return lacksAll || lacksName || known.some(({ inner, it, isHollow }) => inner.required && it === '' && isHollow);
}

function takesEmpty({ limits: { min = 0 }, form, required }: Extract<Shape, { kind: 'text' }>): boolean {
  return min === 0 && (form ? form.pattern.test('') : required === true);
}
