/** Decides whether AWS may be asked for something that the person has not asked for just now. */
import type { Live, Session } from './session';

/**
 * AWS may be asked in the background only after it has answered something that the person asked for in the connection that
 * is in use. A connection that was merely looked at is not enough: opening one asks AWS nothing.
 */
export class Background {
  readonly #session: Session;
  readonly #listeners = new Set<() => void>();
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

  /** Whether AWS may be asked. */
  get mayAsk(): boolean {
    return this.#hasAnswered;
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** Takes note that AWS has answered something that the person asked for. */
  answered(): void {
    if (this.#hasAnswered) return;
    this.#hasAnswered = true;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Is told when AWS has answered for the first time. @returns what takes the listener away again */
  onDidAnswer(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /**
   * The connection for a request in the background. Everything that can ask AWS without an act of the person gets its
   * connection here.
   * @returns nothing if AWS may not be asked, or can't be: what is in the way is told when the person asks for something
   */
  async live(): Promise<Live | undefined> {
    if (!this.#hasAnswered) return undefined;
    const live = await this.#session.live().catch(() => undefined);
    // The person may have gone to another connection meanwhile.
    return this.#hasAnswered ? live : undefined;
  }
}
