/** Applies globs in settings to a file: the severities of its rules, and whether it is excluded. */

import type { AnalysisContext } from '../language/types';
import { compiledGlob } from './globs';

/** Severities by the ID of their rule. */
export type Rules = NonNullable<AnalysisContext['rules']>;

/** Severities for the files of some globs. */
export interface Override {
  readonly files: string | readonly string[];
  readonly rules: Rules;
}

export interface RuleSettings {
  readonly rules?: Rules;
  /** A later one goes before an earlier one, and each before `rules`. */
  readonly overrides?: readonly Override[];
}

/** @param path of the file, with `/` on every system, relative to the folder that the globs are relative to */
export function rulesFor(path: string, { rules = {}, overrides = [] }: RuleSettings): Rules {
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
 * An exclude glob, expanded into globs for files. The glob works as in a .gitignore file: anything that matches a
 * folder excludes everything in it. A glob without a slash, except at its end, matches a name in every folder. Any
 * other glob is a path from the root. A glob with a trailing slash matches only folders.
 */
function wholeGlobs(glob: string): string[] {
  const isFolder = glob.endsWith('/');
  const path = glob.replace(/^\.?\//, '').replace(/\/$/, '');
  if (path === '') return [];
  const whole = glob.slice(0, isFolder ? -1 : undefined).includes('/') ? path : `**/${path}`;
  return isFolder ? [`${whole}/**/*`] : [whole, `${whole}/**`];
}

/** Whether globs exclude a path, as in a .gitignore file. A glob that isn't accepted excludes nothing. */
export function isExcluded(exclude: readonly string[]): (path: string) => boolean {
  const tests = exclude.flatMap((glob) => wholeGlobs(glob).map((it) => compiledGlob(glob, it)));
  return (path) => tests.some((it) => it(path));
}
