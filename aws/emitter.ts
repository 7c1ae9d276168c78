/** Events without VS Code, for what also runs in tests and in the linter. */

/** An event that listeners can subscribe to. */
export class Emitter<Event> {
  readonly #listeners = new Set<(event: Event) => void>();

  /** Adds a listener. @returns what removes it */
  readonly event = (listener: (event: Event) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  /** Calls the listeners in the order in which they were added. */
  fire(event: Event): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
