/** Judges one source, and corrects in it what cannot change its meaning. */
import type { Edit } from 'jsonc-parser';
import { check, judge as found, type Judgement } from '../language/check';
import { type Document, read } from '../language/document';
import { allSafe } from '../language/fix';
import type { Given, Span } from '../language/rules/rule';
import { notChecked } from '../notChecked';
import type { Source } from '../source';
import { type Place, placesIn } from './place';

/** A file, with what was found in it. */
export interface Judged extends Judgement {
  readonly file: string;
  readonly document: Document;
  /** Whether --fix writes to it. */
  readonly isCorrected: boolean;
  /** Where a stretch of its text lies. */
  readonly place: (span: Span) => Place;
  /** Why it couldn't be checked, which is all that the problems say then. */
  readonly failure?: unknown;
}

/**
 * Judges a text, and writes what was found.
 * @returns also what `write` makes of it; if anything fails, what it makes of the one problem that says so
 */
export function judge(
  file: string,
  text: string,
  given: Given,
  write: (judged: Judged) => string,
): { readonly judged: Judged; readonly written: string } {
  const about = { file, isCorrected: isCorrected(given), place: placesIn(text) };
  const attempt = (of: () => Judged) => {
    const judged = of();
    return { judged, written: write(judged) };
  };
  return guarded(
    () =>
      attempt(() => {
        const document = read(text);
        return { ...about, document, ...found(document, given) };
      }),
    (failure) => attempt(() => ({ ...about, ...unjudged(text), failure })),
  );
}

/** A text of which nothing is known but that it couldn't be checked. */
const unjudged = (text: string): Judgement & { readonly document: Document } => ({
  document: { ...read(''), text },
  problems: [notChecked],
  counts: { error: 1, warning: 0, information: 0, hint: 0 },
});

/** What some work answers, or something else if it fails: one file must not end the check of all others. */
export function guarded<T>(work: () => T, otherwise: (failure: unknown) => T): T {
  try {
    return work();
  } catch (failure) {
    return otherwise(failure);
  }
}

/** What is not stored as UTF-8 is left as it is. */
const isCorrected = ({ encoding }: Pick<Given, 'encoding'>) => encoding === 'utf8';

/**
 * After so many rounds of corrections there is no end to them: each takes something away, so few are needed, but for a text
 * with more problems than are told at once.
 */
const mostRounds = (text: string) => 20 + text.length / 1000;

/** The text after all that is safe has been corrected; one that can't be judged stays as it is. */
export function corrected(source: Source, given: Given): string {
  return guarded(
    () => allCorrected(source, given),
    () => source.text,
  );
}

function allCorrected(source: Source, given: Given): string {
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
