/** Requests the client's settings for each document, validates them, and keeps them until they change. */
import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import { type SeverityLevel, settingsSection as section, severityLevels } from '../../protocol/constants';
import { rules } from '../language/rules';
import type { AnalysisContext } from '../language/types';
import { mostGlobs, refused } from '../workspace/globs';
import type { Override, RuleSettings } from '../workspace/overrides';

export interface ClientConfiguration extends RuleSettings {
  /** Globs of the files in a workspace that are not checked unless they are open. */
  readonly exclude: readonly string[];
  /** Whether a few words stand in the margin where a string does not speak for itself. */
  readonly inlayHints: boolean;
}

const defaults: ClientConfiguration = { exclude: [], inlayHints: true };

export class ClientSettings {
  /** What the client answered when asked, by document or folder. */
  readonly #answers = new Map<string, Promise<ClientConfiguration>>();
  /** The documents and folders for which the client's last response was an error. */
  readonly #failed = new Set<string>();
  /** Called when the client returns settings after an error, because documents might have to be checked again. */
  recovered: () => void = () => {};
  /** What a client has told that cannot be asked, or answers nothing. */
  #told = defaults;
  /** The messages about ignored globs, so that each is logged once and not for each document. */
  readonly #said = new Set<string>();

  constructor(
    readonly connection: Connection,
    readonly client: () => ClientCapabilities,
  ) {}

  /** The settings for a document or folder. */
  of(uri: string): Promise<ClientConfiguration> | ClientConfiguration {
    if (!this.client().workspace?.configuration) return this.#told;
    const known = this.#answers.get(uri);
    if (known) return known;
    const answer = this.connection.workspace.getConfiguration({ scopeUri: uri, section }).then(
      (it) => {
        if (this.#failed.delete(uri)) this.recovered();
        return it === null ? this.#told : this.#understood(it);
      },
      (error): ClientConfiguration => {
        // The next caller that needs the settings requests them again.
        if (this.#answers.get(uri) === answer) this.#answers.delete(uri);
        this.#warnOnce(uri, error);
        return defaults;
      },
    );
    this.#answers.set(uri, answer);
    return answer;
  }

  #warnOnce(uri: string, error: unknown): void {
    if (this.#failed.has(uri)) return;
    this.#failed.add(uri);
    const reason = error instanceof Error ? error.message : String(error);
    this.connection.console.warn(`The client did not give its settings for ${uri}, so the defaults hold: ${reason}`);
  }

  /**
   * The globs of what VS Code hides from its own views of a folder; none where the client has no such setting.
   * There, one without a slash is a name at the top only.
   */
  async hidden(uri: string): Promise<string[]> {
    if (!this.client().workspace?.configuration) return [];
    const globs: unknown = await this.connection.workspace
      .getConfiguration({ scopeUri: uri, section: 'files.exclude' })
      .catch(() => undefined);
    const hidden = Object.entries(Object(globs)).flatMap(([glob, isOn]) => (isOn === true ? [glob] : []));
    return this.#accepted(hidden, 'files.exclude').map((it) => `/${it}`);
  }

  /** Takes what a client says of its settings by itself, with the name of their section or without. */
  tell(settings: unknown): void {
    this.#told = this.#understood(memberOf(settings, section) ?? settings);
  }

  /** Forgets what was answered, for one document or for all. */
  forget(uri?: string): void {
    if (uri === undefined) {
      this.#answers.clear();
      this.#said.clear();
      this.#failed.clear();
    } else {
      this.#answers.delete(uri);
      this.#failed.delete(uri);
    }
  }

  /** Settings as they are understood; what is not is said in the log and left out. */
  #understood(given: unknown): ClientConfiguration {
    return {
      rules: this.#levels(memberOf(given, 'rules'), `${section}.rules`),
      overrides: listOf(memberOf(given, 'overrides')).flatMap((it, i) =>
        this.#override(it, `${section}.overrides[${i}]`),
      ),
      exclude: this.#accepted(globsOf(memberOf(given, 'exclude')), `${section}.exclude`),
      inlayHints: memberOf(given, 'inlayHints') !== false,
    };
  }

  #override(given: unknown, where: string): Override[] {
    const files = memberOf(given, 'files');
    const globs = typeof files === 'string' ? [files] : globsOf(files);
    if (globs.length === 0) this.connection.console.warn(`The setting ${where} names no files.`);
    const accepted = this.#accepted(globs, `${where}.files`);
    return accepted.length === 0
      ? []
      : [{ files: accepted, rules: this.#levels(memberOf(given, 'rules'), `${where}.rules`) }];
  }

  /** The accepted globs of a setting. Each ignored glob is logged once. */
  #accepted(globs: readonly string[], setting: string): string[] {
    if (globs.length > mostGlobs)
      this.#ignored(`The setting ${setting} has more than ${mostGlobs} globs. The rest are ignored.`);
    return globs.slice(0, mostGlobs).filter((it) => {
      const reason = refused(it);
      if (reason !== undefined) this.#ignored(`The setting ${setting}: ${reason} This glob is ignored.`);
      return reason === undefined;
    });
  }

  #ignored(sentence: string): void {
    if (this.#said.has(sentence)) return;
    this.#said.add(sentence);
    this.connection.console.warn(sentence);
  }

  #levels(given: unknown, where: string): NonNullable<AnalysisContext['rules']> {
    const { console } = this.connection;
    const understood = Object.entries(Object(given)).filter(([id, level]) => {
      const isRule = rules.some((it) => it.id === id);
      if (!isRule) console.warn(`The setting ${where} names "${id}", and there is no such rule.`);
      if (!isLevel(level)) console.warn(`The setting ${where} gives "${id}" a severity that does not exist.`);
      return isRule && isLevel(level);
    });
    return Object.fromEntries(understood) as NonNullable<AnalysisContext['rules']>;
  }
}

function memberOf(value: unknown, member: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, member) : undefined;
}

const isLevel = (it: unknown): it is SeverityLevel => severityLevels.some((level) => level === it);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const globsOf = (value: unknown) => listOf(value).filter((it): it is string => typeof it === 'string');
