/** The list of models behind the view: loaded page by page, restarted with the connection, and updated by model events. */
import * as l10n from '@vscode/l10n';
import type { ModelSummary, Query } from '../../../aws/api';
import type { Connection } from '../../../aws/connection';
import { Emitter } from '../../../aws/emitter';
import { Failure, isFailure } from '../../../aws/failure';
import { ModelPager } from '../../../aws/modelPager';
import type { ActiveConnection } from '../../../aws/session';
import type { AwsContext } from '../../models/context';
import type { NamedModel } from '../../models/events';
import type { ModelRow, Row } from '../../models/selection';

/** How the list is filtered and sorted. */
export type View = Pick<Query, 'nameContains' | 'sortBy' | 'order'>;

/** How long a model that was created here is shown although the list doesn't have it yet. In milliseconds. */
const untilListed = 60_000;

/** The list of a connection, and why it does not go on. */
interface Loaded {
  readonly live: ActiveConnection;
  readonly listing: ModelPager;
  failure?: Failure;
}

export class ModelList {
  readonly #context: Pick<AwsContext, 'session' | 'background'>;
  readonly #query: () => View;
  readonly #changed = new Emitter<'rows' | 'state'>();
  /** `rows`: a model was added or removed; `state`: the list was loaded, or couldn't be. */
  readonly onDidChange = this.#changed.event;
  readonly #rows = new Map<string, ModelRow>();
  #own: { readonly model: ModelSummary; readonly key: string }[] = [];
  #loaded: Loaded | undefined;
  #loading: Promise<void> | undefined;
  /** Why there is not even a list. */
  #failed: Failure | undefined;
  /** Counts how often the list was restarted: results and errors of an earlier list aren't shown. */
  #generation = 0;

  /** @param query how the list is to be filtered and sorted */
  constructor(context: Pick<AwsContext, 'session' | 'background'>, query: () => View) {
    this.#context = context;
    this.#query = query;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  get failure(): Failure | undefined {
    return this.#failed ?? this.#loaded?.failure;
  }

  /** The rows of the models. VS Code identifies a row by its object. */
  get rows(): readonly ModelRow[] {
    const { listing, live } = this.#loaded ?? {};
    if (!listing || !live) return [];
    return listing.models.map((model) => {
      const known = this.#rows.get(model.arn);
      if (known?.live === live && known.model.created.getTime() === model.created.getTime()) return known;
      const row: ModelRow = { kind: 'model', model, live };
      this.#rows.set(model.arn, row);
      return row;
    });
  }

  /** Why nothing is shown: the kind of a failure, or that there are no models; nothing if there are rows, or might be. */
  get state(): string | undefined {
    const { listing } = this.#loaded ?? {};
    if (this.rows.length > 0) return undefined;
    if (this.failure) return this.failure.remedy === 'signIn' ? 'signIn' : this.failure.kind;
    if (!listing || listing.scanned === 0 || listing.hasMore) return undefined;
    return this.#query().nameContains ? 'nothingFound' : 'empty';
  }

  /** All rows, loaded if need be, with one that leads further. */
  async load(): Promise<Row[]> {
    // The list might be restarted in the meantime.
    for (let waited: Promise<void> | undefined; waited === undefined || waited !== this.#loading; ) {
      this.#loading ??= this.#open();
      waited = this.#loading;
      await waited;
    }
    const { listing, failure } = this.#loaded ?? {};
    const rows: Row[] = [...this.rows];
    if (failure && rows.length > 0) rows.push({ kind: 'failure', id: 'list', failure });
    else if (!failure && listing?.hasMore) rows.push({ kind: 'more', scanned: listing.scanned });
    return rows;
  }

  /** Continues the list where it ended or failed. */
  async more(): Promise<void> {
    if (this.#loaded) await this.#list(this.#loaded);
    else this.restart();
  }

  /** Forgets the list, so that it is loaded from the beginning, or for another connection. */
  restart(): void {
    this.#generation++;
    this.#loaded = undefined;
    this.#loading = undefined;
    this.#failed = undefined;
    this.#rows.clear();
  }

  /** Shows a model that was just created, before a list has it. */
  created(model: ModelSummary, live: ActiveConnection): void {
    const key = keyOf(live.connection);
    this.#own.push({ model, key });
    if (!this.#loaded || keyOf(this.#loaded.live.connection) !== key) return;
    this.#loaded.listing.add(model);
    this.#changed.fire('rows');
  }

  /** Removes a model that was just deleted, although the list might still have it for a while. */
  deleted({ arn }: NamedModel): void {
    this.#own = this.#own.filter((it) => it.model.arn !== arn);
    this.#loaded?.listing.remove(arn);
    this.#changed.fire('rows');
  }

  async #open(): Promise<void> {
    const generation = this.#generation;
    try {
      const live = await this.#context.session.live();
      if (generation !== this.#generation) return;
      const loaded: Loaded = { live, listing: new ModelPager(live.models, this.#query()) };
      this.#loaded = loaded;
      await this.#list(loaded);
      if (loaded.failure || this.#loaded !== loaded) return;
      live.account().catch(() => undefined);
      this.#context.background.answered();
    } catch (error) {
      if (generation !== this.#generation) return;
      this.#failed = anyFailure(error);
      this.#changed.fire('state');
    }
  }

  async #list(loaded: Loaded): Promise<void> {
    loaded.failure = undefined;
    try {
      await loaded.listing.more(loaded.live.signal);
      const fresh = Date.now() - untilListed;
      this.#own = this.#own.filter((it) => it.model.created.getTime() > fresh);
      const key = keyOf(loaded.live.connection);
      for (const it of this.#own) if (it.key === key) loaded.listing.add(it.model);
    } catch (error) {
      loaded.failure = anyFailure(error);
    }
    if (this.#loaded === loaded) this.#changed.fire('state');
  }
}

/** A failure of any kind, with a message that can be shown. */
export function anyFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Failure('unknown', l10n.t('Something went wrong: {0}', message), { remedy: 'showLog', cause: error });
}

/** What tells connections apart. */
export const keyOf = (connection: Connection | undefined): string =>
  [connection?.profile, connection?.region, connection?.endpoint].map((it) => it?.value ?? '').join('|');
