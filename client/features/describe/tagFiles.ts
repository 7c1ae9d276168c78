/** Shows a model's tags as a file: read from AWS, and written back after a confirmation. */

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Tag } from '../../../aws/api';
import { parseArn } from '../../../aws/arn';
import { detach } from '../../../aws/detach';
import { Failure, isFailure } from '../../../aws/failure';
import { isSameName } from '../../../aws/modelTarget';
import type { ActiveConnection } from '../../../aws/session';
import { tagsScheme } from '../../../protocol/constants';
import type { AwsContext } from '../../models/context';
import type { NamedModel } from '../../models/events';
import { applyTags, changeOf, isReserved, tagsIn, tagsText } from '../../models/tags';
import { liveOf } from '../../models/target';
import { modelUri, type ShownModel, shownIn } from '../../models/uris';

import { inert } from '../../ui/inert';
import { forgetNotLoaded, isInTab, isWorkspaceScheme, notFound, textOfNotLoaded } from '../../ui/notLoaded';
import { withRemedies } from '../../ui/recoveryActions';

type TagContext = Pick<AwsContext, 'session' | 'ui' | 'events'>;

/** Tags as AWS returned them, as text; when they were requested; and the model that they belong to. */
interface TagFile {
  readonly uri: vscode.Uri;
  readonly content: Uint8Array;
  readonly mtime: number;
  readonly shown: ShownTags;
}

export class TagFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  /** The documents that were opened in this window or reloaded in a restored tab. */
  readonly #known = new Map<string, TagFile>();
  /** Tags that are being saved, and are therefore known. */
  readonly #saving = new Set<string>();
  readonly #context: TagContext;
  readonly #registrations: vscode.Disposable;

  constructor(context: TagContext) {
    this.#context = context;
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.registerFileSystemProvider(tagsScheme, this, { isCaseSensitive: true }),
      // What is opened again later is asked for anew.
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme !== tagsScheme) return;
        this.#known.delete(uri.toString());
        forgetNotLoaded(uri);
      }),
      this.#changed,
      context.events.event((it) => {
        if (it.kind === 'tagsChanged') detach(withRemedies(context.ui, () => this.refreshAll(it.name, it.region)));
      }),
    );
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  /** Opens the tags of a model. @throws Failure */
  async open({ name, arn }: NamedModel, live: ActiveConnection): Promise<void> {
    const { region } = live;
    const model = parseArn(arn);
    if (model?.region !== region || !isSameName(model.name, name))
      throw new Failure('refused', l10n.t("Can't edit the tags of {0} because the model ARN isn't valid.", name), {
        remedy: 'showLog',
      });
    const shown = { name, arn, region, profile: live.connection.profile?.value ?? '' };
    const uri = modelUri(shown);
    await this.#load(uri, shown, live);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  }

  /** Reloads the tags in a document, which a restored window might not have loaded yet. @throws Failure */
  async refresh(uri: vscode.Uri): Promise<void> {
    const shown = this.#known.get(uri.toString())?.shown ?? tagsShownIn(uri);
    if (shown && !isWorkspaceScheme(tagsScheme))
      await this.#load(uri, shown, await liveOf(this.#context.session, shown));
  }

  /** Reloads the tags of a model wherever they are open, because they might have changed. @throws Failure */
  async refreshAll(name: string, region: string): Promise<void> {
    for (const [key, { uri, shown, content }] of [...this.#known]) {
      if (!isSameName(shown.name, name) || shown.region !== region || this.#saving.has(key)) continue;
      const live = await liveOf(this.#context.session, shown);
      const tags = await live.models.tags(shown.arn, live.signal);
      if (!isAlike(content, tags)) this.#keep(uri, shown, tagsText(tags));
    }
  }

  async #load(uri: vscode.Uri, shown: ShownTags, live: ActiveConnection): Promise<void> {
    const { name, arn } = shown;
    const { ui } = this.#context;
    const tags = await ui.progress(l10n.t('Reading the tags of {0}', name), ({ signal }) =>
      live.models.tags(arn, AbortSignal.any([signal, live.signal])),
    );
    this.#keep(uri, shown, tagsText(tags));
    const reserved = tags.filter(isReserved).length;
    if (reserved > 0)
      detach(
        ui.tell(
          'information',
          l10n.t('{0} tags whose keys begin with aws: are not shown here: only AWS can change them.', reserved),
        ),
      );
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const known = await this.#read(uri);
    const { content, mtime } = known ?? { content: encode(textOfNotLoaded(uri)), mtime: 0 };
    const permissions = known ? undefined : vscode.FilePermission.Readonly;
    return { type: vscode.FileType.File, ctime: 0, mtime, size: content.byteLength, permissions };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.#read(uri))?.content ?? encode(textOfNotLoaded(uri));
  }

  /** For VS Code, which keeps the text as it is, unsaved, where this fails. */
  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const { session, ui, events } = this.#context;
    const known = await this.#read(uri);
    if (!known) throw vscode.FileSystemError.NoPermissions(l10n.t('Not loaded. Select Refresh.'));
    const text = new TextDecoder().decode(content);
    const { name, arn, region } = known.shown;
    const key = uri.toString();
    this.#saving.add(key);
    try {
      const live = await liveOf(session, known.shown);
      const isDone = await applyTags(ui, live, { name, arn }, tagsIn(text)).finally(() =>
        events.fire({ kind: 'tagsChanged', name, region }),
      );
      if (!isDone) throw vscode.FileSystemError.Unavailable(l10n.t('Nothing was changed; the text is kept.'));
    } catch (error) {
      throw isFailure(error) ? unavailable(error) : error;
    } finally {
      this.#saving.delete(key);
    }
    this.#keep(uri, known.shown, text);
  }

  /** What is known about a document; nothing for a restored tab. Sends no request to AWS. @throws FileSystemError */
  async #read(uri: vscode.Uri): Promise<TagFile | undefined> {
    if (isWorkspaceScheme(tagsScheme)) throw notFound();
    const known = this.#known.get(uri.toString());
    if (!known && !(tagsShownIn(uri) && (await isInTab(uri)))) throw notFound();
    return this.#known.get(uri.toString());
  }

  #keep(uri: vscode.Uri, shown: ShownTags, text: string): void {
    this.#known.set(uri.toString(), { uri, shown, content: encode(text), mtime: Date.now() });
    forgetNotLoaded(uri);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
}

const encode = (text: string) => new TextEncoder().encode(text);

const unavailable = (failure: Failure) => vscode.FileSystemError.Unavailable(inert(failure.message));

/** Whether a text contains the given tags, however it is formatted. */
function isAlike(content: Uint8Array, tags: readonly Tag[]): boolean {
  try {
    const { added, changed, removed } = changeOf(tagsIn(new TextDecoder().decode(content)), tags);
    return added.length + changed.length + removed.length === 0;
  } catch {
    return false;
  }
}

type ShownTags = ShownModel & { readonly arn: string };

function tagsShownIn(uri: vscode.Uri): ShownTags | undefined {
  const { arn, ...shown } = shownIn(uri) ?? {};
  return arn !== undefined && 'name' in shown ? { ...shown, arn } : undefined;
}
