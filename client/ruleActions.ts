/** Switches a rule off, or gives it another severity, from the light bulb of its problem. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { pickFrom, registerCommand } from './dialog';

const severities = ['error', 'warning', 'information', 'hint', 'off'] as const;

/** The rules that the problems at hand have broken. */
function rulesIn(diagnostics: readonly vscode.Diagnostic[]): string[] {
  const ours = diagnostics.filter((it) => it.source === 'SageMaker' && typeof it.code === 'object');
  return [...new Set(ours.map((it) => (typeof it.code === 'object' ? String(it.code.value) : '')))];
}

export function offerRuleActions(): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: ({ uri }, _range, { diagnostics }) =>
      rulesIn(diagnostics).flatMap((rule) =>
        [
          [l10n.t('Turn off the rule {0}', rule), 'off'],
          [l10n.t('Change the severity of the rule {0}…', rule), undefined],
        ].map(([title = '', severity]) => {
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          action.command = { command: 'sagemakerModel.setRule', title, arguments: [uri, rule, severity] };
          action.diagnostics = [...diagnostics];
          return action;
        }),
      ),
  };
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider({ language: 'sagemaker-model' }, provider, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    registerCommand('sagemakerModel.setRule', setRule),
  );
}

/** Writes a severity where the rules of a file are set already, or else where everyone who opens it finds it. */
async function setRule(uri: vscode.Uri, rule: string, severity?: string): Promise<void> {
  const title = l10n.t('Severity of the rule {0}', rule);
  const chosen =
    severity ??
    (
      await pickFrom(
        severities.map((label) => ({ label })),
        { title },
      )
    )?.label;
  if (!chosen) return;
  const settings = vscode.workspace.getConfiguration('sagemakerModel', uri);
  const { workspaceFolderValue, workspaceValue, globalValue } = settings.inspect<Record<string, string>>('rules') ?? {};
  const { Global, Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  const inFolder = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const [target, value] = workspaceFolderValue
    ? [WorkspaceFolder, workspaceFolderValue]
    : inFolder
      ? [Workspace, workspaceValue]
      : [Global, globalValue];
  await settings.update('rules', { ...value, [rule]: chosen }, target);
}
