/** What globs say of a file: which severities hold for it, and whether it is left out. */
import { compiledGlob } from './globs';
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
  const matching = overrides.filter((it) => isMatchOf(it)(path));
  return Object.assign({}, rules, ...matching.map((it) => it.rules));
}

/** The compiled globs of each override, for as long as the settings are kept. */
const compiled = new WeakMap<Override, (path: string) => boolean>();

function isMatchOf(override: Override): (path: string) => boolean {
  const { files } = override;
  const known = compiled.get(override) ?? matching(typeof files === 'string' ? [files] : files);
  compiled.set(override, known);
  return known;
}

/** Whether one of some globs matches a path; one without a slash matches the file's name in every folder. */
export const matches = (path: string, globs: readonly string[]) => matching(globs)(path);

function matching(globs: readonly string[]): (path: string) => boolean {
  const tests = globs.filter((it) => it !== '').map((it) => compiledGlob(it, it.includes('/') ? it : `**/${it}`));
  return (path) => tests.some((it) => it(path));
}

/**
 * A glob of what is left out, written out as those of the files. It is understood as in a .gitignore: what matches a
 * folder leaves out all that is in it; one without a slash, but for one at its end, matches a name in every folder; any
 * other is a path from the top; one with a slash at its end matches folders only.
 */
function wholeGlobs(glob: string): string[] {
  const isFolder = glob.endsWith('/');
  const path = glob.replace(/^\.?\//, '').replace(/\/$/, '');
  if (path === '') return [];
  const whole = glob.slice(0, isFolder ? -1 : undefined).includes('/') ? path : `**/${path}`;
  return isFolder ? [`${whole}/**/*`] : [whole, `${whole}/**`];
}

/** Whether a path is left out by some globs, understood as in a .gitignore. A glob that isn't accepted leaves out nothing. */
export function leavingOut(exclude: readonly string[]): (path: string) => boolean {
  const tests = exclude.flatMap((glob) => wholeGlobs(glob).map((it) => compiledGlob(glob, it)));
  return (path) => tests.some((it) => it(path));
}
