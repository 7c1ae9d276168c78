/** What to do when a model of that name is already there: models cannot be changed. */
import * as l10n from '@vscode/l10n';
import { Failure, isFailure } from '../failure';
import type { Asking, ModelSummary, Models, Request } from '../models';
import type { Live } from '../session';
import type { Ui } from '../ui';
import { type Deployed, type Pending, remembered, type Sent, send } from './send';

export interface ClashMeans {
  readonly ui: Ui;
  /** Shows the definition beside what is deployed. */
  compare(name: string, live: Live): Promise<void>;
  describe(model: Pick<ModelSummary, 'name'>, live: Live): Promise<void>;
  /** Writes another name into the definition. @returns whether that was possible */
  rename(name: string): Promise<boolean>;
  /** A place in which a request is kept over the end of the window. */
  pending(): Pending;
  /** Takes note that a model is gone. */
  removed(model: Pick<ModelSummary, 'name' | 'arn'>, live: Live): void;
  /** Opens the definition of a model that is gone, or never came to be, in an editor. */
  rescue(model: Deployed | Request): Promise<void>;
  wait(milliseconds: number): Promise<void>;
}

/** `again`: under another name, with the definition as it is now. */
export type ClashEnd = { readonly kind: 'again' } | { readonly kind: 'replaced'; readonly model: ModelSummary };

/** So often a name is tried that SageMaker may not have let go of yet after its model was deleted. */
const tries = 5;

/** @returns nothing where no model was created, and the person knows why */
export async function clash(means: ClashMeans, live: Live, sent: Sent): Promise<ClashEnd | undefined> {
  const { ui } = means;
  const name = sent.request.ModelName ?? '';
  const next = await ui.progress(l10n.t('Finding a free name'), ({ signal }) =>
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
  if (way === 'compare') await means.compare(name, live);
  if (way === 'open') await means.describe({ name }, live);
  if (way === 'next' && next !== undefined && (await means.rename(next))) return { kind: 'again' };
  if (way === 'replace') return replace(means, live, sent);
  return undefined;
}

/** How many names are tried before none is offered. */
const mostNames = 50;

/** The first name that is free: `churn`, `churn-2`, `churn-3`, …; nothing if none of the next 50 is. */
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
async function replace(means: ClashMeans, live: Live, sent: Sent): Promise<ClashEnd | undefined> {
  const { ui } = means;
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
  return ui.progress(l10n.t('Replacing {0}', name), async (asking): Promise<ClashEnd> => {
    const again: Sent = { ...sent, began: Date.now() };
    const pending = means.pending();
    await pending.keep({ ...(await remembered(live, again)), deleted: deployed });
    await remove(live.models, name, asking).catch(async (error: unknown) => {
      // Nothing was deleted, so there is nothing to find out when the window comes back.
      if (isFailure(error) && !error.isAmbiguous) await pending.forget();
      throw error;
    });
    // At once, for what comes next may fail, or the window close.
    means.removed({ name, arn: deployed.ModelArn ?? '' }, live);
    const model = await createInItsPlace(means, live, again, asking).catch((error: unknown) =>
      isFailure(error) ? lost(means, pending, deployed, error) : Promise.reject(error),
    );
    await pending.forget();
    return { kind: 'replaced', model };
  });
}

/** Creates a model under a name that SageMaker may not have let go of yet. */
async function createInItsPlace({ wait }: ClashMeans, live: Live, sent: Sent, asking: Asking): Promise<ModelSummary> {
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
async function lost({ rescue }: ClashMeans, pending: Pending, deployed: Deployed, reason: Failure): Promise<never> {
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

/** Deletes a model. Where the answer is lost, or a retry finds it gone, AWS is asked whether it still is there. */
export async function remove(models: Pick<Models, 'describe' | 'remove'>, name: string, asking: Asking): Promise<void> {
  try {
    await models.remove(name, asking);
  } catch (error) {
    if (!isFailure(error) || !(error.isAmbiguous || error.kind === 'not-found')) throw error;
    const gone = await models.describe(name, new AbortController().signal).then(
      () => false,
      (failure: unknown) => isFailure(failure) && failure.kind === 'not-found',
    );
    if (!gone) throw error;
  }
}
