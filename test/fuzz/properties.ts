/** What holds for any text, as properties that the tests try for a moment and `npm run fuzz` for as long as it is told. */
import '../client/editor';

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, type Node } from 'jsonc-parser';
import { targetOf } from '../../aws/modelTarget';
import { nameIn } from '../../client/ui/modelName';
import { check } from '../../server/language/check/check';
import { edits } from '../../server/language/check/fix';
import type { CheckHistory } from '../../server/language/check/incremental';
import { complete } from '../../server/language/features/completion';
import { formatText } from '../../server/language/features/format';
import { hover } from '../../server/language/features/hover';
import { modelName, rename } from '../../server/language/features/modelName';
import { rewrite } from '../../server/language/features/refactorings';
import { move } from '../../server/language/operations/moveToRegion';
import { read } from '../../server/language/syntax/document';
import { parse } from '../../server/language/syntax/parser';
import type { AnalysisContext } from '../../server/language/types';
import { faults, play } from '../client/hostile';
import { acceptAll } from '../language/accepting';
import { allFixed } from '../language/fixing';
import { keystrokes } from '../language/typing';
import { isJson, said } from '../support/json';
import { many } from '../work/texts';
import { answered, answers } from './answers';
import { askAll, askAt, given } from './ask';
import { hostile } from './hostile';
import { byRules, bySchema } from './oracle';
import { changes, inStep } from './sync';
import { histories, mutations, repetitions, type Spot, spots, texts, written } from './texts';
import { wrong } from './wrong';

export interface Property {
  /** A sentence that is true of the product. */
  readonly name: string;
  /** Inputs are JSON, so that those that once broke it can be kept in a file. */
  readonly inputs: fc.Arbitrary<unknown>;
  readonly holds: (input: never) => void | Promise<void>;
  /** How often it is tried in `npm test`. */
  readonly runs: number;
}

const property = <Input>(
  runs: number,
  name: string,
  inputs: fc.Arbitrary<Input>,
  holds: (input: Input) => void | Promise<void>,
): Property => ({ name, inputs, holds, runs });

const nodes = (root: Node | undefined): Node[] => (root ? [root, ...(root.children ?? []).flatMap(nodes)] : []);

/** What says that a text is no JSON, nesting that no request has left out. */
const ofSyntax = ['json-syntax', 'comment', 'trailing-comma', 'byte-order-mark', 'empty-file'];

const style = { tabSize: 2, insertSpaces: true };
const arranged = (text: string) => applyEdits(text, formatText(read(text), style));
const black = (text: string) => text.replace(/[ \t\r\n]/g, '');

/** A definition as far as somebody has typed it, into an editor that closes brackets and quotes. */
const typed: fc.Arbitrary<Spot> = fc.tuple(written, fc.nat()).map(([text, keys]) => {
  const wanted = keys % text.length;
  let at = 0;
  for (const it of keystrokes(text)) if (at++ === wanted) return it;
  return { text, offset: text.length };
});

/** A place in a definition that is JSON, or that ends there. */
const wholeOrCut: fc.Arbitrary<Spot> = fc.tuple(mutations, fc.nat(), fc.boolean()).map(([text, at, isCut]) => {
  const offset = at % (text.length + 1);
  return { text: isCut ? text.slice(0, offset) : text, offset };
});

/** What can be given to the same text: another connection, another day, other severities. */
const worlds: readonly AnalysisContext[] = [
  given,
  given,
  { ...given, region: 'cn-north-1', account: '444455556666' },
  { ...given, region: undefined, today: undefined },
  { ...given, rules: { 'unknown-member': 'off', placeholder: 'error' } },
  { ...given, encoding: 'utf8bom', duplicateNames: [{ file: 'file:///b.json', path: 'b.json', offset: 1, length: 2 }] },
];

/** All that is said of a text, its fixes by what they would make of it. */
function problems(text: string, around: AnalysisContext, before?: CheckHistory) {
  const document = read(text);
  return check(document, around, before).map(({ fixes = [], ...it }) => ({
    ...it,
    fixes: fixes.map((fix) => [fix.title, applyEdits(text, edits(document, fix))]),
  }));
}

export const properties: readonly Property[] = [
  property(1500, 'a text has a fault of syntax exactly where JSON.parse refuses it', texts, (text) => {
    const rules = new Set(check(read(text)).map((it) => it.rule));
    if (rules.has('too-deep')) return;
    assert.equal(
      ofSyntax.every((it) => !rules.has(it)),
      isJson(text),
      [...rules].join(),
    );
  }),
  property(500, 'JSON is read as what it says', fc.oneof(fc.json(), mutations), (text) => {
    const { root } = parse(text);
    assert.ok(root);
    assert.deepEqual(said(root), JSON.parse(text));
  }),
  property(500, 'every node lies inside its parent, and every problem inside the text', texts, (text) => {
    for (const node of nodes(parse(text).root)) {
      const { offset, length } = node.parent ?? { offset: 0, length: text.length };
      assert.ok(node.offset >= offset && node.offset + node.length <= offset + length, `${node.type} ${node.offset}`);
    }
    for (const it of check(read(text), given))
      assert.ok(it.offset >= 0 && it.length >= 0 && it.offset + it.length <= text.length, it.rule);
  }),
  property(150, 'all that can be asked about a text is answered, soon and about places in it', texts, (text) =>
    askAll(text),
  ),
  property(
    100,
    'a value of any type under any member of a request makes no request fail',
    fc.tuple(wrong, fc.nat()),
    ([text, at]) => {
      askAll(text, 2000);
      askAt(text, at % (text.length + 1), 2000);
    },
  ),
  property(
    500,
    'all that can be asked about an offset is answered, soon and about places in the text',
    fc.oneof(spots, typed),
    ({ text, offset }) => askAt(text, offset),
  ),
  property(300, 'the same question has the same answer', spots, ({ text, offset }) => {
    const answers = () => [
      check(read(text), given).map((it) => ({ ...it, fixes: it.fixes?.length })),
      complete(text, offset, undefined, given),
      hover(read(text), offset, given),
    ];
    assert.deepEqual(answers(), answers());
  }),
  property(
    400,
    'what was judged before changes nothing',
    fc.tuple(histories, fc.array(fc.constantFrom(...worlds), { minLength: 1, maxLength: 7 })),
    ([history, around]) => {
      const world = (at: number) => around[at % around.length] ?? given;
      const expected = history.map((text, at) => problems(text, world(at)));
      const before: CheckHistory = {};
      for (const [at, text] of history.entries())
        assert.deepEqual(problems(text, world(at), before), expected[at], `at ${at}`);
    },
  ),
  property(
    200,
    'a completion that is accepted, in any way, adds no fault of syntax',
    fc.oneof(typed, wholeOrCut),
    ({ text, offset }) => void acceptAll(text, offset, String(offset)),
  ),
  property(500, 'arranging changes white space alone, and nothing the second time', texts, (text) => {
    const once = arranged(text);
    assert.equal(black(once), black(text));
    assert.equal(arranged(once), once);
    if (isJson(text)) assert.deepEqual(JSON.parse(once), JSON.parse(text));
  }),
  property(300, 'correcting all that is safe comes to an end, and JSON stays JSON', texts, (text) => {
    const after = allFixed(text);
    assert.equal(allFixed(after), after);
    if (isJson(text)) assert.ok(isJson(after), after);
  }),
  property(500, 'every correction of JSON is JSON', mutations, (text) => {
    const document = read(text);
    for (const { rule, fixes = [] } of check(document, given))
      for (const fix of fixes) {
        const after = applyEdits(text, edits(document, fix));
        assert.ok(isJson(after), `${rule}, ${fix.title}:\n${after}`);
      }
  }),
  property(
    300,
    'JSON that is written in another form, moved or renamed is JSON',
    fc.tuple(mutations, fc.nat()),
    ([text, at]) => {
      const document = read(text);
      for (const it of rewrite(document, at % (text.length + 1))) {
        const after = applyEdits(text, edits(document, it));
        assert.ok(isJson(after), `${it.title}:\n${after}`);
      }
      for (const region of ['cn-north-1', 'eu-west-1'])
        assert.ok(isJson(applyEdits(text, [...move(document, region).edits])), region);
      const renamed = applyEdits(text, rename(document, 'a "\\ name'));
      if (modelName(document)) assert.equal(modelName(read(renamed))?.name, 'a "\\ name');
      assert.ok(isJson(renamed));
    },
  ),
  property(500, 'the client and the server read the same model name', mutations, (text) => {
    const name = modelName(read(text))?.name;
    assert.equal(nameIn(text), name !== undefined && targetOf(name)?.name === name ? name : undefined);
  }),
  property(300, 'line ends say nothing', mutations, (text) => {
    const rules = (it: string) => check(read(it), given).map(({ rule, message }) => `${rule} ${message}`);
    const of = (end: string) => rules(text.replace(/\r\n|\r|\n/g, end));
    for (const it of ['\r\n', '\r']) assert.deepEqual(of(it), of('\n'));
  }),
  property(
    500,
    'what a JSON Schema refuses is a problem there, and a problem that a schema can say is refused by it',
    mutations,
    (text) => {
      const [refused, found] = [bySchema(text), byRules(text)];
      for (const { place, says, isSaid } of refused) assert.ok(isSaid, `the schema alone: ${place}: ${says}`);
      const places = new Set(refused.map((it) => it.place));
      for (const it of found) assert.ok(places.has(it.place), `the rules alone: ${it.place}: ${it.says}`);
    },
  ),
  property(10, 'no untrusted text is a link, an icon, or endless when VS Code shows it', hostile, async (text) =>
    assert.deepEqual(faults(await play(text)), []),
  ),
  property(
    3,
    'every request about thousands of items, in any list, map, or object, is answered soon',
    fc.tuple(fc.constantFrom(...many.map((it) => it.name)), fc.integer({ min: 1000, max: 3000 })),
    ([name, count]) => {
      const { text, offset } = many.find((it) => it.name === name)?.write(count) ?? { text: '', offset: 0 };
      askAll(text, 10_000);
      askAt(text, offset, 10_000);
    },
  ),
  property(
    4,
    'every request about a text in which some pieces are repeated very often is answered soon',
    repetitions,
    ({ text, offset }) => {
      askAll(text, 5_000);
      askAt(text, offset, 5_000);
    },
  ),
  property(60, 'a text that came by edits is the same as that text at once', changes, inStep),
  property(60, 'random bytes as service responses give a failure or the declared types', answers, answered),
];
