/** Lets the user select an AWS Region. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isRegionId } from '../../aws/arn';
import { partitions, regions } from '../../knowledge/partitions';
import { answerOf, openPicker } from './dialog';

/** Lets the user select a Region, or enter one that is newer than the list. */
export function pickRegion(title: string, current: string | undefined): Promise<string | undefined> {
  const known: vscode.QuickPickItem[] = partitions.flatMap((partition) => [
    { label: partition.name, kind: vscode.QuickPickItemKind.Separator },
    ...regions
      .filter((it) => it.partition === partition.id)
      .map(({ id, name }) => ({
        label: id,
        description: name,
        detail: id === current ? l10n.t('in use') : undefined,
      })),
  ]);
  const pick = openPicker<vscode.QuickPickItem>(title, l10n.t('A region of the list, or any other'));
  const { input } = pick;
  pick.items = known;
  pick.activate(known.filter((it) => it.label === current));
  input.onDidChangeValue((value) => {
    const typed = value.trim();
    const isOther = isRegionId(typed) && !known.some((it) => it.label === typed);
    pick.items = isOther ? [{ label: typed, description: l10n.t('as it is typed') }, ...known] : known;
  });
  return answerOf(pick, async () => ({ answer: pick.selected?.label }));
}
