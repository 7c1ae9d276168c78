/** Tracks the last report sent to a client for each file, so that the same report isn't sent again. */
import type { Diagnostic, PreviousResultId } from 'vscode-languageserver';

/** No report has this fingerprint. */
const unknown = '';

export class Told {
  readonly #marks = new Map<string, string>();

  /** The files that the client might have a report for. */
  files(): readonly string[] {
    return [...this.#marks.keys()];
  }

  has(file: string): boolean {
    return this.#marks.has(file);
  }

  /** Records that the client no longer has a report for a file. Returns whether it had one. */
  forget(file: string): boolean {
    return this.#marks.delete(file);
  }

  /** Records that the client's report for a file might have changed, so any report is new. */
  doubt(file: string): void {
    this.#marks.set(file, unknown);
  }

  /** Records the reports that the client states it has. */
  knows(previous: readonly PreviousResultId[]): void {
    for (const file of this.#marks.keys()) this.doubt(file);
    for (const { uri, value } of previous) this.#marks.set(uri, value);
  }

  /**
   * Records the report that is about to be sent for a file. Returns whether it's new: no report is needed for a file
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
