/** Recovery from what JSON doesn't allow between tokens: comments, and white space of other kinds. */
import { type ParseError, syntaxFault } from './faults';
import { foreignSpace } from './foreign';

/** A comment and the tokens around it. */
interface CommentContext {
  readonly text: string;
  readonly offset: number;
  readonly length: number;
  /** The end of the last token that isn't trivia. */
  readonly previousEnd: number;
  readonly isUnterminated: boolean;
  /** Whether an unterminated token might have consumed what follows it. */
  readonly hasOverrun: boolean;
}

/**
 * The fault of a comment. Its fix removes the comment, unless the comment is unterminated, touches other text, or takes the
 * place of a value: it might be a part of one, as in `s3://bucket` or `#ff0000`.
 */
export function commentFault({
  text,
  offset,
  length,
  previousEnd,
  isUnterminated,
  hasOverrun,
}: CommentContext): ParseError {
  const isRemovable =
    !hasOverrun &&
    /^[\s,{[}\]]?$/.test(text.charAt(offset - 1)) &&
    text.charAt(beforeWhiteSpace(text, offset, previousEnd)) !== ':';
  const subject = isUnterminated ? 'this one, which has no end' : 'a file with one';
  return syntaxFault(offset, length, `JSON has no comments, and the AWS CLI refuses ${subject}. Remove it.`, {
    kind: 'comment',
    instead: isRemovable ? { offset, length, text: '' } : undefined,
  });
}

/** The fault of white space at `offset` that JSON doesn't have, such as a no-break space. */
export function whiteSpaceFault(text: string, offset: number): ParseError | undefined {
  const space = foreignSpace(text, offset);
  return space && syntaxFault(offset, space.length, space.message);
}

/** The offset of the last character before `at` that isn't white space; if there is none from `from` on, the one before that. */
function beforeWhiteSpace(text: string, at: number, from: number): number {
  let before = at - 1;
  while (before >= from && /\s/.test(text.charAt(before))) before--;
  return before;
}
