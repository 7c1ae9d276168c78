/** Parses and validates the settings that an editor and the linter share: rules, overrides, and excluded files. */
import { type SeverityLevel, severityLevels } from '../../protocol/constants';
import { rules } from '../language/rules';
import { mostGlobs, refused } from './globs';
import type { Override, Rules } from './overrides';

/** A place in the settings: property names and the indexes of list items, from the top. */
export type SettingPath = readonly (string | number)[];

/** A value that isn't valid, with its place. */
export type SettingFault = { readonly at: SettingPath } & (
  | { readonly kind: 'not-an-object' | 'not-a-list' | 'not-globs' | 'not-rules' | 'too-many-globs' | 'no-files' }
  /** `known` are the properties that the object can have. */
  | { readonly kind: 'unknown-property'; readonly name: string; readonly known: readonly string[] }
  /** `reason` is a sentence that quotes the glob. */
  | { readonly kind: 'invalid-glob'; readonly reason: string }
  /** `at` is the place of the object that contains the rule. */
  | { readonly kind: 'unknown-rule'; readonly id: string }
  | { readonly kind: 'unknown-severity'; readonly id: string; readonly level: unknown }
);

export interface ParsedSettings {
  readonly rules: Rules;
  readonly overrides: readonly Override[];
  /** Globs of the files to exclude. */
  readonly exclude: readonly string[];
  /** What isn't valid, in the order of the properties above. */
  readonly faults: readonly SettingFault[];
}

/** Parses settings. Each value that isn't valid is left out and reported; the others apply. */
export function parseSettings(value: unknown): ParsedSettings {
  const parser = new SettingsParser();
  parser.object(value, [], ['rules', 'overrides', 'exclude']);
  const given = memberOf(value, 'rules');
  const rules = given === undefined ? {} : parser.rules(given, ['rules']);
  const overrides = parser.overrides(memberOf(value, 'overrides'));
  const excluded = memberOf(value, 'exclude');
  const exclude = excluded === undefined ? [] : parser.globs(excluded, ['exclude']);
  if (exclude.length + overrides.flatMap((it) => it.files).length > mostGlobs) parser.report([], 'too-many-globs');
  return { rules, overrides, exclude, faults: parser.faults };
}

/** Parses a list of globs, as {@link parseSettings} does for those in the settings. */
export function parseGlobs(value: unknown, at: SettingPath) {
  const parser = new SettingsParser();
  return { globs: parser.globs(value, at), faults: parser.faults };
}

/** Parses an object of rule IDs and severities, as {@link parseSettings} does for those in the settings. */
export function parseRules(value: unknown, at: SettingPath) {
  const parser = new SettingsParser();
  return { rules: parser.rules(value, at), faults: parser.faults };
}

class SettingsParser {
  readonly faults: SettingFault[] = [];

  report(at: SettingPath, kind: Exclude<SettingFault['kind'], `${'unknown' | 'invalid'}-${string}`>): void {
    this.faults.push({ at, kind });
  }

  /** Reports a value that isn't an object, or has other properties than the `known` ones. */
  object(value: unknown, at: SettingPath, known: readonly string[]): void {
    if (!isObject(value)) this.report(at, 'not-an-object');
    for (const name of isObject(value) ? Object.keys(value) : [])
      if (!known.includes(name)) this.faults.push({ at, kind: 'unknown-property', name, known });
  }

  overrides(value: unknown): Override[] {
    const at = ['overrides'];
    if (value !== undefined && !Array.isArray(value)) this.report(at, 'not-a-list');
    return listOf(value).flatMap((it, i) => this.#override(it, [...at, i]));
  }

  #override(value: unknown, at: SettingPath): Override[] {
    this.object(value, at, ['files', 'rules']);
    const given = memberOf(value, 'files');
    const names = typeof given === 'string' ? [given] : given;
    const files = this.globs(names, [...at, 'files']);
    if (stringsOf(names).length === 0) this.report(at, 'no-files');
    return files.length === 0 ? [] : [{ files, rules: this.rules(memberOf(value, 'rules'), [...at, 'rules']) }];
  }

  /** The valid ones of up to {@link mostGlobs} globs. */
  globs(value: unknown, at: SettingPath): string[] {
    const globs = stringsOf(value);
    if (!Array.isArray(value) || globs.length < value.length || globs.includes('')) this.report(at, 'not-globs');
    if (globs.length > mostGlobs) this.report(at, 'too-many-globs');
    return globs.slice(0, mostGlobs).filter((it) => {
      const reason = refused(it);
      if (reason !== undefined) this.faults.push({ at, kind: 'invalid-glob', reason });
      return reason === undefined;
    });
  }

  rules(value: unknown, at: SettingPath): Rules {
    if (!isObject(value)) this.report(at, 'not-rules');
    const understood = Object.entries(Object(value)).filter(([id, level]) => {
      const isRule = rules.some((it) => it.id === id);
      if (!isRule) this.faults.push({ at, kind: 'unknown-rule', id });
      if (!isLevel(level)) this.faults.push({ at, kind: 'unknown-severity', id, level });
      return isRule && isLevel(level);
    });
    return Object.fromEntries(understood) as Rules;
  }
}

/** A property of an object; nothing for any other value. */
export function memberOf(value: unknown, member: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, member) : undefined;
}

const isObject = (it: unknown): it is object => typeof it === 'object' && it !== null && !Array.isArray(it);
const isLevel = (it: unknown): it is SeverityLevel => severityLevels.some((level) => level === it);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const stringsOf = (value: unknown) => listOf(value).filter((it): it is string => typeof it === 'string');
