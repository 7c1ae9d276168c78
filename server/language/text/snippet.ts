/** Values to begin with, as snippets in the syntax of the protocol, and as the plain text that is left of them. */

/** How the editor writes: one level of indentation, and the end of a line. */
export interface TextStyle {
  readonly indent: string;
  readonly eol: string;
}

/** The lines and the indentation of one text, which are found when they're first asked for. */
export class TextLayout {
  #style: TextStyle | undefined;
  #lineStarts: readonly number[] | undefined;

  constructor(readonly text: string) {}

  /** How the text is written. */
  get style(): TextStyle {
    this.#style ??= { indent: indentation(this.text), eol: this.text.includes('\r\n') ? '\r\n' : '\n' };
    return this.#style;
  }

  /** The white space that the line of an offset begins with. */
  lineIndent(offset: number): string {
    this.#lineStarts ??= lineStarts(this.text);
    const starts = this.#lineStarts;
    let [first, end] = [0, starts.length];
    while (first < end) {
      const middle = (first + end) >> 1;
      if ((starts[middle] ?? 0) <= offset) first = middle + 1;
      else end = middle;
    }
    const start = starts[first - 1] ?? 0;
    return /^[ \t]*/.exec(this.text.slice(start, offset))?.[0] ?? '';
  }
}

/** Counts the tab stops of one snippet. */
export class Stops {
  #next = 1;
  next(): number {
    return this.#next++;
  }
}

/** A skeleton as a snippet: its places become tab stops, the same words the same stop. */
export function filled(skeleton: string, { indent, eol }: TextStyle): string {
  const stops = new Map<string, number>();
  return skeleton
    .replace(/^(?: {2})+/gm, (blanks) => indent.repeat(blanks.length / 2))
    .replace(/\$\{([^}]*)\}/g, (_, words: string) => {
      const known = stops.get(words);
      if (known !== undefined) return `$${known}`;
      stops.set(words, stops.size + 1);
      return `\${${stops.size}:${words}}`;
    })
    .replaceAll('\n', eol);
}

/**
 * The parts of a snippet that aren't plain text, parsed from left to right so that an escaped character never starts another
 * part: an escape, a placeholder, choices (the first one is kept), or a tab stop.
 */
const part = /\\([\\$}])|\$\{(\d+):((?:\\.|[^\\}])*)\}|\$\{\d+\|((?:\\.|[^\\,|}])*)(?:\\.|[^\\|}])*\|\}|\$(\d+)/gs;

/** The text of a snippet before any placeholder is filled in. */
export function plain(snippet: string): string {
  const words = new Map<string, string>();
  for (const [, , stop, text] of snippet.matchAll(part))
    if (stop !== undefined && text !== undefined) words.set(stop, unescaped(text));
  return snippet.replace(
    part,
    (_, literal?: string, stop?: string, _text?: string, choice?: string, repeated?: string) =>
      literal ?? words.get(stop ?? repeated ?? '') ?? (choice === undefined ? '' : unescaped(choice)),
  );
}

const unescaped = (text: string) => text.replace(/\\([\\$},|])/g, '$1');

/** One level of indentation, as the text has it: that of its first indented line of JSON, or two blanks. */
function indentation(text: string): string {
  const first = /^(?:\t| +)(?=["{}[\]])/m.exec(text)?.[0] ?? '  ';
  return first.startsWith('\t') ? '\t' : first;
}

/** The offsets of line starts in a text. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) if ('\r\n'.includes(text.charAt(at))) starts.push(at + 1);
  return starts;
}

/**
 * A snippet for an editor that adds to its lines the indentation of the line in which it is put; nothing where one of them
 * is indented less than that.
 */
export function relative(snippet: string, layout: TextLayout, offset: number): string | undefined {
  const [first, ...lines] = snippet.split('\n');
  const indent = lines.length > 0 ? layout.lineIndent(offset) : '';
  if (!lines.every((it) => it.startsWith(indent))) return undefined;
  return [first, ...lines.map((it) => it.slice(indent.length))].join('\n');
}

/** Text that stands in a snippet as it is. */
export const escaped = (text: string) => text.replace(/[\\$}]/g, '\\$&');
