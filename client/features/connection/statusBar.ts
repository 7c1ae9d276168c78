/** The connection in the status bar: profile, Region, and account, and where each setting came from. */

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Session } from '../../../aws/session';
import { languageId } from '../../../protocol/constants';
import { inert, inertLines } from '../../ui/inert';
import { connectionInWords, sourceInWords } from '../../ui/words';

/** @param isWanted whether the person has to do with models in this window */
export function showConnection(session: Session): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('sagemakerModel.connection', vscode.StatusBarAlignment.Left, 0);
  item.name = l10n.t('SageMaker connection');
  item.command = 'sagemakerModel.chooseConnection';
  const show = () => {
    const { connection, account } = session;
    const isAsked = connection !== undefined;
    const isNear = vscode.window.activeTextEditor?.document.languageId === languageId;
    if (!isAsked && !isNear) return item.hide();
    item.text = connection ? `$(cloud) ${inert(connectionInWords(connection, account))}` : l10n.t('$(cloud) SageMaker');
    item.tooltip = tooltip(session);
    item.accessibilityInformation = {
      label: l10n.t('SageMaker connection: {0}', item.text.replace(/^\$\(cloud\) /, '')),
    };
    item.show();
  };
  show();
  return vscode.Disposable.from(item, session.onDidChange(show), vscode.window.onDidChangeActiveTextEditor(show));
}

function tooltip({ connection, account }: Session): string {
  if (!connection) return l10n.t('AWS has not been asked for anything yet. Click to choose whom to talk to.');
  const { profile, region, endpoint } = connection;
  const said = (label: string, it: typeof profile, none: string) =>
    `${label}: ${it ? `${it.value} (${sourceInWords(it.source)})` : none}`;
  const lines = [
    said(l10n.t('Profile'), profile, l10n.t('none; the credentials come from the environment or this machine')),
    said(l10n.t('Region'), region, l10n.t('none; there is no default')),
    `${l10n.t('Account')}: ${account ?? l10n.t('unknown')}`,
    endpoint && said(l10n.t('Address'), endpoint, ''),
  ];
  return inertLines(lines.filter(Boolean).join('\n'));
}
