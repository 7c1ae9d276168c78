/** Values that are computed once. They're kept by the object that they're about, or come from tables that never change. */

/** What has been computed about one object; it's kept for as long as that object lives. */
export class Memo<Subject> {
  readonly #answers = new Map<unknown, unknown>();

  constructor(readonly subject: Subject) {}

  /**
   * The answer of a function about the object.
   * @param compute a function that is declared once, because it's also the key: a closure that each call creates is never found again
   */
  get<Answer>(compute: (subject: Subject) => Answer): Answer {
    const { subject } = this;
    if (!this.#answers.has(compute)) this.#answers.set(compute, compute(subject));
    return this.#answers.get(compute) as Answer;
  }
}

/**
 * A table with a fixed set of keys. Each row is computed when it's first read, and stays the same.
 * @param compute depends on the key and on constants only
 * @returns what reads a row; `undefined` for any other key
 */
export function lazyTable<Key, Row>(keys: Iterable<Key>, compute: (key: Key) => Row): (key: Key) => Row | undefined {
  const rows = new Map<Key, { value?: Row }>(Array.from(keys, (it) => [it, {}]));
  return (key) => {
    const row = rows.get(key);
    if (row && !('value' in row)) row.value = compute(key);
    return row?.value;
  };
}
