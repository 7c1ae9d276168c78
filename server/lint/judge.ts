/** Judges one source, and corrects in it what cannot change its meaning. */
import type { Edit } from 'jsonc-parser';
import { check, type Problem } from '../language/check';
import { type Document, read } from '../language/document';
import { allSafe } from '../language/fix';
import type { Given, Span } from '../language/rules/rule';
import type { Source } from '../source';
import { type Place, placesIn } from './place';

/** A file, with what was found in it. */
export interface Judged {
  readonly file: string;
  readonly document: Document;
  readonly problems: readonly Problem[];
  /** Whether --fix writes to it. */
  readonly isCorrected: boolean;
  /** Where a stretch of its text lies. */
  readonly place: (span: Span) => Place;
}

export function judge(file: string, text: string, given: Given): Judged {
  const document = read(text);
  const problems = check(document, given);
  return { file, document, problems, isCorrected: isCorrected(given), place: placesIn(text) };
}

/** What is not stored as UTF-8 is left as it is. */
const isCorrected = ({ encoding }: Pick<Given, 'encoding'>) => encoding === 'utf8';

/**
 * After so many rounds of corrections there is no end to them: each takes something away, so few are needed, but for a text
 * with more problems than are told at once.
 */
const mostRounds = (text: string) => 20 + text.length / 1000;

/** The text after all that is safe has been corrected. */
export function corrected(source: Source, given: Given): string {
  let now = source.text;
  if (!isCorrected(source)) return now;
  for (let round = 0; round < mostRounds(source.text); round++) {
    const document = read(now);
    const changes = allSafe(document, check(document, given));
    if (changes.length === 0) break;
    now = edited(now, changes);
  }
  return now;
}

/** A text after some edits, in their order and none of which touches another, in a time that does not grow with the square of their number. */
function edited(text: string, changes: readonly Edit[]): string {
  let end = 0;
  const parts = changes.map(({ offset, length, content }) => {
    const kept = text.slice(end, offset);
    end = offset + length;
    return kept + content;
  });
  return parts.join('') + text.slice(end);
}
