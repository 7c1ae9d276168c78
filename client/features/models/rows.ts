/** The items of the view of models, one function for each kind of row. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DescribeModelResponse, ModelSummary } from '../../../aws/api';
import { detailsOf, kindInWords, kindOf, type ModelKind } from '../../models/details';
import type { DetailRow, FailureRow } from '../../models/selection';
import { type SyncStatus, syncStatusLabel } from '../../models/syncStatus';
import { rowUri } from '../../ui/documentSchemes';
import { inert, inertLines } from '../../ui/inert';
import { ageInWords } from '../../ui/words';

/** The maximum length of a tooltip line, in UTF-16 code units, and the maximum number of lines. */
const mostOfLine = 200;
const mostLines = 40;

const icons: Readonly<Record<ModelKind, string>> = {
  single: 'package',
  'multi-model': 'layers',
  pipeline: 'list-ordered',
  package: 'archive',
};

/** @param kind nothing until the model was described */
export function modelItem(
  { name, arn, created }: ModelSummary,
  kind: ModelKind | undefined,
  status: SyncStatus | undefined,
): vscode.TreeItem {
  const age = ageInWords(created, Date.now(), vscode.env.language);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = arn;
  item.description = age;
  item.contextValue = 'model';
  item.iconPath = new vscode.ThemeIcon(kind ? icons[kind] : 'circle-outline');
  const said = kind
    ? l10n.t('{0}, created {1}, {2}', name, age, kindInWords(kind))
    : l10n.t('{0}, created {1}', name, age);
  // The file decorations of this URI are shown on the row.
  item.resourceUri = rowUri(name);
  item.accessibilityInformation = { label: status ? l10n.t('{0}. {1}', said, syncStatusLabel(status)) : said };
  return item;
}

export function detailItem({ id, detail }: DetailRow): vscode.TreeItem {
  const { icon, children } = detail;
  const [label, value] = [inert(detail.label), inert(detail.value)];
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, children.length > 0 ? Collapsed : None);
  item.id = id;
  item.description = value;
  item.tooltip = value;
  item.contextValue = 'detail';
  item.iconPath = new vscode.ThemeIcon(icon);
  item.accessibilityInformation = { label: `${label}: ${value}` };
  return item;
}

export function moreItem(scanned: number): vscode.TreeItem {
  const item = new vscode.TreeItem(l10n.t('Load more'));
  item.id = 'more';
  item.description = l10n.t('{0} pages looked through', scanned);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: 'sagemakerModel.loadMore', title: l10n.t('Load more') };
  return item;
}

export function failureItem({ id, failure }: FailureRow): vscode.TreeItem {
  const item = new vscode.TreeItem(l10n.t('Try again'));
  item.id = `${id}/failure`;
  const message = inert(failure.message);
  item.description = message;
  item.tooltip = [message, failure.said && inertLines(failure.said)].filter(Boolean).join('\n\n');
  item.iconPath = new vscode.ThemeIcon('warning');
  item.command = { command: 'sagemakerModel.loadMore', title: l10n.t('Try again') };
  item.accessibilityInformation = { label: l10n.t('Failed: {0} Try again', message) };
  return item;
}

export function modelTooltip(
  { name, arn, created }: ModelSummary,
  answer: DescribeModelResponse,
): vscode.MarkdownString {
  const time = created.toLocaleString(vscode.env.language);
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(name).appendMarkdown('**\n\n');
  text.appendText(`${kindInWords(kindOf(answer))}, ${time}`).appendMarkdown('\n\n');
  for (const { label, value } of detailsOf(answer, []).slice(0, mostLines))
    text
      .appendMarkdown('- ')
      .appendText(inert(`${label}: ${value}`, mostOfLine))
      .appendMarkdown('\n');
  return text.appendMarkdown('\n').appendText(inert(arn));
}
