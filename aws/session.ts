/** The connection in use: opened on the first request to AWS, and closed when the user switches profile or Region. */
import * as l10n from '@vscode/l10n';
import type { Aws, ConnectionHost, Models, Profile } from './api';
import { isRegionId } from './arn';
import {
  type Connection,
  type ConnectionInputs,
  type ConnectionPreferences,
  connectionFrom,
  isSame,
} from './connection';
import { detach } from './detach';
import { Emitter } from './emitter';
import { Failure } from './failure';
import { RequestLimiter } from './limiter';

/** The models of a connection, for as long as that is in use. */
export interface ActiveConnection {
  readonly connection: Connection;
  readonly region: string;
  readonly models: Models;
  /** For requests about many models: shared with the same connection in other Regions. */
  readonly limiter: RequestLimiter;
  /** Aborted once another connection is in use: what answers later is not for anybody any more. */
  readonly signal: AbortSignal;
  /** The account, asked for once; nothing where it cannot be known. */
  account(): Promise<string | undefined>;
}

/** What the session needs of the world. */
export interface SessionHost extends ConnectionHost {
  /** Loads the side of the door that knows the SDK. */
  load(): Promise<Aws>;
  settings(): ConnectionPreferences;
  readonly environment: ConnectionInputs['environment'];
  /** What the person picks in this window, kept from one day to the next. */
  readonly chosen: { get(): ConnectionPreferences; set(wishes: ConnectionPreferences): void };
}

/** `switched`: another connection; `credentials`: the same, and its files have changed; `account`: which it is, is known. */
export type SessionChange = 'switched' | 'credentials' | 'account';

export class Session {
  readonly #surroundings: SessionHost;
  readonly #changed = new Emitter<SessionChange>();
  readonly onDidChange = this.#changed.event;
  #live: Promise<ActiveConnection> | undefined;
  /** The same connection in other Regions, for as long as it is in use. */
  readonly #beside = new WeakMap<ActiveConnection, Map<string, Promise<ActiveConnection>>>();
  #leaving = new AbortController();
  #connection: Connection | undefined;
  #account: string | undefined;
  /** Whether the files have to be read again, for the SDK remembers them. */
  #isStale = false;

  constructor(surroundings: SessionHost) {
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

  /**
   * The models of the connection that is in use, opened if need be.
   * @throws Failure where there is no region or no such profile, or the files cannot be used
   */
  live(): Promise<ActiveConnection> {
    if (this.#live) return this.#live;
    const opening = this.#open(this.#leaving.signal);
    this.#live = opening;
    opening.catch(() => {
      if (this.#live === opening) this.#live = undefined;
    });
    return opening;
  }

  /**
   * The same profile in another Region, in addition to the current connection, and kept as long as that is in use. Any text can
   * be passed in, such as a part of a URI, but only valid Region IDs are used in requests.
   * @throws Failure
   */
  async inRegion(region: string): Promise<ActiveConnection> {
    if (!isRegionId(region))
      throw new Failure('no-region', l10n.t('"{0}" isn\'t a valid AWS Region.', region.slice(0, 32)), {
        remedy: 'showLog',
      });
    const live = await this.live();
    if (region === live.region) return live;
    const beside = this.#beside.get(live) ?? new Map<string, Promise<ActiveConnection>>();
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
  async resolveConnection(): Promise<{ readonly connection: Connection; readonly regions: readonly string[] }> {
    const profiles = await this.profiles();
    return {
      connection: this.#connection ?? (await this.#decide()),
      regions: profiles.flatMap((it) => it.region ?? []),
    };
  }

  /** Takes what the person picks. A profile brings its own region, where it has one. */
  async select(wishes: { profile: string } | { region: string }): Promise<void> {
    const { chosen } = this.#surroundings;
    if ('region' in wishes) chosen.set({ ...chosen.get(), ...wishes });
    else {
      const known = (await this.profiles()).find((it) => it.name === wishes.profile);
      chosen.set({ ...wishes, region: known?.region ? undefined : chosen.get().region });
    }
    await this.reevaluate();
  }

  /** Forgets what was picked, so that settings, profile and environment decide. */
  async clearSelection(): Promise<void> {
    this.#surroundings.chosen.set({});
    await this.reevaluate();
  }

  /** Decides again whom to talk to, because something that decides has changed; leaves the old connection where it is another. */
  async reevaluate(): Promise<void> {
    if (!this.#connection) return;
    const before = this.#connection;
    const now = await this.#decide();
    if (isSame(before, now)) {
      this.#connection = now;
      return;
    }
    this.#leave();
    this.#connection = now;
    this.#changed.fire('switched');
  }

  /** Reads the files again, because they have changed: keys may be there that were not, or have become others. */
  async reloadCredentials(): Promise<void> {
    if (!this.#connection) return;
    this.#isStale = true;
    this.#close();
    await this.reevaluate();
    this.#changed.fire('credentials');
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
      this.#changed.fire('switched');
    } catch {
      // What is in the way is said where the person asks for something.
    }
  }

  /** Ends the network connections. Running requests are still answered. */
  dispose(): void {
    this.#close();
    this.#changed.dispose();
  }

  #leave(): void {
    this.#leaving.abort();
    this.#leaving = new AbortController();
    this.#close();
    this.#account = undefined;
  }

  /** Ends the network connections of the current connection, in all Regions, once no request is running there. */
  #close(): void {
    this.#live?.then(({ models }) => models.close()).catch(() => undefined);
    this.#live = undefined;
  }

  async #decide(): Promise<Connection> {
    const { chosen, environment, settings } = this.#surroundings;
    return connectionFrom({ chosen: chosen.get(), settings: settings(), environment, profiles: await this.profiles() });
  }

  async #open(signal: AbortSignal): Promise<ActiveConnection> {
    const isFirst = this.#connection === undefined;
    const connection = await this.#decide();
    if (signal.aborted) return this.live();
    this.#connection = connection;
    if (isFirst) this.#changed.fire('switched');
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
    if (!isRegionId(region.value))
      throw new Failure('no-region', l10n.t('{0} is no region, as eu-west-1 is. Choose one.', region.value), {
        remedy: 'chooseRegion',
      });
    const afresh = this.#isStale;
    const said = (account: string | undefined) => {
      if (signal.aborted || account === this.#account) return;
      this.#account = account;
      this.#changed.fire('account');
    };
    const models = await this.#connect(connection, region.value, afresh);
    if (afresh) this.#isStale = false;
    const limiter = new RequestLimiter();
    if (!signal.aborted) return liveOf({ connection, region: region.value, models, limiter, signal }, said);
    models.close();
    return this.live();
  }

  async #connect(connection: Connection, region: string, afresh: boolean): Promise<Models> {
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
    return (await load()).connect(wish, outside, afresh);
  }
}

/** The same connection in another Region. Nothing about its account is known to the connection in use. */
async function openBeside(live: ActiveConnection, region: string): Promise<ActiveConnection> {
  const connection: Connection = { ...live.connection, region: { value: region, source: 'chosen' } };
  return liveOf({ ...live, connection, region, models: await live.models.in(region) }, () => {});
}

/** @param said receives the account once it is known */
function liveOf(
  live: Omit<ActiveConnection, 'account'>,
  said: (account: string | undefined) => void,
): ActiveConnection {
  let account: Promise<string | undefined> | undefined;
  const ask = async () => {
    const found = await live.models.account(live.signal);
    said(found);
    return found;
  };
  return {
    ...live,
    account: () => {
      account ??= ask().catch((error: unknown) => {
        account = undefined;
        throw error;
      });
      return account;
    },
  };
}
