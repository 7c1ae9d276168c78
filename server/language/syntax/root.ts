/** Recovery of what surrounds the value of a text, of which JSON has one: text before it, and text after it. */
import { SyntaxKind } from 'jsonc-parser';
import { excerpt } from '../text/words';
import { type ParseError, syntaxFault } from './faults';
import { isClosing } from './scanner';
import type { TokenStream } from './tokens';

/** What can't begin a value, and where to read on. */
export interface LeadingText {
  readonly fault: ParseError;
  /** The length from the current token to the next one to read. */
  readonly skip: number;
}

/**
 * Recovers the beginning of a text, unless a value begins at the current token. An assignment or a call before the first
 * brace, such as `request = {`, is skipped. After any other text, nothing is read.
 */
export function recoverLeadingText(tokens: TokenStream): LeadingText | undefined {
  const { kind, text, offset } = tokens;
  const isSeparator = kind === SyntaxKind.ColonToken || kind === SyntaxKind.CommaToken;
  if (kind !== SyntaxKind.Unknown && !isSeparator && !isClosing(kind)) return undefined;
  const brace = text.indexOf('{', offset);
  const isAssigned = brace >= 0 && /^[^\r\n{}[\]"]*[=:(]\s*$/.test(text.slice(offset, brace));
  const length = isAssigned ? text.slice(offset, brace).trimEnd().length : tokens.length;
  const found = excerpt(text.slice(offset, offset + length), 20);
  const fault = syntaxFault(offset, length, `${found} cannot begin a definition. It is one JSON object: { … }.`);
  return { fault, skip: isAssigned ? length : text.length - offset };
}

/** The fault of the current token, which follows the value of the text. */
export function trailingText({ kind, offset, length, raw }: TokenStream, hasRoot: boolean): ParseError {
  const message =
    hasRoot && isClosing(kind)
      ? `This ${excerpt(raw, 20)} closes nothing. Remove it.`
      : 'A definition is one JSON object, and it has ended before this. Remove what follows.';
  return syntaxFault(offset, length, message);
}
