/** Writes to standard output piece by piece, as fast as the output is read. */

import { codePoint, escapedLiteral, visible } from '../../language/text/visible';

/** Whoever reads standard output has had enough of it. */
export class BrokenPipeError extends Error {}

/** @throws Unwanted */
export function print(text: string | Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    if (text.length === 0) resolve();
    else
      process.stdout.write(text, (error) => {
        if (!error) resolve();
        else reject('code' in error && error.code === 'EPIPE' ? new BrokenPipeError() : error);
      });
  });
}

/** Says on standard error what did not go well. */
export function printError(sentence: string): void {
  process.stderr.write(`${escapeControlChars(sentence)}\n`);
}

/** A text as one line with invisible characters shown, and without commands for the CI system that runs the linter. */
export function escapeControlChars(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const line = visible(text).replace(/[\n\r\t]/g, (it) => escapes[it] ?? it);
  return withoutCommands(line).replace(/^(\s*):(?=:)/, `$1${codePoint(':')}`);
}

/**
 * A text without the commands that Azure Pipelines, TeamCity, and the GitHub runner recognize anywhere in a line
 * (`##vso[`, `##teamcity[`, `##[`).
 * @param mark replaces the second `#`
 */
export const withoutCommands = (text: string, mark = codePoint('#')): string =>
  text.replace(/##(?=\w*\[)/g, `#${mark}`);

/** Equivalent JSON without invisible characters or commands. */
export const asJson = (value: unknown): string => withoutCommands(escapedLiteral(JSON.stringify(value)), '\\u0023');

/**
 * A diff as it's printed: line by line as `shown` for people and build logs, and unchanged for programs.
 * @param isLog whether the output is a terminal or a build log
 */
export function asPrinted(diff: string, isLog: boolean): string {
  if (!isLog) return diff;
  // Tabs are kept, because a tab ends a file name that contains spaces.
  return diff.replace(/[^\r\n\t]+/g, escapeControlChars);
}

/** Whether the output is a terminal or a build log. */
export const isLog = (env: NodeJS.ProcessEnv, isTerminal: boolean): boolean =>
  isTerminal || Boolean(env.CI || env.TF_BUILD);

// The writer is told of each failure; without somebody who listens, Node would print it as well.
process.stdout.on('error', () => undefined);
// A closed standard error isn't a reason to stop or to change the exit code.
process.stderr.on('error', () => undefined);

/**
 * Whether escape sequences of a terminal are wanted (https://no-color.org, https://force-color.org).
 * @param isTerminal whether people see the output, on a terminal that has colours
 */
export function isColoured(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env.FORCE_COLOR) return !/^(0|false)$/.test(env.FORCE_COLOR);
  return isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
}
