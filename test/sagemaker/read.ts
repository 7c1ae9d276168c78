/** Reads a request as the service does: what has the wrong JSON type is refused, what is unknown or null is not there. */
import { Refusal } from './refusal';
import type { Asked } from './requests';

type Members = Readonly<Record<string, Asked>>;

/** The members of a request that the service knows: it ignores unknown ones, so that callers may be newer than it is. */
export function read(members: Members, body: unknown): Record<string, unknown> {
  if (!isObject(body)) throw notA('Structure', body);
  const known = Object.entries(members).map(([name, shape]) => [name, body[name], shape] as const);
  return Object.fromEntries(
    known.filter(([, value]) => value !== undefined && value !== null).map(([n, value, s]) => [n, readValue(s, value)]),
  );
}

function readValue(shape: Asked, value: unknown): unknown {
  switch (shape.kind) {
    case 'struct':
      return read(shape.members, value);
    case 'dict':
      if (!isObject(value)) throw notA('Map', value);
      return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, readValue(shape.value, it)]));
    case 'list':
      if (!Array.isArray(value)) throw notA('List', value);
      return value.map((it) => readValue(shape.item, it));
    case 'text':
      return scalar('String', typeof value === 'string', value);
    case 'flag':
      return scalar('Boolean', typeof value === 'boolean', value);
    case 'choice':
      return shape.of === 'string'
        ? scalar('String', typeof value === 'string', value)
        : scalar('Integer', Number.isInteger(value), value);
    case 'whole':
      return scalar('Integer', Number.isInteger(value), value);
    case 'moment':
      return scalar('Timestamp', typeof value === 'number', value);
  }
}

function scalar(type: string, isOne: boolean, value: unknown): unknown {
  if (!isOne) throw notA(type, value);
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As AWS says it where a number stands for a string; what it says of other types is taken to be alike. */
function notA(type: string, value: unknown): Refusal {
  return new Refusal('SerializationException', `${tokenOf(value)} can not be converted to a ${type}`);
}

/** What a Java reader of JSON calls the beginning of a value. */
function tokenOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT';
  const isWord = typeof value === 'boolean' || value === null;
  return `${isWord ? value : typeof value}_VALUE`.toUpperCase();
}
