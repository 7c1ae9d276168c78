/** Holds a request against its shapes, and says what is wrong in the service's words. */
import type { MapShape, StringShape } from '../../server/language/description/shape';
import { characters, utf8Bytes } from '../../server/language/text/words';
import { Refusal } from './refusal';
import type { Asked } from './requests';

/** Refuses a request that breaks limits, naming all of them. */
export function validate(members: Readonly<Record<string, Asked>>, request: Readonly<Record<string, unknown>>): void {
  const found = ofMembers(members, request, '');
  const errors = found.length === 1 ? 'validation error' : 'validation errors';
  if (found.length > 0)
    throw new Refusal('ValidationException', `${found.length} ${errors} detected: ${found.join('; ')}`);
}

function ofMembers(members: Readonly<Record<string, Asked>>, value: object, path: string): string[] {
  const values: Readonly<Record<string, unknown>> = { ...value };
  return Object.entries(members).flatMap(([name, shape]) => {
    const at = `${path}${path && '.'}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    if (values[name] !== undefined) return ofValue(shape, values[name], at);
    return shape.required ? [broken('null', at, 'Member must not be null')] : [];
  });
}

/** What is wrong with a value, and inside it; of a map, only that something is, and not where. */
function ofValue(shape: Asked, value: unknown, path: string): string[] {
  const broke = (demands: readonly Demand[]) =>
    demands.filter((it) => !it.isMet).map((it) => broken(`'${printed(value)}'`, path, it.words));
  if (shape.kind === 'struct') return ofMembers(shape.members, Object(value), path);
  if (shape.kind === 'text') return broke(ofText(shape, String(value)));
  if (shape.kind === 'dict') return broke(ofDict(shape, Object(value)));
  if (shape.kind === 'list') {
    const items = Array.isArray(value) ? value : [];
    const inside = items.flatMap((it, i) => ofValue(shape.item, it, `${path}.${i + 1}.member`));
    return [...broke(lengths(items.length, shape)), ...inside];
  }
  if (shape.kind === 'choice') {
    const values = Object.keys(shape.values);
    const words = `Member must satisfy enum value set: [${values.join(', ')}]`;
    return broke([{ words, isMet: values.includes(String(value)) }]);
  }
  if (shape.kind === 'whole') {
    const { min, max = Number.POSITIVE_INFINITY } = shape;
    return broke([
      { words: `Member must have value less than or equal to ${max}`, isMet: Number(value) <= max },
      { words: `Member must have value greater than or equal to ${min}`, isMet: Number(value) >= min },
    ]);
  }
  return [];
}

/** A limit in the service's words, and whether it is kept. */
interface Demand {
  readonly words: string;
  readonly isMet: boolean;
}

function ofText({ limits, form }: StringShape, value: string): Demand[] {
  const length = limits.unit === 'byte' ? utf8Bytes(value) : characters(value);
  // A form's expression is framed so that it matches the whole string; the service shows its own without the frame.
  const pattern = form?.pattern.source.replace(/^\^\(\?:(.*)\)\$$/s, '$1');
  const words = `Member must satisfy regular expression pattern: ${pattern}`;
  return [...lengths(length, limits), ...(form ? [{ words, isMet: form.pattern.test(value) }] : [])];
}

/** The service does not tell which entry of a map it means, but lists all that holds for each. */
function ofDict({ key, value, max }: MapShape, entries: object): Demand[] {
  const ofAll = (what: string, shape: StringShape, all: readonly string[]): Demand => ({
    words: `Map ${what} must satisfy constraint: [${ofText(shape, '')
      .map((it) => it.words)
      .join(', ')}]`,
    isMet: all.every((it) => ofText(shape, it).every(({ isMet }) => isMet)),
  });
  return [
    ...lengths(Object.keys(entries).length, { max }),
    ofAll('keys', key, Object.keys(entries)),
    ofAll('value', value, Object.values(entries)),
  ];
}

function lengths(length: number, { min = 0, max }: { readonly min?: number; readonly max?: number }): Demand[] {
  const most = { words: `Member must have length less than or equal to ${max}`, isMet: length <= (max ?? length) };
  const least = { words: `Member must have length greater than or equal to ${min}`, isMet: length >= min };
  return max === undefined ? [least] : [most, least];
}

function broken(value: string, path: string, words: string): string {
  return `Value ${value} at '${path}' failed to satisfy constraint: ${words}`;
}

/** A value as Java prints it: `[a, b]` and `{A=1, B=2}`. */
function printed(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, it]) => `${key}=${printed(it)}`)
    .join(', ')}}`;
}
