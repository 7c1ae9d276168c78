/** Tracks whether definitions are in sync with the models of their names. Results are kept until the model, the definition, or the connection changes. */
import * as l10n from '@vscode/l10n';
import { Emitter } from '../../aws/emitter';
import { type Failure, isFailure } from '../../aws/failure';
import type { ActiveConnection } from '../../aws/session';
import { nameIn } from '../ui/modelName';
import { comparable, type Deployed, type Fetched, fetchDeployed } from './fetch';

/** A definition by its address. */
export interface SyncDefinition {
  readonly uri: string;
  /** Its text as it is now. @throws where it is gone */
  text(): string | Promise<string>;
}

export interface SyncStatus {
  /**
   * `inStepButTags`: in step as far as that can be seen, for the tags may not be read; `unknown`: it was asked, and no answer
   * was to be had; `incomparable`: there is nothing in it yet that could be asked for, or compared.
   */
  readonly state: 'inStep' | 'inStepButTags' | 'different' | 'notCreated' | 'unknown' | 'incomparable';
  /** The model's name; nothing where the definition gives none that SageMaker takes. */
  readonly name?: string;
  readonly region: string;
  /** When SageMaker was asked, in milliseconds, as `Date.now()`. */
  readonly asked?: number;
  /** Why it is unknown, or cannot be compared. */
  readonly remark?: string;
}

/** What is deployed under a name, nothing where there is no such model; or why that is not known. */
interface Lookup {
  readonly region: string;
  readonly asked: number;
  readonly fetched?: Fetched;
  readonly failure?: Failure;
}

type Compare = (
  definition: string,
  answer: Deployed,
) => Promise<{ readonly state: 'inStep' | 'different' | 'unreadable' }>;

/** So many names may be denied one after the other before no others are asked for: policies can be about single names. */
const mostDenied = 5;

export interface LookOptions {
  /** Stops it. */
  readonly signal?: AbortSignal;
  /** Whether SageMaker is asked for what is known as well. */
  readonly afresh?: boolean;
  /** Is told of each definition that was looked at. */
  readonly looked?: () => void;
}

export class SyncStatusTracker {
  readonly #compare: Compare;
  readonly #isShown: () => boolean;
  readonly #now: () => number;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #standings = new Map<string, SyncStatus>();
  readonly #answers = new Map<string, Lookup>();
  readonly #asking = new Map<string, Promise<Lookup>>();
  /** What was begun last for a definition: an answer that has been overtaken by another says nothing. */
  readonly #begun = new Map<string, number>();
  #count = 0;

  /** @param isShown whether the person wants to see it */
  constructor(compare: Compare, isShown: () => boolean, now = Date.now) {
    this.#compare = compare;
    this.#isShown = isShown;
    this.#now = now;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  get isShown(): boolean {
    return this.#isShown();
  }

  /** How a definition stands, as far as that is known and the person wants to see it. */
  of(uri: string): SyncStatus | undefined {
    const standing = this.#standings.get(uri);
    return standing && isTelling(standing) && this.#isShown() ? standing : undefined;
  }

  /** How the definitions of a model stand: those that differ count more than those that do not. */
  ofModel(name: string): SyncStatus | undefined {
    const all = this.#shown().filter((it) => it.name === name);
    return all.find((it) => it.state === 'different') ?? all[0];
  }

  /** How many definitions differ from what is deployed. */
  get different(): number {
    return this.#shown().filter((it) => it.state === 'different').length;
  }

  /** The addresses of the definitions that were looked at: of all, or of a model. */
  looked(name?: string): string[] {
    return [...this.#standings].filter(([, it]) => name === undefined || it.name === name).map(([uri]) => uri);
  }

  /** Whether it is known what is deployed under a name, or why that cannot be known. */
  knows(name: string): boolean {
    return this.#answers.has(name) || this.#asking.has(name);
  }

  #shown(): SyncStatus[] {
    return this.#isShown() ? [...this.#standings.values()].filter(isTelling) : [];
  }

  /**
   * Looks how definitions stand: SageMaker is asked once a name, not for what is known, and not again once it was in vain,
   * unless that was a matter of one name.
   * @returns how those stand that were looked at, by their addresses
   */
  async look(
    definitions: readonly SyncDefinition[],
    live: ActiveConnection,
    { signal = live.signal, afresh = false, looked = () => {} }: LookOptions = {},
  ): Promise<ReadonlyMap<string, SyncStatus>> {
    const either = AbortSignal.any([signal, live.signal]);
    const found = new Map<string, SyncStatus>();
    const mine = new Map<string, Promise<Lookup>>();
    let failed: Failure | undefined;
    let denied = 0;
    const ask = async (name: string): Promise<Lookup> => {
      const known = afresh ? undefined : this.#answers.get(name);
      if (known) return known;
      if (failed) return { region: live.region, asked: this.#now(), failure: failed };
      const asking = (afresh ? mine.get(name) : this.#asking.get(name)) ?? this.#ask(name, live, either);
      mine.set(name, asking);
      const answer = await asking;
      const { failure } = answer;
      denied = failure?.kind === 'denied' ? denied + 1 : failure ? denied : 0;
      if (failure && isOfAll(failure, denied)) failed = failure;
      return answer;
    };
    const look = async (definition: SyncDefinition) => {
      if (either.aborted) return;
      const standing = await this.#judge(definition, live.region, ask);
      if (!standing || either.aborted) return;
      found.set(definition.uri, standing);
      looked();
    };
    await live.limiter.each(definitions, look);
    return new Map(definitions.flatMap(({ uri }) => [found.get(uri)].flatMap((it) => (it ? [[uri, it]] : []))));
  }

  /** Judges a definition anew whose text has changed. SageMaker is not asked: a name that is being typed is nobody's. */
  async edited(definition: SyncDefinition): Promise<void> {
    const { region } = this.#standings.get(definition.uri) ?? {};
    await this.#judge(definition, region, async (name) => this.#answers.get(name) ?? this.#asking.get(name));
  }

  /** Takes in what has just been fetched for something else; nothing where there is no such model. */
  found(name: string, fetched: Fetched | undefined, { region, signal }: ActiveConnection): void {
    if (signal.aborted) return;
    this.#answers.set(name, { region, asked: fetched?.asked ?? this.#now(), fetched });
  }

  /** Forgets what is deployed under a name, or what could not be found out: it may be another by now. */
  expire(name: string | 'failures'): void {
    if (name !== 'failures') this.#answers.delete(name);
    else for (const [it, { failure }] of this.#answers) if (failure) this.#answers.delete(it);
  }

  /** Forgets a definition whose file is gone, or all that are below a folder that is. */
  leave(uri: string): void {
    const gone = this.looked().filter((it) => it === uri || it.startsWith(`${uri}/`));
    for (const it of gone) {
      this.#begun.delete(it);
      this.#standings.delete(it);
    }
    if (gone.length > 0) this.#changed.fire();
  }

  /** Forgets everything: another connection is in use. */
  clear(): void {
    this.#answers.clear();
    this.#asking.clear();
    this.#begun.clear();
    this.#standings.clear();
    this.#changed.fire();
  }

  /** Has everything shown anew: the person wants to see it now, or does not any more. */
  touch(): void {
    this.#changed.fire();
  }

  /**
   * @param find what is deployed under a name; nothing where that is not known and not to be asked
   * @returns how it stands; nothing where nothing is to be said of it, or it was cancelled or overtaken
   */
  async #judge(
    definition: SyncDefinition,
    region: string | undefined,
    find: (name: string) => Promise<Lookup | undefined>,
  ): Promise<SyncStatus | undefined> {
    const { uri } = definition;
    const turn = ++this.#count;
    this.#begun.set(uri, turn);
    const standing = await this.#standing(definition, region, find);
    if (standing === 'cancelled' || this.#begun.get(uri) !== turn) return undefined;
    const before = this.#standings.get(uri);
    if (standing) this.#standings.set(uri, standing);
    else this.#standings.delete(uri);
    if (JSON.stringify(before) !== JSON.stringify(standing)) this.#changed.fire();
    return standing;
  }

  /** @returns nothing where nothing is to be said of it */
  async #standing(
    definition: SyncDefinition,
    region: string | undefined,
    find: (name: string) => Promise<Lookup | undefined>,
  ): Promise<SyncStatus | 'cancelled' | undefined> {
    const text = await textOf(definition);
    if (text === undefined) return undefined;
    const name = nameIn(text);
    if (name === undefined) {
      const remark = l10n.t('It gives no name that a model can have.');
      return region === undefined ? undefined : { state: 'incomparable', region, remark };
    }
    const found = await find(name);
    if (!found) return undefined;
    if (found.failure?.kind === 'cancelled') return 'cancelled';
    // It may have been edited while the answer was on its way.
    const now = await textOf(definition);
    if (now === undefined || nameIn(now) !== name) return undefined;
    const { fetched, failure, asked } = found;
    const known = { name, region: found.region, asked };
    if (failure) return { ...known, state: 'unknown', remark: failure.message };
    if (!fetched) return { ...known, state: 'notCreated' };
    try {
      const { state } = await this.#compare(comparable(now, fetched), fetched.answer);
      const remark = l10n.t('Its syntax has to be corrected first.');
      if (state === 'unreadable') return { name, region: found.region, state: 'incomparable', remark };
      return { ...known, state: state === 'inStep' && !fetched.hasTags ? 'inStepButTags' : state };
    } catch (error) {
      return { ...known, state: 'unknown', remark: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Asks what is deployed under a name, and keeps the answer for as long as the connection is in use. */
  #ask(name: string, live: ActiveConnection, signal: AbortSignal): Promise<Lookup> {
    const { region } = live;
    const asked = this.#now();
    const asking = fetchDeployed(live.models, name, signal).then(
      (fetched): Lookup => ({ region, asked, fetched }),
      (error: unknown): Lookup => {
        if (!isFailure(error)) throw error;
        return error.kind === 'not-found' ? { region, asked } : { region, asked, failure: error };
      },
    );
    this.#asking.set(name, asking);
    const end = (found?: Lookup) => {
      if (this.#asking.get(name) !== asking) return;
      this.#asking.delete(name);
      if (found && found.failure?.kind !== 'cancelled' && !live.signal.aborted) this.#answers.set(name, found);
    };
    asking.then(end, () => end());
    return asking;
  }
}

/** Nothing where it is gone. */
const textOf = async (definition: SyncDefinition): Promise<string | undefined> => {
  try {
    return await definition.text();
  } catch {
    return undefined;
  }
};

/** Whether what could not be found out of one name will not be found out of others. */
const isOfAll = ({ kind }: Failure, denied: number): boolean =>
  kind === 'denied' ? denied >= mostDenied : kind !== 'refused';

const isTelling = ({ state }: SyncStatus) => state !== 'incomparable';

interface StateLook {
  readonly icon: string;
  /** The letter and the color in the Explorer. */
  readonly badge?: string;
  readonly color?: string;
  label(region: string): string;
  /** How many definitions are in this state. */
  count(definitions: number): string;
}

/** How each state is shown; the one that is most worth a look is first. */
export const syncLooks: Readonly<Record<SyncStatus['state'], StateLook>> = {
  different: {
    icon: 'diff',
    badge: '≠',
    color: 'list.warningForeground',
    label: (it) => l10n.t('Differs from what is deployed in {0}', it),
    count: (it) => l10n.t('{0} different', it),
  },
  unknown: {
    icon: 'question',
    badge: '?',
    label: (it) => l10n.t('Not known whether it is deployed in {0}', it),
    count: (it) => l10n.t('{0} not known', it),
  },
  notCreated: {
    icon: 'circle-slash',
    badge: '∅',
    label: (it) => l10n.t('Not created in {0}', it),
    count: (it) => l10n.t('{0} not created', it),
  },
  incomparable: {
    icon: 'circle-outline',
    label: () => l10n.t('Cannot be compared yet'),
    count: (it) => l10n.t('{0} not to be compared yet', it),
  },
  inStepButTags: {
    icon: 'check',
    badge: '≈',
    label: (it) => l10n.t('In step with what is deployed in {0}, tags not compared', it),
    count: (it) => l10n.t('{0} in step but for tags, which were not compared', it),
  },
  inStep: {
    icon: 'check',
    badge: '=',
    label: (it) => l10n.t('In step with what is deployed in {0}', it),
    count: (it) => l10n.t('{0} in step', it),
  },
};

/** How a definition stands, in few words. */
export const syncStatusLabel = ({ state, region }: SyncStatus): string => syncLooks[state].label(region);

/**
 * The same in whole sentences: since when that is known, and what else there is to know.
 * @param now in milliseconds, as `Date.now()`
 */
export function standingExplained(standing: SyncStatus, language: string, now: number): string {
  const said = syncStatusLabel(standing);
  const { asked, remark, state } = standing;
  const time = asked === undefined ? undefined : new Date(asked);
  const isToday = time?.toDateString() === new Date(now).toDateString();
  const when = time?.toLocaleString(language, { ...(!isToday && { dateStyle: 'medium' }), timeStyle: 'short' });
  const tags = state === 'inStepButTags' ? l10n.t('Your policies do not allow sagemaker:ListTags.') : undefined;
  const first = when === undefined ? l10n.t('{0}.', said) : l10n.t('{0}, as of {1}.', said, when);
  return [first, remark, tags].filter(Boolean).join(' ');
}
