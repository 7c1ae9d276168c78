/** Whether definitions are in step with the models of their names: asked for, kept, and forgotten with the connection. */
import * as l10n from '@vscode/l10n';
import { type Comparison, comparable } from './commands/compare';
import { nameIn } from './commands/describe';
import { type Fetched, fetchDeployed } from './commands/fetch';
import type { Deployed } from './commands/send';
import { type Failure, isFailure } from './failure';
import type { Live } from './session';
import { turns } from './turns';

/** A definition by its address, with its text as it is now. */
export interface Definition {
  readonly uri: string;
  text(): string | Promise<string>;
}

export interface Standing {
  /** `unknown`: it was asked, and no answer was to be had. */
  readonly state: 'inStep' | 'different' | 'notCreated' | 'unknown';
  /** The model's name; nothing where the definition gives none that SageMaker takes. */
  readonly name?: string;
  readonly region: string;
  /** When SageMaker was asked, in milliseconds, as `Date.now()`. */
  readonly asked: number;
  /** Why it is unknown, or what was not looked at. */
  readonly remark?: string;
}

/** What is deployed under a name; nothing where there is no such model. */
interface Found {
  readonly fetched?: Fetched;
  readonly asked: number;
}

type Compare = (definition: string, answer: Deployed) => Promise<Pick<Comparison, 'state'>>;

const mostAtOnce = 4;

export class InStep {
  readonly #compare: Compare;
  readonly #isShown: () => boolean;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  readonly #standings = new Map<string, Standing>();
  readonly #answers = new Map<string, Promise<Found>>();
  /** Counts what was begun for a definition: an answer that has been overtaken by another says nothing. */
  readonly #begun = new Map<string, number>();
  readonly #inTurn = turns(mostAtOnce);

  /** @param isShown whether the person wants to see it */
  constructor(compare: Compare, isShown: () => boolean, now = Date.now) {
    this.#compare = compare;
    this.#isShown = isShown;
    this.#now = now;
  }

  /** @returns what takes the listener away again */
  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** How a definition stands, as far as that is known and the person wants to see it. */
  of(uri: string): Standing | undefined {
    return this.#isShown() ? this.#standings.get(uri) : undefined;
  }

  /** How the definitions of a model stand: those that differ count more than those that do not. */
  ofModel(name: string): Standing | undefined {
    const all = this.#shown().filter((it) => it.name === name);
    return all.find((it) => it.state === 'different') ?? all[0];
  }

  /** How many definitions differ from what is deployed. */
  get different(): number {
    return this.#shown().filter((it) => it.state === 'different').length;
  }

  /** The addresses of the definitions of a model that were looked at. */
  definitionsOf(name: string): string[] {
    return [...this.#standings].filter(([, it]) => it.name === name).map(([uri]) => uri);
  }

  #shown(): Standing[] {
    return this.#isShown() ? [...this.#standings.values()] : [];
  }

  /**
   * Looks how definitions stand: SageMaker is asked once a name, not for what is known, and not again once it was in vain,
   * unless that was a matter of one name.
   * @param looked is told of each definition that was looked at
   * @returns how they stand, by their addresses; what was cancelled is left out
   */
  async look(
    definitions: readonly Definition[],
    live: Live,
    signal = live.signal,
    looked = () => {},
  ): Promise<ReadonlyMap<string, Standing>> {
    const either = AbortSignal.any([signal, live.signal]);
    let failed: Failure | undefined;
    const ask = async (name: string) => {
      if (failed) throw failed;
      try {
        return await this.#ask(name, live, either);
      } catch (error) {
        if (isFailure(error) && error.kind !== 'refused') failed = error;
        throw error;
      }
    };
    const look = async (definition: Definition) => {
      if (either.aborted) return;
      await this.#judge(definition, live.region, ask);
      looked();
    };
    await Promise.all(definitions.map((it) => this.#inTurn(() => look(it))));
    return new Map(
      definitions.flatMap(({ uri }) => {
        const standing = this.#standings.get(uri);
        return standing ? [[uri, standing]] : [];
      }),
    );
  }

  /** Judges a definition anew whose text has changed. SageMaker is not asked: a name that is being typed is nobody's. */
  async edited(definition: Definition): Promise<void> {
    const before = this.#standings.get(definition.uri);
    if (before) await this.#judge(definition, before.region, (name) => this.#answers.get(name));
  }

  /** Takes in what has just been fetched for something else. */
  found(name: string, fetched: Fetched | undefined): void {
    this.#answers.set(name, Promise.resolve({ fetched, asked: this.#now() }));
  }

  /** Forgets what is deployed under a name, or under every name: it may be another by now. */
  expire(name?: string): void {
    if (name === undefined) this.#answers.clear();
    else this.#answers.delete(name);
  }

  /** Forgets a definition: its file is gone. */
  leave(uri: string): void {
    this.#begun.delete(uri);
    if (this.#standings.delete(uri)) this.#tell();
  }

  /** Forgets everything: another connection is in use. */
  clear(): void {
    this.#answers.clear();
    this.#begun.clear();
    this.#standings.clear();
    this.#tell();
  }

  /** @param find what is deployed under a name; nothing where that is not known and not to be asked */
  async #judge(
    definition: Definition,
    region: string,
    find: (name: string) => Promise<Found> | undefined,
  ): Promise<void> {
    const { uri } = definition;
    const turn = (this.#begun.get(uri) ?? 0) + 1;
    this.#begun.set(uri, turn);
    const standing = await this.#standing(definition, region, find);
    if (this.#begun.get(uri) !== turn) return;
    const before = this.#standings.get(uri);
    if (standing) this.#standings.set(uri, standing);
    else this.#standings.delete(uri);
    if (before?.state !== standing?.state || before?.asked !== standing?.asked || before?.name !== standing?.name)
      this.#tell();
  }

  /** @returns nothing where nothing is to be said of it */
  async #standing(
    definition: Definition,
    region: string,
    find: (name: string) => Promise<Found> | undefined,
  ): Promise<Standing | undefined> {
    const unknown = (remark: string, name?: string): Standing => ({
      state: 'unknown',
      region,
      asked: this.#now(),
      remark,
      ...(name !== undefined && { name }),
    });
    let name: string | undefined;
    try {
      const text = await definition.text();
      name = nameIn(text);
      if (name === undefined) return unknown(l10n.t('It gives no name that a model can have.'));
      const found = await find(name);
      if (!found) return undefined;
      const { fetched, asked } = found;
      if (!fetched) return { state: 'notCreated', name, region, asked };
      const { state } = await this.#compare(comparable(text, fetched), fetched.answer);
      if (state === 'unreadable') return unknown(l10n.t('Its syntax has to be corrected first.'), name);
      const untagged = fetched.hasTags ? undefined : l10n.t('Its tags could not be compared.');
      return { state, name, region, asked, ...(untagged && { remark: untagged }) };
    } catch (error) {
      if (isFailure(error) && error.kind === 'cancelled') return undefined;
      return unknown(error instanceof Error ? error.message : String(error), name);
    }
  }

  /** What is deployed under a name, asked for unless it is known. A failure is not kept. */
  #ask(name: string, { models }: Live, signal: AbortSignal): Promise<Found> {
    const known = this.#answers.get(name);
    if (known) return known;
    const asked = this.#now();
    const asking = fetchDeployed(models, name, signal).then(
      (fetched): Found => ({ fetched, asked }),
      (error: unknown): Found => {
        if (isFailure(error) && error.kind === 'not-found') return { asked };
        throw error;
      },
    );
    this.#answers.set(name, asking);
    asking.catch(() => {
      if (this.#answers.get(name) === asking) this.#answers.delete(name);
    });
    return asking;
  }

  /** Has everything shown anew: the person wants to see it now, or does not any more. */
  touch(): void {
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The codicon of each state, as labels write it. */
export const standingIcons: Readonly<Record<Standing['state'], string>> = {
  inStep: '$(check)',
  different: '$(diff)',
  notCreated: '$(circle-slash)',
  unknown: '$(question)',
};

/** How a definition stands, in few words. */
export function standingInWords({ state, region }: Standing): string {
  switch (state) {
    case 'inStep':
      return l10n.t('In step with what is deployed in {0}', region);
    case 'different':
      return l10n.t('Differs from what is deployed in {0}', region);
    case 'notCreated':
      return l10n.t('Not created in {0}', region);
    case 'unknown':
      return l10n.t('Not known whether it is deployed in {0}', region);
  }
}

/** The same in whole sentences: since when that is known, and what else there is to know. */
export function standingExplained(standing: Standing, language: string): string {
  const time = new Date(standing.asked).toLocaleTimeString(language, { timeStyle: 'short' });
  const said = l10n.t('{0}, as of {1}.', standingInWords(standing), time);
  return [said, standing.remark].filter(Boolean).join(' ');
}
