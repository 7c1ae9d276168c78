/** Limits how many requests about many models a connection sends at the same time. */
import pLimit from 'p-limit';

const mostAtOnce = 4;

/** Shared by everything that is done on a connection, in all its Regions. */
export class RequestLimiter {
  /** Runs a task when fewer than four others are running, in the order in which they were added. */
  readonly run = pLimit(mostAtOnce);

  /** Runs a task for each item, in order. Only four wait at a time, so that other requests get their turn in between. */
  async each<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
    const rest = items.values();
    const work = async () => {
      for (const it of rest) await this.run(() => task(it));
    };
    await Promise.all(Array.from({ length: mostAtOnce }, work));
  }
}
