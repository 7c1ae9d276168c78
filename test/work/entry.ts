/** What is bundled to be counted: every question about a definition, and the count of the work that its answer takes. */
import { check } from '../../server/language/check';
import { read } from '../../server/language/document';
import { lineIndent, styleOf } from '../../server/language/template';
import { aboutAll, aboutAnswer, aboutOffset, given } from '../fuzz/questions';
import { counted } from './counting';

/** The questions about a text, those about an offset in it included. */
function questions(text: string, offset: number): Record<string, () => unknown> {
  const document = read(text);
  return {
    read: () => read(text),
    ...aboutAll(document),
    ...aboutAnswer(text),
    ...aboutOffset(document, offset),
  };
}

/** The names of all questions. */
export const names = Object.keys(questions('{}', 0));

/** Lets everything that is remembered of a text be about another. */
function forget(): void {
  check(read('{}'), given);
  lineIndent(styleOf(' ').indent, 0);
}

/** Counts the work that the answer to a question takes, nothing being remembered. */
export function count(name: string, text: string, offset: number, most: number) {
  const ask = questions(text, offset)[name];
  if (!ask) throw new Error(`There is no question "${name}".`);
  forget();
  return counted(ask, most);
}
