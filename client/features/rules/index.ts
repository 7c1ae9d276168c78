/** Turns a rule off or changes its severity, as a Quick Fix and as a command. */

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { detach } from '../../../aws/detach';
import {
  diagnosticSource,
  languageId,
  type SeverityLevel,
  settingsSection,
  severityLevels,
} from '../../../protocol/constants';
import { matchGlobs } from '../../../protocol/definitions';
import { sendRequest } from '../../../protocol/message';
import type { FeatureContext } from '../../models/context';
import { dialog, pickFrom, registerCommand } from '../../ui/dialog';
import { globsOf, overridesIn, type Scope, type SeverityChange, severityChange } from './severity';

/** The maximum length of globs in a message, in characters. */
const mostShown = 100;

/** The rules that the given problems break, each with its own problems. */
export function rulesIn(diagnostics: readonly vscode.Diagnostic[]): Map<string, vscode.Diagnostic[]> {
  const rules = new Map<string, vscode.Diagnostic[]>();
  for (const it of diagnostics) {
    if (it.source !== diagnosticSource || typeof it.code !== 'object') continue;
    const rule = String(it.code.value);
    rules.set(rule, [...(rules.get(rule) ?? []), it]);
  }
  return rules;
}

export function register({ client }: FeatureContext): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: ({ uri }, _range, context) =>
      [...rulesIn(context.diagnostics)].flatMap(([rule, diagnostics]) =>
        [
          [l10n.t('Turn off the rule {0}', rule), 'off'],
          [l10n.t('Change the severity of the rule {0}…', rule), undefined],
        ].map(([title = '', severity]) => {
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          action.command = { command: 'sagemakerModel.setRule', title, arguments: [uri, rule, severity] };
          action.diagnostics = diagnostics;
          return action;
        }),
      ),
  };
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider({ language: languageId }, provider, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    registerCommand('sagemakerModel.setRule', (uri: vscode.Uri, rule: string, severity?: string) =>
      setRule(client, uri, rule, severity),
    ),
  );
}

/** Sets a rule's severity in the setting that applies to a definition, and shows which setting was changed. */
async function setRule(client: BaseLanguageClient, uri: vscode.Uri, rule: string, severity?: string): Promise<void> {
  const title = l10n.t('Severity of the rule {0}', rule);
  const options = severityLevels.map((label) => ({ label }));
  const chosen = severityLevels.find((it) => it === severity) ?? (await pickFrom(options, { title }))?.label;
  if (chosen === undefined) return;
  const settings = vscode.workspace.getConfiguration(settingsSection, uri);
  const { isTrusted } = vscode.workspace;
  const scoped = (name: string) => {
    const it = settings.inspect(name);
    // In Restricted Mode, the settings of the workspace have no effect.
    const shared = isTrusted ? { folder: it?.workspaceFolderValue, workspace: it?.workspaceValue } : {};
    return { ...shared, user: it?.globalValue };
  };
  const overrides = scoped('overrides');
  const globs = overridesIn(overrides).all.map(globsOf);
  const textDocument = { uri: client.code2ProtocolConverter.asUri(uri) };
  const { matching } = await sendRequest(client, matchGlobs, { textDocument, globs });
  const isInFolder = isTrusted && vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const change = severityChange(rule, chosen, { rules: scoped('rules'), overrides }, matching, isInFolder);
  await settings.update(change.setting, change.value, targets[change.scope]);
  detach(tellChange(rule, chosen, change));
}

const targets: Readonly<Record<Scope, vscode.ConfigurationTarget>> = {
  folder: vscode.ConfigurationTarget.WorkspaceFolder,
  workspace: vscode.ConfigurationTarget.Workspace,
  user: vscode.ConfigurationTarget.Global,
};

/** The VS Code commands that open the settings file of a scope. */
const files: Readonly<Record<Scope, string>> = {
  folder: 'workbench.action.openFolderSettingsFile',
  workspace: 'workbench.action.openWorkspaceSettingsFile',
  user: 'workbench.action.openSettingsJson',
};

async function tellChange(
  rule: string,
  severity: SeverityLevel,
  { files: globs, scope }: SeverityChange,
): Promise<void> {
  const where = scopeInWords(scope);
  const shown = globs?.join(', ').slice(0, mostShown);
  const message =
    shown === undefined
      ? l10n.t('Set the rule {0} to "{1}" in {2}.', rule, severity, where)
      : l10n.t('Set the rule {0} to "{1}" for files that match "{2}" in {3}.', rule, severity, shown, where);
  const open = l10n.t('Open Settings');
  if ((await dialog.tell('information', message, open)) === open) await vscode.commands.executeCommand(files[scope]);
}

function scopeInWords(scope: Scope): string {
  return {
    folder: l10n.t('the folder settings'),
    workspace: l10n.t('the workspace settings'),
    user: l10n.t('your user settings'),
  }[scope];
}
