/** Collects problems: all are counted, and those that matter most are kept. */
import type { Finding, Severity } from './rules/rule';

export interface Problem extends Finding {
  /** The id of the rule that is broken. */
  readonly rule: string;
  readonly severity: Severity;
}

/** How many problems of each severity there are, shown or not. */
export type Counts = Readonly<Record<Severity, number>>;

/** Nobody reads more problems of one definition. */
export const mostProblems = 1000;

/** Whether a definition can't be created because of a problem: a place to fill in would be sent as it is. */
const isInTheWay = ({ rule, severity }: Problem): boolean => severity === 'error' || rule === 'placeholder';

const inOrder = (a: Problem, b: Problem) => a.offset - b.offset || a.length - b.length;

/** The first of some problems in the order of the text, however many there are and in whichever order they are found. */
class First {
  #kept: Problem[] = [];

  add(problem: Problem): void {
    this.#kept.push(problem);
    if (this.#kept.length >= 2 * mostProblems) this.#shorten(mostProblems);
  }

  /** No more than so many. */
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

  /** What's shown, in the order of the text: what's in the way of a creation before all else. */
  shown(): Problem[] {
    const inTheWay = this.#first.inTheWay.taken(mostProblems);
    const others = this.#first.other.taken(mostProblems - inTheWay.length);
    return [...inTheWay, ...others].sort(inOrder);
  }
}
