/** What tests of the parser's parts have in common: a place in the tokens of a text, and what a fault is about. */
import assert from 'node:assert/strict';
import type { ParseError } from '../../server/language/syntax/faults';
import { TokenStream } from '../../server/language/syntax/tokens';
import { cursor } from '../support/marked';

/** The tokens of a text, the current one of which is at the `|`. */
export function tokensAt(marked: string): TokenStream {
  const { text, offset } = cursor(marked);
  const tokens = new TokenStream(text);
  do tokens.advance();
  while (tokens.offset < offset);
  assert.equal(tokens.offset, offset, 'no token begins at the mark');
  return tokens;
}

/** What a fault underlines. */
export const underlined = (text: string, { offset, length }: ParseError) => text.slice(offset, offset + length);

/** A text after the replacement that a fault suggests; `undefined` if the fault suggests none. */
export const corrected = (text: string, { instead }: ParseError) =>
  instead && text.slice(0, instead.offset) + instead.text + text.slice(instead.offset + instead.length);
