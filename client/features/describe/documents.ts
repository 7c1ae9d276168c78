/** Deployed models as documents to read: under a scheme of their own, fetched when they are opened. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Request } from '../../../aws/api';
import { detach } from '../../../aws/detach';
import { Failure } from '../../../aws/failure';
import { isModelName, isSameName } from '../../../aws/modelTarget';
import { isRegion } from '../../../aws/regions';
import type { ActiveConnection, Session } from '../../../aws/session';
import { deployedScheme } from '../../ui/documentSchemes';
import { inertError } from '../../ui/inert';
import {
  forgetNotLoaded,
  isInTab,
  isNotLoaded,
  isWorkspaceScheme,
  notFound,
  textOfNotLoaded,
} from '../../ui/notLoaded';
import type { Ui } from '../../ui/ui';
import type { Deployed } from '../create/submit';
import { fetchDeployed } from '../../models/fetch';

/** Which model a document shows. */
interface ShownModel {
  readonly name: string;
  readonly region: string;
  readonly profile: string;
}

/** The document of a model: in the language of definitions, with a name that distinguishes it from the definition. @throws Failure */
function deployedUri(name: string, { region, connection }: ActiveConnection): vscode.Uri {
  if (!isModelName(name))
    throw new Failure('refused', l10n.t("SageMaker doesn't allow the model name {0}.", name), { remedy: 'showLog' });
  const query = { profile: connection.profile?.value ?? '' };
  return vscode.Uri.from({
    scheme: deployedScheme,
    path: `/${region}/${name}.deployed.sagemaker-model.json`,
    query: new URLSearchParams(query).toString(),
  });
}

/** The model that the document at a URI shows; nothing if no SageMaker model can have this URI. */
export function shownIn(uri: vscode.Uri): ShownModel | undefined {
  const [, region = '', name = ''] = /^\/([^/]+)\/([^/]+)\.deployed\.sagemaker-model\.json$/.exec(uri.path) ?? [];
  if (!isRegion(region) || !isModelName(name)) return undefined;
  return { region, name, profile: new URLSearchParams(uri.query).get('profile') ?? '' };
}

/** @throws FileSystemError */
function mustShow(uri: vscode.Uri): ShownModel {
  const shown = shownIn(uri);
  if (!shown) throw notFound();
  return shown;
}

/** The text of what DescribeModel has answered, as the language server arranges it. */
export type Present = (model: Deployed | Request, asDefinition: boolean) => Promise<string>;

export class DeployedModels implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  /** Texts that have been fetched and that VS Code has not taken yet; it keeps those of open documents itself. */
  readonly #texts = new Map<string, string>();
  /** The URIs that commands have opened in this window. */
  readonly #opened = new Set<string>();
  /** The roles of the models that were shown. */
  readonly roles = new Set<string>();
  readonly #session: Session;
  readonly #ui: Ui;
  readonly #present: Present;
  readonly #registrations: vscode.Disposable;

  constructor(session: Session, ui: Ui, present: Present) {
    this.#session = session;
    this.#ui = ui;
    this.#present = present;
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(deployedScheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => uri.scheme === deployedScheme && forgetNotLoaded(uri)),
      this.#changed,
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
    const { region, profile } = mustShow(uri);
    if (fetched !== undefined) return fetched;
    if (!this.#opened.has(key) || !vscode.workspace.isTrusted) {
      if (!(await isInTab(uri))) throw notFound();
      return textOfNotLoaded(uri);
    }
    try {
      const live = await this.liveOf(region, profile);
      // Nobody is told of tags that are not shown: nobody has asked for anything.
      return (await this.#fetch(uri, live, live.signal)).text;
    } catch (error) {
      throw inertError(error);
    }
  }

  /** Fetches a model and shows it. @throws Failure */
  async show(name: string, live: ActiveConnection): Promise<void> {
    const uri = deployedUri(name, live);
    await this.#load(uri, live);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  /** Which model a document shows, and how it is asked for. @throws Failure */
  async shown(uri: vscode.Uri): Promise<{ readonly name: string; readonly live: ActiveConnection }> {
    const { name, region, profile } = mustShow(uri);
    return { name, live: await this.liveOf(region, profile) };
  }

  /** Opens the definition of a model that is gone, or never came to be, in an editor of its own. */
  async rescue(model: Deployed | Request): Promise<void> {
    const content = await this.#present(model, true);
    const document = await vscode.workspace.openTextDocument({ language: 'sagemaker-model', content });
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /** Fetches again what a document shows. What is there stays until the new text has come. @throws Failure */
  async refresh(uri: vscode.Uri): Promise<void> {
    const { region, profile } = mustShow(uri);
    if (isWorkspaceScheme(deployedScheme)) throw notFound();
    await this.#load(uri, await this.liveOf(region, profile));
  }

  /** Fetches again what the documents of a model show, where any are open. @throws Failure */
  async refreshAll(name: string, region: string): Promise<void> {
    const open = vscode.workspace.textDocuments
      .map((it) => it.uri)
      .filter((it) => it.scheme === deployedScheme && !isNotLoaded(it));
    for (const it of open) {
      const shown = shownIn(it);
      if (shown && isSameName(shown.name, name) && shown.region === region) await this.refresh(it);
    }
  }

  async #load(uri: vscode.Uri, live: ActiveConnection): Promise<void> {
    const { text, hasTags } = await this.#ui.progress(l10n.t('Describing {0}', mustShow(uri).name), ({ signal }) =>
      this.#fetch(uri, live, AbortSignal.any([signal, live.signal])),
    );
    if (!hasTags)
      detach(
        this.#ui.tell('warning', l10n.t('The tags are not shown: your policies do not allow sagemaker:ListTags.')),
      );
    this.#texts.set(uri.toString(), text);
    this.#opened.add(uri.toString());
    forgetNotLoaded(uri);
    this.#changed.fire(uri);
  }

  /** What asks for models in a region, where the profile is still the one that is used. @throws Failure */
  async liveOf(region: string, profile: string): Promise<ActiveConnection> {
    const live = await this.#session.inRegion(region);
    if ((live.connection.profile?.value ?? '') !== profile)
      throw new Failure(
        'no-credentials',
        l10n.t('This model was described with profile {0}. Choose that profile to see it again.', profile),
        { remedy: 'chooseProfile' },
      );
    return live;
  }

  async #fetch(
    uri: vscode.Uri,
    { models }: ActiveConnection,
    signal: AbortSignal,
  ): Promise<{ readonly text: string; readonly hasTags: boolean }> {
    const { answer, hasTags } = await fetchDeployed(models, mustShow(uri).name, signal);
    if (answer.ExecutionRoleArn) this.roles.add(answer.ExecutionRoleArn);
    return { text: await this.#present(answer, false), hasTags };
  }
}
