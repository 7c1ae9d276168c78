/** Limits how many tasks run at the same time. */

/** Runs a task as soon as fewer than `most` others are running. Tasks start in the order in which they were given. */
export function limiter(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  let waiting: (() => void)[] = [];
  /** The first task that hasn't started, because removing the first item of a long array takes time. */
  let next = 0;
  let running = 0;
  const leave = () => {
    const start = waiting[next];
    if (start) {
      next++;
      start();
      return;
    }
    waiting = [];
    next = 0;
    running--;
  };
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      leave();
    }
  };
}
