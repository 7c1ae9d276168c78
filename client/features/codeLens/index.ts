/** CodeLens commands above the first line of definitions and models. */

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Usages, usersInWords } from '../../../aws/usage';
import { deployedScheme, languageId } from '../../../protocol/constants';
import type { AwsContext } from '../../models/context';
import { type SyncStatus, standingExplained, syncLooks, syncStatusLabel } from '../../models/syncStatus';
import { shownIn } from '../../models/uris';
import { isDefinition } from '../../ui/documentSchemes';
import { inert } from '../../ui/inert';
import { isNotLoaded } from '../../ui/notLoaded';

export function register(context: Pick<AwsContext, 'session' | 'usages' | 'status'>): vscode.Disposable {
  const { session, usages, status } = context;
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: (document) => {
      const { uri } = document;
      const lenses = isNotLoaded(uri)
        ? [{ title: l10n.t('$(refresh) Refresh'), command: 'refreshDescription' }]
        : uri.scheme === deployedScheme
          ? modelLenses(usages, uri)
          : isDefinition(document)
            ? definitionLenses(session.connection?.region?.value, status.of(uri.toString()))
            : [];
      const top = new vscode.Range(0, 0, 0, 0);
      return lenses.map(
        (it) => new vscode.CodeLens(top, { ...it, command: `sagemakerModel.${it.command}`, arguments: [uri] }),
      );
    },
  };
  const fire = () => changed.fire();
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider({ language: languageId }, provider),
    session.onDidChange(fire),
    usages.onDidChange(fire),
    status.onDidChange(fire),
  );
}

function modelLenses(usages: Usages, uri: vscode.Uri): vscode.Command[] {
  const shown = shownIn(uri);
  const usage = shown && usages.get(shown, shown.name);
  const used = usage
    ? l10n.t('$(references) Used by {0}', inert(usersInWords(usage)))
    : l10n.t('$(references) Used by…');
  return [
    { title: used, command: 'usedBy' },
    { title: l10n.t('$(tag) Edit tags…'), command: 'editTags' },
  ];
}

function definitionLenses(region: string | undefined, status: SyncStatus | undefined): vscode.Command[] {
  const create = region
    ? l10n.t('$(cloud-upload) Create in {0}', inert(region))
    : l10n.t('$(cloud-upload) Create Model');
  return [
    { title: create, command: 'create' },
    { title: l10n.t('$(eye) Describe what is deployed'), command: 'describe' },
    { ...compareLens(status), command: 'compare' },
  ];
}

function compareLens(standing: SyncStatus | undefined): { readonly title: string; readonly tooltip?: string } {
  if (!standing) return { title: l10n.t('$(diff) Compare with it') };
  return {
    title: `$(${syncLooks[standing.state].icon}) ${inert(syncStatusLabel(standing))}`,
    tooltip: inert(standingExplained(standing, vscode.env.language, Date.now())),
  };
}
