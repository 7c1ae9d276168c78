/** The interface that each report format implements. */
import type { Severity } from '../../language/types';
import type { LintedFile } from './judge';

export interface ToolInfo {
  readonly version: string;
  /** The page with an anchor for each rule. */
  readonly rulesPage: string;
  /** The folder to which names of files are relative. */
  readonly folder: string;
}

/** What there was in all. */
export interface Summary {
  readonly files: number;
  readonly problems: Readonly<Record<Severity, number>>;
  /** A message for each file that couldn't be read, checked, or written. */
  readonly troubles: readonly string[];
  /** How many of them couldn't be checked. */
  readonly unchecked: number;
}

/** A format: the texts that make up a report. */
export interface Reporter {
  readonly start: string;
  readonly file: (judged: LintedFile) => string;
  readonly end: (sum: Summary) => string;
}
