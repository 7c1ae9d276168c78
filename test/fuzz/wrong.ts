/** Requests in which values of any kind stand under any member of the description, and under the names of secrets. */
import fc from 'fast-check';
import { createModel } from '../../server/language/createModel';
import type { Shape } from '../../server/language/shape';
import { requests } from '../language/requests';

type Path = readonly (string | number)[];

/** Variables that people keep secrets in, and others that rules know. */
const names = [
  'A',
  'SECRET',
  'DB_PASSWORD',
  'HF_TOKEN',
  'API_KEY',
  'SAGEMAKER_PROGRAM',
  'OPTION_ROLLING_BATCH',
  '__proto__',
  '',
];

/** Where a value can be: in each member of each structure, in each list and in each map. */
function placesIn(shape: Shape, path: Path): Path[] {
  const inner = (step: string | number, of: Shape) => placesIn(of, [...path, step]);
  switch (shape.kind) {
    case 'struct':
      return [path, ...Object.entries(shape.members).flatMap(([name, it]) => inner(name, it))];
    case 'list':
      return [path, ...inner(0, shape.item)];
    case 'dict':
      return [path, ...names.flatMap((it) => inner(it, shape.value))];
    default:
      return [path];
  }
}

export const places: readonly Path[] = placesIn(createModel, []);

const deep = (open: string, close: string) => `${open.repeat(200)}1${close.repeat(200)}`;

/** Values of every kind, as JSON. */
export const values: readonly string[] = [
  ...['null', 'true', 'false', '0', '1', '-1.5', '1e999', '123456789012345678901234567890', '""', '"x"', '" "'],
  ...['"\\u0000"', '"\\ud800"', '"{{a}}"', '"hf_abcdefghijklmnopqrstuvwxyz"', '"true"', '"__proto__"'],
  ...['[]', '[[]]', '[null]', '["x"]', '[{}]', '[1, "x", {}, []]', '{}', '{ "a": {} }', '{ "": "" }'],
  ...[
    '{ "__proto__": null }',
    '{ "SECRET": ["x"] }',
    '{ "SECRET": { "a": null } }',
    deep('[', ']'),
    deep('{"SECRET":', '}'),
  ],
];

const mark = (at: number) => `\u0001${at}\u0001`;

/** A request with something else at a place, whatever was on the way there. */
function put(request: unknown, path: Path, value: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const items = Array.isArray(request) ? request : [];
    return [put(items[step], rest, value), ...items.slice(1)];
  }
  const members = typeof request === 'object' && request !== null && !Array.isArray(request) ? request : {};
  const own = Object.entries(members).filter(([name]) => name !== step);
  const old = Object.hasOwn(members, step) ? Reflect.get(members, step) : undefined;
  return Object.fromEntries([...own, [step, put(old, rest, value)]]);
}

/** The text of a request with some values put into it. */
export function withWrong(request: unknown, changes: readonly (readonly [place: number, value: number])[]): string {
  const whole = changes.reduce((it, [place], at) => put(it, places[place % places.length] ?? [], mark(at)), request);
  const text = JSON.stringify(whole);
  return changes.reduce(
    (it, [, value], at) => it.replace(JSON.stringify(mark(at)), () => values[value % values.length] ?? 'null'),
    text,
  );
}

/** Random requests, each with one to three values of any kind anywhere in it. */
export const wrong: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(fc.constant({}), requests),
    fc.array(fc.tuple(fc.nat({ max: places.length - 1 }), fc.nat({ max: values.length - 1 })), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([request, changes]) => withWrong(request, changes));
