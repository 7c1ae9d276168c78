/** Times of two sides, taken in turns, so that what else the machine does meets both alike. */

/** Half of all times are below the first, in milliseconds, and 99 of 100 below the second. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
}

export type Run = (at: number) => unknown;

export function times(all: readonly number[]): Times {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** How long one run takes, in milliseconds. */
export async function timed(run: Run, at: number): Promise<number> {
  const began = performance.now();
  const answer = run(at);
  // What is there already is not waited for.
  if (answer instanceof Promise) await answer;
  return performance.now() - began;
}

/**
 * Both sides at every place, after warming up; the first is the second next time.
 * @param before what is done before each run, and not measured
 */
export async function inTurns(
  ours: Run,
  peer: Run,
  places: readonly number[],
  before: () => void = () => {},
): Promise<{ readonly ours: Times; readonly peer: Times }> {
  const taken: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  const warm = places.slice(0, Math.ceil(places.length / 4));
  for (const [turn, place] of [...warm, ...places].entries()) {
    const sides = [['ours', ours] as const, ['peer', peer] as const];
    for (const [side, run] of turn % 2 === 0 ? sides : sides.reverse()) {
      before();
      const time = await timed(run, place);
      if (turn >= warm.length) taken[side].push(time);
    }
  }
  return { ours: times(taken.ours), peer: times(taken.peer) };
}

/** So many places all over a text. */
export function spread(text: string, count: number): number[] {
  return Array.from({ length: count }, (_, at) => Math.floor((text.length * at) / count));
}
