/** Requests the client's settings for each document, validates them, and keeps them until they change. */
import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import { settingsSection as section } from '../../protocol/constants';
import { mostGlobs } from '../workspace/globs';
import type { RuleSettings } from '../workspace/overrides';
import { memberOf, parseGlobs, parseSettings, type SettingFault, type SettingPath } from '../workspace/settings';

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
    const answer: unknown = await this.connection.workspace
      .getConfiguration({ scopeUri: uri, section: 'files.exclude' })
      .catch(() => undefined);
    const hidden = Object.entries(Object(answer)).flatMap(([glob, isOn]) => (isOn === true ? [glob] : []));
    const { globs, faults } = parseGlobs(hidden, ['exclude']);
    this.#warn(faults, 'files');
    return globs.map((it) => `/${it}`);
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
    const { rules, overrides, exclude, faults } = parseSettings(given);
    this.#warn(faults, section);
    return { rules, overrides, exclude, inlayHints: memberOf(given, 'inlayHints') !== false };
  }

  #warn(faults: readonly SettingFault[], within: string): void {
    for (const it of faults) {
      const sentence = warningFor(it, within);
      const isOfGlobs = it.kind === 'invalid-glob' || it.kind === 'too-many-globs';
      if (sentence === undefined || (isOfGlobs && this.#said.has(sentence))) continue;
      if (isOfGlobs) this.#said.add(sentence);
      this.connection.console.warn(sentence);
    }
  }
}

/** How a fault is logged; nothing for what editors check themselves, by the schema of the settings. */
function warningFor(fault: SettingFault, within: string): string | undefined {
  const setting = `The setting ${settingName(within, fault.at)}`;
  switch (fault.kind) {
    case 'no-files':
      return `${setting} names no files.`;
    case 'too-many-globs':
      // The maximum is for each setting.
      return fault.at.length > 0 ? `${setting} has more than ${mostGlobs} globs. The rest are ignored.` : undefined;
    case 'invalid-glob':
      return `${setting}: ${fault.reason} This glob is ignored.`;
    case 'unknown-rule':
      return `${setting} names "${fault.id}", and there is no such rule.`;
    case 'unknown-severity':
      return `${setting} gives "${fault.id}" a severity that does not exist.`;
    default:
      return undefined;
  }
}

/** The name of a setting, such as `sagemakerModel.overrides[0].files`. */
const settingName = (within: string, at: SettingPath) =>
  at.reduce<string>((name, it) => name + (typeof it === 'number' ? `[${it}]` : `.${it}`), within);
