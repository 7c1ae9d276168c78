/** What a client was last told of files, so that it isn't told the same again. */
import type { Diagnostic, PreviousResultId } from 'vscode-languageserver';

/** No report has this mark. */
const unknown = '';

export class Told {
  readonly #marks = new Map<string, string>();

  /** The files about which the client might know something. */
  files(): readonly string[] {
    return [...this.#marks.keys()];
  }

  has(file: string): boolean {
    return this.#marks.has(file);
  }

  /** The client knows nothing of a file from now on. Returns whether it did. */
  forget(file: string): boolean {
    return this.#marks.delete(file);
  }

  /** What the client knows of a file might be something else by now, so any report is news. */
  doubt(file: string): void {
    this.#marks.set(file, unknown);
  }

  /** Takes in what the client says that it knows. */
  knows(previous: readonly PreviousResultId[]): void {
    for (const file of this.#marks.keys()) this.doubt(file);
    for (const { uri, value } of previous) this.#marks.set(uri, value);
  }

  /**
   * Takes in what the client is about to be told of a file. Returns whether that is news: nothing needs to be said of a file
   * that never had a problem.
   */
  isNews(file: string, { items, resultId }: { items: readonly Diagnostic[]; resultId: string }): boolean {
    const before = this.#marks.get(file);
    if (items.length > 0) this.#marks.set(file, resultId);
    else this.#marks.delete(file);
    return before !== resultId && (items.length > 0 || before !== undefined);
  }
}

/** A short text that is the same for the same diagnostics: their length and two hashes, because the diagnostics can take megabytes. */
export function markOf(items: readonly Diagnostic[]): string {
  const text = JSON.stringify(items);
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return `${text.length}-${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`;
}
