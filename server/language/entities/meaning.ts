/** The words in which it is told what the strings of a definition name: an image, an address, a role. */
import type { ReferenceKind } from '../description/shape';
import type { Document, Value } from '../syntax/document';
import type { AnalysisContext } from '../types';
import { type Container, containerAround } from './containers';
import { regionOf, regionsNamed } from './regions';

/** What is known around a string when it is explained or completed. */
export interface EntityContext {
  readonly document: Document;
  readonly given: AnalysisContext;
  /** The region that the definition is for; nothing where neither the connection nor the definition says. */
  readonly region: () => string | undefined;
  /** The member, or the variable, of which it is the value. */
  readonly at?: string;
  /** The container in which it stands. */
  readonly container?: Container;
}

/** A string that can be written in the place of what is there. */
export interface CompletionCandidate {
  /** What it is called in the list; the string itself where nothing else is said. */
  readonly label?: string;
  /** What it is found by as somebody types, where that is not its label. */
  readonly filter?: string;
  readonly detail: string;
  /** The string, without quotes and escapes. */
  readonly text: string;
  /** More about it, in Markdown. */
  readonly documentation?: string;
  /** Whether it is only a first part, and what belongs behind it can be offered next. */
  readonly goesOn?: true;
}

/** What can be said of the strings of one kind. */
export interface EntityProvider {
  /** What a string names, in Markdown; nothing where that is not known. */
  readonly explain?: (text: string, around: EntityContext) => string | undefined;
  /** What can be written, best first. @param written what stands there before the caret */
  readonly offer?: (written: string, around: EntityContext) => readonly CompletionCandidate[];
  /** The address of a page of the AWS console about what a string names. */
  readonly link?: (text: string, around: EntityContext) => string | undefined;
  /** A few words for the margin, where the string is opaque. */
  readonly hint?: (text: string, around: EntityContext) => string | undefined;
}

export type Meanings = Readonly<Partial<Record<ReferenceKind, EntityProvider>>>;

/** What is known around the values of a document; what all of them have in common is found once. */
export function aroundIn(document: Document, given: AnalysisContext): (value: Value | undefined) => EntityContext {
  let known: { readonly region: string | undefined } | undefined;
  const region = () => {
    known ??= { region: regionOf(regionsNamed(document), given) };
    return known.region;
  };
  return (value) => ({ document, given, region, container: containerAround(value) });
}
