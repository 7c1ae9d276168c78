/** Lets the user filter and sort the view of models. */
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { isNamePart } from '../../../aws/modelTarget';
import { askForText, pickFrom } from '../../ui/dialog';
import type { View } from './modelList';

/** @returns the view with another filter; nothing where the person has changed none */
export async function askForFilter(view: View): Promise<View | undefined> {
  const value = await askForText({
    title: l10n.t('Filter Models by Name'),
    prompt: l10n.t('SageMaker looks for it anywhere in the names. Nothing shows all models.'),
    value: view.nameContains,
    validate: (it) =>
      it.trim() === '' || isNamePart(it.trim())
        ? undefined
        : l10n.t('Names have letters, digits and hyphens, and up to 63 of them.'),
  });
  return value === undefined ? undefined : { ...view, nameContains: value.trim() || undefined };
}

/** @returns the view in another order; nothing where the person has chosen none */
export async function askForOrder(view: View): Promise<View | undefined> {
  const orders: (vscode.QuickPickItem & Pick<View, 'sortBy' | 'order'>)[] = [
    { label: l10n.t('Newest first'), sortBy: 'CreationTime', order: 'Descending' },
    { label: l10n.t('Oldest first'), sortBy: 'CreationTime', order: 'Ascending' },
    { label: l10n.t('Name, A to Z'), sortBy: 'Name', order: 'Ascending' },
    { label: l10n.t('Name, Z to A'), sortBy: 'Name', order: 'Descending' },
  ];
  for (const it of orders) if (it.sortBy === view.sortBy && it.order === view.order) it.description = l10n.t('in use');
  const chosen = await pickFrom(orders, { title: l10n.t('Sort Models') });
  return chosen && { ...view, sortBy: chosen.sortBy, order: chosen.order };
}
