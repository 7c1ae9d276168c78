/** Logs failures inside the server, each one once, because editors repeat the same request at every keystroke. */
export class Failures {
  readonly #logged = new Set<string>();

  constructor(readonly log: (line: string) => void) {}

  /** The result of some work. If the work fails, `none`, and the failure is logged. */
  guarded<Answer>(what: string, uri: string, none: Answer, work: () => Answer): Answer {
    try {
      return work();
    } catch (error) {
      this.note(what, uri, error);
      return none;
    }
  }

  /** @param what the missing result */
  note(what: string, uri: string, error: unknown): void {
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const line = `No ${what} for ${uri}: ${cause}`;
    if (this.#logged.has(line)) return;
    if (this.#logged.size >= mostKept) this.#logged.clear();
    this.#logged.add(line);
    this.log(line);
  }
}

const mostKept = 1000;
