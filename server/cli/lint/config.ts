/** Reads the linter's config files: for each definition, the nearest one in its folder or above. */

import path from 'node:path';
import { type SeverityLevel, severityLevels } from '../../../protocol/constants';
import { rules } from '../../language/rules';
import { parse } from '../../language/syntax/parser';
import type { AnalysisContext } from '../../language/types';
import { decode } from '../../workspace/decode';
import { mostGlobs, refused } from '../../workspace/globs';
import { isExcluded, type Override } from '../../workspace/overrides';
import { bytesLinked, trouble } from '../../workspace/readFile';
import { placesIn } from './place';

export const configName = '.sagemaker-model-lint.json';

export interface Config {
  /** The folder to which its globs are relative. */
  readonly folder: string;
  readonly rules: NonNullable<AnalysisContext['rules']>;
  readonly overrides: readonly Override[];
  /** What is left out, by its path in that folder. */
  readonly isLeftOut: (path: string) => boolean;
}

/** The maximum size of a config, in bytes. */
const mostBytes = 1_000_000;

/** Thrown for a config that can't be read or isn't valid. The message explains why. */
export class ConfigError extends Error {}

/**
 * Gives the config of any folder; each folder is looked into once.
 * The returned function throws a ConfigError for each folder whose config can't be read or isn't valid.
 */
export function configs(): (folder: string) => Config {
  const known = new Map<string, Config | ConfigError>();
  const configOf = (folder: string): Config | ConfigError => {
    const at = path.resolve(folder);
    const above = path.dirname(at);
    const config =
      known.get(at) ??
      configIn(at) ??
      (above === at ? { folder: at, rules: {}, overrides: [], isLeftOut: () => false } : configOf(above));
    known.set(at, config);
    return config;
  };
  return (folder) => {
    const config = configOf(folder);
    if (config instanceof ConfigError) throw config;
    return config;
  };
}

function configIn(folder: string): Config | ConfigError | undefined {
  const file = path.join(folder, configName);
  let text: string;
  try {
    text = decode(bytesLinked(file, mostBytes)).text;
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^(ENOENT|ENOTDIR)$/.test(String(error.code))) return undefined;
    return new ConfigError(trouble(file, 'read', error));
  }
  try {
    return understood(file, text);
  } catch (error) {
    return new ConfigError(error instanceof Error ? error.message : String(error));
  }
}

function understood(file: string, text: string): Config {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    // V8's message quotes the text, which might be from any file, because the config might be a link.
    const { line, column } = placesIn(text)({ offset: parse(text).faults[0]?.offset ?? 0, length: 0 });
    throw new Error(`${file} isn't valid JSON (line ${line}, column ${column}).`);
  }
  const { rules = {}, overrides = [], exclude = [] } = membersOf(found, ['rules', 'overrides', 'exclude'], file);
  if (!Array.isArray(overrides)) throw new Error(`"overrides" in ${file} is a list.`);
  const excluded = acceptedOf(exclude, `"exclude" in ${file}`);
  const config = {
    folder: path.dirname(file),
    rules: levelsOf(rules, file),
    overrides: overrides.map((it, i) => {
      const where = `Item ${i + 1} of "overrides" in ${file}`;
      const { files, rules } = membersOf(it, ['files', 'rules'], where);
      const place = `"files" in ${where.charAt(0).toLowerCase()}${where.slice(1)}`;
      const globs = acceptedOf(typeof files === 'string' ? [files] : files, place);
      if (globs.length === 0) throw new Error(`${place} names no files.`);
      return {
        files: globs,
        rules: levelsOf(rules, where),
      };
    }),
    isLeftOut: isExcluded(excluded),
  };
  if (excluded.length + config.overrides.flatMap((it) => it.files).length > mostGlobs)
    throw new Error(`${file} has more than ${mostGlobs} globs.`);
  return config;
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

function acceptedOf(value: unknown, where: string): readonly string[] {
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
export function levelOf(id: string, level: string, where: string): [string, SeverityLevel] {
  if (!rules.some((it) => it.id === id)) throw new Error(`${where}: there is no rule "${id}". See --list-rules.`);
  const found = severityLevels.find((it) => it === level);
  if (!found) throw new Error(`${where}: "${level}" is no severity. It is one of ${severityLevels.join(', ')}.`);
  return [id, found];
}
