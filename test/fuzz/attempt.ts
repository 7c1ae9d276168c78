/** Tries a property: what once broke it first, then inputs of chance. */
import fc, { type Parameters, type RunDetails } from 'fast-check';
import { kept } from './kept';
import type { Property } from './properties';

/** @param isAgain whether what is kept has been tried already */
export async function attempt(
  { name, inputs, holds }: Property,
  { numRuns = Number.MAX_SAFE_INTEGER, ...how }: Parameters<[unknown]>,
  isAgain = false,
): Promise<RunDetails<[unknown]>> {
  const examples = isAgain ? [] : (kept()[name] ?? []).map((it): [unknown] => [it]);
  return fc.check(
    fc.asyncProperty(inputs, async (it) => holds(it as never)),
    { ...how, numRuns, examples, includeErrorInReport: true },
  );
}
