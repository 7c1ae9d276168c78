/** Loads the list of models page by page: only as far as needed, and never in a circle. */

import type { ModelSummary, Models, Query } from './api';
import { isModelName } from './modelTarget';

/** How many models are looked for each time, and in how many pages at most: a filter may leave pages empty. */
export interface PageLimits {
  readonly models: number;
  readonly pages: number;
}

export class ModelPager {
  readonly query: Query;
  readonly #source: Pick<Models, 'list'>;
  readonly #limits: PageLimits;
  readonly #seen = new Set<string>();
  readonly #models = new Map<string, ModelSummary>();
  #next: string | undefined;
  #isStarted = false;
  #running: Promise<void> | undefined;
  #scanned = 0;

  constructor(source: Pick<Models, 'list'>, query: Query, limits: PageLimits = { models: 100, pages: 20 }) {
    this.#source = source;
    this.query = query;
    this.#limits = limits;
  }

  /** All that has been found, in the order that was asked for. */
  get models(): readonly ModelSummary[] {
    return [...this.#models.values()];
  }

  /** Whether there may be more. */
  get hasMore(): boolean {
    return !this.#isStarted || this.#next !== undefined;
  }

  /** How many pages have been looked through. */
  get scanned(): number {
    return this.#scanned;
  }

  /**
   * Looks for more models, until enough are found, enough pages are looked through, or there are no more.
   * What was found before a failure stays, and asking again goes on from there; asking twice at once asks once.
   */
  more(signal: AbortSignal): Promise<void> {
    this.#running ??= this.#look(signal).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #look(signal: AbortSignal): Promise<void> {
    const enough = this.#models.size + this.#limits.models;
    for (let pages = 0; this.hasMore && this.#models.size < enough && pages < this.#limits.pages; pages++) {
      const { models, next } = await this.#source.list(this.query, this.#next, signal);
      this.#isStarted = true;
      this.#scanned++;
      // A name that SageMaker doesn't allow isn't a model name. It would be shown, and become part of a file name or URI.
      for (const it of models) if (isModelName(it.name)) this.#models.set(it.arn, it);
      // A token that comes a second time would lead through the same pages for ever.
      this.#next = next === undefined || this.#seen.has(next) ? undefined : next;
      if (next !== undefined) this.#seen.add(next);
    }
  }

  /** Puts in a model that has just been created, where it belongs; a list that is read at once may not have it yet. */
  add(model: ModelSummary): void {
    const { nameContains = '' } = this.query;
    if (this.#models.has(model.arn) || !model.name.toLowerCase().includes(nameContains.toLowerCase())) return;
    const sorted = [...this.#models.values(), model].sort((a, b) => compare(a, b, this.query));
    this.#models.clear();
    for (const it of sorted) this.#models.set(it.arn, it);
  }

  /** Takes a model away that is gone. */
  remove(arn: string): void {
    this.#models.delete(arn);
  }
}

function compare(a: ModelSummary, b: ModelSummary, { sortBy, order }: Query): number {
  const byName = a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
  const difference = sortBy === 'Name' ? byName : a.created.getTime() - b.created.getTime();
  return order === 'Ascending' ? difference : -difference;
}
