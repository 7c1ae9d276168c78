/** All that is wrong with a definition. */
import type { Node } from 'jsonc-parser';
import type { MapShape, Shape, Struct } from '../description/shape';
import { rules } from '../rules';
import type { ObjectWithMembers, Rule, RuleMeta, RuleTargets, SchemaRule, TargetShapes } from '../rules/rule';
import { type Document, fits, namingValue, type ReferenceValue, type Value, walk } from '../syntax/document';
import type { ParseError } from '../syntax/parser';
import { StructView } from '../syntax/structView';
import { memoize } from '../text/memo';
import { visible } from '../text/visible';
import { count, excerpt } from '../text/words';
import type { AnalysisContext, Finding, Fix, Span } from '../types';
import { Collection, type Counts, mostProblems, type Problem } from './collect';
import { hideSecretValues } from './hideSecrets';
import { type CheckHistory, isUnchanged, snapshotClean } from './incremental';

export type { Problem } from './collect';

/** What is wrong with a definition. */
export interface Judgement {
  /** The problems that are shown, in the order of the text; if there are very many, errors take precedence. */
  readonly problems: readonly Problem[];
  /** The number of all problems, shown or not. */
  readonly counts: Counts;
}

const byId = new Map<string, Rule>(rules.map((it) => [it.id, it]));

function watching<On extends keyof RuleTargets>(on: On): readonly SchemaRule<On>[] {
  return rules.filter((it): it is Rule & SchemaRule<On> => it.on === on);
}

const [ofFile, ofMaps] = [watching('file'), watching('dicts')];

/** The rules that watch something of a shape, found once a shape: of very many rules, few are about any one. */
function watchersOf<On extends keyof RuleTargets>(on: On): (shape: TargetShapes[On]) => readonly SchemaRule<On>[] {
  const all = watching(on);
  return memoize((shape) => all.filter(({ appliesTo: concerns }) => !concerns || concerns(shape)));
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

/**
 * The problems of a definition that are shown, in the order of the text.
 * @param given context that isn't in the text; checks that need missing context are skipped
 * @param history what the previous check of the text before an edit left, which saves time and changes no result
 */
export const check = (document: Document, given?: AnalysisContext, history?: CheckHistory): readonly Problem[] =>
  judge(document, given, history).problems;

/**
 * The same, with the number of all problems.
 * @param given what the text itself does not say; what is left out is not judged
 */
export function judge(document: Document, given: AnalysisContext = {}, history?: CheckHistory): Judgement {
  const problems = new Collection();
  const { torn, text, root, shape } = document;
  const isClean = isUnchanged(history?.last, document, given);

  // What is being judged, and by which rule: kept here and not in a closure a value, for there are very many values.
  let judging: RuleMeta;

  function report(finding: Finding): void {
    const own = given.rules && Object.hasOwn(given.rules, judging.id) ? given.rules[judging.id] : undefined;
    const severity = own ?? judging.severity;
    if (severity !== 'off') problems.add({ ...finding, rule: judging.id, severity });
  }

  /** Where the values begin of which a problem was found. */
  const found: number[] = [];

  function judgeBy<On extends keyof RuleTargets>(
    watched: RuleTargets[On],
    by: readonly SchemaRule<On>[],
    node?: Node,
  ): void {
    const before = problems.total;
    for (const rule of by) {
      judging = rule;
      rule.check(watched, report, text, given);
    }
    if (node && problems.total > before) found.push(node.offset);
  }

  for (const it of document.faults) {
    const rule = byId.get(it.kind);
    if (!rule) continue;
    judging = rule;
    report(asFinding(it));
  }
  const objects: Value<Struct | MapShape>[] = [];
  /** The end of the object in which nothing can be found. */
  let cleanTo = 0;
  const maps: ObjectWithMembers<MapShape>[] = [];
  const strings: ReferenceValue[] = [];
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
          if (node.offset < cleanTo) return;
          if (!fits(node, shape)) {
            if (isBracketed(node) || !isTorn(node)) judgeBy<'misfit'>(value, watchers.misfit(shape), node);
          } else if (shape.kind === 'struct' || shape.kind === 'dict') {
            if (isClean({ node, shape })) cleanTo = node.offset + node.length;
          } else if (!isTorn(node)) {
            if (is(value, 'text')) judgeBy<'text'>(value, watchers.text(value.shape), node);
            else if (is(value, 'choice')) judgeBy<'choice'>(value, watchers.choice(value.shape), node);
            else if (is(value, 'list')) judgeBy<'list'>(value, watchers.list(value.shape), node);
          }
        },
        object(value, members) {
          const { node } = value;
          objects.push(value);
          if (is(value, 'dict')) maps.push({ value, members });
          if (node.offset < cleanTo) return;
          const ofMembers = watchers.member(value.shape);
          for (const it of members) if (!isTorn(it.key)) judgeBy<'member'>(it, ofMembers, node);
          if (is(value, 'dict')) judgeBy<'dict'>({ value, members }, watchers.dict(value.shape), node);
          else if (is(value, 'struct') && !isTorn(node)) {
            const written = new StructView<never>(value, members);
            judgeBy<'struct'>({ value, members, written }, watchers.struct(value.shape), node);
          }
        },
      },
    );
  if (history && problems.total <= mostProblems)
    history.last = snapshotClean(document, given, objects, found) ?? history.last;
  judgeBy<'dicts'>(maps, ofMaps);
  judgeBy<'file'>({ document, given, strings }, ofFile);

  const shown = problems.shown().map((it) => asSaid(hideSecretValues(it, root, text)));
  return { problems: withRest(shown, problems.total - shown.length), counts: problems.counts };
}

/** A problem as it's shown everywhere. */
function asSaid({ message, fixes, related, ...problem }: Problem): Problem {
  return {
    ...problem,
    message: visible(message),
    ...(fixes && { fixes: fixes.map((it) => ({ ...it, title: visible(it.title) })) }),
    ...(related && { related: related.map((it) => ({ ...it, message: visible(it.message) })) }),
  };
}

function asFinding({ kind, instead, related, ...finding }: ParseError): Finding {
  return {
    ...finding,
    related: related && [related],
    // What a comment says is lost with it, though the request stays the same.
    fixes: instead && [{ ...replacing(instead), ...(kind !== 'comment' && { isSafe: true as const }) }],
  };
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

/** The problems that are shown. If there are more, the last one states that. */
function withRest(shown: readonly Problem[], rest: number): readonly Problem[] {
  const last = shown.at(-1);
  if (!last || rest === 0) return shown;
  const more = `At least ${count(rest, 'more problem')} ${rest === 1 ? "isn't" : "aren't"} shown.`;
  return [...shown.slice(0, -1), { ...last, message: `${last.message} (${more})` }];
}
