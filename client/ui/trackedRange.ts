/** Tracks the range of a piece of text while the text around it is edited. */

/** In UTF-16 units. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** Where a stretch is after a change of the text elsewhere; nothing where it has been changed itself. */
export function shiftRange(
  { start, end }: OffsetRange,
  change: OffsetRange & { readonly added: number },
): OffsetRange | undefined {
  if (change.start >= end) return { start, end };
  if (change.end > start) return undefined;
  const by = change.added - (change.end - change.start);
  return { start: start + by, end: end + by };
}
