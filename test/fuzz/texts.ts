/** Random texts: definitions that somebody has changed by structure or by accident, JSON, nearly JSON, and what is no text at all. */
import fc from 'fast-check';
import { type Node, parseTree } from 'jsonc-parser';
import { image, one, source } from '../language/minimal';
import { requests } from '../language/requests';
import { validDefinitions } from '../support/definitions';

/** Definitions that are short enough to be asked about often. */
const definitions: readonly string[] = [
  ...validDefinitions()
    .map((it) => it.text)
    .filter((it) => it.length < 20_000),
  source('"S3Uri": "s3://models/m/", "S3DataType": "S3Object", "CompressionType": "None"'),
  one('"Image": "r.example.com/churn:1", "ImageConfig": { "RepositoryAccessMode": "Platform" }'),
  one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/m.tar.gz", "MultiModelConfig": {}`),
];

/** What a text is made of, and what is none of JSON's that people write, or that breaks what is around it. */
export const pieces: readonly string[] = [
  ...['{', '}', '[', ']', ',', ':', '"a"', '"', "'", 'x', '1', '-', '0', '.', 'e', 'true', 'null', '=', '$', '“'],
  ...['//', '/*', '*/', '// c\n', '/* d */', '#', '\n', '\r\n', '\r', ' ', '\t', '\\', '\\u00', '\\"'],
  ...['\u2028', '\ufeff', '\ud800', '\udc00', '\ud83d\ude00', '\u00e9', '\u0000', '\u001f', '\u00a0'],
  ...['"a b"', "'m'", 'True', 'None', '${A}', '{{ a }}', '<a>', '"Tags"', '"ModelName"', '"Environment": {', '"Mode":'],
];

const piece = fc.constantFrom(...pieces);
const somePieces = (maxLength: number) => fc.array(piece, { maxLength }).map((it) => it.join(''));

/** All members and values of a text that is JSON, in its order. */
function nodesOf(text: string): Node[] {
  const all = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(all)];
  const root = parseTree(text);
  return root ? all(root) : [];
}

/** Something else in the place of a member or value of a JSON text, which stays JSON. */
function mutated(text: string, place: number, change: number): string {
  const nodes = nodesOf(text);
  const node = nodes[place % nodes.length];
  if (!node) return text;
  const { offset, length, type, parent } = node;
  const written = text.slice(offset, offset + length);
  const isName = parent?.type === 'property' && parent.children?.[0] === node;
  const ways =
    type === 'property'
      ? [`${written}, ${written}`, `${written}, "added": 1`]
      : isName
        ? [
            written.toLowerCase(),
            `${written.slice(0, -1)}s"`,
            '"Mode"',
            '"Image"',
            '"ImageConfig"',
            '"__proto__"',
            '""',
          ]
        : [
            ...['[]', '{}', 'null', '1', 'true', '""', '"x"', '"\\ud800"', '1e400', '60.0'],
            ...[`[${written}]`, `[${written}, ${written}]`, `{ "a": ${written} }`],
            ...(type === 'string' && !written.includes('\\')
              ? [written.toLowerCase(), written.toUpperCase(), `${written.slice(0, -1)}/"`, `"${'a'.repeat(300)}"`]
              : []),
          ];
  return text.slice(0, offset) + (ways[change % ways.length] ?? written) + text.slice(offset + length);
}

/** Some characters taken out of a text, and others put into their place. */
function edited(text: string, at: number, removed: number, added: string): string {
  const offset = at % (text.length + 1);
  return text.slice(0, offset) + added + text.slice(offset + removed);
}

/** Definitions and random requests of every shape, spread out or not. */
export const written: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...definitions),
  fc.tuple(requests, fc.constantFrom(undefined, 2, '\t')).map(([it, indent]) => JSON.stringify(it, undefined, indent)),
);

/** Definitions of which a few members or values are others: JSON, and seldom right. */
export const mutations: fc.Arbitrary<string> = fc
  .tuple(written, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }))
  .map(([of, changes]) => changes.reduce((it, [place, change]) => mutated(it, place, change), of));

/** Definitions into which somebody has typed, or in which something was deleted. */
const edits: fc.Arbitrary<string> = fc
  .tuple(
    written,
    fc.array(
      fc.tuple(fc.nat(), fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: 200 })), fc.oneof(fc.constant(''), somePieces(3))),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  )
  .map(([of, changes]) => changes.reduce((it, [at, removed, added]) => edited(it, at, removed, added), of));

/** A definition, and what it is after each of a few changes, of which some make it what it was before. */
export const histories: fc.Arbitrary<readonly string[]> = fc
  .tuple(
    written,
    fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.tuple(fc.constant('by structure'), fc.nat(), fc.nat()) },
        { weight: 4, arbitrary: fc.tuple(fc.constant('by letter'), fc.nat(), fc.nat({ max: 2 })) },
        { weight: 1, arbitrary: fc.tuple(fc.constant('back'), fc.nat(), fc.nat()) },
      ),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([of, changes]) => {
    const all = [of];
    for (const [how, at, change] of changes) {
      const before = all.at(-1) ?? of;
      if (how === 'by structure') all.push(mutated(before, at, change));
      else all.push(how === 'back' ? (all[at % all.length] ?? of) : edited(before, at, change, 'x'.repeat(2 - change)));
    }
    return all;
  });

/** Texts of nothing but pieces, and JSON of any kind with a slip in it. */
const nearlyJson: fc.Arbitrary<string> = fc.oneof(
  somePieces(30),
  fc
    .tuple(fc.json(), fc.nat(), fc.nat({ max: 2 }), fc.oneof(fc.constant(''), piece))
    .map(([json, at, removed, added]) => edited(json, at, removed, added)),
);

/** Bytes read as text, and any characters, halves of pairs among them. */
const noise: fc.Arbitrary<string> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((it) => Buffer.from(it).toString('utf8')),
  fc.uint8Array({ maxLength: 200 }).map((it) => Buffer.from(it).toString('latin1')),
  fc.array(fc.nat({ max: 0xffff }), { maxLength: 100 }).map((it) => String.fromCharCode(...it)),
);

/** Brackets and names within each other, to some depth. */
const nested: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('[', '{"a":', '{"Containers":[', '{"Tags":{', '[{'), fc.nat({ max: 700 }), somePieces(5))
  .map(([opening, depth, then]) => opening.repeat(depth) + then);

/** All of them. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: edits },
  { weight: 4, arbitrary: mutations },
  { weight: 3, arbitrary: nearlyJson },
  { weight: 1, arbitrary: noise },
  { weight: 1, arbitrary: nested },
);

/** A request with a few pieces somewhere in it that are repeated for up to 200,000 characters. */
export const repetitions: fc.Arbitrary<Spot> = fc
  .tuple(written, fc.nat(), fc.array(piece, { minLength: 1, maxLength: 3 }), fc.integer({ min: 50_000, max: 200_000 }))
  .map(([text, at, repeated, length]) => {
    const one = repeated.join('');
    const offset = at % (text.length + 1);
    return { text: text.slice(0, offset) + one.repeat(Math.ceil(length / one.length)) + text.slice(offset), offset };
  });

/** A text and an offset in it. */
export interface Spot {
  readonly text: string;
  readonly offset: number;
}

/** Any text, and any offset in it. */
export const spots: fc.Arbitrary<Spot> = fc
  .tuple(texts, fc.nat())
  .map(([text, at]) => ({ text, offset: at % (text.length + 1) }));
