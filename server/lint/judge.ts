/** Judges one source, and corrects in it what cannot change its meaning. */
import { applyEdits } from 'jsonc-parser';
import { check, type Problem } from '../language/check';
import { type Document, read } from '../language/document';
import { allSafe } from '../language/fix';
import type { Given, Span } from '../language/rules/rule';
import type { Source } from './files';
import { type Place, placesIn } from './place';

/** A file, with what was found in it. */
export interface Judged {
  readonly file: string;
  readonly document: Document;
  readonly problems: readonly Problem[];
  /** Where a stretch of its text lies. */
  readonly place: (span: Span) => Place;
}

export function judge(file: string, text: string, given: Given): Judged {
  const document = read(text);
  return { file, document, problems: check(document, given), place: placesIn(text) };
}

/** After so many rounds of corrections there is no end to them; each takes something away, so few are needed. */
const mostRounds = 20;

/** The text after all that is safe has been corrected. One that is not stored as UTF-8 is left as it is. */
export function corrected({ text, encoding }: Source, given: Given): string {
  if (encoding !== 'utf8') return text;
  let now = text;
  for (let round = 0; round < mostRounds; round++) {
    const document = read(now);
    const changes = allSafe(document, check(document, given));
    if (changes.length === 0) break;
    now = applyEdits(now, changes);
  }
  return now;
}
