/** All that is wrong with a definition. */
import type { Node } from 'jsonc-parser';
import { type Document, fits, type NamingValue, namingValue, type Value, walk } from './document';
import { isSecret } from './knowledge/secrets';
import { keeping } from './remember';
import { rules } from './rules';
import type {
  Filled,
  Finding,
  Fix,
  FormRule,
  Given,
  Rule,
  RuleWords,
  Severity,
  Shaped,
  Span,
  Watched,
} from './rules/rule';
import { Written } from './rules/written';
import type { Dict, Shape, Struct } from './shape';
import { cleanIn, type Judged, judged } from './unchanged';
import { excerpt } from './words';

export interface Problem extends Finding {
  /** The id of the rule that is broken. */
  readonly rule: string;
  readonly severity: Severity;
}

/** More problems than this help nobody; the last one then says that there are more. */
const mostProblems = 1000;

const byId = new Map<string, Rule>(rules.map((it) => [it.id, it]));

function watching<On extends keyof Watched>(on: On): readonly FormRule<On>[] {
  return rules.filter((it): it is Rule & FormRule<On> => it.on === on);
}

const [ofFile, ofMaps] = [watching('file'), watching('dicts')];

/** The rules that watch something of a shape, found once a shape: of very many rules, few are about any one. */
function watchersOf<On extends keyof Watched>(on: On): (shape: Shaped[On]) => readonly FormRule<On>[] {
  const all = watching(on);
  return keeping((shape) => all.filter(({ concerns }) => !concerns || concerns(shape)));
}

const watchers = {
  member: watchersOf('member'),
  misfit: watchersOf('misfit'),
  text: watchersOf('text'),
  choice: watchersOf('choice'),
  list: watchersOf('list'),
  dict: watchersOf('dict'),
  struct: watchersOf('struct'),
};

/** What was judged last: nearly always the text before a letter was typed in it. */
let last: Judged | undefined;

/**
 * All problems of a definition, in the order of the text.
 * @param given what the text itself does not say; what is left out is not judged
 */
export function check(document: Document, given: Given = {}): Problem[] {
  const problems: Problem[] = [];
  const { torn, text, root, shape } = document;
  const isClean = cleanIn(last, document, given);

  // What is being judged, and by which rule: kept here and not in a closure a value, for there are very many values.
  let judging: RuleWords;

  function report(finding: Finding): void {
    const own = given.rules && Object.hasOwn(given.rules, judging.id) ? given.rules[judging.id] : undefined;
    const severity = own ?? judging.severity;
    if (severity !== 'off') problems.push({ ...finding, rule: judging.id, severity });
  }

  /** More is not looked for in the values then; what is said of the file and of all maps is little. */
  const isFull = () => problems.length > mostProblems;
  /** Where the values begin of which a problem was found. */
  const found: number[] = [];

  function judge<On extends keyof Watched>(watched: Watched[On], by: readonly FormRule<On>[], node?: Node): void {
    const before = problems.length;
    for (const rule of by) {
      judging = rule;
      rule.check(watched, report, text, given);
    }
    if (node && problems.length > before) found.push(node.offset);
  }

  for (const { kind, instead, related, ...finding } of document.faults) {
    const rule = byId.get(kind);
    if (!rule) continue;
    judging = rule;
    // What a comment says is lost with it, though the request stays the same.
    report({
      ...finding,
      related: related && [related],
      fixes: instead && [{ ...replacing(instead), ...(kind !== 'comment' && { isSafe: true as const }) }],
    });
  }
  const objects: Value<Struct | Dict>[] = [];
  /** The end of the object in which nothing can be found. */
  let cleanTo = 0;
  const maps: Filled<Dict>[] = [];
  const strings: NamingValue[] = [];
  const isTorn = (node: Node) => torn.size > 0 && torn.has(node);
  if (root?.type === 'object')
    walk(
      { node: root, shape },
      {
        value(value) {
          const { node, shape, within } = value;
          if (shape.kind === 'text' && within?.shape.kind !== 'dict') {
            const named = namingValue(value);
            if (named) strings.push(named);
          }
          if (node.offset < cleanTo || isFull()) return;
          if (!fits(node, shape)) {
            if (isBracketed(node) || !isTorn(node)) judge<'misfit'>(value, watchers.misfit(shape), node);
          } else if (shape.kind === 'struct' || shape.kind === 'dict') {
            if (isClean({ node, shape })) cleanTo = node.offset + node.length;
          } else if (!isTorn(node)) {
            if (is(value, 'text')) judge<'text'>(value, watchers.text(value.shape), node);
            else if (is(value, 'choice')) judge<'choice'>(value, watchers.choice(value.shape), node);
            else if (is(value, 'list')) judge<'list'>(value, watchers.list(value.shape), node);
          }
        },
        object(value, members) {
          const { node } = value;
          objects.push(value);
          if (is(value, 'dict')) maps.push({ value, members });
          if (node.offset < cleanTo) return;
          const ofMembers = watchers.member(value.shape);
          for (const it of members) if (!isTorn(it.key) && !isFull()) judge<'member'>(it, ofMembers, node);
          if (isFull()) return;
          if (is(value, 'dict')) judge<'dict'>({ value, members }, watchers.dict(value.shape), node);
          else if (is(value, 'struct') && !isTorn(node)) {
            const written = new Written<never>(value, members);
            judge<'struct'>({ value, members, written }, watchers.struct(value.shape), node);
          }
        },
      },
    );
  if (!isFull()) last = judged(document, given, objects, found) ?? last;
  judge<'dicts'>(maps, ofMaps);
  judge<'file'>({ document, given, strings }, ofFile);

  problems.sort((a, b) => a.offset - b.offset || a.length - b.length);
  const shown = problems.length > mostProblems ? shortened(problems) : problems;
  return shown.map((it) => withoutSecrets(it, secretsAt(it, maps), text));
}

/** The values in maps on which something lies, and that look like secrets. */
function secretsAt(span: Span, maps: readonly Filled<Dict>[]): Node[] {
  return touched(maps, span, (it) => it.value.node).flatMap(({ members }) =>
    touched(members, span, ({ key }) => key.parent ?? key).flatMap(({ name, value }) =>
      value && touches(value, span) && isSecret(name, String(value.value)) ? [value] : [],
    ),
  );
}

const touches = (one: Span, other: Span) =>
  other.offset < one.offset + one.length && other.offset + other.length > one.offset;

/** Those of some things, which stand one behind the other, on which something lies. */
function touched<T>(things: readonly T[], span: Span, where: (thing: T) => Span): T[] {
  let [first, end] = [0, things.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    const it = things[middle];
    const { offset, length } = it === undefined ? span : where(it);
    if (offset + length > span.offset) end = middle;
    else first = middle + 1;
  }
  const found: T[] = [];
  for (let at = first; at < things.length; at++) {
    const it = things[at];
    if (it === undefined || !touches(where(it), span)) break;
    found.push(it);
  }
  return found;
}

/** A problem that does not tell a secret on which it lies, in full or by its first letters: problems are logged. */
function withoutSecrets(problem: Problem, [node]: readonly Node[], text: string): Problem {
  if (!node) return problem;
  const source = text.slice(node.offset, node.offset + node.length);
  const spellings = [String(node.value), JSON.stringify(node.value).slice(1, -1), source];
  const hidden = (said: string) => spellings.reduce(withoutStart, said);
  const fixes = problem.fixes?.map((it) => ({ ...it, title: hidden(it.title) }));
  return { ...problem, message: hidden(problem.message), fixes };
}

/** What is said without as much of the beginning of a secret as stands there; a few letters tell nothing. */
function withoutStart(said: string, secret: string): string {
  for (let length = Math.min(secret.length, said.length); length > 3; length--)
    if (said.includes(secret.slice(0, length))) return said.replaceAll(secret.slice(0, length), '…');
  return said;
}

/** The fix for a fault of syntax: what it means stays what it was meant to be. */
function replacing({ text, ...span }: Span & { readonly text: string }): Fix {
  const title = text === '' ? 'Remove it' : text === ',' ? 'Add a comma' : `Write ${excerpt(text)}`;
  return { title, steps: [{ do: 'replace', span, text }] };
}

const isBracketed = ({ type }: Node) => type === 'object' || type === 'array';

function is<Kind extends Shape['kind']>(value: Value, kind: Kind): value is Value<Extract<Shape, { kind: Kind }>> {
  return value.shape.kind === kind;
}

/** The first of very many problems; the last of these says that there are more. */
function shortened(problems: readonly Problem[]): Problem[] {
  return problems
    .slice(0, mostProblems)
    .map((it, i) =>
      i < mostProblems - 1 ? it : { ...it, message: `${it.message} (More problems follow and are not shown.)` },
    );
}
