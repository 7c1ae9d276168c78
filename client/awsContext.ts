/** All that has to do with an account: the connection, the commands and the tree. Nothing here asks AWS before the person does. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { Aws, ModelSummary } from '../aws/api';
import { Background } from '../aws/background';
import { watchAwsFiles } from '../aws/configWatcher';
import type { ConnectionPreferences } from '../aws/connection';
import { detach } from '../aws/detach';
import { consoleUrl } from '../aws/regions';
import { type ActiveConnection, Session } from '../aws/session';
import { Usages } from '../aws/usage';
import { registerCommand } from './ui/dialog';
import { deployedScheme, tagsScheme } from './ui/documentSchemes';
import { nameIn } from './ui/modelName';
import { pickDefinition } from './features/compare/pickDefinition';
import { type Purpose, pickModel } from './ui/pickModel';
import { withRemedies } from './ui/recoveryActions';
import { createStickyDiagnostics } from './ui/serviceDiagnostics';
import { askForCode, vscodeUi } from './ui/vscodeUi';
import { completeStep } from './ui/walkthrough';
import { compareDefinition, compareDeployed } from './features/compare/compare';
import { Comparisons, pickMeans } from './features/compare/documents';
import { chooseConnection, chooseProfile, chooseRegion, signIn } from './features/connection/pickers';
import { showConnection } from './features/connection/statusBar';
import { create, resume } from './features/create/createModel';
import { type CreateModelServices, createMeans, createSharedHost, definitionMeans } from './features/create';
import { PendingCreates } from './features/create/pendingStore';
import { definitionOf } from './ui/activeDefinition';
import { showLenses } from './features/codeLens';
import { whereIs } from './models/locate';
import { DeployedModels, shownIn } from './features/describe/documents';
import { saveAs } from './features/saveAs/saveAs';
import { saveMeans } from './features/saveAs';
import { removeModels } from './features/models/deleteModels';
import { askForFilter, askForOrder } from './features/models/filterAndSort';
import { findUsages, showUsages } from './features/models/findUsages';
import { linkTo } from './features/models/links';
import { type FollowMeans, follow } from './features/models/openLink';
import { type DetailRow, type ModelRow, ModelTree, type Row, type View } from './features/models/view';
import { AccountResources } from './features/accountResources/accountResources';
import type { KnownDefaults } from './models/context';
import { type CheckMeans, checkInStep } from './features/sync/checkAll';
import { decorate, definitionAt } from './features/sync/decorations';
import { SyncStatusTracker } from './models/syncStatus';
import { TagFiles } from './features/tags/fileSystem';

export interface Cloud extends vscode.Disposable {
  readonly session: Session;
  readonly tree: ModelTree;
  readonly deployed: DeployedModels;
  /** What may be wanted in a definition. */
  known(): Promise<KnownDefaults>;
}

const section = 'sagemakerModel';

export function openCloud(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  log: vscode.LogOutputChannel,
): Cloud {
  const settings = () => vscode.workspace.getConfiguration(section);
  const files = watchAwsFiles(() => detach(session.reloadCredentials()));
  const session = new Session({
    load: loadAws,
    environment: process.env,
    settings: () => ({
      profile: settings().get<string>('profile'),
      region: settings().get<string>('region'),
      endpoint: settings().get<string>('endpoint'),
    }),
    chosen: {
      get: () => context.workspaceState.get<ConnectionPreferences>('chosen', {}),
      set: (wishes) => detach(context.workspaceState.update('chosen', wishes)),
    },
    mfaCode: askForCode,
    log: (line) => log.info(line),
    readsCredentials: (reading) => files.reads(reading),
  });
  const background = new Background(session);
  const ui = vscodeUi(session, log);
  const deployed = new DeployedModels(session, ui, async (answer, asDefinition) => {
    if (!client.isRunning()) return `${JSON.stringify(answer, undefined, 2)}\n`;
    const request = asDefinition ? 'sagemakerModel/import' : 'sagemakerModel/present';
    const { text } = await client.sendRequest<{ text: string }>(request, { answer });
    return text;
  });
  const comparisons = new Comparisons(log);
  const usages = new Usages();
  const isShown = () => settings().get<boolean>('inStep', true);
  const inStep = new SyncStatusTracker(
    async (definition, answer) => client.sendRequest('sagemakerModel/compare', { definition, answer }),
    isShown,
  );
  const tree = new ModelTree(
    session,
    {
      get: (connection) => context.workspaceState.get<Record<string, View>>('views', {})[connection],
      set: (connection, view) => {
        const views = context.workspaceState.get<Record<string, View>>('views', {});
        detach(context.workspaceState.update('views', { ...views, [connection]: view }));
      },
    },
    usages,
    inStep,
    () => background.answered(),
  );
  const decorations = decorate(session, background, inStep, isShown);

  const marks = createStickyDiagnostics('refused', vscode.DiagnosticSeverity.Error);
  const { storageUri, workspaceState } = context;
  const storage = storageUri?.scheme === 'file' ? storageUri.fsPath : undefined;
  const pendingCreates = new PendingCreates({ storage, memento: workspaceState, log });
  const workshop: CreateModelServices = {
    ui,
    session,
    client,
    deployed,
    comparisons,
    marks,
    pending: () => pendingCreates.open(),
    describe: async (name, live) => void (await show(name, async () => live)),
    createFrom,
    created: (model, live) => {
      tree.created(model, live);
      detach(decorations.changed(model.name, live.region));
      completeStep('sagemakerModel.hasCreated');
    },
    removed,
    changed: tagsChanged,
    found: (name, fetched, live) => detach(decorations.found(name, fetched, live)),
  };

  /** Takes a model that is gone out of all that is shown. */
  function removed({ name, arn }: Pick<ModelSummary, 'name' | 'arn'>, { region }: ActiveConnection): void {
    tree.removed(arn);
    detach(decorations.changed(name, region));
  }

  /** Shows the tags of a model as they are now, wherever they are shown. */
  function tagsChanged(name: string, region: string): void {
    tree.changed(name, region);
    detach(decorations.changed(name, region));
    detach(
      withRemedies(ui, async () => {
        await tagFiles.refreshAll(name, region);
        await deployed.refreshAll(name, region);
      }),
    );
  }

  async function createFrom(uri?: vscode.Uri): Promise<void> {
    const document = await definitionOf(uri);
    if (!document) return;
    marks.set(document, []);
    await create(createMeans(workshop, document));
  }

  /** The models that a command is called on: on a row, on several, or by a key on what is chosen. */
  function modelsOf(row?: ModelRow, rows?: readonly Row[]): readonly ModelRow[] {
    const chosen: readonly Row[] = rows && rows.length > 0 ? rows : row ? [row] : tree.selection;
    return chosen.filter((it) => it.kind === 'model');
  }

  async function removeRows(row?: ModelRow, rows?: readonly Row[]): Promise<void> {
    const models = modelsOf(row, rows);
    const [first] = models;
    if (!first) await ui.tell('information', l10n.t('Choose a model in the view SageMaker first.'));
    else
      await removeModels(
        ui,
        first.live,
        models.map((it) => it.model),
        usages,
        (it) => removed(it, first.live),
      );
  }

  /** @returns whether it is shown now */
  const show = async (name: string, live: () => Promise<ActiveConnection>): Promise<boolean> => {
    const isShown = await withRemedies(ui, async () => {
      await deployed.show(name, await live());
      background.answered();
      completeStep('sagemakerModel.hasDescribed');
      return true;
    });
    return isShown === true;
  };

  async function describe(of?: ModelRow | vscode.Uri): Promise<void> {
    if (of instanceof vscode.Uri) {
      const document = await definitionOf(of);
      const name = document && nameIn(document.getText());
      if (name) return void (await show(name, () => session.live()));
      if (document) await ui.tell('information', l10n.t('This definition gives no ModelName yet.'));
      return;
    }
    if (of) return void (await show(of.model.name, async () => of.live));
    const target = await picked({
      title: l10n.t('Describe Model'),
      action: (name) => l10n.t('Describe {0}', name),
    });
    if (target) await show(target.name, () => whereIs(session, target));
  }

  const picked = (purpose: Purpose) => withRemedies(ui, async () => pickModel(await session.live(), purpose));

  async function compareWithDeployed(uri?: vscode.Uri): Promise<void> {
    const document = await definitionOf(uri);
    if (!document) return;
    const name = nameIn(document.getText());
    if (name === undefined) await ui.tell('information', l10n.t('This definition gives no ModelName yet.'));
    else
      await withRemedies(ui, async () => {
        await compareDefinition(definitionMeans(workshop, document), name, await session.live());
        completeStep('sagemakerModel.hasCompared');
      });
  }

  /** Looks how all definitions of the workspace stand. */
  async function checkAll(): Promise<void> {
    const uriOf = (it: string) => vscode.Uri.parse(it, true);
    const means: CheckMeans = {
      ui,
      inStep,
      definitions: async () => {
        const { definitions } = await client.sendRequest<{ definitions: readonly { readonly uri: string }[] }>(
          'sagemakerModel/definitions',
        );
        const found = definitions.map((it) => client.protocol2CodeConverter.asUri(it.uri).toString());
        // A file that has just been saved may not have been announced to the server yet.
        const listed = [...new Set([...found, ...inStep.looked()])].map(uriOf);
        return listed.map((it) => ({ ...definitionAt(it), label: vscode.workspace.asRelativePath(it) }));
      },
      compare: (uri) => compareWithDeployed(uriOf(uri)),
      open: async (uri) => void (await vscode.window.showTextDocument(uriOf(uri))),
    };
    await withRemedies(ui, async () => checkInStep(means, await session.live()));
  }

  async function compareRows(row?: ModelRow, rows?: readonly Row[]): Promise<void> {
    const models = modelsOf(row, rows);
    await withRemedies(ui, async () =>
      comparePair(
        models[0]?.live ?? (await session.live()),
        models.map((it) => it.model),
      ),
    );
  }

  const comparePair = (live: ActiveConnection, models: readonly { readonly name: string }[]) =>
    compareDeployed(
      {
        ...comparisons.means(ui, client),
        pick: (name) =>
          pickModel(live, {
            title: l10n.t('Compare {0} with Another Model', name),
            action: (it) => l10n.t('Compare with {0}', it),
            except: name,
          }),
      },
      live,
      models,
    );

  const compareWithModel = (of?: ModelRow | vscode.Uri) =>
    withRemedies(ui, async () => {
      const model = await deployedOf(of);
      if (model) await comparePair(model.live, [model]);
    });

  async function compareWith(of?: ModelRow | vscode.Uri): Promise<void> {
    const model = await withRemedies(ui, () => deployedOf(of));
    if (!model) return;
    const uri = await pickDefinition(pickMeans(ui, client), model.name);
    if (uri === undefined) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    await withRemedies(ui, () => compareDefinition(definitionMeans(workshop, document), model.name, model.live));
  }

  /** Saves the models of rows, that which a document shows, or one that is picked. */
  async function saveDefinitions(of?: ModelRow | vscode.Uri, rows?: readonly Row[]): Promise<void> {
    const save = (names: readonly string[], live: () => Promise<ActiveConnection>) =>
      withRemedies(ui, async () => saveAs(saveMeans(ui, client, decorations), await live(), names));
    if (of && !(of instanceof vscode.Uri)) {
      const names = modelsOf(of, rows).map((it) => it.model.name);
      return void (await save(names, async () => of.live));
    }
    const uri = of ?? vscode.window.activeTextEditor?.document.uri;
    if (uri?.scheme === deployedScheme) {
      const shown = shownIn(uri);
      if (shown) await save([shown.name], () => deployed.liveOf(shown.region, shown.profile));
      return;
    }
    const target = await picked({
      title: l10n.t('Save Model as Definition'),
      action: (name) => l10n.t('Save {0}', name),
    });
    if (target) await save([target.name], () => whereIs(session, target));
  }

  /** The model that a command is about: that of a row, or of the document that shows it, with what asks for it. */
  async function deployedOf(
    of?: ModelRow | vscode.Uri,
  ): Promise<{ readonly name: string; readonly arn?: string; readonly live: ActiveConnection } | undefined> {
    if (of && !(of instanceof vscode.Uri)) return { ...of.model, live: of.live };
    const uri = of ?? vscode.window.activeTextEditor?.document.uri;
    if (uri?.scheme === deployedScheme) return deployed.shown(uri);
    await ui.tell('information', l10n.t('Choose a model in the view SageMaker, or describe one first.'));
    return undefined;
  }

  /** The same with its ARN, which a document's address does not have. */
  async function identified(of?: ModelRow | vscode.Uri) {
    const model = await deployedOf(of);
    if (!model) return undefined;
    const { arn = (await model.live.models.describe(model.name, model.live.signal)).ModelArn ?? '' } = model;
    return { ...model, arn };
  }

  const tagFiles = new TagFiles({
    ui,
    liveOf: (region, profile) => deployed.liveOf(region, profile),
    changed: tagsChanged,
  });

  const editTags = (of?: ModelRow | vscode.Uri) =>
    withRemedies(ui, async () => {
      const model = await identified(of);
      if (model) await tagFiles.open(model, model.live);
    });

  const usedBy = (of?: ModelRow | vscode.Uri) =>
    withRemedies(ui, async () => {
      const model = await identified(of);
      if (!model) return;
      const usage = await findUsages(ui, model.live, [model.name]);
      usages.set(model.live, [model.name], usage);
      tree.changed(model.name, model.live.region);
      await showUsages(ui, model, usage);
    });

  /** Lets the person see the list in another way; the connection comes first, for each has its own. */
  async function arrange(ask: (view: View) => Promise<View | undefined>): Promise<void> {
    await session.live().catch(() => undefined);
    const view = await ask(tree.query);
    if (view) tree.arrange(view);
  }

  const followMeans: FollowMeans = {
    ui,
    show: (model) => show(model.name, () => whereIs(session, model)),
    reveal: (arn) => tree.reveal(arn),
  };

  async function openInConsole({ model }: ModelRow): Promise<void> {
    const url = consoleUrl(model.arn);
    if (url) await ui.openExternal(url);
    else await ui.tell('information', l10n.t('The address of the console of this partition is not known.'));
  }

  const commands = [
    registerCommand('sagemakerModel.create', createFrom),
    registerCommand('sagemakerModel.delete', removeRows),
    registerCommand('sagemakerModel.describe', describe),
    registerCommand('sagemakerModel.compare', compareWithDeployed),
    registerCommand('sagemakerModel.compareWith', compareWith),
    registerCommand('sagemakerModel.compareWithModel', compareWithModel),
    registerCommand('sagemakerModel.compareSelected', compareRows),
    registerCommand('sagemakerModel.saveAs', saveDefinitions),
    registerCommand('sagemakerModel.usedBy', usedBy),
    registerCommand('sagemakerModel.editTags', editTags),
    registerCommand('sagemakerModel.refreshDescription', async (uri?: vscode.Uri) => {
      const shown = uri ?? vscode.window.activeTextEditor?.document.uri;
      if (shown?.scheme === deployedScheme) await withRemedies(ui, () => deployed.refresh(shown));
      if (shown?.scheme === tagsScheme) await withRemedies(ui, () => tagFiles.refresh(shown));
    }),
    registerCommand('sagemakerModel.refresh', () => {
      tree.refresh();
      detach(decorations.refresh());
    }),
    registerCommand('sagemakerModel.checkInStep', checkAll),
    registerCommand('sagemakerModel.loadMore', () => tree.more()),
    registerCommand('sagemakerModel.filter', () => arrange(askForFilter)),
    registerCommand('sagemakerModel.clearFilter', () => tree.arrange({ ...tree.query, nameContains: undefined })),
    registerCommand('sagemakerModel.sort', () => arrange(askForOrder)),
    registerCommand('sagemakerModel.copyName', ({ model }: ModelRow) => ui.copy(model.name)),
    registerCommand('sagemakerModel.copyLink', ({ model }: ModelRow) =>
      ui.copy(linkTo(model.arn, vscode.env.uriScheme, context.extension.id)),
    ),
    registerCommand('sagemakerModel.copyArn', ({ model }: ModelRow) => ui.copy(model.arn)),
    registerCommand('sagemakerModel.copyValue', ({ detail }: DetailRow) => ui.copy(detail.value)),
    registerCommand('sagemakerModel.openInConsole', openInConsole),
    registerCommand('sagemakerModel.chooseConnection', () => chooseConnection(session)),
    registerCommand('sagemakerModel.chooseProfile', () => connecting(() => chooseProfile(session))),
    registerCommand('sagemakerModel.chooseRegion', () => connecting(() => chooseRegion(session))),
    registerCommand('sagemakerModel.signIn', () => connecting(() => signIn(session))),
  ];

  /** Opens the connection first, for what is not there cannot be changed. */
  async function connecting(change: () => Promise<boolean>): Promise<void> {
    await session.live().catch(() => undefined);
    await change();
  }

  const tellServer = () => {
    if (!client.isRunning()) return;
    const { account, connection } = session;
    client
      .sendNotification('sagemakerModel/didChangeConnection', { account, region: connection?.region?.value })
      .catch((error) => log.warn(String(error)));
  };

  const owned = new AccountResources(
    background,
    (found) => client.sendNotification('sagemakerModel/didFindOwned', found).catch((error) => log.warn(String(error))),
    (line) => log.info(line),
  );

  // Models that were being created when a window closed. The user confirmed them and expects the outcome.
  detach(
    pendingCreates.resume(({ sent, pending }) =>
      detach(resume(createSharedHost(workshop), () => session.inRegion(sent.region), sent, pending)),
    ),
  );

  const all = vscode.Disposable.from(
    background,
    deployed,
    comparisons,
    tagFiles,
    tree,
    marks,
    showConnection(session),
    showLenses(session, usages, inStep),
    decorations,
    pendingCreates,
    session.onDidChange(tellServer),
    session.onDidChange(() => session.connection?.region && completeStep('sagemakerModel.hasConnected')),
    session.onDidChange((change) => change === 'switched' && usages.clear()),
    client.onNotification('sagemakerModel/wantsOwned', () => detach(owned.wanted())),
    client.onDidChangeState(tellServer),
    files,
    session,
    session.onDidChange(() => files.begin()),
    client.onDidChangeState(({ newState }) => newState === State.Running && owned.tellAgain()),
    vscode.workspace.onDidChangeConfiguration((it) => it.affectsConfiguration(section) && detach(session.reevaluate())),
    vscode.workspace.onDidGrantWorkspaceTrust(() => detach(session.reevaluate())),
    vscode.window.registerUriHandler({ handleUri: (link) => follow(followMeans, link) }),
    ...commands,
  );
  return {
    session,
    tree,
    deployed,
    known: () => knownOffline(session, tree, deployed, log),
    dispose: () => all.dispose(),
  };
}

/** What a new definition could have in it, as far as it is known without asking AWS. */
async function knownOffline(
  session: Session,
  tree: ModelTree,
  deployed: DeployedModels,
  log: vscode.LogOutputChannel,
): Promise<KnownDefaults> {
  const roles = [...deployed.roles].reverse();
  try {
    const { connection, regions } = await session.resolveConnection();
    const first = connection.region ? [connection.region.value] : [];
    return { regions: [...first, ...regions], roles: [...roles, ...(await tree.roles())] };
  } catch (error) {
    // Without the files all regions are there to choose from all the same.
    log.warn(String(error));
    return { regions: [], roles };
  }
}

/** The side of the door that knows the SDK, with the language of the window. */
async function loadAws(): Promise<Aws> {
  const aws: Aws = await import('../aws/sdk/index');
  if (vscode.l10n.bundle) aws.translate(vscode.l10n.bundle);
  return aws;
}
