/** Decides which setting to change so that a rule has another severity for a definition. */
import type { SeverityLevel } from '../../../protocol/constants';

/** Where settings can be written, the one that takes precedence first. */
const scopes = ['folder', 'workspace', 'user'] as const;
export type Scope = (typeof scopes)[number];

/** A setting in each scope. It comes from user or workspace files, so it can have any value. */
export type Scoped = Readonly<Partial<Record<Scope, unknown>>>;

/** The change to write, and where. */
export interface SeverityChange {
  readonly setting: 'rules' | 'overrides';
  readonly scope: Scope;
  readonly value: unknown;
  /** The globs of the changed override; nothing if the rule is set for all files. */
  readonly files?: readonly string[];
}

/** The overrides that apply in a window: those of one scope, because VS Code doesn't merge lists. */
export function overridesIn(overrides: Scoped): { readonly scope: Scope; readonly all: readonly unknown[] } {
  const scope = scopes.find((it) => overrides[it] !== undefined) ?? 'user';
  const all = overrides[scope];
  return { scope, all: Array.isArray(all) ? all : [] };
}

/** The globs of an override, which can be in two formats. */
export function globsOf(override: unknown): readonly string[] {
  const files: unknown = Object(override).files;
  if (typeof files === 'string') return [files];
  return Array.isArray(files) ? files.filter((it) => typeof it === 'string') : [];
}

const setsRule = (rules: unknown, rule: string): boolean => Object.hasOwn(Object(rules), rule);

/**
 * The change that sets a rule's severity. An override that matches the definition takes precedence over `rules`, and the
 * last of several over the others, so the one that sets the rule is changed in place.
 * @param matches whether each override in {@link overridesIn} matches the definition
 * @param isInFolder whether the definition is in a folder of the workspace
 */
export function severityChange(
  rule: string,
  severity: SeverityLevel,
  settings: { readonly rules: Scoped; readonly overrides: Scoped },
  matches: readonly boolean[],
  isInFolder: boolean,
): SeverityChange {
  const { scope, all } = overridesIn(settings.overrides);
  const at = all.findLastIndex((it, index) => matches[index] === true && setsRule(Object(it).rules, rule));
  if (at >= 0) {
    const override = Object(all[at]);
    const changed = { ...override, rules: { ...override.rules, [rule]: severity } };
    return { setting: 'overrides', scope, value: all.with(at, changed), files: globsOf(override) };
  }
  const { rules } = settings;
  // In the scope with the folder's rules; otherwise where it applies to everyone who opens the definition.
  const usual = rules.folder ? 'folder' : isInFolder ? 'workspace' : 'user';
  // VS Code merges scopes, so a scope that takes precedence over this one and sets the rule would still win.
  const where = scopes.slice(0, scopes.indexOf(usual)).find((it) => setsRule(rules[it], rule)) ?? usual;
  return { setting: 'rules', scope: where, value: { ...Object(rules[where]), [rule]: severity } };
}
