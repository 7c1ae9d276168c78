/** Fetches the account's resources, such as model packages, in the background when completion could offer them. */
import type { Background } from '../../../aws/background';
import type { ActiveConnection } from '../../../aws/session';
import type { DidUpdateAccountResourcesParams } from '../../../protocol/environment';

/** So long an answer is good for, in milliseconds. */
const freshness = 5 * 60_000;

/** How long to wait after a failure before the next request, in milliseconds; doubled after each further failure. */
const pause = 5_000;

/** The latest request. */
interface LastRequest {
  readonly live: ActiveConnection;
  /** When the next request is allowed, in milliseconds. */
  readonly again: number;
  /** The number of consecutive failures. */
  readonly failures: number;
  readonly strings?: readonly string[];
}

export class AccountResources {
  readonly #background: Pick<Background, 'live'>;
  readonly #tell: (owned: DidUpdateAccountResourcesParams) => void;
  readonly #log: (line: string) => void;
  #asked: LastRequest | undefined;

  constructor(
    background: Pick<Background, 'live'>,
    tell: (owned: DidUpdateAccountResourcesParams) => void,
    log: (line: string) => void,
  ) {
    this.#background = background;
    this.#tell = tell;
    this.#log = log;
  }

  /**
   * Called when these values could be offered. Sends AWS a request only if background requests are allowed, and reports the result.
   * Failures are logged, and retried when the values are next wanted after a pause.
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

  /** Sends what is known again, because a restarted language server doesn't have it. */
  tellAgain(): void {
    const { live, strings } = this.#asked ?? {};
    if (strings && !live?.signal.aborted) this.#tell({ names: 'model-package', strings });
  }

  #end(asked: LastRequest): void {
    // The connection might have changed by now.
    if (this.#asked?.live === asked.live) this.#asked = asked;
  }
}
