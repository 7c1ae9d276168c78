/** Decides which setting has to be written so that a rule has another severity for a definition. */

/** Where settings can be written, the one that takes precedence first. */
const scopes = ['folder', 'workspace', 'user'] as const;
export type Scope = (typeof scopes)[number];

export type Severity = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** A setting as each scope has it. It comes from files of the person or of a workspace, so it can be anything. */
export type Scoped = Readonly<Partial<Record<Scope, unknown>>>;

/** What is written, and where. */
export interface Change {
  readonly setting: 'rules' | 'overrides';
  readonly scope: Scope;
  readonly value: unknown;
  /** The globs of the override that was changed; nothing if the rule is set for all files. */
  readonly files?: readonly string[];
}

/** The overrides that hold for a window: those of one scope, for VS Code doesn't merge lists. */
export function overridesIn(overrides: Scoped): { readonly scope: Scope; readonly all: readonly unknown[] } {
  const scope = scopes.find((it) => overrides[it] !== undefined) ?? 'user';
  const all = overrides[scope];
  return { scope, all: Array.isArray(all) ? all : [] };
}

/** The globs of an override, in the two forms that they can have. */
export function globsOf(override: unknown): readonly string[] {
  const files: unknown = Object(override).files;
  if (typeof files === 'string') return [files];
  return Array.isArray(files) ? files.filter((it) => typeof it === 'string') : [];
}

const setsRule = (rules: unknown, rule: string): boolean => Object.hasOwn(Object(rules), rule);

/**
 * The change that gives a rule a severity. An override that matches the definition takes precedence over `rules`, and the
 * last of several over the others, so the one that sets the rule is changed where it stands.
 * @param matches whether each override in {@link overridesIn} matches the definition
 * @param isInFolder whether the definition is in a folder of the workspace
 */
export function severityChange(
  rule: string,
  severity: Severity,
  settings: { readonly rules: Scoped; readonly overrides: Scoped },
  matches: readonly boolean[],
  isInFolder: boolean,
): Change {
  const { scope, all } = overridesIn(settings.overrides);
  const at = all.findLastIndex((it, index) => matches[index] === true && setsRule(Object(it).rules, rule));
  if (at >= 0) {
    const override = Object(all[at]);
    const changed = { ...override, rules: { ...override.rules, [rule]: severity } };
    return { setting: 'overrides', scope, value: all.with(at, changed), files: globsOf(override) };
  }
  const { rules } = settings;
  // Where the rules of the folder are; else where everyone who opens the definition finds it.
  const usual = rules.folder ? 'folder' : isInFolder ? 'workspace' : 'user';
  // VS Code merges the scopes, so a scope that takes precedence over this one and sets the rule would still decide.
  const where = scopes.slice(0, scopes.indexOf(usual)).find((it) => setsRule(rules[it], rule)) ?? usual;
  return { setting: 'rules', scope: where, value: { ...Object(rules[where]), [rule]: severity } };
}
