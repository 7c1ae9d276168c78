/** The view of the models of an account and Region. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DescribeModelResponse, Tag } from '../../../aws/api';
import { detach } from '../../../aws/detach';
import { isFailure } from '../../../aws/failure';
import { isSameName } from '../../../aws/modelTarget';
import { usageDetail } from '../../../aws/usage';
import type { AwsContext } from '../../models/context';
import { detailsOf, kindOf, type ModelKind, tagsNotAllowed } from '../../models/details';
import type { ModelEvent } from '../../models/events';
import type { ModelRow, Row } from '../../models/selection';
import type { SyncStatus } from '../../models/syncStatus';
import { progressIn } from '../../ui/dialog';
import { inert, inertError } from '../../ui/inert';
import { connectionInWords } from '../../ui/words';
import { anyFailure, keyOf, ModelList, type View } from './modelList';
import { detailItem, failureItem, modelItem, modelTooltip, moreItem } from './rows';

/** The maximum length of each part of the header, in UTF-16 code units. */
const mostOfHead = 300;

const firstView: View = { sortBy: 'CreationTime', order: 'Descending' };

/** Keeps how lists are filtered and sorted from one window to the next. */
export interface ViewStore {
  get(connection: string): View | undefined;
  set(connection: string, view: View): void;
}

type ViewContext = Pick<AwsContext, 'session' | 'background' | 'usages' | 'status' | 'described' | 'events'>;

export class ModelsView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #context: ViewContext;
  readonly #store: ViewStore;
  readonly #list: ModelList;
  readonly #changed = new vscode.EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Row>;
  readonly #kinds = new Map<string, ModelKind>();
  /** The states that the rows show. */
  readonly #states = new Map<string, SyncStatus['state']>();
  readonly #registrations: vscode.Disposable;

  constructor(context: ViewContext, store: ViewStore) {
    this.#context = context;
    this.#store = store;
    const list = new ModelList(context, () => this.query);
    this.#list = list;
    this.#view = vscode.window.createTreeView('sagemakerModel.models', {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.#registrations = vscode.Disposable.from(
      this.#view,
      this.#changed,
      list,
      list.onDidChange((change) => {
        this.#describeView();
        if (change === 'rows') this.#changed.fire(undefined);
      }),
      context.session.onDidChange((change) => {
        if (change === 'switched' || (change === 'credentials' && list.failure)) this.refresh();
        this.#describeView();
      }),
      context.status.onDidChange(() => this.#showStates()),
      context.events.event((it) => this.#follow(it)),
    );
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  get selection(): readonly Row[] {
    return this.#view.selection;
  }

  /** How the list is filtered and sorted for the current connection. */
  get query(): View {
    return this.#store.get(keyOf(this.#context.session.connection)) ?? firstView;
  }

  /** Filters or sorts in another way, which is kept for the current connection. */
  arrange(view: View): void {
    this.#store.set(keyOf(this.#context.session.connection), view);
    this.refresh();
  }

  /** Lists the models from the beginning. */
  refresh(): void {
    this.#states.clear();
    this.#list.restart();
    this.#changed.fire(undefined);
  }

  /** Continues the list where it ended or failed. */
  async more(): Promise<void> {
    await progressIn('sagemakerModel.models', () => this.#list.more());
    this.#changed.fire(undefined);
  }

  /** Selects the row of a model if it is listed already. */
  async reveal(arn: string): Promise<void> {
    const row = this.#list.rows.find((it) => it.model.arn === arn);
    if (row) await this.#view.reveal(row, { select: true, focus: false });
  }

  /** Only rows of models are revealed, which have no parent. */
  getParent(): undefined {
    return undefined;
  }

  /** Shows the details of a model again, because its tags or usages might have changed. */
  changed(name: string, region: string): void {
    const row = this.#list.rows.find((it) => isSameName(it.model.name, name) && it.live.region === region);
    if (row) this.#changed.fire(row);
  }

  #follow(event: ModelEvent): void {
    if (event.kind === 'created') this.#list.created(event.model, event.live);
    else if (event.kind === 'deleted') this.#list.deleted(event.model);
    else if (event.kind === 'tagsChanged') this.changed(event.name, event.region);
    else if (event.kind === 'refreshed') this.refresh();
  }

  /** Shows how many definitions differ in the badge, and the state of each model's definitions in its row. */
  #showStates(): void {
    const { status } = this.#context;
    const { different } = status;
    const tooltip =
      different === 1
        ? l10n.t('One definition differs from what is deployed')
        : l10n.t('{0} definitions differ from what is deployed', different);
    this.#view.badge = different > 0 ? { value: different, tooltip } : undefined;
    for (const row of this.#list.rows) {
      const state = status.ofModel(row.model.name)?.state;
      if (state === this.#states.get(row.model.name)) continue;
      if (state) this.#states.set(row.model.name, state);
      else this.#states.delete(row.model.name);
      this.#changed.fire(row);
    }
  }

  /** Shows whose models these are, or why there are none. */
  #describeView(): void {
    const { connection, account } = this.#context.session;
    const whose = connection && inert(connectionInWords(connection, account), mostOfHead);
    this.#view.description = whose;
    const { nameContains } = this.query;
    const filtered = nameContains && l10n.t('Names with “{0}” in them', inert(nameContains, mostOfHead));
    const { state } = this.#list;
    // The only view of a container has no header in which VS Code would show a description. And a message hides the
    // welcome content for the state.
    this.#view.message = state ? undefined : [whose, filtered].filter(Boolean).join(' — ');
    const set = (key: string, value: unknown) => detach(vscode.commands.executeCommand('setContext', key, value));
    set('sagemakerModel.state', state);
    set('sagemakerModel.isFiltered', nameContains !== undefined);
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row?.kind === 'detail')
      return row.detail.children.map((detail, at) => ({ kind: 'detail', id: `${row.id}/${at}`, detail }));
    if (row?.kind === 'model') return this.#details(row);
    return row ? [] : this.#list.load();
  }

  async #details(row: ModelRow): Promise<Row[]> {
    const { model, live } = row;
    try {
      const [answer, tags] = await Promise.all([this.#describe(row), this.#tags(row)]);
      const usage = this.#context.usages.get(live, model.name);
      const used = usage ? [usageDetail(usage)] : [];
      return [...used, ...detailsOf(answer, tags ?? []), ...(tags ? [] : [tagsNotAllowed()])].map((detail, at) => ({
        kind: 'detail',
        id: `${model.arn}/${at}`,
        detail,
      }));
    } catch (error) {
      // VS Code would show an error itself.
      const failure = anyFailure(error);
      return failure.kind === 'cancelled' ? [] : [{ kind: 'failure', id: model.arn, failure }];
    }
  }

  /** The tags of a model; nothing if they may not be read, so that everything else is shown. */
  async #tags({ model, live }: ModelRow): Promise<readonly Tag[] | undefined> {
    if (!model.arn) return [];
    try {
      return await live.limiter.run(() => live.models.tags(model.arn, live.signal));
    } catch (error) {
      if (isFailure(error) && error.kind === 'denied') return undefined;
      throw error;
    }
  }

  /** Describes a model, after which its row has the icon of its kind. */
  async #describe({ model, live }: ModelRow): Promise<DescribeModelResponse> {
    const answer = await this.#context.described.get(live, model);
    if (!this.#kinds.has(model.arn)) {
      this.#kinds.set(model.arn, kindOf(answer));
      const row = this.#list.rows.find((it) => it.model.arn === model.arn);
      if (row) this.#changed.fire(row);
    }
    return answer;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    switch (row.kind) {
      case 'model':
        return modelItem(row.model, this.#kinds.get(row.model.arn), this.#context.status.ofModel(row.model.name));
      case 'detail':
        return detailItem(row);
      case 'more':
        return moreItem(row.scanned);
      case 'failure':
        return failureItem(row);
    }
  }

  async resolveTreeItem(item: vscode.TreeItem, row: Row, token: vscode.CancellationToken): Promise<vscode.TreeItem> {
    if (row.kind !== 'model') return item;
    try {
      const answer = await this.#describe(row);
      if (!token.isCancellationRequested) item.tooltip = modelTooltip(row.model, answer);
    } catch (error) {
      item.tooltip = inertError(error).message;
    }
    return item;
  }
}
