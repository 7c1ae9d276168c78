/** Assertions about what a text names, for tests in which its wording isn't the point: messages.snap.json and l10n/ have that. */
import assert from 'node:assert/strict';

/** A text that has some words in it, whatever the sentence around them. */
class Naming {
  readonly words: readonly string[];
  constructor(words: string) {
    this.words = words.split(' ');
  }
}

/** Stands for a text with some words, such as names and numbers, that are separated by spaces. */
export const naming = (words: string) => new Naming(words);

/** Like `assert.deepEqual`, but a `naming` in what's expected equals every text with its words. */
export function assertNames(actual: unknown, expected: unknown, message?: string): void {
  assert.deepEqual(actual, resolved(actual, expected), message);
}

/** What's expected, with each `naming` that holds replaced by the actual text. */
function resolved(actual: unknown, expected: unknown): unknown {
  if (expected instanceof Naming)
    return typeof actual === 'string' && expected.words.every((it) => actual.includes(it)) ? actual : expected;
  if (Array.isArray(expected))
    return expected.map((it, at) => resolved(Array.isArray(actual) ? actual[at] : undefined, it));
  if (typeof expected !== 'object' || expected === null || Object.getPrototypeOf(expected) !== Object.prototype)
    return expected;
  return Object.fromEntries(
    Object.entries(expected).map(([key, it]) => [
      key,
      resolved((actual as Record<string, unknown> | undefined)?.[key], it),
    ]),
  );
}
