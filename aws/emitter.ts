/** Notifies listeners of events, like VS Code's EventEmitter but without VS Code. */
export class Emitter<T = void> {
  readonly #listeners = new Set<(event: T) => void>();

  /** Adds a listener. @returns what removes it */
  readonly event = (listener: (event: T) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
