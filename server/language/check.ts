/** All that is wrong with a definition. */
import { createModel } from './createModel';
import { type Document, fits, type Member, type Value, walk } from './document';
import { rules } from './rules';
import {
  type Finding,
  type FormRule,
  type Given,
  lookup,
  type Rule,
  type RuleWords,
  type Severity,
  type Watched,
} from './rules/rule';
import { type Dict, reference, type Shape } from './shape';
import { count } from './words';

export interface Problem extends Finding {
  /** The id of the rule that is broken. */
  readonly rule: string;
  readonly severity: Severity;
  /** Where to read more. */
  readonly href: string;
}

/** More problems than this help nobody; the last one then says how many are not shown. */
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

/**
 * All problems of a definition, in the order of the text.
 * @param given what the text itself does not say; what is left out is not judged
 */
export function check(document: Document, given: Given = {}): Problem[] {
  const problems: Problem[] = [];
  const page = reference(createModel);

  function found(rule: RuleWords, finding: Finding, href: string): void {
    const severity = given.rules && Object.hasOwn(given.rules, rule.id) ? given.rules[rule.id] : rule.severity;
    if (severity && severity !== 'off') problems.push({ ...finding, rule: rule.id, severity, href });
  }

  function judge<On extends keyof Watched>(on: On, watched: Watched[On], href: () => string): void {
    for (const rule of watchers[on]) rule.check(watched, (finding) => found(rule, finding, href()));
  }

  for (const { kind, ...finding } of document.faults) {
    const rule = byId.get(kind);
    if (rule) found(rule, finding, page);
  }
  judge('file', { document, given }, () => page);

  const dicts: Value<Dict>[] = [];
  if (document.root?.type === 'object')
    walk(
      { node: document.root, shape: createModel },
      {
        value(value) {
          const href = () => hrefOf(value);
          if (value.node.type === 'string' && document.torn.has(value.node)) return;
          if (!fits(value.node, value.shape)) judge('misfit', value, href);
          else if (is(value, 'text')) judge('text', value, href);
          else if (is(value, 'choice')) judge('choice', value, href);
          else if (is(value, 'list')) judge('list', value, href);
          else if (is(value, 'struct')) judge('struct', { ...value, torn: document.torn.has(value.node) }, href);
          else if (is(value, 'dict')) {
            dicts.push(value);
            judge('dict', value, href);
          }
        },
        member(member) {
          judge('member', member, () => hrefOfMember(member));
        },
      },
    );
  judge('dicts', dicts, () => (dicts[0] ? hrefOf(dicts[0]) : page));

  problems.sort((a, b) => a.offset - b.offset || a.length - b.length);
  return problems.length > mostProblems ? shortened(problems) : problems;

  function hrefOf(value: Value): string {
    const place = lookup(value);
    return place ? reference(place.struct, place.member) : page;
  }

  function hrefOfMember({ owner, name }: Member): string {
    return owner.shape.kind === 'struct' && Object.hasOwn(owner.shape.members, name)
      ? reference(owner.shape, name)
      : hrefOf(owner);
  }
}

function is<Kind extends Shape['kind']>(value: Value, kind: Kind): value is Value<Extract<Shape, { kind: Kind }>> {
  return value.shape.kind === kind;
}

/** The first of very many problems; the last of these says that there are more. */
function shortened(problems: readonly Problem[]): Problem[] {
  const shown = problems.slice(0, mostProblems);
  const last = shown.at(-1);
  if (last) {
    const message = `${last.message} (${count(problems.length - mostProblems, 'more problem')} not shown.)`;
    shown[shown.length - 1] = { ...last, message };
  }
  return shown;
}
