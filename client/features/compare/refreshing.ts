/** Refreshes a result when changes pause, and drops results that a newer one has overtaken. */

import { detach } from '../../../aws/detach';

/** How long changes have to pause before a refresh, in milliseconds. */
const quiet = 150;

export interface Refreshing {
  /** Refreshes when there was no further change for a moment. */
  soon(): void;
  /** Refreshes now. Never fails: if there's no result, what is shown stays as it is. */
  now(): Promise<void>;
  dispose(): void;
}

/**
 * @param ask gets the result; nothing if there's none at the moment
 * @param take receives a result, unless a newer one was received before
 * @param failed receives the reason if there's no result
 */
export function refreshing<Answer>(
  ask: () => Promise<Answer | undefined>,
  take: (answer: Answer) => void,
  failed: (error: unknown) => void,
): Refreshing {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let begun = 0;
  let taken = 0;
  const now = async () => {
    clearTimeout(timer);
    const turn = ++begun;
    try {
      const answer = await ask();
      if (answer === undefined || turn < taken) return;
      taken = turn;
      take(answer);
    } catch (error) {
      failed(error);
    }
  };
  return {
    now,
    soon: () => {
      clearTimeout(timer);
      timer = setTimeout(() => detach(now()), quiet);
    },
    dispose: () => {
      clearTimeout(timer);
      taken = Number.POSITIVE_INFINITY;
    },
  };
}
