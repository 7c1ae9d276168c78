/** Offers ways to continue when a model with the name already exists, because models can't be changed. */
import * as l10n from '@vscode/l10n';
import type { ModelSummary, Models, RequestOptions } from '../../../aws/api';
import { Failure, isFailure } from '../../../aws/failure';
import type { ActiveConnection } from '../../../aws/session';
import { deleteModel } from '../../models/deleteModel';
import type { Deployed } from '../../models/fetch';
import type { CreateHost } from './host';
import { type Pending, remembered, type Sent, send } from './submit';

/** `again`: under another name, with the definition as it is now. */
export type ConflictResolution =
  | { readonly kind: 'again' }
  | { readonly kind: 'replaced'; readonly model: ModelSummary };

/** So often a name is tried that SageMaker may not have let go of yet after its model was deleted. */
const tries = 5;

/** @returns nothing where no model was created, and the person knows why */
export async function resolveNameConflict(
  host: CreateHost,
  live: ActiveConnection,
  sent: Sent,
): Promise<ConflictResolution | undefined> {
  const { ui } = host;
  const name = sent.request.ModelName ?? '';
  const next = await ui.progress(l10n.t('Finding an available name'), ({ signal }) =>
    freeName(live.models, name, AbortSignal.any([signal, live.signal])),
  );
  const title = l10n.t('A model {0} is already in {1}, and models cannot be changed', name, live.region);
  const way = await ui.choose<'compare' | 'next' | 'open' | 'replace'>(title, [
    {
      key: 'compare',
      label: l10n.t('Compare'),
      detail: l10n.t('Show the definition beside what is deployed; nothing is created.'),
    },
    ...(next === undefined
      ? []
      : [
          {
            key: 'next' as const,
            label: l10n.t('Create as {0}', next),
            detail: l10n.t('Write this name into the definition, and create a second model.'),
          },
        ]),
    { key: 'open', label: l10n.t('Describe'), detail: l10n.t('Show what is deployed; nothing is created.') },
    {
      key: 'replace',
      label: l10n.t('Replace…'),
      detail: l10n.t('Delete the deployed model and create this one. Endpoints that use it are not checked.'),
    },
  ]);
  if (way === 'compare') await host.compare(name, live);
  if (way === 'open') await host.describe({ name }, live);
  if (way === 'next' && next !== undefined && (await host.rename(next))) return { kind: 'again' };
  if (way === 'replace') return replace(host, live, sent);
  return undefined;
}

/** How many names are tried before giving up. */
const mostNames = 50;

/** The first available name of `churn`, `churn-2`, `churn-3`, …; nothing after 50 attempts. */
export async function freeName(
  models: Pick<Models, 'describe'>,
  name: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const [, stem = name, last = '1'] = /^(.*?)-(\d{1,6})$/.exec(name) ?? [];
  const first = Number(last) + 1;
  for (let number = first; number < first + mostNames; number++) {
    const candidate = `${stem.slice(0, 62 - String(number).length).replace(/-+$/, '')}-${number}`;
    try {
      await models.describe(candidate, signal);
    } catch (error) {
      if (isFailure(error) && error.kind === 'not-found') return candidate;
      throw error;
    }
  }
  return undefined;
}

/** Deletes and creates; what was deleted is never lost, not even where the window closes in between. */
async function replace(host: CreateHost, live: ActiveConnection, sent: Sent): Promise<ConflictResolution | undefined> {
  const { ui } = host;
  const name = sent.request.ModelName ?? '';
  const { signal } = new AbortController();
  const answer = await live.models.describe(name, signal);
  const tags = answer.ModelArn ? await live.models.tags(answer.ModelArn, signal) : [];
  const deployed: Deployed = { ...answer, ...(tags.length > 0 && { Tags: tags }) };
  const title = l10n.t('Replace model {0}', name);
  const prompt = l10n.t(
    'Deletes it in account {0}, {1}, and creates the one of the definition. Type its name to do that.',
    (await live.account()) ?? l10n.t('unknown'),
    live.region,
  );
  if (!(await ui.typed(title, prompt, name))) return undefined;
  return ui.progress(l10n.t('Replacing {0}', name), async (asking): Promise<ConflictResolution> => {
    const again: Sent = { ...sent, began: Date.now() };
    const pending = host.pending();
    await pending.keep({ ...(await remembered(live, again)), deleted: deployed });
    await deleteModel(live.models, name, asking).catch(async (error: unknown) => {
      // Nothing was deleted, so there's no outcome to check when the window reopens.
      if (isFailure(error) && !error.isAmbiguous) await pending.forget();
      throw error;
    });
    // At once, for what comes next may fail, or the window close.
    host.events.fire({ kind: 'deleted', model: { name, arn: deployed.ModelArn ?? '' }, live });
    const model = await createInItsPlace(host, live, again, asking).catch((error: unknown) =>
      isFailure(error) ? lost(host, pending, deployed, error) : Promise.reject(error),
    );
    await pending.forget();
    return { kind: 'replaced', model };
  });
}

/** Creates a model under a name that SageMaker may not have let go of yet. */
async function createInItsPlace(
  { wait }: CreateHost,
  live: ActiveConnection,
  sent: Sent,
  asking: RequestOptions,
): Promise<ModelSummary> {
  for (let left = tries; ; left--) {
    try {
      return await send(live, sent, asking, wait);
    } catch (error) {
      if (!isFailure(error) || error.kind !== 'exists' || left === 1) throw error;
      await wait(2000);
    }
  }
}

/** Opens the definition of a model that is gone, and says exactly what is gone and why. */
async function lost({ rescue }: CreateHost, pending: Pending, deployed: Deployed, reason: Failure): Promise<never> {
  await rescue(deployed);
  await pending.forget();
  const name = deployed.ModelName ?? '';
  const fate =
    reason.kind === 'uncertain'
      ? l10n.t('Model {0} was deleted. {1}', name, reason.message)
      : l10n.t('Model {0} was deleted, and the new one was not created: {1}', name, reason.message);
  // Even where the person stopped it: a model is gone, and that is said.
  const kind = reason.kind === 'cancelled' ? 'unknown' : reason.kind;
  throw new Failure(kind, `${fate} ${whereItIs()}`, { remedy: reason.remedy, said: reason.said, cause: reason });
}

/** What is said of a definition that was rescued. */
export const whereItIs = () =>
  l10n.t('The definition of the deleted model is open in an editor; create it from there to have it back.');
