/** Starts work that nothing waits for, so that a failure becomes a line in the log instead of an unhandled rejection. */

/** Replaced by the log of the extension once that is open. */
let log: { warn(line: string): void } = { warn: () => {} };

/** Sets the log that failures of detached work are written to. */
export function logDetached(to: { warn(line: string): void }): void {
  log = to;
}

/** Lets work run on its own. A failure is logged; what the person needs to know is told by the work itself. */
export function detach(work: PromiseLike<unknown>): void {
  work.then(undefined, (error: unknown) => log.warn(`Background work failed: ${String(error)}`));
}
