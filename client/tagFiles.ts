/** The tags of deployed models as files: read from AWS, and written there after a yes. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { applyTags, isReserved, tagsIn, tagsText } from './commands/editTags';
import { type Failure, isFailure } from './failure';
import type { ModelSummary } from './models';
import { tagsScheme } from './schemes';
import type { Live } from './session';
import type { Ui } from './ui';

type Named = Pick<ModelSummary, 'name' | 'arn'>;

/** What the files are read and written with. */
export interface TagMeans {
  readonly ui: Ui;
  /** What asks for models in a region with a profile. @throws Failure */
  liveOf(region: string, profile: string): Promise<Live>;
  /** Takes note that the tags of a model may be others now. */
  changed(name: string, region: string): void;
}

/** A text as AWS had it, and when it was asked. */
interface Known {
  readonly content: Uint8Array;
  readonly mtime: number;
}

export class TagFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #known = new Map<string, Known>();
  readonly #means: TagMeans;
  readonly #registrations: vscode.Disposable;

  constructor(means: TagMeans) {
    this.#means = means;
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.registerFileSystemProvider(tagsScheme, this, { isCaseSensitive: true }),
      // What is opened again later is asked for anew.
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#known.delete(uri.toString())),
      this.#changed,
    );
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  /** Opens the tags of a model. @throws Failure */
  async open({ name, arn }: Named, live: Live): Promise<void> {
    const query = new URLSearchParams({ profile: live.connection.profile?.value ?? '', arn }).toString();
    const path = `/${live.region}/${name}.tags.sagemaker-model.json`;
    const uri = vscode.Uri.from({ scheme: tagsScheme, path, query });
    const tags = await this.#means.ui.progress(l10n.t('Reading the tags of {0}', name), ({ signal }) =>
      live.models.tags(arn, AbortSignal.any([signal, live.signal])),
    );
    this.#keep(uri, tagsText(tags));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
    const reserved = tags.filter(isReserved).length;
    if (reserved > 0)
      await this.#means.ui.tell(
        'information',
        l10n.t('{0} tags whose keys begin with aws: are not shown here: only AWS can change them.', reserved),
      );
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { content, mtime } = await this.#read(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime, size: content.byteLength };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.#read(uri)).content;
  }

  /** For VS Code, which keeps the text as it is, unsaved, where this fails. */
  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const { ui, changed } = this.#means;
    const text = new TextDecoder().decode(content);
    const { model, region, profile } = shownIn(uri);
    try {
      const live = await this.#means.liveOf(region, profile);
      const isDone = await applyTags(ui, live, model, tagsIn(text)).finally(() => changed(model.name, region));
      if (!isDone) throw vscode.FileSystemError.Unavailable(l10n.t('Nothing was changed; the text is kept.'));
    } catch (error) {
      throw isFailure(error) ? unavailable(error) : error;
    }
    this.#keep(uri, text);
  }

  async #read(uri: vscode.Uri): Promise<Known> {
    const known = this.#known.get(uri.toString());
    if (known) return known;
    // A window that comes back.
    const { model, region, profile } = shownIn(uri);
    try {
      const live = await this.#means.liveOf(region, profile);
      return this.#keep(uri, tagsText(await live.models.tags(model.arn, live.signal)));
    } catch (error) {
      throw isFailure(error) ? unavailable(error) : error;
    }
  }

  #keep(uri: vscode.Uri, text: string): Known {
    const known = { content: new TextEncoder().encode(text), mtime: Date.now() };
    this.#known.set(uri.toString(), known);
    return known;
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

const unavailable = (failure: Failure) => vscode.FileSystemError.Unavailable(failure.message);

/** Whose tags a file holds. */
function shownIn(uri: vscode.Uri): { readonly model: Named; readonly region: string; readonly profile: string } {
  const [, region = '', file = ''] = uri.path.split('/');
  const query = new URLSearchParams(uri.query);
  const name = file.replace(/\.tags\.sagemaker-model\.json$/, '');
  return { region, profile: query.get('profile') ?? '', model: { name, arn: query.get('arn') ?? '' } };
}
