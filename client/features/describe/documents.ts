/** Shows models in SageMaker as read-only documents, fetched when they are opened. */

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { detach } from '../../../aws/detach';
import { Failure } from '../../../aws/failure';
import { isModelName, isSameName } from '../../../aws/modelTarget';
import type { ActiveConnection } from '../../../aws/session';
import { deployedScheme } from '../../../protocol/constants';
import type { AwsContext } from '../../models/context';
import { type Deployed, type Fetched, fetchDeployed, fetchShown } from '../../models/fetch';
import { liveOf, mustShow } from '../../models/target';
import { modelUri, shownIn } from '../../models/uris';

import { inertError } from '../../ui/inert';
import {
  forgetNotLoaded,
  isInTab,
  isNotLoaded,
  isWorkspaceScheme,
  notFound,
  textOfNotLoaded,
} from '../../ui/notLoaded';
import { withRemedies } from '../../ui/recoveryActions';

/** The URI of the document of a model. @throws Failure */
function deployedUri(name: string, { region, connection }: ActiveConnection): vscode.Uri {
  if (!isModelName(name))
    throw new Failure('refused', l10n.t("SageMaker doesn't allow the model name {0}.", name), { remedy: 'showLog' });
  return modelUri({ name, region, profile: connection.profile?.value ?? '' });
}

type DocumentContext = Pick<AwsContext, 'session' | 'ui' | 'events' | 'roles'>;

export class DeployedModels implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  /** Texts that have been fetched and that VS Code has not taken yet; it keeps those of open documents itself. */
  readonly #texts = new Map<string, string>();
  /** The URIs that commands have opened in this window. */
  readonly #opened = new Set<string>();
  readonly #context: DocumentContext;
  readonly #present: (answer: Deployed) => Promise<string>;
  readonly #registrations: vscode.Disposable;

  /** @param present the text of an answer */
  constructor(context: DocumentContext, present: (answer: Deployed) => Promise<string>) {
    this.#context = context;
    this.#present = present;
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(deployedScheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => uri.scheme === deployedScheme && forgetNotLoaded(uri)),
      this.#changed,
      context.events.event((it) => {
        if (it.kind === 'tagsChanged') detach(withRemedies(context.ui, () => this.#refreshAll(it.name, it.region)));
      }),
    );
  }

  dispose(): void {
    this.#registrations.dispose();
  }

  /** How many texts are held. */
  get size(): number {
    return this.#texts.size;
  }

  /**
   * Called by VS Code, which shows the error message. Only what a command has opened in this window is fetched again.
   * A restored tab shows that it isn't loaded. A workspace file can list any URI as a folder.
   */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const key = uri.toString();
    const fetched = this.#texts.get(key);
    this.#texts.delete(key);
    if (isWorkspaceScheme(deployedScheme)) throw notFound();
    const shown = mustShow(uri);
    if (fetched !== undefined) return fetched;
    if (!this.#opened.has(key) || !vscode.workspace.isTrusted) {
      if (!(await isInTab(uri))) throw notFound();
      return textOfNotLoaded(uri);
    }
    try {
      const live = await liveOf(this.#context.session, shown);
      // Missing tags aren't reported, because the user didn't run a command.
      return await this.#textOf(await fetchDeployed(live.models, shown.name, live.signal));
    } catch (error) {
      throw inertError(error);
    }
  }

  /** Fetches a model and shows it. @throws Failure */
  async show(name: string, live: ActiveConnection): Promise<void> {
    const uri = deployedUri(name, live);
    this.#reportTags(await this.#load(uri, live));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  /** Fetches again what a document shows. What is there stays until the new text has come. @throws Failure */
  async refresh(uri: vscode.Uri): Promise<void> {
    const shown = mustShow(uri);
    if (isWorkspaceScheme(deployedScheme)) throw notFound();
    this.#reportTags(await this.#load(uri, await liveOf(this.#context.session, shown)));
  }

  /** Fetches again what the open documents of a model show. @throws Failure */
  async #refreshAll(name: string, region: string): Promise<void> {
    for (const { uri } of vscode.workspace.textDocuments) {
      const shown = uri.scheme === deployedScheme && !isNotLoaded(uri) ? shownIn(uri) : undefined;
      if (!shown || !isSameName(shown.name, name) || shown.region !== region) continue;
      await this.#load(uri, await liveOf(this.#context.session, shown));
    }
  }

  async #load(uri: vscode.Uri, live: ActiveConnection): Promise<Fetched> {
    const fetched = await fetchShown(this.#context.ui, live, mustShow(uri).name);
    this.#texts.set(uri.toString(), await this.#textOf(fetched));
    this.#opened.add(uri.toString());
    forgetNotLoaded(uri);
    this.#changed.fire(uri);
    return fetched;
  }

  async #textOf({ answer }: Fetched): Promise<string> {
    if (answer.ExecutionRoleArn) this.#context.roles.add(answer.ExecutionRoleArn);
    return this.#present(answer);
  }

  #reportTags({ hasTags }: Fetched): void {
    const message = l10n.t('The tags are not shown: your policies do not allow sagemaker:ListTags.');
    if (!hasTags) detach(this.#context.ui.tell('warning', message));
  }
}
