/** Inputs that once broke a property, by its name: each run tries them first. */
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'test/fuzz/kept.json';

export type Kept = Readonly<Record<string, readonly unknown[]>>;

/** All that are kept; tests run in the project's folder. */
export const kept = (): Kept => JSON.parse(readFileSync(file, 'utf8'));

/** Keeps one more. */
export function keep(name: string, input: unknown): void {
  const all = kept();
  const inputs = [...(all[name] ?? []), input];
  // Half of a pair of characters is no text in UTF-8, and JSON writes it with an escape.
  writeFileSync(file, `${JSON.stringify({ ...all, [name]: inputs }, undefined, 2)}\n`);
}
