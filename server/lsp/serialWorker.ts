/** Runs one task at a time, and runs it again for requests that arrive while it runs. */

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

  /** Makes sure that the task runs once more from the start. */
  wake(): void {
    this.#isWanted = true;
    if (!this.#isRunning) void this.#run();
  }

  /** Nothing is awaited between the last check for requests and the end of the run, so no request is missed. */
  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#isWanted) {
      this.#isWanted = false;
      // Requests that arrive together are handled together.
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
