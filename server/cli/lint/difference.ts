/** Formats the changes of --fix as a unified diff. */
import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatchHunk, structuredPatch } from 'diff';

/** Of more lines that are taken away or added, the shortest difference is not looked for: that takes the square of their number. */
const mostLines = 2000;

/** A diff that `patch` and `git apply` take, or nothing where there is no difference. */
export function difference(file: string, before: string, after: string, context = 3): string {
  if (before === after) return '';
  const found = structuredPatch(file, file, before, after, '', '', { context, maxEditLength: mostLines });
  const hunks = found?.hunks ?? [wholeHunk(before, after, context)];
  const names = { oldFileName: file, newFileName: file, oldHeader: '', newHeader: '' };
  const patch = formatPatch({ ...names, hunks }, FILE_HEADERS_ONLY);
  const header = patch.slice(0, patch.indexOf('@@'));
  // A name with a blank ends at a tab.
  return header.replace(/(?<= .* .*)$/gm, '\t') + patch.slice(header.length);
}

/** One hunk that takes away all lines from the first to the last that differs, and adds what is in their place. */
function wholeHunk(before: string, after: string, context: number): StructuredPatchHunk {
  const old = linesOf(before);
  const now = linesOf(after);
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const from = Math.max(0, head - context);
  const left = Math.max(0, tail - context);
  const marked = (mark: string, lines: readonly string[]) =>
    lines.flatMap((it) => (it.endsWith('\n') ? [mark + it.slice(0, -1)] : [mark + it, '\\ No newline at end of file']));
  return {
    oldStart: from + 1,
    oldLines: old.length - left - from,
    newStart: from + 1,
    newLines: now.length - left - from,
    lines: [
      ...marked(' ', old.slice(from, head)),
      ...marked('-', old.slice(head, old.length - tail)),
      ...marked('+', now.slice(head, now.length - tail)),
      ...marked(' ', old.slice(old.length - tail, old.length - left)),
    ],
  };
}

/** The lines of a text with their ends. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
