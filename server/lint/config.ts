/** What a project says of its linting: the nearest file of this name, upwards from each definition. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { refused } from '../globs';
import { rules } from '../language/rules';
import type { Given } from '../language/rules/rule';
import { leavingOut, type Override } from '../overrides';
import { decode } from '../source';

export const configName = '.sagemaker-model-lint.json';

export interface Config {
  /** The folder to which its globs are relative. */
  readonly folder: string;
  readonly rules: NonNullable<Given['rules']>;
  readonly overrides: readonly Override[];
  /** What is left out, by its path in that folder. */
  readonly isLeftOut: (path: string) => boolean;
}

const severities = ['error', 'warning', 'information', 'hint', 'off'] as const;
export type Level = (typeof severities)[number];

/**
 * Gives the config of any folder; each folder is looked into once.
 * What it gives throws with a sentence where a config says what nobody understands.
 */
export function configs(): (folder: string) => Config {
  const known = new Map<string, Config>();
  const configOf = (folder: string): Config => {
    const at = path.resolve(folder);
    const above = path.dirname(at);
    const config =
      known.get(at) ??
      configIn(at) ??
      (above === at ? { folder: at, rules: {}, overrides: [], isLeftOut: () => false } : configOf(above));
    known.set(at, config);
    return config;
  };
  return configOf;
}

function configIn(folder: string): Config | undefined {
  const file = path.join(folder, configName);
  let text: string;
  try {
    text = decode(readFileSync(file)).text;
  } catch (error) {
    const isThere = !(error instanceof Error && 'code' in error && /^(ENOENT|ENOTDIR)$/.test(String(error.code)));
    if (isThere) throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
  return understood(file, text);
}

function understood(file: string, text: string): Config {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  const { rules = {}, overrides = [], exclude = [] } = membersOf(found, ['rules', 'overrides', 'exclude'], file);
  if (!Array.isArray(overrides)) throw new Error(`"overrides" in ${file} is a list.`);
  return {
    folder: path.dirname(file),
    rules: levelsOf(rules, file),
    overrides: overrides.map((it, i) => {
      const where = `Item ${i + 1} of "overrides" in ${file}`;
      const { files, rules } = membersOf(it, ['files', 'rules'], where);
      const place = `"files" in ${where.charAt(0).toLowerCase()}${where.slice(1)}`;
      const globs = globsOf(typeof files === 'string' ? [files] : files, place);
      if (globs.length === 0) throw new Error(`${place} names no files.`);
      return {
        files: globs,
        rules: levelsOf(rules, where),
      };
    }),
    isLeftOut: leavingOut(excludedOf(exclude, `"exclude" in ${file}`)),
  };
}

function membersOf(value: unknown, known: readonly string[], where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${where} is no JSON object.`);
  const unknown = Object.keys(value).find((it) => !known.includes(it));
  if (unknown !== undefined) {
    const names = known.map((it) => `"${it}"`);
    throw new Error(
      `${where} has a member "${unknown}". It knows ${names.slice(0, -1).join(', ')} and ${names.at(-1)}.`,
    );
  }
  return { ...value };
}

function globsOf(value: unknown, where: string): readonly string[] {
  if (Array.isArray(value) && value.every((it) => typeof it === 'string' && it !== '')) return value;
  throw new Error(`${where} is a list of globs.`);
}

function excludedOf(value: unknown, where: string): readonly string[] {
  const globs = globsOf(value, where);
  const reason = globs.map(refused).find((it) => it !== undefined);
  if (reason) throw new Error(`${where}: ${reason}`);
  return globs;
}

function levelsOf(value: unknown, where: string): Config['rules'] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${where}: "rules" is an object of rules and severities.`);
  return Object.fromEntries(Object.entries(value).map(([id, level]) => levelOf(id, String(level), where)));
}

/** A rule and its severity. @throws with a sentence where there is no such rule or severity */
export function levelOf(id: string, level: string, where: string): [string, Level] {
  if (!rules.some((it) => it.id === id)) throw new Error(`${where}: there is no rule "${id}". See --list-rules.`);
  const found = severities.find((it) => it === level);
  if (!found) throw new Error(`${where}: "${level}" is no severity. It is one of ${severities.join(', ')}.`);
  return [id, found];
}
