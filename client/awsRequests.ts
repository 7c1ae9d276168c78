/** How a Region is asked: with credentials that are read again once they are refused, and until nobody needs it any more. */
import { Access, type Clients, type Credentials, type Limits, open } from './awsClients';
import { asFailure, isExpiry, isRefusalOfCredentials } from './awsFailure';
import type { Failure } from './failure';
import type { Outside, Wish } from './models';

/** Sends something with the clients of a Region. */
type Send<Output> = (clients: Clients) => Promise<Output>;

export class Requests {
  readonly #wish: Wish;
  readonly #outside: Outside;
  readonly #limits: Limits;
  readonly #access: Access;
  readonly #isHome: boolean;
  readonly #beside = new Set<Requests>();
  #opening: Promise<Clients>;
  #isClosed = false;

  private constructor(wish: Wish, outside: Outside, limits: Limits, access: Access, isHome: boolean) {
    this.#wish = wish;
    this.#outside = outside;
    this.#limits = limits;
    this.#access = access;
    this.#isHome = isHome;
    this.#opening = this.#open();
  }

  /** @throws Failure if the files cannot be used, or the address is none */
  static async open(wish: Wish, outside: Outside, afresh: boolean, limits: Limits): Promise<Requests> {
    const access = new Access(wish, outside, afresh, limits);
    const requests = new Requests(wish, outside, limits, access, true);
    await requests.#opening;
    return requests;
  }

  /** The same in another Region, with the same credentials. @throws Failure */
  async in(region: string): Promise<Requests> {
    const requests = new Requests({ ...this.#wish, region }, this.#outside, this.#limits, this.#access, false);
    this.#beside.add(requests);
    if (this.#isClosed) requests.close();
    await requests.#opening;
    return requests;
  }

  /** The address that is talked to. */
  async endpoint(): Promise<string> {
    return (await this.#opening).endpoint;
  }

  /** Asks once. Where the credentials are refused, that may lead to another account: nothing is changed there unasked. */
  async change<Output>(operation: string, signal: AbortSignal, send: Send<Output>): Promise<Output> {
    try {
      return await this.#once(operation, signal, send);
    } catch (error) {
      throw error instanceof Refused ? error.failure : error;
    }
  }

  /** Asks once, and once more with credentials that are read again where those at hand are refused. */
  async ask<Output>(operation: string, signal: AbortSignal, send: Send<Output>): Promise<Output> {
    try {
      return await this.#once(operation, signal, send);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // A Region that is not enabled refuses credentials that are good elsewhere, and would refuse any others.
      if (!error.isExpiry && this.#access.isAcceptedBeside(this.#wish.region)) throw error.failure;
      this.#access.renew(error.credentials);
    }
    const output = await this.change(operation, signal, send);
    if (this.#access.isNews()) this.#outside.reopened?.();
    return output;
  }

  /** Ends all network connections as soon as nothing is under way, here and in the Regions that were opened from here. */
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
      // What gives the credentials is stuck, and has to be started anew the next time.
      if (clients && failure.kind === 'slow-credentials') this.#access.renew(clients.credentials);
      if (!clients || !isRefusalOfCredentials(error)) throw failure;
      throw new Refused(failure, clients.credentials, isExpiry(error));
    }
  }

  /** The clients that are used now: others as soon as the credentials are. Those before end once they are idle. */
  async #current(): Promise<Clients> {
    const opening = this.#opening;
    const clients = await opening;
    if ((await this.#access.credentials()) === clients.credentials) return clients;
    // Somebody else may have been here in the meantime.
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
      const clients = await open(this.#wish, this.#outside, this.#access, this.#limits);
      if (this.#isClosed) clients.ending.close();
      return clients;
    } catch (error) {
      throw asFailure(error, 'Connection', this.#wish, endpoint ?? region);
    }
  }
}

/** What is asked for the account. */
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
