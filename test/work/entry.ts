/** The entry point that is bundled for counting: every request about a definition, and the work that its answer takes. */
import { check } from '../../server/language/check/check';
import { read } from '../../server/language/syntax/document';
import { aboutAll, aboutAnswer, aboutOffset, given } from '../fuzz/questions';
import { counted } from './counting';

/** The requests about a text, including those about an offset. */
function questions(text: string, offset: number): Record<string, () => unknown> {
  const document = read(text);
  return {
    read: () => read(text),
    ...aboutAll(document),
    ...aboutAnswer(text),
    ...aboutOffset(document, offset),
  };
}

/** The names of all requests. */
export const names = Object.keys(questions('{}', 0));

/** Replaces everything that is cached for a text. */
function forget(): void {
  check(read('{}'), given);
}

/** Counts the work that the answer to a request takes, without caches. */
export function count(name: string, text: string, offset: number, most: number) {
  const ask = questions(text, offset)[name];
  if (!ask) throw new Error(`There is no request "${name}".`);
  forget();
  return counted(ask, most);
}
