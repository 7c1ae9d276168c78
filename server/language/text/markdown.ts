/** Text as Markdown. */

/** An author's own text, of which nothing becomes Markdown. */
export function verbatim(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map((it) => it.length)) + 1);
  const blank = /^`|`$|^$/.test(text) ? ' ' : '';
  return `${fence}${blank}${text.replace(/\s+/g, ' ')}${blank}${fence}`;
}

/** Those that there are, as paragraphs of Markdown. */
export const paragraphs = (...of: readonly (string | false | undefined)[]) => of.filter(Boolean).join('\n\n');
