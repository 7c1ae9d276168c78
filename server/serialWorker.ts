/** Runs one task at a time, again for every request that comes while it runs. */

export class SerialWorker {
  #isRunning = false;
  #isWanted = false;

  /**
   * @param task what to run
   * @param failed receives the errors of the task, which don't stop the worker
   */
  constructor(
    readonly task: () => Promise<void>,
    readonly failed: (error: unknown) => void,
  ) {}

  /** Makes sure that the task runs from its beginning once more. */
  wake(): void {
    this.#isWanted = true;
    if (!this.#isRunning) void this.#run();
  }

  /** Between the last look at what is wanted and the end of running nothing is awaited, so no request is missed. */
  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#isWanted) {
      this.#isWanted = false;
      // Requests that come in one go are handled in one go.
      await undefined;
      await this.#once();
    }
    this.#isRunning = false;
  }

  async #once(): Promise<void> {
    try {
      await this.task();
    } catch (error) {
      this.failed(error);
    }
  }
}
