/** Decides whether a request that the user didn't just ask for can be sent to AWS. */
import { Emitter } from './emitter';
import type { ActiveConnection, Session } from './session';

/**
 * Background requests are allowed only after AWS has answered a request that the user made with the connection that
 * is in use. Opening a connection isn't enough, because it sends AWS no request.
 */
export class Background {
  readonly #session: Session;
  readonly #answered = new Emitter();
  /** Fires when AWS has answered for the first time on a connection. */
  readonly onDidAnswer = this.#answered.event;
  readonly #listening: { dispose(): void };
  #hasAnswered = false;

  constructor(session: Session) {
    this.#session = session;
    this.#listening = session.onDidChange((change) => {
      const isKnown = session.account !== undefined;
      if (change === 'switched') this.#hasAnswered = isKnown;
      else if (change === 'account' && isKnown) this.answered();
    });
  }

  /** Whether background requests are allowed. */
  get mayAsk(): boolean {
    return this.#hasAnswered;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#answered.dispose();
  }

  /** Records that AWS has answered a request that the user made. */
  answered(): void {
    if (this.#hasAnswered) return;
    this.#hasAnswered = true;
    this.#answered.fire();
  }

  /**
   * The connection for a background request. Everything that can send AWS a request without a user action gets its
   * connection here.
   * @returns nothing if background requests aren't allowed or can't be sent; the reason is shown when the user makes a request
   */
  async live(): Promise<ActiveConnection | undefined> {
    if (!this.#hasAnswered) return undefined;
    const live = await this.#session.live().catch(() => undefined);
    // The user might have changed the connection in the meantime.
    return this.#hasAnswered ? live : undefined;
  }
}
