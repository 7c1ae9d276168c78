/** The models of the account and region as a tree. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DescribeModelResponse, ModelSummary, Query, Tag } from '../../../aws/api';
import type { Connection } from '../../../aws/connection';
import { DescribeCache } from '../../../aws/describeCache';
import { detach } from '../../../aws/detach';
import { Failure, isFailure } from '../../../aws/failure';
import { ModelPager } from '../../../aws/modelPager';
import { isSameName } from '../../../aws/modelTarget';
import type { ActiveConnection, Session } from '../../../aws/session';
import { type Detail, type Usages, usageDetail } from '../../../aws/usage';
import { progressIn } from '../../ui/dialog';
import { inert, inertError, inertLines } from '../../ui/inert';
import { ageInWords, connectionInWords } from '../../ui/words';
import { rowUri } from '../sync/decorations';
import { type SyncStatus, type SyncStatusTracker, syncStatusLabel } from '../../models/syncStatus';
import { detailsOf, type Kind, kindInWords, kindOf, tagsNotAllowed } from '../../models/details';

export interface ModelRow {
  readonly kind: 'model';
  readonly model: ModelSummary;
  readonly live: ActiveConnection;
}

export interface DetailRow {
  readonly kind: 'detail';
  readonly id: string;
  readonly detail: Detail;
}

interface MoreRow {
  readonly kind: 'more';
  readonly scanned: number;
}

interface FailureRow {
  readonly kind: 'failure';
  readonly id: string;
  readonly failure: Failure;
}

export type Row = ModelRow | DetailRow | MoreRow | FailureRow;

/** The list of a connection, and why it does not go on. */
interface Loaded {
  readonly live: ActiveConnection;
  readonly listing: ModelPager;
  failure?: Failure;
}

/** How the list is filtered and sorted. */
export type View = Pick<Query, 'nameContains' | 'sortBy' | 'order'>;

/** The maximum length of each part of the view's header, and of each tooltip line. In UTF-16 code units. */
const mostOfHead = 300;
const mostOfLine = 200;
const mostLines = 40;

const firstView: View = { sortBy: 'CreationTime', order: 'Descending' };

/** A model that was created here is shown though a list does not have it yet, for so long. In milliseconds. */
const untilListed = 60_000;

const icons: Readonly<Record<Kind, string>> = {
  single: 'package',
  'multi-model': 'layers',
  pipeline: 'list-ordered',
  package: 'archive',
};

/** What the tree keeps from one window to the next. */
export interface ViewStore {
  get(connection: string): View | undefined;
  set(connection: string, view: View): void;
}

export class ModelTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #session: Session;
  readonly #memory: ViewStore;
  readonly #usages: Usages;
  readonly #inStep: SyncStatusTracker;
  /** Is told that AWS has answered. */
  readonly #answered: () => void;
  readonly #changed = new vscode.EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Row>;
  readonly #described = new DescribeCache();
  readonly #kinds = new Map<string, Kind>();
  /** How the definitions of models stand, as their rows say it. */
  readonly #states = new Map<string, SyncStatus['state']>();
  readonly #rows = new Map<string, ModelRow>();
  readonly #registrations: vscode.Disposable;
  #own: { readonly model: ModelSummary; readonly key: string }[] = [];
  #loaded: Loaded | undefined;
  #loading: Promise<void> | undefined;
  /** Counts how often the list was restarted: results and errors of an earlier list aren't shown. */
  #generation = 0;

  constructor(session: Session, memory: ViewStore, usages: Usages, inStep: SyncStatusTracker, answered: () => void) {
    this.#answered = answered;
    this.#usages = usages;
    this.#inStep = inStep;
    this.#session = session;
    this.#memory = memory;
    this.#view = vscode.window.createTreeView('sagemakerModel.models', {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    const listening = session.onDidChange((change) => {
      if (change === 'switched') this.#forget();
      if (change === 'credentials' && this.#failure) this.refresh();
      this.#describeView();
      if (change === 'switched') this.#changed.fire(undefined);
    });
    const standing = inStep.onDidChange(() => this.#showStandings());
    this.#registrations = vscode.Disposable.from(this.#view, this.#changed, listening, standing);
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  /** The rows that the person has chosen. */
  get selection(): readonly Row[] {
    return this.#view.selection;
  }

  /** The roles of the models that have been described for their rows. */
  roles(): Promise<string[]> {
    return this.#described.roles();
  }

  get #failure(): Failure | undefined {
    return this.#failed ?? this.#loaded?.failure;
  }
  /** Why there is not even a list. */
  #failed: Failure | undefined;

  /** How the list is filtered and sorted for the connection that is in use. */
  get query(): View {
    return this.#memory.get(this.#key()) ?? firstView;
  }

  /** Filters or sorts in another way, kept for this connection. */
  arrange(view: View): void {
    this.#memory.set(this.#key(), view);
    this.refresh();
  }

  /** Reads the list from its beginning. */
  refresh(): void {
    this.#forget();
    this.#changed.fire(undefined);
  }

  /** Goes on with the list where it ended, or where it failed. */
  async more(): Promise<void> {
    const loaded = this.#loaded;
    if (!loaded) return this.refresh();
    await progressIn('sagemakerModel.models', () => this.#list(loaded));
    this.#changed.fire(undefined);
  }

  /** Shows a model that has just been created, before any list has it. */
  created(model: ModelSummary, live: ActiveConnection): void {
    const key = keyOf(live.connection);
    this.#own.push({ model, key });
    if (!this.#loaded || keyOf(this.#loaded.live.connection) !== key) return;
    this.#loaded.listing.add(model);
    this.#describeView();
    this.#changed.fire(undefined);
  }

  /** Takes a model away that has just been deleted, though a list may have it for a while. */
  removed(arn: string): void {
    this.#own = this.#own.filter((it) => it.model.arn !== arn);
    this.#loaded?.listing.remove(arn);
    this.#describeView();
    this.#changed.fire(undefined);
  }

  /** Shows the row of a model where it is listed already: nothing is listed for that. */
  async reveal(arn: string): Promise<void> {
    const row = this.#models().find((it) => it.model.arn === arn);
    if (row) await this.#view.reveal(row, { select: true, focus: false });
  }

  /** Rows of models lie in nothing, and no others are revealed. */
  getParent(): undefined {
    return undefined;
  }

  /** Shows anew what a model of a region consists of: its tags, or what is known of it, have changed. */
  changed(name: string, region: string): void {
    const row = this.#models().find((it) => isSameName(it.model.name, name) && it.live.region === region);
    if (row) this.#changed.fire(row);
  }

  /** Counts the definitions that differ where the view can be seen to have something to tell, and says it on their rows. */
  #showStandings(): void {
    const { different } = this.#inStep;
    const tooltip =
      different === 1
        ? l10n.t('One definition differs from what is deployed')
        : l10n.t('{0} definitions differ from what is deployed', different);
    this.#view.badge = different > 0 ? { value: different, tooltip } : undefined;
    for (const row of this.#models()) {
      const state = this.#inStep.ofModel(row.model.name)?.state;
      if (state === this.#states.get(row.model.name)) continue;
      if (state) this.#states.set(row.model.name, state);
      else this.#states.delete(row.model.name);
      this.#changed.fire(row);
    }
  }

  #forget(): void {
    this.#generation++;
    this.#loaded = undefined;
    this.#loading = undefined;
    this.#failed = undefined;
    this.#rows.clear();
    this.#states.clear();
  }

  #key(): string {
    return keyOf(this.#session.connection);
  }

  /** The rows of the models; VS Code knows a row again by its being the same object. */
  #models(): ModelRow[] {
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

  async getChildren(row?: Row): Promise<Row[]> {
    if (row?.kind === 'detail')
      return row.detail.children.map((detail, at) => ({ kind: 'detail', id: `${row.id}/${at}`, detail }));
    if (row?.kind === 'model') return this.#details(row);
    if (row) return [];
    // The list might be restarted in the meantime.
    for (let waited: Promise<void> | undefined; waited === undefined || waited !== this.#loading; ) {
      this.#loading ??= this.#load();
      waited = this.#loading;
      await waited;
    }
    const { listing, failure } = this.#loaded ?? {};
    const rows: Row[] = this.#models();
    if (failure && rows.length > 0) rows.push({ kind: 'failure', id: 'list', failure });
    else if (!failure && listing?.hasMore) rows.push({ kind: 'more', scanned: listing.scanned });
    return rows;
  }

  async #load(): Promise<void> {
    const generation = this.#generation;
    try {
      const live = await this.#session.live();
      if (generation !== this.#generation) return;
      const listing = new ModelPager(live.models, this.query);
      const loaded: Loaded = { live, listing };
      this.#loaded = loaded;
      await this.#list(loaded);
      if (!loaded.failure && this.#loaded === loaded) {
        live.account().catch(() => undefined);
        this.#answered();
      }
    } catch (error) {
      if (generation !== this.#generation) return;
      this.#failed = asKnown(error);
      this.#describeView();
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
      loaded.failure = asKnown(error);
    }
    if (this.#loaded === loaded) this.#describeView();
  }

  /** Says in the head of the view whose models these are, and in its place what is in the way. */
  #describeView(): void {
    const { connection, account } = this.#session;
    const whose = connection && inert(connectionInWords(connection, account), mostOfHead);
    this.#view.description = whose;
    const { nameContains } = this.query;
    const filtered = nameContains && l10n.t('Names with “{0}” in them', inert(nameContains, mostOfHead));
    const state = this.#state();
    // The only view of its container has no head of its own, in which a description would be seen; and a message hides
    // what the view says of its state.
    this.#view.message = state ? undefined : [whose, filtered].filter(Boolean).join(' — ');
    const set = (key: string, value: unknown) => detach(vscode.commands.executeCommand('setContext', key, value));
    set('sagemakerModel.state', state);
    set('sagemakerModel.isFiltered', nameContains !== undefined);
  }

  /** Why there is nothing to be seen, where there is nothing: a kind of failure, or that there are no models. */
  #state(): string | undefined {
    const { listing } = this.#loaded ?? {};
    if (this.#models().length > 0) return undefined;
    if (this.#failure) return this.#failure.remedy === 'signIn' ? 'signIn' : this.#failure.kind;
    if (!listing || listing.scanned === 0 || listing.hasMore) return undefined;
    return this.query.nameContains ? 'nothingFound' : 'empty';
  }

  async #details(row: ModelRow): Promise<Row[]> {
    const { model } = row;
    try {
      const [answer, tags] = await Promise.all([this.#describe(row), this.#tags(row)]);
      const usage = this.#usages.get(row.live, model.name);
      const used = usage ? [usageDetail(usage)] : [];
      return [...used, ...detailsOf(answer, tags ?? []), ...(tags ? [] : [tagsNotAllowed()])].map((detail, at) => ({
        kind: 'detail',
        id: `${model.arn}/${at}`,
        detail,
      }));
    } catch (error) {
      // VS Code would show an error itself.
      const failure = asKnown(error);
      return failure.kind === 'cancelled' ? [] : [{ kind: 'failure', id: model.arn, failure }];
    }
  }

  /** A model's tags; nothing where they may not be read, which hides nothing else. */
  async #tags({ model, live }: ModelRow): Promise<readonly Tag[] | undefined> {
    if (!model.arn) return [];
    try {
      return await this.#described.inTurn(() => live.models.tags(model.arn, live.signal));
    } catch (error) {
      if (isFailure(error) && error.kind === 'denied') return undefined;
      throw error;
    }
  }

  /** The answer about a model; once it is there, its row has the icon of its kind. */
  async #describe({ model, live }: ModelRow): Promise<DescribeModelResponse> {
    const answer = await this.#described.get(live.models, model, live.signal);
    if (!this.#kinds.has(model.arn)) {
      this.#kinds.set(model.arn, kindOf(answer));
      const row = this.#models().find((it) => it.model.arn === model.arn);
      if (row) this.#changed.fire(row);
    }
    return answer;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    switch (row.kind) {
      case 'model':
        return this.#modelItem(row.model);
      case 'detail':
        return detailItem(row);
      case 'more':
        return moreItem(row.scanned);
      case 'failure':
        return failureItem(row);
    }
  }

  #modelItem({ name, arn, created }: ModelSummary): vscode.TreeItem {
    const kind = this.#kinds.get(arn);
    const age = ageInWords(created, Date.now(), vscode.env.language);
    const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = arn;
    item.description = age;
    item.contextValue = 'model';
    item.iconPath = new vscode.ThemeIcon(kind ? icons[kind] : 'circle-outline');
    const said = kind
      ? l10n.t('{0}, created {1}, {2}', name, age, kindInWords(kind))
      : l10n.t('{0}, created {1}', name, age);
    const standing = this.#inStep.ofModel(name);
    // The explorer's decorations of this address are the row's.
    item.resourceUri = rowUri(name);
    item.accessibilityInformation = { label: standing ? l10n.t('{0}. {1}', said, syncStatusLabel(standing)) : said };
    return item;
  }

  async resolveTreeItem(item: vscode.TreeItem, row: Row, token: vscode.CancellationToken): Promise<vscode.TreeItem> {
    if (row.kind !== 'model') return item;
    try {
      const answer = await this.#describe(row);
      if (!token.isCancellationRequested) item.tooltip = tooltip(row.model, answer);
    } catch (error) {
      item.tooltip = inertError(error).message;
    }
    return item;
  }
}

/** A failure of any kind: what nobody has foreseen has a place as well. */
function asKnown(error: unknown): Failure {
  if (isFailure(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Failure('unknown', l10n.t('Something went wrong: {0}', message), { remedy: 'showLog', cause: error });
}

/** What tells connections apart, for what is kept of each. */
function keyOf(connection: Connection | undefined): string {
  return [connection?.profile, connection?.region, connection?.endpoint].map((it) => it?.value ?? '').join('|');
}

function detailItem({ id, detail }: DetailRow): vscode.TreeItem {
  const { icon, children } = detail;
  const [label, value] = [inert(detail.label), inert(detail.value)];
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, children.length > 0 ? Collapsed : None);
  item.id = id;
  item.description = value;
  item.tooltip = value;
  item.contextValue = 'detail';
  item.iconPath = new vscode.ThemeIcon(icon);
  item.accessibilityInformation = { label: `${label}: ${value}` };
  return item;
}

function moreItem(scanned: number): vscode.TreeItem {
  const item = new vscode.TreeItem(l10n.t('Load more'));
  item.id = 'more';
  item.description = l10n.t('{0} pages looked through', scanned);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: 'sagemakerModel.loadMore', title: l10n.t('Load more') };
  return item;
}

function failureItem({ id, failure }: FailureRow): vscode.TreeItem {
  const item = new vscode.TreeItem(l10n.t('Try again'));
  item.id = `${id}/failure`;
  const message = inert(failure.message);
  item.description = message;
  item.tooltip = [message, failure.said && inertLines(failure.said)].filter(Boolean).join('\n\n');
  item.iconPath = new vscode.ThemeIcon('warning');
  item.command = { command: 'sagemakerModel.loadMore', title: l10n.t('Try again') };
  item.accessibilityInformation = { label: l10n.t('Failed: {0} Try again', message) };
  return item;
}

function tooltip({ name, arn, created }: ModelSummary, answer: DescribeModelResponse): vscode.MarkdownString {
  const time = created.toLocaleString(vscode.env.language);
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(name).appendMarkdown('**\n\n');
  text.appendText(`${kindInWords(kindOf(answer))}, ${time}`).appendMarkdown('\n\n');
  for (const { label, value } of detailsOf(answer, []).slice(0, mostLines))
    text
      .appendMarkdown('- ')
      .appendText(inert(`${label}: ${value}`, mostOfLine))
      .appendMarkdown('\n');
  return text.appendMarkdown('\n').appendText(inert(arn));
}
