/** Tracks the settings that each folder's files are checked and excluded by, so that only affected files are checked or searched again. */

import type { Workspace } from '../workspace/files';
import { rulesFor } from '../workspace/overrides';
import type { ClientConfiguration, ClientSettings } from './configuration';

/** What changed settings require. */
export interface Differences {
  /** The files for which the rules have changed. */
  readonly files: readonly string[];
  /** Whether the exclusions have changed. */
  readonly isOtherSearch: boolean;
}

export class SettingsInForce {
  readonly #judgedBy = new Map<string, ClientConfiguration>();
  /** What was excluded from each folder when it was last searched. */
  readonly #excluded = new Map<string, string>();
  /** Counts the comparisons, because one that a newer one overtook is discarded. */
  #comparisons = 0;

  constructor(
    readonly settings: ClientSettings,
    readonly workspace: Workspace,
  ) {}

  /** The exclude globs of a folder that is about to be searched. */
  async leftOut(folder: string): Promise<readonly string[]> {
    const { settings, excluded } = await this.#of(folder);
    this.#excluded.set(folder, textOf(excluded));
    if (!this.#judgedBy.has(folder)) this.#judgedBy.set(folder, settings);
    return excluded;
  }

  /** The differences since the last call; nothing if the settings have changed again in the meantime. */
  async differences(): Promise<Differences | undefined> {
    const comparison = ++this.#comparisons;
    const folders = await Promise.all(this.workspace.folders().map((it) => this.#of(it)));
    if (comparison !== this.#comparisons) return undefined;
    const files = folders.flatMap(({ folder, settings }) => {
      const before = this.#judgedBy.get(folder);
      this.#judgedBy.set(folder, settings);
      return this.#judgedOtherwise(folder, before, settings);
    });
    const isOtherSearch = folders.some((it) => this.#excluded.get(it.folder) !== textOf(it.excluded));
    return { files, isOtherSearch };
  }

  async #of(folder: string) {
    const [settings, hidden] = await Promise.all([this.settings.of(folder), this.settings.hidden(folder)]);
    return { folder, settings, excluded: [...settings.exclude, ...hidden] };
  }

  /** The files of a folder for which the rules have changed. */
  #judgedOtherwise(
    folder: string,
    before: ClientConfiguration | undefined,
    now: ClientConfiguration,
  ): readonly string[] {
    if (before && textOf([before.rules, before.overrides]) === textOf([now.rules, now.overrides])) return [];
    return this.workspace.files().filter((it) => {
      if (this.workspace.folderOf(it) !== folder) return false;
      const path = this.workspace.pathOf(it);
      return !before || textOf(rulesFor(path, before)) !== textOf(rulesFor(path, now));
    });
  }
}

const textOf = (value: unknown) => JSON.stringify(value);
