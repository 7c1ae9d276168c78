/** Registers the view of models and its commands. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { consoleUrl } from '../../../aws/arn';
import { detach } from '../../../aws/detach';
import type { Target } from '../../../aws/modelTarget';
import type { AwsContext } from '../../models/context';
import { type DetailRow, type ModelRow, type Row, selectedModels } from '../../models/selection';
import { modelWithArn } from '../../models/target';
import { registerCommand } from '../../ui/dialog';
import { withRemedies } from '../../ui/recoveryActions';
import { deleteModels } from './deleteModels';
import { askForFilter, askForOrder } from './filterAndSort';
import { findUsages, showUsages } from './findUsages';
import { follow, linkTo } from './links';
import type { View } from './modelList';
import { ModelsView, type ViewStore } from './view';

/** @returns the view, for tests of the extension */
export function register(context: AwsContext): ModelsView {
  const { extension, session, ui, usages } = context;
  const view = new ModelsView(context, viewStore(extension.workspaceState));
  context.selection = () => view.selection;

  async function deleteRows(row?: ModelRow, rows?: readonly Row[]): Promise<void> {
    const models = selectedModels(context.selection, row, rows);
    const [first] = models;
    if (!first) await ui.tell('information', l10n.t('Choose a model in the view SageMaker first.'));
    else
      await deleteModels(
        context,
        first.live,
        models.map((it) => it.model),
      );
  }

  const usedBy = (of?: ModelRow | vscode.Uri) =>
    withRemedies(ui, async () => {
      const model = await modelWithArn(context, of);
      if (!model) return;
      const usage = await findUsages(ui, model.live, [model.name]);
      usages.set(model.live, [model.name], usage);
      view.changed(model.name, model.live.region);
      await showUsages(ui, model, usage);
    });

  /** Changes how the list is shown. The connection is opened first, because that is kept for each connection. */
  async function arrange(ask: (view: View) => Promise<View | undefined>): Promise<void> {
    await session.live().catch(() => undefined);
    const arranged = await ask(view.query);
    if (arranged) view.arrange(arranged);
  }

  async function openInConsole({ model }: ModelRow): Promise<void> {
    const url = consoleUrl(model.arn);
    if (url) await ui.openExternal(url);
    else await ui.tell('information', l10n.t('The address of the console of this partition is not known.'));
  }

  const describe = (model: Target) => vscode.commands.executeCommand<boolean>('sagemakerModel.describe', model);

  extension.subscriptions.push(
    session.onDidChange((change) => change === 'switched' && usages.clear()),
    vscode.window.registerUriHandler({ handleUri: (link) => follow(ui, describe, (arn) => view.reveal(arn), link) }),
    registerCommand('sagemakerModel.delete', deleteRows),
    registerCommand('sagemakerModel.usedBy', usedBy),
    registerCommand('sagemakerModel.refresh', () => context.events.fire({ kind: 'refreshed' })),
    registerCommand('sagemakerModel.loadMore', () => view.more()),
    registerCommand('sagemakerModel.filter', () => arrange(askForFilter)),
    registerCommand('sagemakerModel.clearFilter', () => view.arrange({ ...view.query, nameContains: undefined })),
    registerCommand('sagemakerModel.sort', () => arrange(askForOrder)),
    registerCommand('sagemakerModel.copyName', ({ model }: ModelRow) => ui.copy(model.name)),
    registerCommand('sagemakerModel.copyLink', ({ model }: ModelRow) =>
      ui.copy(linkTo(model.arn, vscode.env.uriScheme, extension.extension.id)),
    ),
    registerCommand('sagemakerModel.copyArn', ({ model }: ModelRow) => ui.copy(model.arn)),
    registerCommand('sagemakerModel.copyValue', ({ detail }: DetailRow) => ui.copy(detail.value)),
    registerCommand('sagemakerModel.openInConsole', openInConsole),
  );
  return view;
}

/** Keeps the arrangement of each connection in VS Code's storage for the workspace. */
function viewStore(memento: vscode.Memento): ViewStore {
  const views = () => memento.get<Record<string, View>>('views', {});
  return {
    get: (connection) => views()[connection],
    set: (connection, view) => detach(memento.update('views', { ...views(), [connection]: view })),
  };
}
