/** Describe Model and Edit Tags: models in SageMaker as documents, and their tags. */

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Target } from '../../../aws/modelTarget';
import type { ActiveConnection } from '../../../aws/session';
import { deployedScheme, tagsScheme } from '../../../protocol/constants';
import type { AwsContext } from '../../models/context';
import { whereIs } from '../../models/locate';
import { presentModel } from '../../models/present';
import type { ModelRow } from '../../models/selection';
import { modelWithArn } from '../../models/target';
import { namedDefinition } from '../../ui/activeDefinition';
import { registerCommand } from '../../ui/dialog';

import { pickModel } from '../../ui/pickModel';
import { withRemedies } from '../../ui/recoveryActions';
import { completeStep } from '../../ui/walkthrough';
import { DeployedModels } from './documents';
import { TagFiles } from './tagFiles';

/** @returns the documents, for tests of the extension */
export function register(context: AwsContext): DeployedModels {
  const { extension, client, session, background, ui } = context;
  const deployed = new DeployedModels(context, (answer) => presentModel(client, answer, false));
  const tagFiles = new TagFiles(context);

  /** @returns whether it is shown */
  const show = async (name: string, live: () => Promise<ActiveConnection>): Promise<boolean> => {
    const isShown = await withRemedies(ui, async () => {
      await deployed.show(name, await live());
      background.answered();
      completeStep('sagemakerModel.hasDescribed');
      return true;
    });
    return isShown === true;
  };

  /** @param of what the command is run on, or another feature asks for */
  async function describe(of?: Pick<ModelRow, 'model' | 'live'> | vscode.Uri | Target): Promise<boolean> {
    if (of instanceof vscode.Uri) {
      const { name } = (await namedDefinition(of)) ?? {};
      return name !== undefined && show(name, () => session.live());
    }
    if (of && 'model' in of) return show(of.model.name, async () => of.live);
    const purpose = { title: l10n.t('Describe Model'), action: (name: string) => l10n.t('Describe {0}', name) };
    const target = of ?? (await withRemedies(ui, async () => pickModel(await session.live(), purpose)));
    return target !== undefined && show(target.name, () => whereIs(session, target));
  }

  async function refresh(uri?: vscode.Uri): Promise<void> {
    const shown = uri ?? vscode.window.activeTextEditor?.document.uri;
    if (shown?.scheme === deployedScheme) await withRemedies(ui, () => deployed.refresh(shown));
    if (shown?.scheme === tagsScheme) await withRemedies(ui, () => tagFiles.refresh(shown));
  }

  const editTags = (of?: ModelRow | vscode.Uri) =>
    withRemedies(ui, async () => {
      const model = await modelWithArn(context, of);
      if (model) await tagFiles.open(model, model.live);
    });

  extension.subscriptions.push(
    tagFiles,
    registerCommand('sagemakerModel.describe', describe),
    registerCommand('sagemakerModel.refreshDescription', refresh),
    registerCommand('sagemakerModel.editTags', editTags),
  );
  return deployed;
}
