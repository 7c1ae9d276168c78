/** What a text is once all that is safe has been done. */
import { applyEdits } from 'jsonc-parser';
import { check } from '../../server/language/check/check';
import { allSafe } from '../../server/language/check/fix';
import { read } from '../../server/language/syntax/document';

/** The text after all that is safe has been done, again and again. */
export function allFixed(text: string): string {
  for (let round = 0; round < 20; round++) {
    const document = read(text);
    const changes = allSafe(document, check(document));
    if (changes.length === 0) return text;
    text = applyEdits(text, changes);
  }
  throw new Error(`It comes to no end: ${text}`);
}
