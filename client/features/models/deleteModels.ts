/** Delete Model: deletes one or several models after the user has entered their name. */
import * as l10n from '@vscode/l10n';
import type { ModelSummary } from '../../../aws/api';
import { isFailure } from '../../../aws/failure';
import type { ActiveConnection } from '../../../aws/session';
import { type Usage, usageInWords } from '../../../aws/usage';
import type { AwsContext } from '../../models/context';
import { deleteModel } from '../../models/deleteModel';
import { withRemedies } from '../../ui/recoveryActions';
import { findUsages } from './findUsages';

/**
 * Deletes models, after the user has typed the name. Usages that become known are kept.
 * @returns how many were deleted
 */
export async function deleteModels(
  { ui, usages, events }: Pick<AwsContext, 'ui' | 'usages' | 'events'>,
  live: ActiveConnection,
  models: readonly ModelSummary[],
): Promise<number> {
  const [first] = models;
  if (!first) return 0;
  const isOne = models.length === 1;
  const account = (await live.account().catch(() => undefined)) ?? l10n.t('unknown');
  const question = isOne ? l10n.t('Delete model {0}?', first.name) : l10n.t('Delete {0} models?', models.length);
  const names = models.map((it) => it.name);
  const [yes, lookFirst] = [l10n.t('Delete…'), l10n.t('Look Who Uses It')];
  for (;;) {
    const known = names.map((name) => ({ name, usage: usages.get(live, name) }));
    const isKnown = known.every((it) => it.usage);
    const detail = [
      l10n.t('Account: {0}', account),
      l10n.t('Region: {0}', live.region),
      ...(isOne ? [] : [names.join(', ')]),
      ...(isKnown
        ? known.flatMap(({ name, usage }) => (usage ? [usageLine(usage, isOne ? undefined : name)] : []))
        : [l10n.t('It was not looked whether endpoints use what is deleted.')]),
      l10n.t(
        'Endpoints that use it cannot be updated or scaled afterwards. Model artifacts in S3, images and roles stay.',
      ),
    ].join('\n');
    const answer = await ui.ask(question, detail, isKnown ? [yes] : [yes, lookFirst]);
    if (answer === yes) break;
    if (answer !== lookFirst) return 0;
    const usage = await withRemedies(ui, () => findUsages(ui, live, names));
    if (usage) usages.set(live, names, usage);
  }
  const word = isOne ? first.name : l10n.t('delete {0} models', models.length);
  if (!(await ui.typed(question, l10n.t('Type {0} to delete it. This cannot be undone.', word), word))) return 0;

  const failures: string[] = [];
  let gone = 0;
  await ui.progress(isOne ? l10n.t('Deleting {0}', first.name) : l10n.t('Deleting models'), async (asking) => {
    for (const model of models) {
      if (asking.signal.aborted) {
        failures.push(l10n.t('{0}: not deleted, for that was cancelled.', model.name));
        continue;
      }
      try {
        await deleteModel(live.models, model.name, asking);
        gone++;
        events.fire({ kind: 'deleted', model, live });
      } catch (error) {
        if (!isFailure(error)) throw error;
        failures.push(`${model.name}: ${error.message}`);
      }
    }
  });
  if (failures.length === 0)
    await ui.tell('information', isOne ? l10n.t('Deleted {0}.', first.name) : l10n.t('Deleted {0} models.', gone));
  else await ui.tell('error', l10n.t('Deleted {0} of {1}. {2}', gone, models.length, failures.join(' ')));
  return gone;
}

const usageLine = (usage: Usage, name: string | undefined) =>
  name === undefined ? usageInWords(usage) : l10n.t('{0}: {1}', name, usageInWords(usage));
