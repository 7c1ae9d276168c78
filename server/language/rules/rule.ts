/** The words of a rule: what it watches, what it says, and the example that proves it. */
import type { Node } from 'jsonc-parser';
import type {
  EnumShape,
  List,
  MapShape,
  ReferenceKind,
  Shape,
  StringShape,
  Struct,
  TargetLocation,
} from '../description/shape';
import type { Document, Member, ReferenceValue, Value } from '../syntax/document';
import { excerpt } from '../text/words';
import type { StructView } from '../syntax/structView';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** One step of a fix, in the words of JSON and not of text. */
export type Step =
  /** Gives a member, whose name stands there, another name. */
  | { readonly do: 'rename'; readonly key: Span; readonly name: string }
  /** Writes another value, as JSON, in the place of one. */
  | { readonly do: 'set'; readonly value: Span; readonly json: string }
  /** Takes a member or an item away, and the comma that goes with it. */
  | { readonly do: 'remove'; readonly what: Span }
  /** Adds a member to an object: of a shape, with all that is required in it, or with a value as JSON; without a name, an item to a list. */
  | { readonly do: 'add'; readonly object: Span; readonly name?: string; readonly value: Shape | string }
  /** Changes text that is no JSON yet. */
  | { readonly do: 'replace'; readonly text: string; readonly span: Span };

/** What can be done about a problem. */
export interface Fix {
  readonly title: string;
  readonly steps: readonly Step[];
  /** Whether the request means the same afterwards, so that it can be done unasked. */
  readonly isSafe?: true;
  /** Whether a person agrees to something by it, so that it is never the one that an editor takes by itself. */
  readonly requiresConsent?: true;
}

export interface Finding extends Span {
  readonly message: string;
  /** What people choose from, the likeliest first. */
  readonly fixes?: readonly Fix[];
  /** Other places that have to do with it. */
  readonly related?: readonly Related[];
}

/** A place that has to do with a problem, in this file unless another is named. */
export interface Related extends Span {
  readonly message: string;
  readonly file?: string;
}

/** What the world says of a definition and its text does not; what is not given is not judged. */
export interface AnalysisContext extends TargetLocation {
  /** The author's own severity for a rule, by its id. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** How the file is stored, in VS Code's words (`utf8`, `utf8bom`, `utf16le`, …): the text does not show it. */
  readonly encoding?: string;
  /** The day on which it is judged (YYYY-MM-DD). */
  readonly today?: string;
  /** What the workspace's other definitions write for strings of a kind, the most frequent first. */
  readonly workspaceValues?: Readonly<Partial<Record<ReferenceKind, readonly string[]>>>;
  /** What the account in use has for strings of a kind, as far as that is known. */
  readonly accountValues?: Readonly<Partial<Record<ReferenceKind, readonly string[]>>>;
  /** Where other definitions give their models the same name. */
  readonly duplicateNames?: readonly ExternalLocation[];
  /** How many there are, if not all of them are given. */
  readonly duplicateNameCount?: number;
}

/** Where something stands in another file. */
export interface ExternalLocation extends Span {
  readonly file: string;
  /** What people call the file. */
  readonly path: string;
}

/** What a rule can watch. */
export interface RuleTargets {
  /** The file as a whole. */
  file: {
    readonly document: Document;
    readonly given: AnalysisContext;
    /** The strings that name something, variables apart. */
    readonly strings: readonly ReferenceValue[];
  };
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
    text: string,
    given: AnalysisContext,
  ) => void;
}

/** A rule that the parser keeps: its faults come with the tree. */
export interface SyntaxRule extends RuleMeta {
  readonly on: 'syntax';
}

export type Rule = SyntaxRule | { readonly [On in keyof RuleTargets]: SchemaRule<On> }[keyof RuleTargets];

/** The value's opening bracket where it has one, or the value. */
export function openingBracketOrValue({
  offset,
  length,
  type,
}: {
  offset: number;
  length: number;
  type: string;
}): Span {
  return { offset, length: type === 'object' || type === 'array' ? 1 : length };
}

/** The fix that takes away the member whose name or value this is, or an item. */
export function removeFix(node: Node, title = 'Remove it'): Fix {
  const { offset, length } = node.parent?.type === 'property' ? node.parent : node;
  return { title, steps: [{ do: 'remove', what: { offset, length } }] };
}

/** The fix that writes another value in the place of one, whatever that is. */
export function replaceFix(node: Node, value: string | boolean, title = `Write ${excerpt(String(value))}`): Fix {
  return { title, steps: [{ do: 'set', value: node, json: JSON.stringify(value) }] };
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
