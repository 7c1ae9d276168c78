/** Reads the linter's config files: for each definition, the nearest one in its folder or above. */

import path from 'node:path';
import { severityLevels } from '../../../protocol/constants';
import { parse } from '../../language/syntax/parser';
import type { AnalysisContext } from '../../language/types';
import { decode } from '../../workspace/decode';
import { mostGlobs } from '../../workspace/globs';
import { isExcluded, type Override } from '../../workspace/overrides';
import { bytesLinked, trouble } from '../../workspace/readFile';
import { parseRules, parseSettings, type SettingFault, type SettingPath } from '../../workspace/settings';
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
  const { rules, overrides, exclude, faults } = parseSettings(found);
  if (faults[0]) throw new Error(sentenceFor(faults[0], (at) => placeIn(file, at)));
  return { folder: path.dirname(file), rules, overrides, isLeftOut: isExcluded(exclude) };
}

/** The message for a fault. @param place describes a place in the settings */
function sentenceFor(fault: SettingFault, place: (at: SettingPath) => string): string {
  const { at } = fault;
  switch (fault.kind) {
    case 'not-an-object':
      return `${place(at)} is no JSON object.`;
    case 'unknown-property': {
      const names = fault.known.map((it) => `"${it}"`);
      const all = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
      return `${place(at)} has a member "${fault.name}". It knows ${all}.`;
    }
    case 'not-a-list':
      return `${place(at)} is a list.`;
    case 'not-globs':
      return `${place(at)} is a list of globs.`;
    case 'too-many-globs':
      // The maximum is for the whole file.
      return `${place([])} has more than ${mostGlobs} globs.`;
    case 'invalid-glob':
      return `${place(at)}: ${fault.reason}`;
    case 'no-files':
      return `${place([...at, 'files'])} names no files.`;
    case 'not-rules':
      return `${place(at.slice(0, -1))}: "rules" is an object of rules and severities.`;
    case 'unknown-rule':
      return `${place(at.slice(0, -1))}: there is no rule "${fault.id}". See --list-rules.`;
    case 'unknown-severity': {
      const level = Array.isArray(fault.level) ? JSON.stringify(fault.level) : `"${fault.level}"`;
      return `${place(at.slice(0, -1))}: ${level} is no severity. It is one of ${severityLevels.join(', ')}.`;
    }
  }
}

/** A place in a config, such as `"files" in item 1 of "overrides" in <file>`, as the start of a sentence. */
function placeIn(file: string, at: SettingPath): string {
  const place = at.reduce<string>(
    (around, it) => (typeof it === 'number' ? `item ${it + 1} of ${around}` : `"${it}" in ${around}`),
    file,
  );
  return typeof at.at(-1) === 'number' ? `I${place.slice(1)}` : place;
}

/** The rule and severity of the option `--rule id=severity`. @throws an error if there is no such rule or severity */
export function parseRuleOption(option: string): Config['rules'] {
  const [id = '', ...level] = option.split('=');
  const { rules, faults } = parseRules({ [id]: level.join('=') }, ['rules']);
  if (faults[0]) throw new Error(sentenceFor(faults[0], () => `--rule ${option}`));
  return rules;
}
