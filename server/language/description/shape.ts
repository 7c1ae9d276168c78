/** The words in which a request is described: shapes as plain data, tied to the SDK's types by the compiler. */
import { count } from '../text/words';

/** An object with named members; `name` is the SDK's interface. */
export interface Struct<T = unknown> extends Presence {
  readonly kind: 'struct';
  readonly name: string;
  readonly members: unknown extends T ? Readonly<Record<string, Shape>> : Members<T>;
  /** The structure of which this one has all members as well, and which describes them. */
  readonly base?: Struct;
  /** The members by which people know one item of a list from another; the first that is written counts. */
  readonly labelledBy?: readonly string[];
}

/** An object whose member names are the author's own. */
export interface MapShape extends Presence {
  readonly kind: 'dict';
  readonly key: StringShape;
  readonly value: StringShape;
  /** The greatest number of entries. */
  readonly max: number;
  /** UTF-8 bytes of all keys and values, over all maps of this shape in one request. */
  readonly totalBytes: number;
}

export interface List<Item extends Shape = Shape> extends Presence {
  readonly kind: 'list';
  readonly item: Item;
  readonly min?: number;
  readonly max: number;
  /** What an item is called that goes by its place, as it does without the first of the members that label it. */
  readonly counted?: string;
  /** Whether the order of the items says nothing. */
  readonly unordered?: true;
  /** The member by which items are told apart, wherever in the list they stand. */
  readonly keyedBy?: string;
  /** Keys of items that are the service's own: an answer has them, and creation refuses them. */
  readonly reserved?: RegExp;
}

export interface StringShape extends Presence {
  readonly kind: 'text';
  /** What a string here names, where it is more than a text. */
  readonly names?: ReferenceKind;
  readonly limits: LengthLimits;
  readonly form?: Pattern;
}

/** What strings name. */
export type ReferenceKind =
  | 'image'
  | 's3'
  | 'role'
  | 'model-package'
  | 'lambda'
  | 'hub-content'
  | 'security-group'
  | 'subnet'
  | 'tag-key'
  | 'variable'
  | 'variable-value';

/** The length of a string, counted in Unicode characters, or in UTF-8 bytes where the service counts those. */
export interface LengthLimits {
  readonly min?: number;
  readonly max?: number;
  readonly unit: 'character' | 'byte';
}

/** What a string must look like: the ways to write it, each a sequence of parts with names, and the whole in words. */
export interface Pattern {
  /** What the whole is, as the end of "… takes". */
  readonly words: string;
  readonly ways: readonly (readonly Part[])[];
  /** All ways as one expression that must match the whole string. */
  readonly pattern: RegExp;
  /** What was probably meant by a text of another form that people take for this one; nothing where that is not plain. */
  readonly meant?: (text: string, where: TargetLocation) => string | undefined;
}

/** The account and the region in which a model is to be created, as far as they are known. */
export interface TargetLocation {
  readonly account?: string;
  readonly region?: string;
}

export interface Part {
  /** What stands here, as the end of "expected …". */
  readonly words: string;
  readonly pattern: RegExp;
}

/** One of a few values; each with what it means. */
export interface EnumShape<T extends string | number = string | number> extends Presence {
  readonly kind: 'choice';
  readonly of: 'string' | 'number';
  readonly values: Readonly<Record<T, string>>;
}

export interface BooleanShape extends Presence {
  readonly kind: 'flag';
}

interface Presence {
  readonly required?: true;
  /** The day on which the member joined the API, where that was after the API's first day (YYYY-MM-DD). */
  readonly since?: string;
  /** What holds where the member, or the object around it, is left out. */
  readonly default?: string | number | boolean;
  /** What people find out late, and neither the SDK's words nor the limits say. */
  readonly remark?: string;
  /** Whether an answer may have it where a request had nothing, because the service fills it in. */
  readonly filledIn?: (request: unknown) => boolean;
  /** Whether it can be changed of a model that is there. */
  readonly changeable?: true;
  /** The member beside it that can say the same. */
  readonly otherForm?: OtherForm;
}

/** How a value in the order of its shape is written as that of another member, and back; nothing where that cannot say it. */
export interface OtherForm {
  readonly member: string;
  readonly to: (value: unknown) => unknown;
  readonly from: (value: unknown) => unknown;
}

export type Shape = Struct | MapShape | List | StringShape | EnumShape | BooleanShape;

/** The shape that describes values of the SDK's type `T`. */
export type ShapeOf<T> = unknown extends T
  ? Shape
  : [T] extends [boolean]
    ? BooleanShape
    : [T] extends [string]
      ? string extends T
        ? StringShape
        : EnumShape<T>
      : [T] extends [number]
        ? EnumShape<T>
        : T extends readonly (infer Item)[]
          ? List<ShapeOf<NonNullable<Item>> & Shape>
          : string extends keyof T
            ? MapShape
            : Struct<T>;

/** Every member of the SDK's interface `T`, neither more nor less, required exactly where `T` requires it. */
export type Members<T> = {
  readonly [K in keyof T]-?: ShapeOf<NonNullable<T[K]>> & (IsOptional<T, K> extends true ? Optional : Required);
};
type IsOptional<T, K extends keyof T> = Record<never, never> extends Pick<T, K> ? true : false;
interface Optional {
  readonly required?: never;
}
interface Required {
  readonly required: true;
}

export function struct<T>(
  name: string,
  members: Members<T>,
  labelledBy?: readonly (keyof T & string)[],
): Struct<T> & Optional {
  return { kind: 'struct', name, members, labelledBy } as Struct<T> & Optional;
}

export function dict(of: Omit<MapShape, 'kind' | 'required'>): MapShape & Optional {
  return { kind: 'dict', ...of };
}

/** A list of up to `max` items; `min` where an empty one is refused. */
export function list<Item extends Shape>(
  item: Item,
  of: Omit<List, 'kind' | 'item' | keyof Presence>,
): List<Item> & Optional {
  return { kind: 'list', item, ...of };
}

/** A string of `min` to `max` characters, of a form if one is given. */
export function text(limits: { min?: number; max?: number }, form?: Pattern): StringShape & Optional {
  return { kind: 'text', limits: { ...limits, unit: 'character' }, ...(form && { form }) };
}

/** A string of up to `max` bytes in UTF-8, of a form if one is given. */
export function bytes(max: number, form?: Pattern): StringShape & Optional {
  return { kind: 'text', limits: { max, unit: 'byte' }, ...(form && { form }) };
}

/** A string that names something. */
export function naming(names: ReferenceKind, shape: StringShape & Optional): StringShape & Optional {
  return { ...shape, names };
}

export function choice<T extends string>(values: Readonly<Record<T, string>>): EnumShape<T> & Optional {
  return { kind: 'choice', of: 'string', values };
}

export function number<T extends number>(values: Readonly<Record<T, string>>): EnumShape<T> & Optional {
  return { kind: 'choice', of: 'number', values };
}

export const flag: BooleanShape & Optional = { kind: 'flag' };

export function required<S extends Shape>(shape: S): Omit<S, 'required'> & Required {
  return { ...shape, required: true };
}

/** A member that joined the API on a day (YYYY-MM-DD). */
export function since<S extends Shape>(day: string, shape: S): S {
  return { ...shape, since: day };
}

/** A member that has a value where it is left out. */
export function byDefault<S extends Shape>(value: string | number | boolean, shape: S): S {
  return { ...shape, default: value };
}

/** A member of which something is to be known before it is used. */
export function remark<S extends Shape>(sentence: string, shape: S): S {
  return { ...shape, remark: sentence };
}

/** A member that the service fills in, always or where a request is of some kind. */
export function filledIn<S extends Shape>(shape: S, where: (request: unknown) => boolean = () => true): S {
  return { ...shape, filledIn: where };
}

/** A member that can be changed of a model that is there. */
export function changeable<S extends Shape>(shape: S): S {
  return { ...shape, changeable: true };
}

/** A member whose value can be written as that of another. */
export function otherForm<S extends Shape>(form: OtherForm, shape: S): S {
  return { ...shape, otherForm: form };
}

type PartOf = readonly [words: string, pattern: RegExp];

/** A form from its parts: `[words, pattern]` in the order in which they stand in the string. */
export function form(words: string, ...parts: readonly PartOf[]): Pattern {
  return eitherForm(words, parts);
}

/** A form that can be written in several ways. */
export function eitherForm(words: string, ...ways: readonly (readonly PartOf[])[]): Pattern {
  const sources = ways.map((parts) => parts.map(([, pattern]) => `(?:${pattern.source})`).join(''));
  return {
    words,
    ways: ways.map((parts) => parts.map(([words, pattern]) => ({ words, pattern: new RegExp(pattern.source, 'uy') }))),
    pattern: new RegExp(`^(?:${sources.join('|')})$`, 'u'),
  };
}

/** Every shape of a description, once. */
export function shapes(root: Struct): Shape[] {
  const found = new Set<Shape>();
  const visit = (shape: Shape): void => {
    if (found.has(shape)) return;
    found.add(shape);
    if (shape.kind === 'list') visit(shape.item);
    else if (shape.kind === 'dict') visit(shape.value);
    else if (shape.kind === 'struct') for (const member of Object.values(shape.members)) visit(member);
  };
  visit(root);
  return [...found];
}

/** Every structure of a description, once. */
export const structs = (root: Struct): Struct[] => shapes(root).filter((it) => it.kind === 'struct');

/** What kind of thing a shape describes: `a string`, `a list of objects`. */
export function inWords(shape: Shape): string {
  switch (shape.kind) {
    case 'struct':
      return 'an object';
    case 'dict':
      return 'a map from names to strings';
    case 'list':
      return `a list of ${shape.item.kind === 'struct' ? 'objects' : 'strings'}`;
    case 'text':
      return 'a string';
    case 'choice':
      return shape.of === 'number' ? 'one of a few numbers' : 'one of a few strings';
    case 'flag':
      return 'true or false';
  }
}

/** The limits of a shape as a sentence; nothing where it has none. */
export function limitsInWords(shape: Shape): string | undefined {
  switch (shape.kind) {
    case 'dict':
      return `Up to ${count(shape.max, 'entry')}; all names and values of a request have up to ${count(shape.totalBytes, 'byte')} together.`;
    case 'list':
      return shape.min ? `${shape.min} to ${count(shape.max, 'item')}.` : `Up to ${count(shape.max, 'item')}.`;
    case 'text': {
      const { min, max, unit } = shape.limits;
      const length =
        max === undefined ? undefined : min ? `${min} to ${count(max, unit)}` : `up to ${count(max, unit)}`;
      const said = [length, shape.form?.words].filter((it) => it !== undefined).join(': ');
      return said && `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
    }
    default:
      return undefined;
  }
}

/**
 * Where the API reference describes a member, or a structure as a whole.
 * Its pages are named after the SDK's interfaces and operations, its anchors after page and member
 * (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html).
 */
export function reference(struct: Struct, member?: string): string {
  const operation = /^(.*)(Input|Output)$/.exec(struct.name);
  const page = operation?.[1] ?? struct.name;
  const section = operation ? `${page}-${operation[2] === 'Input' ? 'request' : 'response'}` : `Type-${page}`;
  const anchor = member === undefined ? '' : `#sagemaker-${section}-${member}`;
  return `https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_${page}.html${anchor}`;
}
