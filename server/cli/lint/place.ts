/** Converts offsets to lines and columns, counted from 1. */
import type { Span } from '../../language/types';

export interface LineColumns {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Gives the place of any stretch of a text. */
export function placesIn(text: string): (span: Span) => LineColumns {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  const startOf = (line: number) => starts[line] ?? 0;
  const place = (offset: number) => {
    let line = 0;
    let last = starts.length - 1;
    while (line < last) {
      const middle = Math.ceil((line + last) / 2);
      if (startOf(middle) <= offset) line = middle;
      else last = middle - 1;
    }
    return { line: line + 1, column: offset - startOf(line) + 1 };
  };
  return ({ offset, length }) => {
    const end = place(offset + length);
    return { ...place(offset), endLine: end.line, endColumn: end.column };
  };
}
