/** The words of a rule: what it watches, what it says, and the example that proves it. */
import type { Node } from 'jsonc-parser';
import type { EnumShape, List, MapShape, Shape, StringShape, Struct } from '../description/shape';
import { type Container, isPulledByVpc } from '../entities/containers';
import type { Document, Member, ReferenceValue, Value } from '../syntax/document';
import { openingBracketOrValue } from '../syntax/fixes';
import type { StructView } from '../syntax/structView';
import { Memo } from '../text/memo';
import { excerpt, oneOf } from '../text/words';
import type { AnalysisContext, Finding, Severity } from '../types';

/** A file as a whole, in one check. */
export class CheckedFile {
  /** What rules have computed about it, for each other. */
  readonly memo = new Memo<CheckedFile>(this);

  /** @param strings the strings that name something, variables apart */
  constructor(
    readonly document: Document,
    readonly given: AnalysisContext,
    readonly strings: readonly ReferenceValue[],
  ) {}
}

/** What a rule can watch. */
export interface RuleTargets {
  /** The file as a whole. */
  file: CheckedFile;
  /** A member of an object. */
  member: Member;
  /** A value whose JSON type is not that of its shape. */
  misfit: Value;
  text: Value<StringShape>;
  choice: Value<EnumShape>;
  list: Value<List>;
  /** A map, with its entries. */
  dict: ObjectWithMembers<MapShape>;
  /** All maps of a request. */
  dicts: readonly ObjectWithMembers<MapShape>[];
  /** An object that could be read as a whole, with the members that it has. */
  struct: ObjectWithMembers<Struct> & { readonly written: StructView<never> };
}

/** An object, with the members that it has. */
export interface ObjectWithMembers<S extends Struct | MapShape> {
  readonly value: Value<S>;
  readonly members: readonly Member[];
}

/** By which shape it is known whether a rule can be broken: that of the value, or of the object around a member. */
export interface TargetShapes {
  file: never;
  dicts: never;
  member: Struct | MapShape;
  misfit: Shape;
  text: StringShape;
  choice: EnumShape;
  list: List;
  dict: MapShape;
  struct: Struct;
}

export interface RuleMeta {
  /** In kebab-case; never changes once released. */
  readonly id: string;
  readonly severity: Severity;
  /** Why the rule is there. */
  readonly rationale: string;
  /** A definition that breaks it; carets under a line say where, then the severity and the rule. */
  readonly invalidExample: string;
  /** What has to be given for it to break the rule. */
  readonly given?: AnalysisContext;
}

/**
 * A rule of form: it judges one kind of thing, wherever that stands. Whether it finds something in an object depends on that
 * object and on what is given alone, for an object that stays the same is not judged again (`incremental.ts`); what compares
 * things watches what holds them all.
 */
export interface SchemaRule<On extends keyof RuleTargets = keyof RuleTargets> extends RuleMeta {
  readonly on: On;
  /** Whether anything of a shape can break it; asked once a shape, for rules are many, and values are very many. */
  readonly appliesTo?: (shape: TargetShapes[On]) => boolean;
  readonly check: (
    watched: RuleTargets[On],
    report: (finding: Finding) => void,
    document: Document,
    given: AnalysisContext,
  ) => void;
}

/** A rule that the parser keeps: its faults come with the tree. */
export interface SyntaxRule extends RuleMeta {
  readonly on: 'syntax';
}

export type Rule = SyntaxRule | { readonly [On in keyof RuleTargets]: SchemaRule<On> }[keyof RuleTargets];

/** The values of a set, as they are written in JSON. */
export function allowed({ of, values }: EnumShape): string {
  return oneOf(Object.keys(values).map((it) => (of === 'number' ? it : `"${it}"`)));
}

/** What a value is called at the beginning of a sentence. */
export function describeValue({ at, within, isName }: Value): string {
  const owner = () => String(within?.at ?? 'the request');
  if (at === undefined) return 'The request';
  if (typeof at === 'number') return `Item ${at + 1} of ${owner()}`;
  if (within?.shape.kind !== 'dict') return at;
  const name = excerpt(at);
  return isName ? `The name "${name}" in ${owner()}` : `The value of "${name}" in ${owner()}`;
}

/** Whether an image is in another region than the connection: to name one there mends all that is wrong with its registry. */
export const isInAnotherRegion = (
  { region }: { readonly region: string },
  container: Container,
  given: AnalysisContext,
): boolean => given.region !== undefined && given.region !== region && !isPulledByVpc(container);

/** Reports what is wrong with a value, which is marked by its opening bracket if it has one. */
export type Report = (at: Node, message: string, more?: Pick<Finding, 'fixes' | 'related'>) => void;

/** What a rule about a structure judges: the structure, with whatever else is known of it. */
export type StructCheck<T> = (
  it: StructView<T>,
  report: Report,
  document: Document,
  given: AnalysisContext,
  value: Value<Struct>,
) => void;

/** A rule about a structure of the SDK, wherever in a request one stands, or about all that have one of some members. */
export function structRule<T>(
  struct: string | readonly (keyof T & string)[],
  { check, ...meta }: RuleMeta & { readonly check: StructCheck<T> },
): SchemaRule<'struct'> {
  return {
    ...meta,
    on: 'struct',
    appliesTo: ({ name, members }) =>
      typeof struct === 'string' ? name === struct : struct.some((it) => Object.hasOwn(members, it)),
    check(it, report, document, given) {
      const reportAt: Report = (at, message, more) => report({ ...openingBracketOrValue(at), message, ...more });
      check(it.written as StructView<T>, reportAt, document, given, it.value);
    },
  };
}
