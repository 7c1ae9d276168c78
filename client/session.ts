/** The connection that is in use: opened when AWS is asked for the first time, and left when the person goes elsewhere. */
import * as l10n from '@vscode/l10n';
import { type Circumstances, type Connection, connectionFrom, isSame, type Wishes } from './connection';
import { detach } from './detach';
import { Failure } from './failure';
import type { Aws, Models, Outside, Profile } from './models';
import { isRegion } from './regions';

/** The models of a connection, for as long as that is in use. */
export interface Live {
  readonly connection: Connection;
  readonly region: string;
  readonly models: Models;
  /** Aborted once another connection is in use: what answers later is not for anybody any more. */
  readonly signal: AbortSignal;
  /** The account, asked for once; nothing where it cannot be known. */
  account(): Promise<string | undefined>;
}

/** What the session needs of the world. */
export interface Surroundings extends Outside {
  /** Loads the side of the door that knows the SDK. */
  load(): Promise<Aws>;
  settings(): Wishes;
  readonly environment: Circumstances['environment'];
  /** What the person picks in this window, kept from one day to the next. */
  readonly chosen: { get(): Wishes; set(wishes: Wishes): void };
}

/** `switched`: another connection; `credentials`: the same, and its files have changed; `account`: which it is, is known. */
export type Change = 'switched' | 'credentials' | 'account';

export class Session {
  readonly #surroundings: Surroundings;
  readonly #listeners = new Set<(change: Change) => void>();
  #live: Promise<Live> | undefined;
  /** The same connection in other Regions, for as long as it is in use. */
  readonly #beside = new WeakMap<Live, Map<string, Promise<Live>>>();
  #leaving = new AbortController();
  #connection: Connection | undefined;
  #account: string | undefined;
  /** Whether the files have to be read again, for the SDK remembers them. */
  #isStale = false;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** What is known of the connection; nothing before AWS has been asked for the first time. */
  get connection(): Connection | undefined {
    return this.#connection;
  }

  /** The account, as far as it is known. */
  get account(): string | undefined {
    return this.#account;
  }

  /** @returns what takes the listener away again */
  onDidChange(listener: (change: Change) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /**
   * The models of the connection that is in use, opened if need be.
   * @throws Failure where there is no region or no such profile, or the files cannot be used
   */
  live(): Promise<Live> {
    if (this.#live) return this.#live;
    const opening = this.#open(this.#leaving.signal);
    this.#live = opening;
    opening.catch(() => {
      if (this.#live === opening) this.#live = undefined;
    });
    return opening;
  }

  /**
   * The same profile in another Region, beside the connection that is in use, and kept as long as that is. Any text can
   * be given, such as a part of an address, and only what can be a Region is asked.
   * @throws Failure
   */
  async elsewhere(region: string): Promise<Live> {
    if (!isRegion(region))
      throw new Failure('no-region', l10n.t('"{0}" isn\'t a valid AWS Region.', region.slice(0, 32)), {
        remedy: 'showLog',
      });
    const live = await this.live();
    if (region === live.region) return live;
    const beside = this.#beside.get(live) ?? new Map<string, Promise<Live>>();
    this.#beside.set(live, beside);
    const known = beside.get(region);
    if (known) return known;
    const opening = openBeside(live, region);
    beside.set(region, opening);
    opening.catch(() => beside.delete(region));
    return opening;
  }

  async profiles(): Promise<readonly Profile[]> {
    return (await this.#surroundings.load()).profiles(this.#isStale);
  }

  /** The connection that would be opened now, and the regions of all profiles: read from files, and asked of nobody. */
  async foreseen(): Promise<{ readonly connection: Connection; readonly regions: readonly string[] }> {
    const profiles = await this.profiles();
    return {
      connection: this.#connection ?? (await this.#decide()),
      regions: profiles.flatMap((it) => it.region ?? []),
    };
  }

  /** Takes what the person picks. A profile brings its own region, where it has one. */
  async choose(wishes: { profile: string } | { region: string }): Promise<void> {
    const { chosen } = this.#surroundings;
    if ('region' in wishes) chosen.set({ ...chosen.get(), ...wishes });
    else {
      const known = (await this.profiles()).find((it) => it.name === wishes.profile);
      chosen.set({ ...wishes, region: known?.region ? undefined : chosen.get().region });
    }
    await this.reconsider();
  }

  /** Forgets what was picked, so that settings, profile and environment decide. */
  async unchoose(): Promise<void> {
    this.#surroundings.chosen.set({});
    await this.reconsider();
  }

  /** Decides again whom to talk to, because something that decides has changed; leaves the old connection where it is another. */
  async reconsider(): Promise<void> {
    if (!this.#connection) return;
    const before = this.#connection;
    const now = await this.#decide();
    if (isSame(before, now)) {
      this.#connection = now;
      return;
    }
    this.#leave();
    this.#connection = now;
    this.#tell('switched');
  }

  /** Reads the files again, because they have changed: keys may be there that were not, or have become others. */
  async reread(): Promise<void> {
    if (!this.#connection) return;
    this.#isStale = true;
    this.#close();
    await this.reconsider();
    this.#tell('credentials');
    await this.#follow();
  }

  /** Finds out whether the credentials that are used now lead to another account, and goes there if so. */
  async #follow(): Promise<void> {
    const before = this.#account;
    if (before === undefined) return;
    try {
      const live = await this.live();
      const now = await live.models.account(live.signal);
      if (live.signal.aborted || now === undefined || now === before) return;
      this.#leave();
      this.#account = now;
      this.#tell('switched');
    } catch {
      // What is in the way is said where the person asks for something.
    }
  }

  /** Has the network connections end. What is under way is still answered. */
  dispose(): void {
    this.#close();
    this.#listeners.clear();
  }

  #leave(): void {
    this.#leaving.abort();
    this.#leaving = new AbortController();
    this.#close();
    this.#account = undefined;
  }

  /** Has what is in use end its network connections, in all Regions, once nothing is under way there. */
  #close(): void {
    this.#live?.then(({ models }) => models.close()).catch(() => undefined);
    this.#live = undefined;
  }

  #tell(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  async #decide(): Promise<Connection> {
    const { chosen, environment, settings } = this.#surroundings;
    return connectionFrom({ chosen: chosen.get(), settings: settings(), environment, profiles: await this.profiles() });
  }

  async #open(signal: AbortSignal): Promise<Live> {
    const isFirst = this.#connection === undefined;
    const connection = await this.#decide();
    if (signal.aborted) return this.live();
    this.#connection = connection;
    if (isFirst) this.#tell('switched');
    const { profile, region } = connection;
    if (profile && !connection.profileExists)
      throw new Failure(
        'no-credentials',
        l10n.t('There is no profile {0} in the AWS configuration files. Choose another.', profile.value),
        { remedy: 'chooseProfile' },
      );
    if (!region)
      throw new Failure('no-region', l10n.t('No region is set, and there is no default. Choose one.'), {
        remedy: 'chooseRegion',
      });
    if (!isRegion(region.value))
      throw new Failure('no-region', l10n.t('{0} is no region, as eu-west-1 is. Choose one.', region.value), {
        remedy: 'chooseRegion',
      });
    const afresh = this.#isStale;
    const said = (account: string | undefined) => {
      if (signal.aborted || account === this.#account) return;
      this.#account = account;
      this.#tell('account');
    };
    const live = await this.#connect(connection, region.value, { signal, afresh, said });
    if (afresh) this.#isStale = false;
    if (!signal.aborted) return live;
    live.models.close();
    return this.live();
  }

  /** @param how whether the files are read again, and what is told of the account once it has been asked for */
  async #connect(
    connection: Connection,
    region: string,
    how: {
      readonly signal: AbortSignal;
      readonly afresh: boolean;
      readonly said: (account: string | undefined) => void;
    },
  ): Promise<Live> {
    const { signal, afresh, said } = how;
    const { load, log, mfaCode, readsCredentials } = this.#surroundings;
    const { profile, endpoint, signIn } = connection;
    const wish = {
      // Nobody has named the default profile: where it has no credentials, the machine may.
      profile: profile?.source === 'default' ? undefined : profile?.value,
      region,
      endpoint: endpoint?.value,
      signIn,
    };
    const outside = { log, mfaCode, readsCredentials, reopened: () => detach(this.#follow()) };
    return liveOf(connection, region, await (await load()).connect(wish, outside, afresh), { signal, said });
  }
}

async function openBeside({ connection, models, signal }: Live, region: string): Promise<Live> {
  const wanted: Connection = { ...connection, region: { value: region, source: 'chosen' } };
  // What is said of the account there is nothing that is known of the connection in use.
  return liveOf(wanted, region, await models.in(region), { signal, said: () => {} });
}

/** @param how `said` is told of the account once it has been asked for */
function liveOf(
  connection: Connection,
  region: string,
  models: Models,
  { signal, said }: { readonly signal: AbortSignal; readonly said: (account: string | undefined) => void },
): Live {
  let account: Promise<string | undefined> | undefined;
  const ask = async () => {
    const found = await models.account(signal);
    said(found);
    return found;
  };
  return {
    connection,
    region,
    models,
    signal,
    account: () => {
      account ??= ask().catch((error: unknown) => {
        account = undefined;
        throw error;
      });
      return account;
    },
  };
}
