/** What of a definition is as it was when nothing was found there, so that a letter that is typed elsewhere asks for no second look. */
import type { Node } from 'jsonc-parser';
import type { MapShape, Struct } from '../description/shape';
import type { Document } from '../syntax/document';
import type { AnalysisContext } from '../types';

/** An object of a description. */
interface DescribedNode {
  readonly node: Node;
  readonly shape: Struct | MapShape;
}

/** A text that was judged, and where in it the objects begin in which nothing was found. */
export interface CheckSnapshot {
  readonly text: string;
  /** What was given, as far as it matters to what is inside of a request. */
  readonly given: string;
  readonly clean: ReadonlyMap<number, Struct | MapShape>;
}

/** What is kept from one check of a text to the next. */
export interface CheckHistory {
  last?: CheckSnapshot;
}

const mattering = ({ region, account, today, rules }: AnalysisContext) =>
  JSON.stringify([region, account, today, rules]);

/**
 * What is kept of a text that was judged; nothing of one with faults of syntax, whose parts depend on each other.
 * @param objects all that were met, in the order of the text
 * @param found where the values begin of which a problem was found, whatever place that names, in the order of the text
 */
export function snapshotClean(
  { text, faults }: Document,
  given: AnalysisContext,
  objects: readonly DescribedNode[],
  found: readonly number[],
): CheckSnapshot | undefined {
  if (faults.length > 0) return undefined;
  const clean = new Map<number, Struct | MapShape>();
  let at = 0;
  for (const { node, shape } of objects) {
    while (at < found.length && (found[at] ?? 0) < node.offset) at++;
    const next = found[at];
    if (next === undefined || next >= node.offset + node.length) clean.set(node.offset, shape);
  }
  return { text, given: mattering(given), clean };
}

/**
 * Tells of an object whether nothing can be found in it, because it was judged before. That takes that whether anything is
 * found in an object depends on its own text, on its shape and on what is given alone, which holds for all rules but those
 * about the request, about all maps and about the file. What is said of it, and what can be done, may depend on more.
 */
export function isUnchanged(
  before: CheckSnapshot | undefined,
  { text, faults, root }: Document,
  given: AnalysisContext,
) {
  if (!before || faults.length > 0 || before.given !== mattering(given)) return () => false;
  const same = alike(before.text, text);
  const moved = text.length - before.text.length;
  return ({ node, shape }: DescribedNode): boolean => {
    if (node === root) return false;
    const { offset, length } = node;
    const at = offset + length <= same.start ? offset : offset >= text.length - same.end ? offset - moved : undefined;
    return at !== undefined && before.clean.get(at) === shape;
  };
}

/** How many characters two texts have in common at their starts, and how many of the rest at their ends. */
function alike(one: string, other: string): { readonly start: number; readonly end: number } {
  const most = Math.min(one.length, other.length);
  const start = common(most, (from, to) => one.slice(from, to) === other.slice(from, to));
  const end = common(
    most - start,
    (from, to) => one.slice(one.length - to, one.length - from) === other.slice(other.length - to, other.length - from),
  );
  return { start, end };
}

/** How far something is the same; long pieces are compared at once, which is many times as fast as one by one. */
function common(most: number, isSame: (from: number, to: number) => boolean): number {
  let at = 0;
  for (let piece = 4096; piece >= 1; piece >>= 2) {
    while (at + piece <= most && isSame(at, at + piece)) at += piece;
  }
  return at;
}
