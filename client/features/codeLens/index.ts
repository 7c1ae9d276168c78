/** What can be done with a definition, over its first line. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Session } from '../../../aws/session';
import { type Usages, usersInWords } from '../../../aws/usage';
import { deployedScheme, isDefinition } from '../../ui/documentSchemes';
import { inert } from '../../ui/inert';
import { isNotLoaded } from '../../ui/notLoaded';
import {
  type SyncStatus,
  type SyncStatusTracker,
  standingExplained,
  standingIcons,
  syncStatusLabel,
} from '../../models/syncStatus';
import { shownIn } from '../describe/documents';

export function showLenses(session: Session, usages: Usages, inStep: SyncStatusTracker): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const used = (uri: vscode.Uri) => {
    const shown = shownIn(uri);
    const usage = shown && usages.get(shown, shown.name);
    return usage ? l10n.t('$(references) Used by {0}', inert(usersInWords(usage))) : l10n.t('$(references) Used by…');
  };
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: (document) => {
      const { uri } = document;
      const top = new vscode.Range(0, 0, 0, 0);
      if (isNotLoaded(uri)) {
        const title = l10n.t('$(refresh) Refresh');
        return [new vscode.CodeLens(top, { title, command: 'sagemakerModel.refreshDescription', arguments: [uri] })];
      }
      if (uri.scheme === deployedScheme)
        return [
          new vscode.CodeLens(top, {
            title: used(uri),
            command: 'sagemakerModel.usedBy',
            arguments: [uri],
          }),
          new vscode.CodeLens(top, {
            title: l10n.t('$(tag) Edit tags…'),
            command: 'sagemakerModel.editTags',
            arguments: [uri],
          }),
        ];
      if (!isDefinition(document)) return [];
      const region = session.connection?.region?.value;
      const create = region
        ? l10n.t('$(cloud-upload) Create in {0}', inert(region))
        : l10n.t('$(cloud-upload) Create Model');
      return [
        new vscode.CodeLens(top, { title: create, command: 'sagemakerModel.create', arguments: [uri] }),
        new vscode.CodeLens(top, {
          title: l10n.t('$(eye) Describe what is deployed'),
          command: 'sagemakerModel.describe',
          arguments: [uri],
        }),
        new vscode.CodeLens(top, {
          ...compareLens(inStep.of(uri.toString())),
          command: 'sagemakerModel.compare',
          arguments: [uri],
        }),
      ];
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider({ language: 'sagemaker-model' }, provider),
    session.onDidChange(() => changed.fire()),
    usages.onDidChange(() => changed.fire()),
    inStep.onDidChange(() => changed.fire()),
  );
}

function compareLens(standing: SyncStatus | undefined): { readonly title: string; readonly tooltip?: string } {
  if (!standing) return { title: l10n.t('$(diff) Compare with it') };
  return {
    title: `$(${standingIcons[standing.state]}) ${inert(syncStatusLabel(standing))}`,
    tooltip: inert(standingExplained(standing, vscode.env.language, Date.now())),
  };
}
