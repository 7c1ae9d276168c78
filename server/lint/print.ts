/** Writes for those who run the linter, piece by piece, as fast as it is read. */

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

/** Says on standard error what did not go well. */
export function complain(sentence: string): void {
  process.stderr.write(`${shown(sentence)}\n`);
}

/** A text in which what would control a terminal, or begin a line, is shown instead. */
export function shown(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return text.replace(/\p{Cc}/gu, (it) => escapes[it] ?? `\\x${it.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

// The writer is told of each failure; without somebody who listens, Node would print it as well.
process.stdout.on('error', () => undefined);
// A closed standard error is no reason to stop, or to end with another code.
process.stderr.on('error', () => undefined);

/**
 * Whether escape sequences of a terminal are wanted (https://no-color.org, https://force-color.org).
 * @param isTerminal whether people see the output, on a terminal that has colours
 */
export function isColoured(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env.FORCE_COLOR) return !/^(0|false)$/.test(env.FORCE_COLOR);
  return isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
}
