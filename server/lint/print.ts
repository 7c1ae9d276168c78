/** Writes for those who run the linter, piece by piece, as fast as it is read. */

import { codePoint, escapedLiteral, visible } from '../language/visible';

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

/** A text as one line, in which what nobody sees is shown, and which is no command to what runs the linter. */
export function shown(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const line = visible(text).replace(/[\n\r\t]/g, (it) => escapes[it] ?? it);
  return withoutCommands(line).replace(/^(\s*):(?=:)/, `$1${codePoint(':')}`);
}

/**
 * A text without what Azure Pipelines, TeamCity, and the runner of GitHub take for a command wherever it is in a line
 * (`##vso[`, `##teamcity[`, `##[`).
 * @param mark in the place of the second `#`
 */
export const withoutCommands = (text: string, mark = codePoint('#')): string =>
  text.replace(/##(?=\w*\[)/g, `#${mark}`);

/** JSON in which no character is unseen and nothing is a command; it says the same. */
export const asJson = (value: unknown): string => withoutCommands(escapedLiteral(JSON.stringify(value)), '\\u0023');

/**
 * A diff as it's printed: for people and the logs of a build, line by line as `shown`; for programs as it is.
 * @param isLog whether a terminal or the log of a build gets it
 */
export function asPrinted(diff: string, isLog: boolean): string {
  if (!isLog) return diff;
  return diff.replace(/[^\r\n]+/g, shown);
}

/** Whether what's printed is on a terminal, or in the log of a build. */
export const isLog = (env: NodeJS.ProcessEnv, isTerminal: boolean): boolean =>
  isTerminal || Boolean(env.CI || env.TF_BUILD);

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
