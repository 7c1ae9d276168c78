/** The tokens that the parser reads. Comments and foreign white space are reported and skipped. */
import { SyntaxKind } from 'jsonc-parser';
import { type ParseError, syntaxFault } from './faults';
import { afterWhiteSpace, isComment, Scanner } from './scanner';
import { commentFault, whiteSpaceFault } from './trivia';

/** After this many faults, the rest of the text is skipped: it isn't a definition that someone is writing. */
const maxFaults = 1001;

const restNotChecked = (end: number): ParseError =>
  syntaxFault(
    Math.max(0, end - 1),
    1,
    `The text before this point has more than ${maxFaults - 1} syntax errors or comments, so the rest isn't checked. Fix or remove them.`,
  );

/** The current token of a text, with lookahead, and the faults that have been reported so far. */
export class TokenStream extends Scanner {
  readonly faults: ParseError[] = [];
  /** The end of the token before the current one. */
  previousEnd = 0;
  /**
   * Whether an unterminated string or comment, or the limit of faults, might have consumed closing brackets. The end of the
   * text is then not reported as a fault of its own.
   */
  hasOverrun = false;

  /** Reads the next token that isn't trivia. */
  advance(): void {
    this.previousEnd = this.offset + this.length;
    do {
      if (this.faults.length >= maxFaults) this.#skipRest();
      this.scan();
    } while (this.#reportTrivia());
  }

  /** Skips the rest of the text, and reports that: comments may be allowed, and the rest must not be taken for correct. */
  #skipRest(): void {
    if (this.position < this.text.length) this.faults.push(restNotChecked(this.position));
    this.position = this.text.length;
    this.hasOverrun = true;
  }

  /** Reports the current token if it is trivia that JSON doesn't allow; returns whether it is. */
  #reportTrivia(): boolean {
    if (isComment(this.kind)) {
      if (this.isUnterminated) this.hasOverrun = true;
      this.faults.push(commentFault(this));
      return true;
    }
    if (this.kind !== SyntaxKind.Unknown) return false;
    const fault = whiteSpaceFault(this.text, this.offset);
    if (!fault) return false;
    this.resize(fault.length);
    this.faults.push(fault);
    return true;
  }

  /** The character after the current token and white space; empty at the end of the text. */
  peek(): string {
    return this.text.charAt(afterWhiteSpace(this.text, this.offset + this.length));
  }

  /** The current token as it is written. */
  get raw(): string {
    return this.text.slice(this.offset, this.offset + this.length);
  }

  get isAtEnd(): boolean {
    return this.kind === SyntaxKind.EOF;
  }
}
