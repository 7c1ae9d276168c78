/** The words of a rule: what it watches, what it says, and the example that proves it. */
import type { Node } from 'jsonc-parser';
import type { Document, Member, NamingValue, Value } from '../document';
import type { Choice, Dict, List, Naming, Shape, Struct, Text, Where } from '../shape';
import { excerpt } from '../words';
import type { Written } from './written';

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
  readonly isConsent?: true;
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
export interface Given extends Where {
  /** The author's own severity for a rule, by its id. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** How the file is stored, in VS Code's words (`utf8`, `utf8bom`, `utf16le`, …): the text does not show it. */
  readonly encoding?: string;
  /** The day on which it is judged (YYYY-MM-DD). */
  readonly today?: string;
  /** What the workspace's other definitions write for strings of a kind, the most frequent first. */
  readonly used?: Readonly<Partial<Record<Naming, readonly string[]>>>;
  /** What the account in use has for strings of a kind, as far as that is known. */
  readonly owned?: Readonly<Partial<Record<Naming, readonly string[]>>>;
  /** Where other definitions give their models the same name. */
  readonly sameName?: readonly Elsewhere[];
  /** How many definitions that are, where not all of them are given. */
  readonly sameNames?: number;
}

/** Where something stands in another file. */
export interface Elsewhere extends Span {
  readonly file: string;
  /** What people call the file. */
  readonly path: string;
}

/** What a rule can watch. */
export interface Watched {
  /** The file as a whole. */
  file: {
    readonly document: Document;
    readonly given: Given;
    /** The strings that name something, variables apart. */
    readonly strings: readonly NamingValue[];
  };
  /** A member of an object. */
  member: Member;
  /** A value whose JSON type is not that of its shape. */
  misfit: Value;
  text: Value<Text>;
  choice: Value<Choice>;
  list: Value<List>;
  /** A map, with its entries. */
  dict: Filled<Dict>;
  /** All maps of a request. */
  dicts: readonly Filled<Dict>[];
  /** An object that could be read as a whole, with the members that it has. */
  struct: Filled<Struct> & { readonly written: Written<never> };
}

/** An object, with the members that it has. */
export interface Filled<S extends Struct | Dict> {
  readonly value: Value<S>;
  readonly members: readonly Member[];
}

/** By which shape it is known whether a rule can be broken: that of the value, or of the object around a member. */
export interface Shaped {
  file: never;
  dicts: never;
  member: Struct | Dict;
  misfit: Shape;
  text: Text;
  choice: Choice;
  list: List;
  dict: Dict;
  struct: Struct;
}

export interface RuleWords {
  /** In kebab-case; never changes once released. */
  readonly id: string;
  readonly severity: Severity;
  /** Why the rule is there. */
  readonly because: string;
  /** A definition that breaks it; carets under a line say where, then the severity and the rule. */
  readonly bad: string;
  /** What has to be given for it to break the rule. */
  readonly given?: Given;
}

/**
 * A rule of form: it judges one kind of thing, wherever that stands. Whether it finds something in an object depends on that
 * object and on what is given alone, for an object that stays the same is not judged again (`unchanged.ts`); what compares
 * things watches what holds them all.
 */
export interface FormRule<On extends keyof Watched = keyof Watched> extends RuleWords {
  readonly on: On;
  /** Whether anything of a shape can break it; asked once a shape, for rules are many, and values are very many. */
  readonly concerns?: (shape: Shaped[On]) => boolean;
  readonly check: (watched: Watched[On], report: (finding: Finding) => void, text: string, given: Given) => void;
}

/** A rule that the parser keeps: its faults come with the tree. */
export interface SyntaxRule extends RuleWords {
  readonly on: 'syntax';
}

export type Rule = SyntaxRule | { readonly [On in keyof Watched]: FormRule<On> }[keyof Watched];

/** The value's opening bracket where it has one, or the value. */
export function start({ offset, length, type }: { offset: number; length: number; type: string }): Span {
  return { offset, length: type === 'object' || type === 'array' ? 1 : length };
}

/** The fix that takes away the member whose name or value this is, or an item. */
export function removal(node: Node, title = 'Remove it'): Fix {
  const { offset, length } = node.parent?.type === 'property' ? node.parent : node;
  return { title, steps: [{ do: 'remove', what: { offset, length } }] };
}

/** The fix that writes another value in the place of one, whatever that is. */
export function rewriting(node: Node, value: string | boolean, title = `Write ${excerpt(String(value))}`): Fix {
  return { title, steps: [{ do: 'set', value: node, json: JSON.stringify(value) }] };
}

/** What a value is called at the beginning of a sentence. */
export function subject({ at, within, isName }: Value): string {
  const owner = () => String(within?.at ?? 'the request');
  if (at === undefined) return 'The request';
  if (typeof at === 'number') return `Item ${at + 1} of ${owner()}`;
  if (within?.shape.kind !== 'dict') return at;
  const name = excerpt(at);
  return isName ? `The name "${name}" in ${owner()}` : `The value of "${name}" in ${owner()}`;
}
