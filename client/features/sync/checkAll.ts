/** Checks which definitions of the workspace are in sync with SageMaker, and lets the user open each of them. */
import * as l10n from '@vscode/l10n';
import type { ActiveConnection } from '../../../aws/session';
import {
  type SyncDefinition,
  type SyncStatus,
  type SyncStatusTracker,
  syncLooks,
  syncStatusLabel,
} from '../../models/syncStatus';
import type { Ui } from '../../ui/ui';

/** A definition of the workspace. */
export interface ListedDefinition extends SyncDefinition {
  /** What people call its file. */
  readonly label: string;
}

/** The one that is most worth a look is first. */
const states = Object.keys(syncLooks) as SyncStatus['state'][];

/**
 * Asks SageMaker for the models of all definitions.
 * @returns the definition that the user selects, and its state
 * @throws Failure if there are no credentials
 */
export async function checkInStep(
  ui: Ui,
  status: Pick<SyncStatusTracker, 'look'>,
  listed: readonly ListedDefinition[],
  live: ActiveConnection,
): Promise<{ readonly uri: string; readonly state: SyncStatus['state'] | undefined } | undefined> {
  if (listed.length === 0) {
    const none = l10n.t('There are no definitions in this workspace: files named *.sagemaker-model.json.');
    await ui.tell('information', none);
    return undefined;
  }
  await live.account();
  let looked = 0;
  const say = l10n.t('Comparing with what is deployed in {0}', live.region);
  const found = await ui.progress(say, ({ signal }, told) =>
    status.look(listed, live, {
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
    return undefined;
  }
  const ways = states.flatMap((state) =>
    standings
      .filter(({ standing }) => standing.state === state)
      .map(({ uri, label, standing }) => ({
        key: uri,
        label,
        icon: syncLooks[state].icon,
        detail: [syncStatusLabel(standing), standing.remark].filter(Boolean).join('. '),
      })),
  );
  const chosen = await ui.choose(title, ways);
  return chosen === undefined ? undefined : { uri: chosen, state: found.get(chosen)?.state };
}

/** How many definitions stand in which way: `2 different, 1 not created, 9 in step`. */
function sum(standings: readonly SyncStatus[]): string {
  const counts = states.map((state) => ({ state, count: standings.filter((it) => it.state === state).length }));
  return counts.flatMap(({ state, count }) => (count > 0 ? [syncLooks[state].count(count)] : [])).join(', ');
}
