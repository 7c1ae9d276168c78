/** What a project says of its linting: the nearest file of this name, upwards from where the linter runs. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../language/rules';
import type { Given } from '../language/rules/rule';

export const configName = '.sagemaker-model-lint.json';

export interface Config {
  readonly rules: NonNullable<Given['rules']>;
  /** Globs of files to leave out. */
  readonly exclude: readonly string[];
}

const severities = ['error', 'warning', 'information', 'hint', 'off'] as const;
export type Level = (typeof severities)[number];

/** @throws with a sentence where the file says what nobody understands */
export function configFrom(folder: string): Config {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const file = path.join(at, configName);
    if (existsSync(file)) return understood(file);
    if (path.dirname(at) === at) return { rules: {}, exclude: [] };
  }
}

function understood(file: string): Config {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw new Error(`${file} is no JSON object.`);
  const { rules: given = {}, exclude = [], ...others } = found as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new Error(`${file} has a member "${unknown}". It knows "rules" and "exclude".`);
  if (!Array.isArray(exclude) || !exclude.every((it) => typeof it === 'string'))
    throw new Error(`"exclude" in ${file} is a list of globs.`);
  const set = Object.entries(Object(given)).map(([id, level]) => levelOf(id, String(level), file));
  return { rules: Object.fromEntries(set), exclude };
}

/** A rule and its severity. @throws with a sentence where there is no such rule or severity */
export function levelOf(id: string, level: string, where: string): [string, Level] {
  if (!rules.some((it) => it.id === id)) throw new Error(`${where}: there is no rule "${id}". See --list-rules.`);
  const found = severities.find((it) => it === level);
  if (!found) throw new Error(`${where}: "${level}" is no severity. It is one of ${severities.join(', ')}.`);
  return [id, found];
}
