/** What can be done with a definition, over its first line. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { deployedScheme } from './deployed';
import { previewScheme } from './preview';
import type { Session } from './session';

export function showLenses(session: Session): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: ({ uri }) => {
      if (uri.scheme === deployedScheme || uri.scheme === previewScheme) return [];
      const top = new vscode.Range(0, 0, 0, 0);
      const region = session.connection?.region?.value;
      const create = region ? l10n.t('$(cloud-upload) Create in {0}', region) : l10n.t('$(cloud-upload) Create Model');
      return [
        new vscode.CodeLens(top, { title: create, command: 'sagemakerModel.create', arguments: [uri] }),
        new vscode.CodeLens(top, {
          title: l10n.t('$(eye) Describe what is deployed'),
          command: 'sagemakerModel.describe',
          arguments: [uri],
        }),
      ];
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider({ language: 'sagemaker-model' }, provider),
    session.onDidChange(() => changed.fire()),
  );
}
