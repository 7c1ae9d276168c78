/** Writes to standard output, piece by piece, as fast as it is read. */

/** Whoever reads standard output has had enough of it. */
export class Unwanted extends Error {}

/** @throws Unwanted */
export function print(text: string | Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    if (text.length === 0) resolve();
    else
      process.stdout.write(text, (error) => {
        if (!error) resolve();
        else reject('code' in error && error.code === 'EPIPE' ? new Unwanted() : error);
      });
  });
}

// The writer is told of each failure; without somebody who listens, Node would print it as well.
process.stdout.on('error', () => undefined);

/**
 * Whether escape sequences of a terminal are wanted (https://no-color.org, https://force-color.org).
 * @param isTerminal whether people see the output, on a terminal that has colours
 */
export function isColoured(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env.FORCE_COLOR) return !/^(0|false)$/.test(env.FORCE_COLOR);
  return isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
}
