/** Recovery of strings: a missing closing quote, a quote that isn't escaped, bad escapes, and control characters. */
import { character } from '../text/words';
import { type ParseError, syntaxFault } from './faults';
import { innerQuote, lostQuote } from './foreign';
import type { TokenStream } from './tokens';

/** How a string with a missing or extra quote is read. */
export interface StringRecovery {
  /** The length of the string as it was meant, from its opening quote. */
  readonly length: number;
  readonly fault: ParseError;
  /** Whether the closing quote is missing. Otherwise, a quote inside the string isn't escaped. */
  readonly isUnclosed: boolean;
}

/** Recovers the string value at the current token, unless its quotes are intact. */
export function recoverString(tokens: TokenStream): StringRecovery | undefined {
  const { text, offset, length } = tokens;
  if (!tokens.isUnterminated && endsValue(text, offset + length)) return undefined;
  const unclosed = unclosedLength(tokens, false);
  if (unclosed !== undefined) {
    const fault = syntaxFault(offset, unclosed, 'This string has no closing quote. Add a " at its end.');
    return { length: unclosed, fault, isUnclosed: true };
  }
  const whole = innerQuote(text, offset, length);
  if (whole === undefined) return undefined;
  const fault = syntaxFault(offset + length - 1, 1, 'A quote inside a string is written \\".');
  return { length: whole, fault, isUnclosed: false };
}

/** The length without what follows it of the string at the current token, if its closing quote is missing. */
export function unclosedLength(tokens: TokenStream, isName: boolean): number | undefined {
  const end = tokens.offset + tokens.length;
  return lostQuote(tokens.raw, isName, tokens.isUnterminated, tokens.text.slice(end, end + 80));
}

/** Whether a comma, a closing bracket, white space, or the end of the text is at an offset. Nearly all strings end there. */
function endsValue(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x2c || code === 0x0a || code === 0x7d || code === 0x5d || /^\s?$/.test(text.charAt(at));
}

/** The faults of bad escapes and control characters in a string that is written as `raw` at an offset. */
export function escapeFaults(raw: string, offset: number): ParseError[] {
  const faults: ParseError[] = [];
  // Matches valid escapes as well, so that the backslash of one never starts a bad escape.
  for (const part of raw.matchAll(
    /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\(?:u[0-9a-fA-F]{0,3}|[\s\S])?|[\u0000-\u001f]/g,
  )) {
    const [bad] = part;
    if (/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})$/.test(bad)) continue;
    const message = bad.startsWith('\\u')
      ? `${bad} is no Unicode escape. Write \\u and four hexadecimal digits.`
      : bad.startsWith('\\')
        ? `${bad} is no JSON escape. Write \\\\ for a backslash.`
        : `A JSON string cannot hold ${character(bad)} as it is. Write ${JSON.stringify(bad).slice(1, -1)} in its place.`;
    faults.push(syntaxFault(offset + part.index, bad.length, message));
  }
  return faults;
}
