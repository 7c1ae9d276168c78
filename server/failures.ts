/** Logs what fails inside the server, each failure once: editors ask the same question at every key. */
export class Failures {
  readonly #logged = new Set<string>();

  constructor(readonly log: (line: string) => void) {}

  /** What some work answers, or `none` and a line in the log if it fails. */
  guarded<Answer>(what: string, uri: string, none: Answer, work: () => Answer): Answer {
    try {
      return work();
    } catch (error) {
      this.note(what, uri, error);
      return none;
    }
  }

  /** @param what that there's nothing of now */
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
