/** Recovery of brackets: a wrong, missing, or extra one, ones that the end of the text leaves open, and too deep nesting. */
import { type Node, SyntaxKind } from 'jsonc-parser';
import { excerpt } from '../text/words';
import { type ParseError, syntaxFault } from './faults';
import { isClosing, isOpening } from './scanner';
import type { TokenStream } from './tokens';

/** A list or an object whose closing bracket has not been read. */
export type OpenBracket = Pick<Node, 'type' | 'offset'>;

/** What a closing bracket closes: the innermost open bracket, one around that, or none. */
export interface Closing {
  readonly closes: 'innermost' | 'outer' | 'none';
  readonly fault?: ParseError;
}

const closesInnermost: Closing = { closes: 'innermost' };

/**
 * Finds what the closing bracket at the current token closes.
 * @param open the brackets that are open, outermost first
 * @param innermost the last of them
 */
export function matchClosing(tokens: TokenStream, open: readonly OpenBracket[], innermost: OpenBracket): Closing {
  const isObject = innermost.type === 'object';
  if ((tokens.kind === SyntaxKind.CloseBraceToken) === isObject) {
    if (open.length > 1 || !isObject || !membersFollow(tokens)) return closesInnermost;
    const message = 'This } closes the request, and more of its members follow. Remove it.';
    return { closes: 'none', fault: syntaxFault(tokens.offset, 1, message) };
  }
  return matchWrongClosing(tokens, open, innermost);
}

/** The same for a `]` in an object or a `}` in a list. */
function matchWrongClosing(tokens: TokenStream, open: readonly OpenBracket[], innermost: OpenBracket): Closing {
  const { offset, raw } = tokens;
  const { type } = innermost;
  const [opening, closing] = type === 'object' ? ['{', '}'] : ['[', ']'];
  const related = relatedTo(innermost, opening);
  const fitsRoot = open[0]?.type !== type;
  const fitsInner = open.slice(1).some((it) => it.type !== type);
  if (fitsInner || (fitsRoot && !membersFollow(tokens)))
    return {
      closes: 'outer',
      fault: syntaxFault(offset, 1, `A ${closing} is missing before this ${raw}.`, { related }),
    };
  const message = `This ${raw} does not fit. A ${closing} must close the ${opening} that is open here.`;
  const closes = tokens.peek() === '' || fitsRoot ? 'innermost' : 'none';
  return { closes, fault: syntaxFault(offset, 1, message, { related }) };
}

const relatedTo = ({ offset }: OpenBracket, opening: string): ParseError['related'] => ({
  offset,
  length: 1,
  message: `The ${opening} that is open here.`,
});

/** Whether members of the request follow the closing bracket that is the current token. */
function membersFollow({ text, offset }: TokenStream): boolean {
  return /^\s*,\s*"(?:[^"\\\r\n]|\\.)*"\s*:/.test(text.slice(offset + 1, offset + 1000));
}

/** The fault of a list without a closing bracket before the next member of the object around it. */
export const missingListEnd = (list: OpenBracket, previousEnd: number): ParseError =>
  syntaxFault(previousEnd - 1, 1, 'A ] is missing here: members of the object follow.', {
    related: relatedTo(list, '['),
  });

/** The fault of brackets that are still open at the end of the text, innermost first; `undefined` if there are none. */
export function unclosedBrackets(unclosed: readonly OpenBracket[], end: number): ParseError | undefined {
  const [innermost] = unclosed;
  if (!innermost) return undefined;
  const missing = unclosed.map((it) => (it.type === 'object' ? '}' : ']')).join(' ');
  const related = { offset: innermost.offset, length: 1, message: 'The innermost bracket that is still open.' };
  return syntaxFault(end - 1, 1, `The text ends here, and ${excerpt(missing)} is still missing.`, { related });
}

/** The fault of a bracket that is nested more than `maxDepth` deep. */
export const tooDeepFault = (offset: number, maxDepth: number): ParseError =>
  syntaxFault(offset, 1, `Brackets are nested more than ${maxDepth} deep here, so the rest was not read.`, {
    kind: 'too-deep',
  });

/** Skips the opening bracket at the current token, up to and including its closing one. */
export function skipBrackets(tokens: TokenStream): void {
  let depth = 0;
  do {
    if (isOpening(tokens.kind)) depth++;
    if (isClosing(tokens.kind)) depth--;
    tokens.advance();
  } while (depth > 0 && !tokens.isAtEnd);
}
