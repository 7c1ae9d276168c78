/** Requests with marks in them: `|` for the cursor, lines of carets for what is expected. */

import { expectation } from '../../server/cli/lint/explain';
import type { Problem } from '../../server/language/check/check';

/** A text without its one `|`, and the offset at which that stood. */
export function cursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('|');
  if (offset < 0 || marked.indexOf('|', offset + 1) >= 0) throw new Error('A marked text has exactly one | in it.');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

export interface Mark {
  readonly offset: number;
  readonly length: number;
  /** Severity and rule, such as `error too-long`. */
  readonly says: string;
}

/**
 * A text without its lines of carets, and what those expect of the line above them.
 * The first line break belongs to the way a marked text is written, and not to it.
 */
export function carets(marked: string): { text: string; marks: Mark[] } {
  const lines: string[] = [];
  const marks: Mark[] = [];
  let lineStart = 0;
  let end = -1;
  for (const line of marked.replace(/^\n/, '').split('\n')) {
    const expected = expectation.exec(line);
    if (!expected) {
      lineStart = end + 1;
      lines.push(line);
      end = lineStart + line.length;
      continue;
    }
    const [, indent = '', span = '', says = ''] = expected;
    const offset = lineStart + indent.length;
    marks.push({ offset, length: Math.max(0, Math.min(span.length, end - offset)), says });
  }
  return { text: lines.join('\n'), marks: marks.sort((a, b) => a.offset - b.offset || a.length - b.length) };
}

/** Problems as marks, to be compared with what carets expect. */
export function asMarks(problems: readonly Problem[]): Mark[] {
  return problems.map(({ offset, length, severity, rule }) => ({ offset, length, says: `${severity} ${rule}` }));
}
