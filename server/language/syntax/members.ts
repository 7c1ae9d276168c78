/** Recovery of member names: bare names, quotes of other languages, a missing quote, and text that isn't a name. */
import { SyntaxKind } from 'jsonc-parser';
import { excerpt } from '../text/words';
import { type ParseError, syntaxFault } from './faults';
import { foreignName } from './foreign';
import { afterWhiteSpace, isOpening, isWord } from './scanner';
import { unclosedLength } from './strings';
import type { TokenStream } from './tokens';

/** How a name that isn't a JSON string is read. */
export interface NameRecovery {
  readonly length: number;
  readonly name: string;
  /** Absent for a bare name without a value, because the missing value is reported instead. */
  readonly fault: ParseError | undefined;
}

/** Whether a character separates a name from its value, in JSON or in other languages. */
const isColon = (character: string) => character === ':' || character === '=';

/** Whether a member begins at the current token: a name, quoted or not, that a colon follows. */
export function startsMember(tokens: TokenStream): boolean {
  if (!isWord(tokens.kind)) return false;
  if (isColon(tokens.peek())) return true;
  if (tokens.kind === SyntaxKind.StringLiteral) return unclosedLength(tokens, true) !== undefined;
  const { text, offset } = tokens;
  const name = tokens.kind === SyntaxKind.Unknown ? foreignName(text, offset) : undefined;
  if (!name) return false;
  const end = offset + name.length;
  return /^\s*[:=]/.test(text.slice(end, end + 80));
}

/**
 * Whether a member begins at the current token, which follows a member without a comma. A string on a new line is a name
 * whose colon might not be written yet.
 */
export function startsNextMember(tokens: TokenStream): boolean {
  const { text, kind, previousEnd, offset } = tokens;
  const isOnNewLine = () => /[\r\n]/.test(text.slice(previousEnd, offset));
  if (kind === SyntaxKind.StringLiteral && !tokens.isUnterminated && isOnNewLine()) return true;
  return startsMember(tokens);
}

/** Recovers the quoted name at the current token, unless its quotes are intact. */
export function recoverQuotedName(tokens: TokenStream): NameRecovery | undefined {
  const { text, offset, isUnterminated } = tokens;
  if (!isUnterminated && tokens.peek() === ':') return undefined;
  const length = unclosedLength(tokens, true) ?? (isUnterminated ? tokens.length : undefined);
  if (length === undefined) return undefined;
  const fault = syntaxFault(offset, length, 'The quote after this name is missing. Add a " at its end.');
  return { length, name: text.slice(offset + 1, offset + length), fault };
}

/** Recovers the name at the current token, which isn't a JSON string; `undefined` if it can't be a name. */
export function recoverBareName(tokens: TokenStream): NameRecovery | undefined {
  const { text, offset } = tokens;
  const foreign = isWord(tokens.kind) ? foreignName(text, offset) : undefined;
  if (!foreign) return undefined;
  const { length, name, message, isCertain } = foreign;
  const instead = isCertain ? { offset, length, text: JSON.stringify(name) } : undefined;
  const hasValue = isColon(text.charAt(afterWhiteSpace(text, offset + length)));
  return { length, name, fault: hasValue ? syntaxFault(offset, length, message, { instead }) : undefined };
}

/** The fault of a token that takes the place of a member and can't be a name. */
export function notAName(tokens: TokenStream): ParseError {
  const { offset, length, raw } = tokens;
  return isOpening(tokens.kind)
    ? syntaxFault(offset, 1, `A member's name in double quotes belongs here, not ${raw}.`)
    : syntaxFault(offset, length, `${excerpt(raw, 20)} is no member. A name in double quotes belongs here.`);
}
