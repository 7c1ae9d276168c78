/** Starts work that isn't awaited, so that a failure is logged instead of being an unhandled rejection. */

/** Replaced by the extension's log when that is open. */
let log: { warn(line: string): void } = { warn: () => {} };

/** Sets the log that failures of detached work are written to. */
export function logDetached(to: { warn(line: string): void }): void {
  log = to;
}

/** Runs work without awaiting it. Failures are logged; the work itself shows anything that the user needs to know. */
export function detach(work: PromiseLike<unknown>): void {
  work.then(undefined, (error: unknown) => log.warn(`Background work failed: ${String(error)}`));
}
