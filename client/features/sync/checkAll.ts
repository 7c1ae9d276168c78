/** Check What Is in Step: how all definitions of the workspace stand beside what is deployed, with a way to each. */
import * as l10n from '@vscode/l10n';
import type { ActiveConnection } from '../../../aws/session';
import type { Ui } from '../../ui/ui';
import {
  type SyncDefinition,
  type SyncStatus,
  type SyncStatusTracker,
  standingIcons,
  syncStatusLabel,
} from '../../models/syncStatus';

/** A definition of the workspace. */
export interface ListedDefinition extends SyncDefinition {
  /** What people call its file. */
  readonly label: string;
}

export interface CheckMeans {
  readonly ui: Ui;
  readonly inStep: Pick<SyncStatusTracker, 'look'>;
  definitions(): Promise<readonly ListedDefinition[]>;
  /** Shows a definition beside what is deployed. */
  compare(uri: string): Promise<void>;
  open(uri: string): Promise<void>;
}

/** What is worth a look stands first. */
const states = [
  'different',
  'unknown',
  'notCreated',
  'incomparable',
  'inStepButTags',
  'inStep',
] as const satisfies readonly SyncStatus['state'][];

/** @throws Failure where there are no credentials to ask with */
export async function checkInStep(
  { ui, inStep, definitions, compare, open }: CheckMeans,
  live: ActiveConnection,
): Promise<void> {
  const listed = await definitions();
  if (listed.length === 0) {
    const none = l10n.t('There are no definitions in this workspace: files named *.sagemaker-model.json.');
    await ui.tell('information', none);
    return;
  }
  await live.account();
  let looked = 0;
  const say = l10n.t('Comparing with what is deployed in {0}', live.region);
  const found = await ui.progress(say, ({ signal }, told) =>
    inStep.look(listed, live, {
      signal,
      afresh: true,
      looked: () => told(l10n.t('{0} of {1}', ++looked, listed.length)),
    }),
  );
  const standings = listed.flatMap((it) => {
    const standing = found.get(it.uri);
    return standing ? [{ ...it, standing }] : [];
  });
  const isWhole = standings.length === listed.length;
  const counted = sum(standings.map((it) => it.standing));
  const title = isWhole
    ? l10n.t('Definitions and what is deployed: {0}.', counted)
    : l10n.t('{0} of {1} definitions were looked at: {2}.', standings.length, listed.length, counted || l10n.t('none'));
  if (standings.every((it) => it.standing.state === 'inStep')) {
    await ui.tell('information', title);
    return;
  }
  const ways = states.flatMap((state) =>
    standings
      .filter(({ standing }) => standing.state === state)
      .map(({ uri, label, standing }) => ({
        key: uri,
        label,
        icon: standingIcons[state],
        detail: [syncStatusLabel(standing), standing.remark].filter(Boolean).join('. '),
      })),
  );
  const chosen = await ui.choose(title, ways);
  if (chosen === undefined) return;
  if (found.get(chosen)?.state === 'different') await compare(chosen);
  else await open(chosen);
}

/** How many definitions stand in which way: `2 different, 1 not created, 9 in step`. */
function sum(standings: readonly SyncStatus[]): string {
  const words: Readonly<Record<SyncStatus['state'], (count: number) => string>> = {
    different: (it) => l10n.t('{0} different', it),
    unknown: (it) => l10n.t('{0} not known', it),
    notCreated: (it) => l10n.t('{0} not created', it),
    incomparable: (it) => l10n.t('{0} not to be compared yet', it),
    inStepButTags: (it) => l10n.t('{0} in step but for tags, which were not compared', it),
    inStep: (it) => l10n.t('{0} in step', it),
  };
  const parts = states.flatMap((state) => {
    const count = standings.filter((it) => it.state === state).length;
    return count > 0 ? [words[state](count)] : [];
  });
  return parts.join(', ');
}
