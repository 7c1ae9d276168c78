/** Used By: finds what uses a model, and opens it. */
import * as l10n from '@vscode/l10n';
import type { ModelSummary } from '../../../aws/api';
import { consoleUrl } from '../../../aws/arn';
import type { ActiveConnection } from '../../../aws/session';
import {
  isWhole,
  lookInWords,
  looksInWords,
  scanUsages,
  type Usage,
  type Use,
  usageInWords,
  useInWords,
} from '../../../aws/usage';
import type { QuickPickOption, Ui } from '../../ui/ui';

/**
 * Looks who uses some models; that takes a call for each configuration there is, and can be stopped.
 * @throws Failure where nothing could be asked at all, and another look may do better
 */
export async function findUsages(ui: Ui, live: ActiveConnection, names: readonly string[]): Promise<Usage> {
  const [first = ''] = names;
  const title =
    names.length === 1 ? l10n.t('Looking who uses {0}', first) : l10n.t('Looking who uses {0} models', names.length);
  const usage = await ui.progress(title, ({ signal }, say) =>
    scanUsages(live, names, AbortSignal.any([signal, live.signal]), (it) => say(lookInWords(it))),
  );
  const failure = usage.scans.find((it) => it.total === undefined && it.looked === 0)?.failure;
  if (failure && failure.kind !== 'cancelled' && failure.kind !== 'denied') throw failure;
  return usage;
}

/** Lets the person go to one of those that use a model, or copy what it is called. */
export async function showUsages(
  ui: Ui,
  { name, arn }: Pick<ModelSummary, 'name' | 'arn'>,
  usage: Usage,
): Promise<void> {
  if (usage.uses.length === 0) {
    const said = l10n.t('{0}: {1}', name, usageInWords(usage));
    await ui.tell(isWhole(usage) ? 'information' : 'warning', said);
    return;
  }
  const ways = usage.uses.map((use, at) => ({ key: String(at), label: useInWords(use), detail: '' }));
  const title = l10n.t('{0} is used by ({1})', name, looksInWords(usage));
  const use = usage.uses[Number(await ui.choose(title, ways))];
  if (!use) return;
  const where = placesOf(use);
  const options = where.flatMap(({ called, page }): QuickPickOption<string>[] => {
    const url = consoleUrl(arn, page);
    const copy = { key: `copy ${called}`, label: l10n.t('Copy {0}', called), detail: l10n.t('The name alone.') };
    return url
      ? [{ key: url, label: l10n.t('Open {0}', called), detail: l10n.t('In the AWS console.') }, copy]
      : [copy];
  });
  const chosen = await ui.choose(useInWords(use), options);
  const copied = where.find(({ called }) => chosen === `copy ${called}`);
  if (copied) await ui.copy(copied.called);
  else if (chosen !== undefined) await ui.openExternal(chosen);
}

/** What has a page in the console; a component is seen on that of its endpoint. */
function placesOf({ endpoint, config, component }: Use): { readonly called: string; readonly page?: string }[] {
  return [
    ...(endpoint === undefined ? [] : [{ called: endpoint, page: `endpoints/${endpoint}` }]),
    ...(config === undefined ? [] : [{ called: config, page: `endpointConfig/${config}` }]),
    ...(component === undefined ? [] : [{ called: component }]),
  ];
}
