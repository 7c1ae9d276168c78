/** Definitions with very many things in them, in every list, map and object of the description: new ones are among them by themselves. */
import { createModel } from '../../server/language/createModel';
import type { Dict, List, Naming, Shape, Struct, Text } from '../../server/language/shape';
import type { Spot } from '../fuzz/texts';

/** A text of which there can be as much as is wanted. */
export interface Many {
  /** What there is very much of, and how it is written. */
  readonly name: string;
  /** Whether it is a list or a map, of which a request may have some, and no object with more members than there are. */
  readonly isUsual: boolean;
  /** How its things are written. */
  readonly style: string;
  readonly write: (count: number) => Spot;
}

/** Where a shape stands in a request: the member names on the way, `[]` for an item. */
type Way = readonly string[];

/** Every list, map and object of the description where it stands first. */
function placesIn(root: Struct): { readonly shape: Struct | List | Dict; readonly way: Way }[] {
  const found = new Map<Shape, { readonly shape: Struct | List | Dict; readonly way: Way }>();
  const visit = (shape: Shape, way: Way): void => {
    if (shape.kind !== 'struct' && shape.kind !== 'list' && shape.kind !== 'dict') return;
    const known = [...found.keys()].some(
      (it) => it === shape || (it.kind === 'struct' && shape.kind === 'struct' && it.name === shape.name),
    );
    if (known) return;
    found.set(shape, { shape, way });
    if (shape.kind === 'list') visit(shape.item, [...way, '[]']);
    if (shape.kind === 'struct') for (const [name, it] of Object.entries(shape.members)) visit(it, [...way, name]);
  };
  visit(root, []);
  return [...found.values()];
}

/** How things are written. */
interface Style {
  readonly name: string;
  /** A string in the place of one, as JSON. */
  readonly string?: (value: string, at: number) => string;
  /** An item or an entry, as JSON; `valid` writes one that is as it should be. */
  readonly item?: (valid: (at: number) => string, at: number) => string;
  readonly member?: (name: string, value: string, at: number) => string;
  readonly between?: string;
  /** Whether each thing is another. */
  readonly isSame?: true;
  readonly isDirect?: true;
}

const json = (value: unknown) => JSON.stringify(value);
const wrong = ['null', '1', 'true', '[]', '{}', '"x"', '[{}]', '{"a":{}}'];

const styles: readonly Style[] = [
  { name: 'each another' },
  { name: 'all the same', isSame: true },
  { name: 'alike but for case', string: (it, at) => json(at % 2 ? it.toUpperCase() : it) },
  { name: 'empty', item: () => '{}' },
  { name: 'every other empty, direct', item: (valid, at) => (at % 2 ? '{}' : valid(at)), isDirect: true },
  { name: 'one and then empty', item: (valid, at) => (at > 0 ? '{}' : valid(at)) },
  { name: 'of wrong types', item: (_, at) => wrong[at % wrong.length] ?? '' },
  { name: 'malformed', string: (it) => json(`{${it} ¿\u0000`) },
  { name: 'to be filled in', string: (it) => json(`{{${it}}}<name>`) },
  { name: 'escaped', string: (it) => `"${it.replace(/./g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`)}"` },
  { name: 'long', string: (it) => json(it.padEnd(300, '-a.')) },
  { name: 'of names in another case', member: (name, value) => `${json(name.toLowerCase())}:${value}` },
  { name: 'of names nearly right', member: (name, value) => `${json(`${name}s`)}:${value}` },
  { name: 'of unknown names', member: (_, value, at) => `"unknown ${numbered(at)}":${value}` },
  { name: 'of names that stand twice', member: (name, value) => `${json(name)}:${value},${json(name)}:${value}` },
  { name: 'with comments and without commas', between: ' // a\n' },
  { name: 'on lines of their own', between: ',\n\n  ' },
];

/** All numbers have as many digits, so that no name is nearer to another than its neighbors are. */
const numbered = (at: number) => String(at).padStart(6, '0');

/** A string of each kind. */
const examples: Readonly<Record<Naming, (at: number) => string>> = {
  image: (at) =>
    at % 3
      ? `763104351884.dkr.ecr.${at % 2 ? 'eu-west-1' : 'us-east-1'}.amazonaws.com/pytorch-inference:2.${numbered(at)}.0-cpu`
      : `111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-${numbered(at)}:1`,
  s3: (at) => `s3://models-${numbered(at)}/model.tar.gz`,
  role: (at) => `arn:aws:iam::111122223333:role/role-${numbered(at)}`,
  'model-package': (at) => `arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/${numbered(at)}`,
  lambda: (at) => `arn:aws:lambda:eu-west-1:111122223333:function:log-in-${numbered(at)}`,
  'hub-content': (at) => `arn:aws:sagemaker:eu-west-1:aws:hub-content/SageMakerPublicHub/Model/m/${numbered(at)}`,
  'security-group': (at) => `sg-${String(at).padStart(17, '0')}`,
  subnet: (at) => `subnet-${String(at).padStart(17, '0')}`,
  'tag-key': (at) => `team-${numbered(at)}`,
  variable: (at) => (at % 3 ? `MAX_INPUT_LENGT_${numbered(at)}` : `API_KEY_${numbered(at)}`),
  'variable-value': (at) => (at % 3 ? `s3://models/${numbered(at)}/` : `secret-${numbered(at)}-s3cr3tTokenOfAService`),
};

const sample = ({ names }: Text, at: number) => (names ? examples[names](at) : `item-${numbered(at)}`);

const isPlain = ({ kind }: Shape) => kind === 'text' || kind === 'choice' || kind === 'flag';

/** A value as it is written in a style; inside of it, lists and maps have one thing. */
function written(shape: Shape, at: number, style: Style): string {
  const place = style.isSame ? 0 : at;
  switch (shape.kind) {
    case 'text': {
      const value = sample(shape, place);
      return style.string?.(value, at) ?? json(value);
    }
    case 'choice': {
      const [value = ''] = Object.keys(shape.values);
      return shape.of === 'number' ? value : (style.string?.(value, at) ?? json(value));
    }
    case 'flag':
      return String(place % 2 === 0);
    case 'list':
      return `[${written(shape.item, at, style)}]`;
    case 'dict':
      return `{${entry(shape, at, style)}}`;
    case 'struct': {
      // Lists and maps, and what need not be there, have texts of their own.
      const members = Object.entries(shape.members).filter(([, it]) => it.required || isPlain(it));
      return `{${members.map(([name, it]) => member(name, written(it, at, style), at, style)).join()}}`;
    }
  }
}

const member = (name: string, value: string, at: number, style: Style) =>
  style.member?.(name, value, at) ?? `${json(name)}:${value}`;

const entry = (shape: Dict, at: number, style: Style) => {
  const key = written(shape.key, at, style);
  const value = () => written(shape.value, at, style);
  return `${key}:${style.item ? style.item(value, at) : value()}`;
};

/** The things of which there are very many in a list, a map or an object. */
function thing(shape: Struct | List | Dict, at: number, style: Style): string {
  if (shape.kind === 'dict') return entry(shape, at, style);
  if (shape.kind === 'struct') {
    const members = Object.entries(shape.members);
    const [name, it] = members[(style.isSame ? 0 : at) % members.length] ?? ['', undefined];
    return member(name, it && it.kind !== 'struct' ? written(it, at, style) : '{}', at, style);
  }
  const valid = (at: number) => written(shape.item, at, style);
  return style.item ? style.item(valid, at) : valid(at);
}

/** A request in which something stands at a place, and little else. */
function around(struct: Struct, way: Way, inner: string, isDirect: boolean): string {
  const [name = '', ...rest] = way;
  const shape = struct.members[name];
  const own = way.length === 0 ? inner : undefined;
  if (own !== undefined) return own;
  const value =
    shape?.kind === 'struct'
      ? around(shape, rest, inner, false)
      : shape?.kind === 'list' && rest.length > 0 && shape.item.kind === 'struct'
        ? `[${around(shape.item, rest.slice(1), inner, false)}]`
        : inner;
  const mode = isDirect ? ',"InferenceExecutionConfig":{"Mode":"Direct"}' : '';
  return `{${json(name)}:${value}${mode}}`;
}

/** How the members of an object are written of which there are too many. */
const ofObjects = /names|comments|the same/;

/** The texts of very many things; the offset in each is that of the thing in the middle. */
export const many: readonly Many[] = placesIn(createModel).flatMap(({ shape, way }) =>
  styles
    .filter((it) => shape.kind !== 'struct' || ofObjects.test(it.name))
    .map((style) => ({
      name: `${way.join('.') || 'the request'}: ${style.name}`,
      isUsual: shape.kind !== 'struct',
      style: style.name,
      write(count: number) {
        const things = Array.from({ length: count }, (_, at) => thing(shape, at, style));
        const between = style.between ?? ',';
        const before = things.slice(0, count >> 1).join(between).length + between.length;
        const inner = shape.kind === 'list' ? `[${things.join(between)}]` : `{${things.join(between)}}`;
        const text = around(createModel, way, inner, style.isDirect === true);
        return { text, offset: text.indexOf(inner) + 1 + before + 1 };
      },
    })),
);
