/** Recovery of colons and commas: missing ones, ones too many, and stray text in their place. */
import { type Node, SyntaxKind } from 'jsonc-parser';
import { excerpt } from '../text/words';
import { type ParseError, syntaxFault } from './faults';
import { startsMember } from './members';
import { isClosing, isOpening, isWord } from './scanner';
import type { TokenStream } from './tokens';

/** What takes the place of a missing colon: `=`, the value itself, or neither. */
export interface ColonRecovery {
  readonly found: 'equals' | 'value' | 'nothing';
  readonly fault: ParseError;
}

/** Recovers the colon after the name `key`. The current token, which follows the name, isn't a colon. */
export function recoverColon(tokens: TokenStream, key: Pick<Node, 'offset' | 'length'>): ColonRecovery {
  if (tokens.text.charAt(tokens.offset) === '=')
    return { found: 'equals', fault: syntaxFault(tokens.offset, 1, 'A colon stands between a name and its value.') };
  const isValue = (isWord(tokens.kind) || isOpening(tokens.kind)) && !startsMember(tokens);
  return isValue
    ? { found: 'value', fault: syntaxFault(key.offset, key.length, 'A colon is missing after this name.') }
    : {
        found: 'nothing',
        fault: syntaxFault(key.offset, key.length, 'A colon and a value are missing after this name.'),
      };
}

/** The fault of a colon in a list. */
export const colonInList = (offset: number): ParseError =>
  syntaxFault(offset, 1, 'A colon stands between a name and its value, and a list has no names.');

/** The fault of a colon that no value follows. */
export const missingValue = (colonOffset: number): ParseError =>
  syntaxFault(colonOffset, 1, 'A value is missing after this colon.');

/** The fault of a comma that no item or member precedes. */
export const missingElement = (commaOffset: number, type: 'array' | 'object'): ParseError =>
  syntaxFault(commaOffset, 1, `A ${type === 'array' ? 'value' : 'member'} is missing before this comma.`);

/** The fault of a missing comma after the token that ends at `end`. */
export const missingComma = (end: number): ParseError =>
  syntaxFault(end - 1, 1, 'A comma is missing after this.', { instead: { offset: end, length: 0, text: ',' } });

/** The fault of a comma before the closing bracket `closing`. */
export const trailingCommaFault = (commaOffset: number, closing: string): ParseError =>
  syntaxFault(commaOffset, 1, `JSON allows no comma before the closing ${closing}. Remove it.`, {
    kind: 'trailing-comma',
    instead: { offset: commaOffset, length: 1, text: '' },
  });

/** The fault of the current token, which follows a member and is neither a comma, a closing bracket, nor a member. */
export function strayText({ text, offset, length, raw, previousEnd }: TokenStream): ParseError {
  const found = excerpt(raw, 20);
  if (found.startsWith(';')) return syntaxFault(offset, length, 'A comma stands between members, not a semicolon.');
  if (found === '+') return syntaxFault(offset, length, 'JSON cannot join strings. Write one.');
  const touchesString = previousEnd === offset && text.charAt(previousEnd - 1) === '"';
  const hint = touchesString ? ' A quote inside a string is written \\".' : '';
  return syntaxFault(
    offset,
    length,
    `${found} does not belong here. A comma or a closing bracket follows a value.${hint}`,
  );
}

/**
 * Skips stray text in a list or an object, up to a comma, to the closing bracket, or to the next member of the object.
 * @param depth the number of brackets that are open in the stray text before the current token
 */
export function skipStrayText(tokens: TokenStream, type: Node['type'], depth = 0): void {
  while (!tokens.isAtEnd) {
    if (depth === 0) {
      if (tokens.kind === SyntaxKind.CommaToken || isClosing(tokens.kind)) return;
      if (type === 'object' && startsMember(tokens)) return;
    }
    if (isOpening(tokens.kind)) depth++;
    if (isClosing(tokens.kind)) depth--;
    if (tokens.isUnterminated) tokens.hasOverrun = true;
    tokens.advance();
  }
}
