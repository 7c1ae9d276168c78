/** Determines which model a command applies to, and the connection for it. */

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Failure } from '../../aws/failure';
import type { ActiveConnection, Session } from '../../aws/session';
import { deployedScheme } from '../../protocol/constants';

import { notFound } from '../ui/notLoaded';
import type { AwsContext } from './context';
import type { ModelRow } from './selection';
import { type ShownModel, shownIn } from './uris';

/** A model, and the connection through which AWS is asked about it. */
export interface LocatedModel {
  readonly name: string;
  readonly arn?: string;
  readonly live: ActiveConnection;
}

/** The connection for a document, if the profile is still the current one. @throws Failure */
export async function liveOf(session: Session, { region, profile }: ShownModel): Promise<ActiveConnection> {
  const live = await session.inRegion(region);
  if ((live.connection.profile?.value ?? '') !== profile)
    throw new Failure(
      'no-credentials',
      l10n.t('This model was described with profile {0}. Choose that profile to see it again.', profile),
      { remedy: 'chooseProfile' },
    );
  return live;
}

/** @throws FileSystemError */
export function mustShow(uri: vscode.Uri): ShownModel {
  const shown = shownIn(uri);
  if (!shown) throw notFound();
  return shown;
}

/** The model of a row, or of a document that shows it; nothing if the command was run on neither, which is reported. @throws Failure */
export async function modelOf(
  { session, ui }: Pick<AwsContext, 'session' | 'ui'>,
  of?: ModelRow | vscode.Uri,
): Promise<LocatedModel | undefined> {
  if (of && !(of instanceof vscode.Uri)) return { ...of.model, live: of.live };
  const uri = of ?? vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme === deployedScheme) {
    const shown = mustShow(uri);
    return { name: shown.name, live: await liveOf(session, shown) };
  }
  await ui.tell('information', l10n.t('Choose a model in the view SageMaker, or describe one first.'));
  return undefined;
}

/** The same with its ARN, which the URI of a document doesn't have. @throws Failure */
export async function modelWithArn(context: Pick<AwsContext, 'session' | 'ui'>, of?: ModelRow | vscode.Uri) {
  const model = await modelOf(context, of);
  if (!model) return undefined;
  const { arn = (await model.live.models.describe(model.name, model.live.signal)).ModelArn ?? '' } = model;
  return { ...model, arn };
}
