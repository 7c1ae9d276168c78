/** Finds what uses a model: the endpoint configurations, endpoints, and inference components that refer to it. */
import * as l10n from '@vscode/l10n';
import type { NamePage } from './api';
import { Emitter } from './emitter';
import { Failure, isFailure } from './failure';
import type { RequestLimiter } from './limiter';
import type { ActiveConnection } from './session';

/** A row of what a model consists of, or of what uses it. */
export interface Detail {
  readonly label: string;
  /** What stands behind the label, and is copied. */
  readonly value: string;
  /** The codicon beside it. */
  readonly icon: string;
  readonly children: readonly Detail[];
}

/** One way in which a model is used: by a configuration, which an endpoint may use, or by a component on an endpoint. */
export interface Use {
  readonly model: string;
  readonly config?: string;
  readonly component?: string;
  readonly endpoint?: string;
}

/** How far a list was looked through. */
export interface ScanProgress {
  readonly at: 'configs' | 'endpoints' | 'components';
  readonly looked: number;
  /** How many there are; nothing while that is not known. */
  readonly total?: number;
  /** Why it was not looked further. */
  readonly failure?: Failure;
}

export interface Usage {
  readonly uses: readonly Use[];
  readonly scans: readonly ScanProgress[];
}

/** A longer list is truncated with a message, because each entry takes a call and pages might never end. */
const mostPages = 100;
const mostListed = 10_000;

/**
 * Looks who uses some models. What may not be seen, and what is not reached before it is stopped, is told in the looks.
 * @param told is told how far it has come
 */
export async function scanUsages(
  { models, limiter }: Pick<ActiveConnection, 'models' | 'limiter'>,
  names: readonly string[],
  signal: AbortSignal,
  told: (look: ScanProgress) => void,
): Promise<Usage> {
  const look = <Seen>(at: ScanProgress['at'], list: ListNames, see: See<Seen>) =>
    lookThrough(at, list, see, { limiter, signal, told });
  const configs = await look('configs', models.endpointConfigs, models.endpointConfig);
  const named = new Map(configs.found.map(({ name, seen }) => [name, names.filter((it) => seen.includes(it))]));
  const isUsed = [...named.values()].some((it) => it.length > 0);
  // A configuration does not know its endpoints, and without one that counts there is nothing to look for among them.
  const endpoints = isUsed ? await look('endpoints', models.endpoints, models.endpointConfigsOf) : undefined;
  const components = await look('components', models.components, models.component);

  const uses: Use[] = [];
  for (const [config, used] of named) {
    const on = endpoints?.found.filter(({ seen }) => seen.includes(config)).map((it) => it.name) ?? [];
    for (const model of used)
      uses.push(...(on.length > 0 ? on.map((endpoint) => ({ model, config, endpoint })) : [{ model, config }]));
  }
  for (const { name, seen } of components.found)
    for (const model of names.filter((it) => seen.models.includes(it)))
      uses.push({ model, component: name, endpoint: seen.endpoint });
  return { uses, scans: [configs.look, ...(endpoints ? [endpoints.look] : []), components.look] };
}

type ListNames = (next: string | undefined, signal: AbortSignal) => Promise<NamePage>;
type See<Seen> = (name: string, signal: AbortSignal) => Promise<Seen>;

interface ScanOptions {
  readonly limiter: RequestLimiter;
  readonly signal: AbortSignal;
  readonly told: (look: ScanProgress) => void;
}

/** Looks at everything in a list, a few at a time, until the end or the first failure. */
async function lookThrough<Seen>(
  at: ScanProgress['at'],
  list: ListNames,
  see: See<Seen>,
  { limiter, signal, told }: ScanOptions,
): Promise<{ readonly found: { readonly name: string; readonly seen: Seen }[]; readonly look: ScanProgress }> {
  const found: { readonly name: string; readonly seen: Seen }[] = [];
  const tokens = new Set<string>();
  let look: ScanProgress = { at, looked: 0 };
  let listed = 0;
  let pages = 0;
  let next: string | undefined;

  const stop = (error: unknown) => {
    if (!isFailure(error)) throw error;
    if (!look.failure) look = { ...look, failure: error };
  };
  const visit = async (name: string) => {
    if (look.failure) return;
    try {
      found.push({ name, seen: await see(name, signal) });
    } catch (error) {
      // It went away since it was listed.
      if (!isFailure(error) || error.kind !== 'not-found') return stop(error);
    }
    look = { ...look, looked: look.looked + 1 };
    told(look);
  };

  do {
    if (next !== undefined) tokens.add(next);
    const page = await list(next, signal).catch(stop);
    if (!page) break;
    pages++;
    const listedNow = page.names.slice(0, mostListed - listed);
    listed += listedNow.length;
    // A list that leads back to where it was has no end to wait for.
    next = page.next !== undefined && tokens.has(page.next) ? undefined : page.next;
    const isCut = listedNow.length < page.names.length || (next !== undefined && pages === mostPages);
    if (next === undefined && !isCut) look = { ...look, total: listed };
    await limiter.each(listedNow, visit);
    if (isCut) stop(cutOff(at, pages));
  } while (next !== undefined && !look.failure);
  return { found, look };
}

/** Why a list wasn't read to its end. */
function cutOff(at: ScanProgress['at'], pages: number): Failure {
  const sentence = l10n.t('The list of {0} was truncated after {1} pages.', listInWords(at), pages);
  return new Failure('unknown', sentence, { remedy: 'retry' });
}

/** What is known of who uses what, for as long as the connection is in use. */
export class Usages {
  readonly #known = new Map<string, Usage>();
  readonly #changed = new Emitter();
  readonly onDidChange = this.#changed.event;

  get({ region }: Pick<ActiveConnection, 'region'>, model: string): Usage | undefined {
    return this.#known.get(`${region}/${model}`);
  }

  set({ region }: Pick<ActiveConnection, 'region'>, models: readonly string[], { uses, scans: looks }: Usage): void {
    for (const model of models)
      this.#known.set(`${region}/${model}`, { scans: looks, uses: uses.filter((it) => it.model === model) });
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  clear(): void {
    this.#known.clear();
    this.#changed.fire();
  }
}

/** Whether everything was looked at. */
export const isWhole = ({ scans: looks }: Usage): boolean => looks.every((it) => !it.failure);

export function useInWords({ config, component, endpoint }: Use): string {
  if (component !== undefined)
    return endpoint === undefined
      ? l10n.t('inference component {0}', component)
      : l10n.t('endpoint {0} (inference component {1})', endpoint, component);
  return endpoint === undefined
    ? l10n.t('configuration {0}', config ?? '')
    : l10n.t('endpoint {0} (configuration {1})', endpoint, config ?? '');
}

function listInWords(at: ScanProgress['at']): string {
  return { configs: l10n.t('configurations'), endpoints: l10n.t('endpoints'), components: l10n.t('components') }[at];
}

/** How far it was looked, as one short line: `12 of 340 looked at`. */
export function lookInWords({ at, looked, total }: ScanProgress): string {
  const what = listInWords(at);
  return total === undefined
    ? l10n.t('{0}: {1} looked at', what, looked)
    : l10n.t('{0}: {1} of {2} looked at', what, looked, total);
}

/** How far it was looked at all. */
export function looksInWords({ scans: looks }: Usage): string {
  return looks
    .map((it) => (it.failure?.kind === 'cancelled' ? l10n.t('{0}, then stopped', lookInWords(it)) : lookInWords(it)))
    .join(', ');
}

/** A sentence about who uses a model, and what was in the way of looking further. */
function withHindrances({ scans: looks }: Usage, sentence: string): string {
  const failures = looks.flatMap(({ failure }) => (failure && failure.kind !== 'cancelled' ? [failure.message] : []));
  return [sentence, ...new Set(failures)].join(' ');
}

/** Who uses a model, and how far it was looked, in a few sentences. */
export function usageInWords(usage: Usage): string {
  const far = looksInWords(usage);
  if (usage.uses.length > 0) {
    const users = usersInWords(usage);
    if (isWhole(usage)) return l10n.t('Used by {0}.', users);
    return withHindrances(usage, l10n.t('Used by {0}, and maybe by others ({1}).', users, far));
  }
  if (isWhole(usage)) return l10n.t('Used by nothing ({0}).', far);
  return withHindrances(usage, l10n.t('Used by nothing that was looked at ({0}).', far));
}

/** Who uses a model, in few words. */
export function usersInWords({ uses }: Usage): string {
  return uses.length > 0 ? uses.map(useInWords).join(', ') : l10n.t('nothing that was looked at');
}

/** Who uses a model, as rows to look at and copy. */
export function usageDetail(usage: Usage): Detail {
  const row = (label: string, value: string, icon: string): Detail => ({ label, value, icon, children: [] });
  const children = [
    ...usage.uses.map(({ config, component, endpoint }) =>
      row(
        endpoint === undefined ? l10n.t('No endpoint') : l10n.t('Endpoint'),
        [endpoint, config ?? component].filter(Boolean).join(', '),
        endpoint === undefined ? 'circle-outline' : 'broadcast',
      ),
    ),
    row(l10n.t('Looked at'), withHindrances(usage, looksInWords(usage)), isWhole(usage) ? 'check' : 'warning'),
  ];
  return { label: l10n.t('Used by'), value: usersInWords(usage), icon: 'references', children };
}
