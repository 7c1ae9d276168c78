/** The commands that compare definitions and models. */

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ActiveConnection } from '../../../aws/session';
import { definitions as allDefinitions } from '../../../protocol/definitions';
import { sendRequest } from '../../../protocol/message';
import type { AwsContext } from '../../models/context';
import { type ModelRow, type Row, selectedModels } from '../../models/selection';
import { modelOf } from '../../models/target';
import { namedDefinition } from '../../ui/activeDefinition';
import { registerCommand } from '../../ui/dialog';
import { pickModel } from '../../ui/pickModel';
import { withRemedies } from '../../ui/recoveryActions';
import { completeStep } from '../../ui/walkthrough';
import { compareDefinition, compareDeployed, type DefinitionHost } from './compare';
import { Comparisons } from './documents';
import { pickDefinition } from './pickDefinition';

export function register(context: AwsContext): vscode.Disposable {
  const { client, session, ui, events, log } = context;
  const comparisons = new Comparisons(log);

  const definitionHost = (document: vscode.TextDocument): DefinitionHost => ({
    ...comparisons.host(ui, client, document),
    label: vscode.workspace.asRelativePath(document.uri),
    text: () => asOpen(document).getText(),
    create: () => vscode.commands.executeCommand('sagemakerModel.create', document.uri),
    events,
  });

  async function compareWithDeployed(uri?: vscode.Uri): Promise<void> {
    const { document, name } = (await namedDefinition(uri)) ?? {};
    if (!document || name === undefined) return;
    await withRemedies(ui, async () => {
      await compareDefinition(definitionHost(document), name, await session.live());
      completeStep('sagemakerModel.hasCompared');
    });
  }

  async function compareWithDefinition(of?: ModelRow | vscode.Uri): Promise<void> {
    const model = await withRemedies(ui, () => modelOf(context, of));
    if (!model) return;
    const uri = await pickDefinition({ ui, definitions, labelOf, browse }, model.name);
    if (uri === undefined) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    await withRemedies(ui, () => compareDefinition(definitionHost(document), model.name, model.live));
  }

  const definitions = async () => (await sendRequest(client, allDefinitions, {})).definitions;

  const comparePair = (live: ActiveConnection, models: readonly { readonly name: string }[]) =>
    compareDeployed(comparisons.host(ui, client), live, models, (except) =>
      pickModel(live, {
        title: l10n.t('Compare {0} with Another Model', except),
        action: (it) => l10n.t('Compare with {0}', it),
        except,
      }),
    );

  const compareWithModel = (of?: ModelRow | vscode.Uri) =>
    withRemedies(ui, async () => {
      const model = await modelOf(context, of);
      if (model) await comparePair(model.live, [model]);
    });

  const compareSelected = (row?: ModelRow, rows?: readonly Row[]) => {
    const models = selectedModels(context.selection, row, rows);
    return withRemedies(ui, async () =>
      comparePair(
        models[0]?.live ?? (await session.live()),
        models.map((it) => it.model),
      ),
    );
  };

  return vscode.Disposable.from(
    comparisons,
    registerCommand('sagemakerModel.compare', compareWithDeployed),
    registerCommand('sagemakerModel.compareWith', compareWithDefinition),
    registerCommand('sagemakerModel.compareWithModel', compareWithModel),
    registerCommand('sagemakerModel.compareSelected', compareSelected),
  );
}

/** The current document of a file: VS Code closes documents that no editor shows, and opens others for them later. */
function asOpen(document: vscode.TextDocument): vscode.TextDocument {
  const uri = document.uri.toString();
  return vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri) ?? document;
}

const labelOf = (uri: string) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));

async function browse(): Promise<string | undefined> {
  const filters = { [l10n.t('Definitions')]: ['json'] };
  const [file] = (await vscode.window.showOpenDialog({ filters, openLabel: l10n.t('Compare') })) ?? [];
  return file?.toString();
}
