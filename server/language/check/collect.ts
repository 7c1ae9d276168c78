/** Collects problems: all are counted, and the most severe are kept. */
import type { Finding, Severity } from '../types';

export interface Problem extends Finding {
  /** The id of the rule that is broken. */
  readonly rule: string;
  readonly severity: Severity;
}

/** How many problems of each severity there are, shown or not. */
export type Counts = Readonly<Record<Severity, number>>;

/** The maximum number of problems shown for one definition. */
export const mostProblems = 1000;

/** Whether a problem prevents creating the model. A placeholder does, because it would be sent as is. */
const isInTheWay = ({ rule, severity }: Problem): boolean => severity === 'error' || rule === 'placeholder';

const inOrder = (a: Problem, b: Problem) => a.offset - b.offset || a.length - b.length;

/** The first problems in text order, however many there are and in whatever order they are found. */
class First {
  #kept: Problem[] = [];

  add(problem: Problem): void {
    this.#kept.push(problem);
    if (this.#kept.length >= 2 * mostProblems) this.#shorten(mostProblems);
  }

  /** The maximum number. */
  taken(most: number): readonly Problem[] {
    this.#shorten(most);
    return this.#kept;
  }

  #shorten(most: number): void {
    this.#kept.sort(inOrder);
    this.#kept.length = Math.min(this.#kept.length, most);
  }
}

export class Collection {
  readonly counts = { error: 0, warning: 0, information: 0, hint: 0 };
  readonly #first = { inTheWay: new First(), other: new First() };

  add(problem: Problem): void {
    this.counts[problem.severity]++;
    this.#first[isInTheWay(problem) ? 'inTheWay' : 'other'].add(problem);
  }

  get total(): number {
    const { error, warning, information, hint } = this.counts;
    return error + warning + information + hint;
  }

  /** The problems to show, in text order. Problems that prevent creating the model take precedence. */
  shown(): Problem[] {
    const inTheWay = this.#first.inTheWay.taken(mostProblems);
    const others = this.#first.other.taken(mostProblems - inTheWay.length);
    return [...inTheWay, ...others].sort(inOrder);
  }
}
