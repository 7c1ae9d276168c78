/** Sends every request about a text. Every answer must come soon, and its positions must be in the text. */
import assert from 'node:assert/strict';
import { read } from '../../server/language/syntax/document';
import { aboutAll, aboutAnswer, aboutOffset, type Questions } from './questions';

export { given } from './questions';

/** Microseconds of this process, so that others on the machine do not count. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Asks each question, and looks at its answer. */
function asked(questions: Questions, text: string, bound: number): void {
  for (const [name, ask] of Object.entries(questions)) {
    const began = worked();
    const answer = ask();
    const took = (worked() - began) / 1000;
    assert.ok(took < bound, `${name} takes ${Math.round(took)} ms`);
    spansIn(answer, (offset, length) =>
      assert.ok(offset >= 0 && length >= 0 && offset + length <= text.length, `${name}: ${offset}, ${length}`),
    );
  }
}

/** Every place that an answer names, once: trees know their parents. */
function spansIn(answer: unknown, visit: (offset: number, length: number) => void, seen = new Set()): void {
  if (typeof answer !== 'object' || answer === null || seen.has(answer)) return;
  seen.add(answer);
  const { offset, length, file } = answer as Record<string, unknown>;
  if (typeof offset === 'number' && typeof length === 'number' && file === undefined) visit(offset, length);
  for (const it of Object.values(answer)) spansIn(it, visit, seen);
}

/** @param bound milliseconds that no answer may take, many times what they do take */
export function askAt(text: string, offset: number, bound = 500): void {
  asked(aboutOffset(read(text), offset), text, bound);
}

/** @param bound milliseconds that no answer may take, many times what they do take */
export function askAll(text: string, bound = 500): void {
  asked({ reading: () => read(text).faults, ...aboutAll(read(text)), ...aboutAnswer(text) }, text, bound);
}
