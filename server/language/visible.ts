/** Shows characters of a text that nobody can see, and that change how the text around them is shown. */

/**
 * Controls (DEL and C1 among them), format characters (bidirectional controls, zero-width characters, tags), and the line and
 * paragraph separators. White space of a text with several lines stays.
 */
const unseen = /[^\P{Cc}\t\n\r]|[\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Nearly every text has none of them, and this is the faster question. */
const isPlain = /^[\t\n\r -~]*$/;

/** A text in which each of these characters is written as its code point: `\u{202e}`. */
export function visible(text: string): string {
  return isPlain.test(text) ? text : text.replace(unseen, codePoint);
}

/** A character as an escape that many languages have. */
export const codePoint = (char: string): string => `\\u{${char.codePointAt(0)?.toString(16)}}`;

/**
 * A string literal of JSON, or of a language that reads the same, in which each of these characters is escaped.
 * @param beyond how the language escapes a character beyond U+FFFF; if not given, as JSON does
 */
export function escapedLiteral(literal: string, beyond?: (code: number) => string): string {
  if (isPlain.test(literal)) return literal;
  return literal.replace(unseen, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code > 0xffff && beyond) return beyond(code);
    return char.split('').map(codeUnit).join('');
  });
}

const codeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
