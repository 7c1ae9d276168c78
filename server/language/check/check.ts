/** All that is wrong with a definition. */
import type { Node } from 'jsonc-parser';
import { addTags } from '../description/addTags';
import { createModel } from '../description/createModel';
import { describeModel } from '../description/describeModel';
import { type MapShape, type Shape, type Struct, shapes } from '../description/shape';
import { rules } from '../rules';
import {
  CheckedFile,
  type ObjectWithMembers,
  type Rule,
  type RuleMeta,
  type RuleTargets,
  type SchemaRule,
  type TargetShapes,
} from '../rules/rule';
import { type Document, fits, namingValue, type ReferenceValue, type Value, walk } from '../syntax/document';
import type { ParseError } from '../syntax/parser';
import { StructView } from '../syntax/structView';
import { lazyTable } from '../text/memo';
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

const knownShapes = [createModel, describeModel, addTags].flatMap(shapes);

/** Finds the rules for a shape; for the shapes of our descriptions, once, because few of very many rules apply to any one. */
function watchersAmong<On extends keyof RuleTargets>(on: On): (shape: TargetShapes[On]) => readonly SchemaRule<On>[] {
  const all = watching(on);
  const find = (shape: TargetShapes[On]) => all.filter(({ appliesTo }) => !appliesTo || appliesTo(shape));
  const known = lazyTable(knownShapes, (shape) => find(shape as TargetShapes[On]));
  return (shape) => known(shape) ?? find(shape);
}

const watchers = {
  member: watchersAmong('member'),
  misfit: watchersAmong('misfit'),
  text: watchersAmong('text'),
  choice: watchersAmong('choice'),
  list: watchersAmong('list'),
  dict: watchersAmong('dict'),
  struct: watchersAmong('struct'),
};

/**
 * The problems of a definition that are shown, in the order of the text.
 * @param given context that isn't in the text; checks that need missing context are skipped
 * @param history what the previous check of the text before an edit left, which saves time and changes no result
 */
export const check = (document: Document, given?: AnalysisContext, history?: CheckHistory): readonly Problem[] =>
  judge(document, given, history).problems;

/** Runs rules on parts of one document and collects what they find. */
class RuleRunner {
  readonly problems = new Collection();
  /** The offsets of the values in which a problem was found. */
  readonly found: number[] = [];
  /** The rule that is running: kept here and not in a closure for each of very many values. */
  #rule: RuleMeta | undefined;

  constructor(
    readonly document: Document,
    readonly given: AnalysisContext,
  ) {}

  /** Reports the parser's errors that are rules. */
  reportFaults(faults: readonly ParseError[]): void {
    for (const it of faults) {
      this.#rule = byId.get(it.kind);
      if (this.#rule) this.#report(asFinding(it));
    }
  }

  run<On extends keyof RuleTargets>(watched: RuleTargets[On], by: readonly SchemaRule<On>[], node?: Node): void {
    const before = this.problems.total;
    for (const rule of by) {
      this.#rule = rule;
      rule.check(watched, this.#report, this.document, this.given);
    }
    if (node && this.problems.total > before) this.found.push(node.offset);
  }

  readonly #report = (finding: Finding): void => {
    const rule = this.#rule;
    if (!rule) return;
    const { rules } = this.given;
    const severity = (rules && Object.hasOwn(rules, rule.id) ? rules[rule.id] : undefined) ?? rule.severity;
    if (severity !== 'off') this.problems.add({ ...finding, rule: rule.id, severity });
  };
}

/**
 * The same, with the number of all problems.
 * @param given what the text itself doesn't contain; what isn't given isn't checked
 */
export function judge(document: Document, given: AnalysisContext = {}, history?: CheckHistory): Judgement {
  const { text, root } = document;
  const runner = new RuleRunner(document, given);
  const { problems } = runner;
  runner.reportFaults(document.faults);
  const { objects, maps, strings } = checkValues(document, runner, isUnchanged(history?.last, document, given));
  if (history && problems.total <= mostProblems)
    history.last = snapshotClean(document, given, objects, runner.found) ?? history.last;
  runner.run<'dicts'>(maps, ofMaps);
  runner.run<'file'>(new CheckedFile(document, given, strings), ofFile);

  const shown = problems.shown().map((it) => asSaid(hideSecretValues(it, root, text)));
  return { problems: withRest(shown, problems.total - shown.length), counts: problems.counts };
}

/** What the rules for maps and for the whole file check. */
interface Collected {
  readonly objects: readonly Value<Struct | MapShape>[];
  readonly maps: readonly ObjectWithMembers<MapShape>[];
  readonly strings: readonly ReferenceValue[];
}

/** Walks the values of a document and runs the rules that check one value. @param isClean whether nothing can be found in an object */
function checkValues(
  { root, shape, torn }: Document,
  runner: RuleRunner,
  isClean: ReturnType<typeof isUnchanged>,
): Collected {
  const objects: Value<Struct | MapShape>[] = [];
  const maps: ObjectWithMembers<MapShape>[] = [];
  const strings: ReferenceValue[] = [];
  if (root?.type !== 'object') return { objects, maps, strings };
  /** The end of the object in which nothing can be found. */
  let cleanTo = 0;
  const isTorn = (node: Node) => torn.size > 0 && torn.has(node);
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
          if (isBracketed(node) || !isTorn(node)) runner.run<'misfit'>(value, watchers.misfit(shape), node);
        } else if (shape.kind === 'struct' || shape.kind === 'dict') {
          if (isClean({ node, shape })) cleanTo = node.offset + node.length;
        } else if (!isTorn(node)) {
          if (is(value, 'text')) runner.run<'text'>(value, watchers.text(value.shape), node);
          else if (is(value, 'choice')) runner.run<'choice'>(value, watchers.choice(value.shape), node);
          else if (is(value, 'list')) runner.run<'list'>(value, watchers.list(value.shape), node);
        }
      },
      object(value, members) {
        const { node } = value;
        objects.push(value);
        if (is(value, 'dict')) maps.push({ value, members });
        if (node.offset < cleanTo) return;
        const ofMembers = watchers.member(value.shape);
        for (const it of members) if (!isTorn(it.key)) runner.run<'member'>(it, ofMembers, node);
        if (is(value, 'dict')) runner.run<'dict'>({ value, members }, watchers.dict(value.shape), node);
        else if (is(value, 'struct') && !isTorn(node)) {
          const written = new StructView<never>(value, members);
          runner.run<'struct'>({ value, members, written }, watchers.struct(value.shape), node);
        }
      },
    },
  );
  return { objects, maps, strings };
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
