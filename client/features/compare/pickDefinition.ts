/** Lets the user select the definition to compare with a model: one in the workspace, or any other file. */
import * as l10n from '@vscode/l10n';
import type { Ui } from '../../ui/ui';

/** Files go by their addresses. */
export interface PickHost {
  readonly ui: Ui;
  /** The definitions of the workspace, and what their models are called. */
  definitions(): Promise<readonly { readonly uri: string; readonly name?: string }[]>;
  /** What people call a file. */
  labelOf(uri: string): string;
  browse(): Promise<string | undefined>;
}

const elsewhere = 'browse';

/** @returns the address of a definition; nothing where the person picks none */
export async function pickDefinition(
  { ui, definitions, labelOf, browse }: PickHost,
  name: string,
): Promise<string | undefined> {
  const found = (await definitions()).map((it) => ({ ...it, label: labelOf(it.uri), isOwn: it.name === name }));
  const sorted = found.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn) || (a.label < b.label ? -1 : 1));
  if (sorted.length === 0) return browse();
  const chosen = await ui.choose(l10n.t('Compare {0} with a Definition', name), [
    ...sorted.map((it) => ({ key: it.uri, label: it.label, detail: it.name ?? l10n.t('No ModelName yet') })),
    { key: elsewhere, label: l10n.t('Browse…'), detail: l10n.t('A definition that is elsewhere') },
  ]);
  return chosen === elsewhere ? browse() : chosen;
}
