/** Which severities hold for a file: those of all files, changed by the globs that match it. */
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
