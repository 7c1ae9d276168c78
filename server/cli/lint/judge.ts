/** Checks one source, and applies the fixes that can't change its meaning. */
import type { Edit } from 'jsonc-parser';
import { check, judge as found, type Judgement } from '../../language/check/check';
import { allSafe } from '../../language/check/fix';
import { type Document, read } from '../../language/syntax/document';
import { TextLayout } from '../../language/text/snippet';
import type { AnalysisContext, Span } from '../../language/types';
import type { Source } from '../../workspace/decode';
import { notChecked } from '../../workspace/notChecked';
import { type LineColumns, placesIn } from './place';

/** A file, with what was found in it. */
export interface LintedFile extends Judgement {
  readonly file: string;
  readonly document: Document;
  /** Whether --fix writes to it. */
  readonly isCorrected: boolean;
  /** Where a stretch of its text lies. */
  readonly place: (span: Span) => LineColumns;
  /** Why the text couldn't be checked. The problems then report only that. */
  readonly failure?: unknown;
}

/**
 * Checks a text, and writes the results.
 * @returns also the output of `write`; if anything fails, its output for the single problem that reports the failure
 */
export function lintText(
  file: string,
  text: string,
  given: AnalysisContext,
  write: (judged: LintedFile) => string,
): { readonly judged: LintedFile; readonly written: string } {
  const about = { file, isCorrected: isCorrected(given), place: placesIn(text) };
  const attempt = (of: () => LintedFile) => {
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

/** The result for a text that couldn't be checked. */
const unjudged = (text: string): Judgement & { readonly document: Document } => ({
  document: { ...read(''), text, layout: new TextLayout(text) },
  problems: [notChecked],
  counts: { error: 1, warning: 0, information: 0, hint: 0 },
});

/** The result of some work, or a fallback if it fails, because one file must not end the check of all others. */
export function guarded<T>(work: () => T, otherwise: (failure: unknown) => T): T {
  try {
    return work();
  } catch (failure) {
    return otherwise(failure);
  }
}

/** What is not stored as UTF-8 is left as it is. */
const isCorrected = ({ encoding }: Pick<AnalysisContext, 'encoding'>) => encoding === 'utf8';

/** How many characters are read in all rounds of corrections of one text. */
const mostRead = 20_000_000;

/**
 * After so many rounds of corrections there is no end to them: each takes something away, so few are needed, but for a text
 * with more problems than are told at once. The longer the text, the fewer, so that the time doesn't grow with its square.
 */
const mostRounds = ({ length }: string) => 20 + Math.min(length / 1000, mostRead / Math.max(1, length));

/** The text after all safe corrections. A text that can't be checked stays as it is. */
export function corrected(source: Source, given: AnalysisContext): string {
  return guarded(
    () => allCorrected(source, given),
    () => source.text,
  );
}

function allCorrected(source: Source, given: AnalysisContext): string {
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
