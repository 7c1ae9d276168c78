/** The words of a rewriting: another form of the same request, open to a definition with nothing wrong. */
import type { Document } from '../syntax/document';
import type { StructView } from '../syntax/structView';
import type { FixStep } from '../types';

export interface Rewriting {
  readonly title: string;
  /** The structure of the SDK whose member is written in another form, and that member. */
  readonly struct: string;
  readonly member: string;
  /** What is to be done; nothing where the other form would say something else. */
  readonly steps: (it: StructView<never>, document: Document) => readonly FixStep[] | undefined;
}

/** A rewriting of a member of a structure, typed by the SDK, so that no name can be misspelt. */
export function convertContainer<T>(
  struct: string,
  member: keyof T & string,
  title: string,
  steps: (it: StructView<T>, document: Document) => readonly FixStep[] | undefined,
): Rewriting {
  return { title, struct, member, steps };
}
