/** What the account has that a definition can name, for those who write one: fetched when it could be offered, waited for by nobody. */
import type { Background } from './background';
import type { Live } from './session';

/** So long an answer is good for, in milliseconds. */
const freshness = 5 * 60_000;

/** How long to wait after a failure before AWS is asked again, in milliseconds; twice as long after each further failure. */
const pause = 5_000;

/** What strings of a kind can name in the account (`Naming` in the server's language). */
export interface Owned {
  readonly names: 'model-package';
  readonly strings: readonly string[];
}

/** What was asked for last. */
interface Asked {
  readonly live: Live;
  /** When AWS may be asked again, in milliseconds. */
  readonly again: number;
  /** How many times in a row it failed. */
  readonly failures: number;
  readonly strings?: readonly string[];
}

export class OwnedThings {
  readonly #background: Pick<Background, 'live'>;
  readonly #tell: (owned: Owned) => void;
  readonly #log: (line: string) => void;
  #asked: Asked | undefined;

  constructor(background: Pick<Background, 'live'>, tell: (owned: Owned) => void, log: (line: string) => void) {
    this.#background = background;
    this.#tell = tell;
    this.#log = log;
  }

  /**
   * Takes in that these could be offered now. Asks AWS only if it may be asked in the background, and tells what it finds;
   * what fails is a line in the log, and is tried again when it is wanted again after a pause.
   * @param now in milliseconds
   */
  async wanted(now = Date.now()): Promise<void> {
    const live = await this.#background.live();
    if (!live) return;
    const before = this.#asked?.live === live ? this.#asked : undefined;
    if (before && now < before.again) return;
    const { failures = 0, strings: known } = before ?? {};
    this.#asked = { live, again: Number.POSITIVE_INFINITY, failures, strings: known };
    try {
      const strings = await live.models.packages(live.signal);
      if (live.signal.aborted) return;
      this.#end({ live, again: now + freshness, failures: 0, strings });
      this.#tell({ names: 'model-package', strings });
    } catch (error) {
      const again = now + Math.min(pause * 2 ** failures, freshness);
      this.#end({ live, again, failures: failures + 1, strings: known });
      if (!live.signal.aborted) this.#log(String(error));
    }
  }

  /** Tells again what is known: a language server that was started again knows nothing of it. */
  tellAgain(): void {
    const { live, strings } = this.#asked ?? {};
    if (strings && !live?.signal.aborted) this.#tell({ names: 'model-package', strings });
  }

  #end(asked: Asked): void {
    // Another connection may be asked by now.
    if (this.#asked?.live === asked.live) this.#asked = asked;
  }
}
