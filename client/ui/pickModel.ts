/** Lets the user find a model of the account by part of its name, or paste a name or an ARN. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { detach } from '../../aws/detach';
import { isFailure } from '../../aws/failure';
import { ModelPager } from '../../aws/modelPager';
import { isNamePart, type Target, targetOf } from '../../aws/modelTarget';
import type { ActiveConnection } from '../../aws/session';
import { answerOf, openPicker } from './dialog';
import { ageInWords } from './words';

interface Item extends vscode.QuickPickItem {
  readonly target?: Target;
  /** Why no models are listed; what was typed can be described all the same. */
  readonly failure?: unknown;
}

/** Between two keys of someone who types; SageMaker is asked when they pause. In milliseconds. */
const pause = 250;

/** What a model is picked for. */
export interface Purpose {
  readonly title: string;
  /** What is done with a name that was typed. */
  action(name: string): string;
  /** A model that is not offered. */
  readonly except?: string;
}

/** @returns nothing where the person has picked none @throws Failure where the models cannot be listed */
export function pickModel(live: ActiveConnection, { title, action, except }: Purpose): Promise<Target | undefined> {
  const pick = openPicker<Item>(title, l10n.t('A part of the name, or a whole name or ARN'));
  const { input } = pick;
  let searching = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  async function search(value: string): Promise<void> {
    searching.abort();
    searching = new AbortController();
    const { signal } = searching;
    const typed = typedItem(value);
    const looksFor = isNamePart(value.trim()) ? value.trim() : undefined;
    pick.items = [...typed, ...pick.items.filter((it) => !it.alwaysShow)];
    pick.busy = value.trim() === '' || looksFor !== undefined;
    if (!pick.busy) return;
    const query = { nameContains: looksFor, sortBy: 'CreationTime', order: 'Descending' } as const;
    const listing = new ModelPager(live.models, query, { models: 50, pages: 10 });
    await listing.more(AbortSignal.any([signal, live.signal]));
    if (signal.aborted) return;
    pick.busy = false;
    const offered = listing.models.filter((it) => it.name !== except);
    const found = offered.map(({ name, created }) => ({
      label: name,
      description: ageInWords(created, Date.now(), vscode.env.language),
      target: { name },
    }));
    pick.items = [...typed.filter((it) => !found.some(({ label }) => label === it.target?.name)), ...found];
  }

  function typedItem(value: string): Item[] {
    const target = targetOf(value);
    if (!target) return [];
    const iconPath = new vscode.ThemeIcon('arrow-right');
    return [{ label: action(target.name), description: target.region, target, alwaysShow: true, iconPath }];
  }

  const start = (value: string) =>
    search(value).catch((failure: unknown) => {
      if (isFailure(failure) && failure.kind === 'cancelled') return;
      const label = failure instanceof Error ? failure.message : String(failure);
      const iconPath = new vscode.ThemeIcon('warning');
      pick.busy = false;
      pick.items = [...typedItem(value), { label, iconPath, failure, alwaysShow: true }];
    });
  input.onDidChangeValue((value) => {
    clearTimeout(timer);
    timer = setTimeout(() => detach(start(value)), pause);
  });
  detach(start(''));
  return answerOf(pick, async () => {
    if (pick.selected?.failure !== undefined) throw pick.selected.failure;
    // What was typed last may not have been looked for yet.
    const target = pick.selected?.target ?? targetOf(pick.value);
    return target && { answer: target };
  }).finally(() => {
    clearTimeout(timer);
    searching.abort();
  });
}
