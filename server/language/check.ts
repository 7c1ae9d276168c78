/** All that is wrong with a definition. */
import type { Node } from 'jsonc-parser';
import { type Document, fits, type Value, walk } from './document';
import { isSecret } from './knowledge/secrets';
import { rules } from './rules';
import type { Finding, Fix, FormRule, Given, Rule, RuleWords, Severity, Span, Watched } from './rules/rule';
import type { Dict, Shape, Struct } from './shape';
import { excerpt } from './words';

export interface Problem extends Finding {
  /** The id of the rule that is broken. */
  readonly rule: string;
  readonly severity: Severity;
}

/** More problems than this help nobody; the last one then says that there are more. */
const mostProblems = 1000;

const byId = new Map<string, Rule>(rules.map((it) => [it.id, it]));

const watchers: { readonly [On in keyof Watched]: readonly FormRule<On>[] } = {
  file: watching('file'),
  member: watching('member'),
  misfit: watching('misfit'),
  text: watching('text'),
  choice: watching('choice'),
  list: watching('list'),
  dict: watching('dict'),
  dicts: watching('dicts'),
  struct: watching('struct'),
};

function watching<On extends keyof Watched>(on: On): readonly FormRule<On>[] {
  return rules.filter((it): it is Rule & FormRule<On> => it.on === on);
}

/** Those that watch each kind of structure, found once: there are many, and most are for one kind. */
const structWatchers = new Map<string, readonly FormRule<'struct'>[]>();

function watchersOf({ name }: Struct): readonly FormRule<'struct'>[] {
  const known = structWatchers.get(name) ?? watchers.struct.filter((it) => (it.struct ?? name) === name);
  structWatchers.set(name, known);
  return known;
}

/**
 * All problems of a definition, in the order of the text.
 * @param given what the text itself does not say; what is left out is not judged
 */
export function check(document: Document, given: Given = {}): Problem[] {
  const problems: Problem[] = [];
  const isFull = () => problems.length > mostProblems;

  // What is being judged, and by which rule: kept here and not in a closure a value, for there are very many values.
  let judging: RuleWords;

  function report(finding: Finding): void {
    const own = given.rules && Object.hasOwn(given.rules, judging.id) ? given.rules[judging.id] : undefined;
    const severity = own ?? judging.severity;
    if (severity !== 'off') problems.push({ ...finding, rule: judging.id, severity });
  }

  function judge<On extends keyof Watched>(
    on: On,
    watched: Watched[On],
    by: readonly FormRule<On>[] = watchers[on],
  ): void {
    if (isFull()) return;
    for (const rule of by) {
      judging = rule;
      rule.check(watched, report, document.text, given);
    }
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
  judge('file', { document, given });

  const dicts: Value<Dict>[] = [];
  /** The values of maps, by the names of their entries. */
  const entries: { readonly name: string; readonly node: Node }[] = [];
  if (document.root?.type === 'object')
    walk(
      { node: document.root, shape: document.shape },
      {
        value(value) {
          const { within, at, isName, node } = value;
          if (within?.shape.kind === 'dict' && !isName) entries.push({ name: String(at), node });
          if (document.torn.has(value.node) && !isBracketed(value.node)) return;
          if (!fits(value.node, value.shape)) judge('misfit', value);
          else if (is(value, 'text')) judge('text', value);
          else if (is(value, 'choice')) judge('choice', value);
          else if (is(value, 'list') && !document.torn.has(value.node)) judge('list', value);
          else if (is(value, 'dict')) dicts.push(value);
        },
        object(value, members) {
          if (is(value, 'dict')) judge('dict', { value, members });
          else if (is(value, 'struct') && !document.torn.has(value.node))
            judge('struct', { value, members }, watchersOf(value.shape));
        },
        member(written) {
          if (!document.torn.has(written.key)) judge('member', written);
        },
      },
    );
  judge('dicts', dicts);

  problems.sort((a, b) => a.offset - b.offset || a.length - b.length);
  const shown = problems.length > mostProblems ? shortened(problems) : problems;
  const touches =
    ({ offset, length }: Node) =>
    (it: Problem) =>
      it.offset < offset + length && it.offset + it.length > offset;
  const secrets = entries
    .filter(({ name, node }) => shown.some(touches(node)) && isSecret(name, String(node.value)))
    .map((it) => it.node);
  return secrets.length === 0 ? shown : shown.map((it) => withoutSecrets(it, secrets, document.text));
}

/** A problem that does not tell a secret on which it lies, in full or by its first letters: problems are logged. */
function withoutSecrets(problem: Problem, secrets: readonly Node[], text: string): Problem {
  const end = problem.offset + problem.length;
  const node = secrets.find((it) => it.offset < end && problem.offset < it.offset + it.length);
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
