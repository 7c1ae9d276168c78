/** Asks again for something that has changed: once the changes pause, and so that an older answer never replaces a newer one. */

import { detach } from './detach';

/** How long changes have to pause before it is asked, in milliseconds. */
const quiet = 150;

export interface Refreshing {
  /** Asks once no further change has come for a moment. */
  soon(): void;
  /** Asks now. Never fails: what is shown stays as it is if there is no answer. */
  now(): Promise<void>;
  dispose(): void;
}

/**
 * @param ask gets the answer; nothing if there is none at the moment
 * @param take takes an answer in, unless a newer one was taken in before
 * @param failed is told why there is no answer
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
