/** What the account has that a definition can name, for those who write one: fetched when it could be offered, waited for by nobody. */
import type { Live, Session } from './session';

/** So long an answer is good for, in milliseconds. */
const freshness = 5 * 60_000;

/** What strings of a kind can name in the account (`Naming` in the server's language). */
export interface Owned {
  readonly names: 'model-package';
  readonly strings: readonly string[];
}

export class OwnedThings {
  readonly #session: Session;
  readonly #tell: (owned: Owned) => void;
  readonly #log: (line: string) => void;
  #asked: { readonly live: Live; readonly at: number } | undefined;

  constructor(session: Session, tell: (owned: Owned) => void, log: (line: string) => void) {
    this.#session = session;
    this.#tell = tell;
    this.#log = log;
  }

  /**
   * Takes in that these could be offered now. Asks AWS only where the person has asked it for something before, and
   * tells what it finds; what fails is a line in the log, for nobody has asked for it.
   * @param now in milliseconds
   */
  async wanted(now = Date.now()): Promise<void> {
    if (!this.#session.connection) return;
    try {
      const live = await this.#session.live();
      if (this.#asked?.live === live && now - this.#asked.at < freshness) return;
      this.#asked = { live, at: now };
      const strings = await live.models.packages(live.signal);
      if (!live.signal.aborted) this.#tell({ names: 'model-package', strings });
    } catch (error) {
      this.#log(String(error));
    }
  }
}
