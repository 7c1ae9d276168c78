/** What globs say of a file: which severities hold for it, and whether it is left out. */
import picomatch from 'picomatch/posix';
import type { Given } from './language/rules/rule';

type Rules = NonNullable<Given['rules']>;

/** Severities for the files of some globs. */
export interface Override {
  readonly files: string | readonly string[];
  readonly rules: Rules;
}

export interface Settings {
  readonly rules?: Rules;
  /** A later one goes before an earlier one, and each before `rules`. */
  readonly overrides?: readonly Override[];
}

/** @param path of the file, with `/` on every system, relative to the folder that the globs are relative to */
export function rulesFor(path: string, { rules = {}, overrides = [] }: Settings): Rules {
  const matching = overrides.filter(({ files }) => matches(path, typeof files === 'string' ? [files] : files));
  return Object.assign({}, rules, ...matching.map((it) => it.rules));
}

/** Whether one of some globs matches a path; one without a slash matches the file's name in every folder. */
export function matches(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => glob !== '' && picomatch(glob, { dot: true, basename: !glob.includes('/') })(path));
}

/**
 * The globs of what is left out, written out as those of the files. They are understood as in a .gitignore: what matches a
 * folder leaves out all that is in it; one without a slash, but for one at its end, matches a name in every folder; any
 * other is a path from the top; one with a slash at its end matches folders only.
 */
function wholeGlobs(exclude: readonly string[]): string[] {
  return exclude.flatMap((glob) => {
    const isFolder = glob.endsWith('/');
    const path = glob.replace(/^\.?\//, '').replace(/\/$/, '');
    if (path === '') return [];
    const whole = glob.slice(0, isFolder ? -1 : undefined).includes('/') ? path : `**/${path}`;
    return isFolder ? [`${whole}/**/*`] : [whole, `${whole}/**`];
  });
}

/** Whether a path is left out by some globs, understood as in a .gitignore. */
export function leavingOut(exclude: readonly string[]): (path: string) => boolean {
  const globs = wholeGlobs(exclude);
  return globs.length === 0 ? () => false : picomatch(globs, { dot: true });
}

/** Why a glob is none of what can be left out. */
export function refused(glob: string): string | undefined {
  // `!(…)` is anything but what is in the brackets.
  return /^!(?!\()/.test(glob)
    ? `"${glob}" begins with "!", and what is left out cannot be taken in again. Name only what is to be left out.`
    : undefined;
}
