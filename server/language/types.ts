/** What the parts of the language tell each other: problems and their fixes, as data, and the context in which a definition is read. */
import type { ReferenceKind, Shape, TargetLocation } from './description/shape';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** One step of a fix, in the words of JSON and not of text. */
export type FixStep =
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
  readonly steps: readonly FixStep[];
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
