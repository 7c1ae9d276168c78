/** By which settings the files of each folder are judged and left out, so that only what differs is judged or searched again. */
import { rulesFor } from './overrides';
import type { ClientSettings, Settings } from './settings';
import type { Workspace } from './workspace';

/** What other settings make necessary. */
export interface Differences {
  /** The files for which other rules hold. */
  readonly files: readonly string[];
  /** Whether something else is left out. */
  readonly isOtherSearch: boolean;
}

export class SettingsInForce {
  readonly #judgedBy = new Map<string, Settings>();
  /** What was left out of each folder when it was last searched. */
  readonly #excluded = new Map<string, string>();
  /** Counts the comparisons: one that was overtaken by another doesn't matter. */
  #comparisons = 0;

  constructor(
    readonly settings: ClientSettings,
    readonly workspace: Workspace,
  ) {}

  /** The globs of what is left out of a folder that is about to be searched. */
  async leftOut(folder: string): Promise<readonly string[]> {
    const { settings, excluded } = await this.#of(folder);
    this.#excluded.set(folder, textOf(excluded));
    if (!this.#judgedBy.has(folder)) this.#judgedBy.set(folder, settings);
    return excluded;
  }

  /** What is different since the last time; nothing if the settings have changed again meanwhile. */
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

  /** The files of a folder for which other rules hold than before. */
  #judgedOtherwise(folder: string, before: Settings | undefined, now: Settings): readonly string[] {
    if (before && textOf([before.rules, before.overrides]) === textOf([now.rules, now.overrides])) return [];
    return this.workspace.files().filter((it) => {
      if (this.workspace.folderOf(it) !== folder) return false;
      const path = this.workspace.pathOf(it);
      return !before || textOf(rulesFor(path, before)) !== textOf(rulesFor(path, now));
    });
  }
}

const textOf = (value: unknown) => JSON.stringify(value);
