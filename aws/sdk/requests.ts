/** Sends requests to a Region: rereads credentials when they are rejected, and ends when nobody needs the Region. */

import type { ConnectionHost, ConnectOptions } from '../api';
import type { Failure } from '../failure';
import { Access, type Clients, type Credentials, open, type Timeouts } from './clients';
import { asFailure, isExpiry, isRefusalOfCredentials } from './errors';

/** Sends something with the clients of a Region. */
type Send<Output> = (clients: Clients) => Promise<Output>;

export class Requests {
  readonly #wish: ConnectOptions;
  readonly #outside: ConnectionHost;
  readonly #timeouts: Timeouts;
  readonly #access: Access;
  readonly #isHome: boolean;
  readonly #beside = new Set<Requests>();
  #opening: Promise<Clients>;
  #isClosed = false;

  private constructor(
    wish: ConnectOptions,
    outside: ConnectionHost,
    timeouts: Timeouts,
    access: Access,
    isHome: boolean,
  ) {
    this.#wish = wish;
    this.#outside = outside;
    this.#timeouts = timeouts;
    this.#access = access;
    this.#isHome = isHome;
    this.#opening = this.#open();
  }

  /** @throws Failure if the files can't be used, or the endpoint URL isn't valid */
  static async open(
    wish: ConnectOptions,
    outside: ConnectionHost,
    afresh: boolean,
    timeouts: Timeouts,
  ): Promise<Requests> {
    const access = new Access(wish, outside, afresh, timeouts);
    const requests = new Requests(wish, outside, timeouts, access, true);
    await requests.#opening;
    return requests;
  }

  /** The same in another Region, with the same credentials. @throws Failure */
  async in(region: string): Promise<Requests> {
    const requests = new Requests({ ...this.#wish, region }, this.#outside, this.#timeouts, this.#access, false);
    this.#beside.add(requests);
    if (this.#isClosed) requests.close();
    await requests.#opening;
    return requests;
  }

  /** The endpoint URL. */
  async endpoint(): Promise<string> {
    return (await this.#opening).endpoint;
  }

  /** Asks once. Where the credentials are refused, that may lead to another account: nothing is changed there unasked. */
  async write<Output>(operation: string, signal: AbortSignal, send: Send<Output>): Promise<Output> {
    try {
      return await this.#once(operation, signal, send);
    } catch (error) {
      throw error instanceof Refused ? error.failure : error;
    }
  }

  /** Asks once, and once more with credentials that are read again where those at hand are refused. */
  async read<Output>(operation: string, signal: AbortSignal, send: Send<Output>): Promise<Output> {
    try {
      return await this.#once(operation, signal, send);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // A Region that isn't enabled rejects credentials that work elsewhere, and would reject any others.
      if (!error.isExpiry && this.#access.isAcceptedBeside(this.#wish.region)) throw error.failure;
      this.#access.renew(error.credentials);
    }
    const output = await this.write(operation, signal, send);
    if (this.#access.isNews()) this.#outside.reopened?.();
    return output;
  }

  /** Ends all network connections as soon as no request is running, here and in the Regions that were opened from here. */
  close(): void {
    this.#isClosed = true;
    this.#opening.then(({ ending }) => ending.close()).catch(() => undefined);
    for (const it of this.#beside) it.close();
    if (this.#isHome) this.#access.close();
  }

  async #once<Output>(operation: string, signal: AbortSignal, send: Send<Output>): Promise<Output> {
    let clients: Clients | undefined;
    const sending = async () => {
      clients = await this.#current();
      return clients.ending.during(send(clients));
    };
    try {
      const output = await abortable(signal, sending());
      if (operation !== identity) this.#access.accepted(this.#wish.region);
      return output;
    } catch (error) {
      const failure = asFailure(error, operation, this.#wish, clients?.endpoint ?? this.#wish.endpoint ?? '');
      // The credential provider is stuck and has to be restarted next time.
      if (clients && failure.kind === 'slow-credentials') this.#access.renew(clients.credentials);
      if (!clients || !isRefusalOfCredentials(error)) throw failure;
      throw new Refused(failure, clients.credentials, isExpiry(error));
    }
  }

  /** The current clients, which are replaced when the credentials change. Replaced clients end once they are idle. */
  async #current(): Promise<Clients> {
    const opening = this.#opening;
    const clients = await opening;
    if ((await this.#access.credentials()) === clients.credentials) return clients;
    // Another call might have replaced the clients in the meantime.
    if (this.#opening !== opening) return this.#opening;
    const again = this.#open();
    this.#opening = again;
    again.then(
      () => clients.ending.close(),
      () => {
        if (this.#opening === again) this.#opening = opening;
      },
    );
    return again;
  }

  async #open(): Promise<Clients> {
    const { endpoint, region } = this.#wish;
    try {
      const clients = await open(this.#wish, this.#outside, this.#access, this.#timeouts);
      if (this.#isClosed) clients.ending.close();
      return clients;
    } catch (error) {
      throw asFailure(error, 'Connection', this.#wish, endpoint ?? region);
    }
  }
}

/** The request for the account ID. */
export const identity = 'GetCallerIdentity';

/** Credentials were refused, with this failure. */
class Refused extends Error {
  constructor(
    readonly failure: Failure,
    readonly credentials: Credentials,
    readonly isExpiry: boolean,
  ) {
    super(failure.message);
  }
}

/** A task's end, or an error as soon as a signal says so, whatever else goes on. */
function abortable<Output>(signal: AbortSignal, task: Promise<Output>): Promise<Output> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(Object.assign(new Error('Aborted'), { name: 'AbortError' }));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    task.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
