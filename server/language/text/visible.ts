/** Makes invisible characters visible, including those that change how the text around them is displayed. */

/**
 * Control characters (including DEL and C1), format characters (bidirectional controls, zero-width characters, tags), and the line and
 * paragraph separators. White space in multiline text is kept.
 */
const unseen = /[^\P{Cc}\t\n\r]|[\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Most text has no such characters, and this test is faster. */
const isPlain = /^[\t\n\r -~]*$/;

/** A text with each of these characters written as its code point: `\u{202e}`. */
export function visible(text: string): string {
  return isPlain.test(text) ? text : text.replace(unseen, codePoint);
}

/** A character as an escape sequence that many languages support. */
export const codePoint = (char: string): string => `\\u{${char.codePointAt(0)?.toString(16)}}`;

/**
 * A string literal in JSON, or a language with the same syntax, with each of these characters escaped.
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
