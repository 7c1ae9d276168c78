/** The tokens of a JSON text: jsonc-parser's scanner, with a fast path for punctuation and plain strings. */
import { createScanner, ScanError, SyntaxKind } from 'jsonc-parser';

/** Tokens of one character. */
const punctuation: Readonly<Record<string, SyntaxKind>> = {
  '{': SyntaxKind.OpenBraceToken,
  '}': SyntaxKind.CloseBraceToken,
  '[': SyntaxKind.OpenBracketToken,
  ']': SyntaxKind.CloseBracketToken,
  ':': SyntaxKind.ColonToken,
  ',': SyntaxKind.CommaToken,
};

/** The same by character code, which is looked up once for each token. */
const punctuationByCode: readonly (SyntaxKind | undefined)[] = Array.from(
  { length: 0x80 },
  (_, code) => punctuation[String.fromCharCode(code)],
);

/** A string without escapes and control characters. A regular expression finds its end several times as fast as a loop. */
const plainString = /"[^"\\\u0000-\u001f]*"/y;

/** A token, which doesn't change while its scanner reads on. */
export interface Token {
  readonly kind: SyntaxKind;
  readonly offset: number;
  readonly end: number;
  readonly isUnterminated: boolean;
}

/** Reads a text token by token. White space is skipped. Comments are tokens, including those that begin with `#`. */
export class Scanner {
  readonly text: string;
  /** Created on first use: most texts never need jsonc-parser's scanner. */
  #fallback: ReturnType<typeof createScanner> | undefined;
  /** Where the search for the next token starts. */
  position: number;
  kind: SyntaxKind = SyntaxKind.Unknown;
  /** The start of the token. */
  offset: number;
  /** The length of the token, which never reaches past the end of the text. */
  length = 0;
  error: ScanError = ScanError.None;
  #isPlain = false;

  constructor(text: string, from = 0) {
    this.text = text;
    this.position = from;
    this.offset = from;
  }

  /** Reads the next token. */
  scan(): void {
    const { text } = this;
    const at = afterWhiteSpace(text, this.position);
    const code = text.charCodeAt(at);
    this.offset = at;
    const kind = punctuationByCode[code];
    this.#isPlain = kind !== undefined || code === 0x22;
    if (kind !== undefined) this.#accept(kind, 1);
    else if (this.#isPlain && this.#isPlainString(at))
      this.#accept(SyntaxKind.StringLiteral, plainString.lastIndex - at);
    else if (code === 0x23) this.#accept(SyntaxKind.LineCommentTrivia, lineEnd(text, at) - at);
    else this.#scanFallback(at);
  }

  /** Reads the next token and returns a copy of it; `undefined` at the end of the text. */
  next(): Token | undefined {
    this.scan();
    const { kind, offset, position: end, isUnterminated } = this;
    return kind === SyntaxKind.EOF ? undefined : { kind, offset, end, isUnterminated };
  }

  #isPlainString(at: number): boolean {
    plainString.lastIndex = at;
    return plainString.test(this.text);
  }

  #accept(kind: SyntaxKind, length: number): void {
    this.kind = kind;
    this.error = ScanError.None;
    this.resize(length);
  }

  #scanFallback(at: number): void {
    this.#fallback ??= createScanner(this.text);
    const fallback = this.#fallback;
    this.#isPlain = false;
    fallback.setPosition(at);
    const kind = fallback.scan();
    // An unterminated comment ends one character past the end of the text.
    this.#accept(kind, Math.min(fallback.getTokenLength(), this.text.length - at));
    this.error = fallback.getTokenError();
  }

  /** Changes the length of the current token. The next token is read from its new end. */
  resize(length: number): void {
    this.length = length;
    this.position = this.offset + length;
  }

  /** The content of a string without quotes and escapes, or the text of a word. */
  get value(): string {
    if (!this.#isPlain) return this.#fallback?.getTokenValue() ?? '';
    return this.text.slice(this.offset + 1, this.offset + this.length - 1);
  }

  /** Whether the token is a string without a closing quote on its line, or a block comment without an end. */
  get isUnterminated(): boolean {
    return this.error === ScanError.UnexpectedEndOfString || this.error === ScanError.UnexpectedEndOfComment;
  }
}

/** Whether a token is `{` or `[`. */
export const isOpening = (kind: SyntaxKind): boolean =>
  kind === SyntaxKind.OpenBraceToken || kind === SyntaxKind.OpenBracketToken;

/** Whether a token is `}` or `]`. */
export const isClosing = (kind: SyntaxKind): boolean =>
  kind === SyntaxKind.CloseBraceToken || kind === SyntaxKind.CloseBracketToken;

export const isComment = (kind: SyntaxKind): boolean =>
  kind === SyntaxKind.LineCommentTrivia || kind === SyntaxKind.BlockCommentTrivia;

/** Whether a token is a string, a number, a keyword, or text that JSON doesn't have: not punctuation, a comment, or the end. */
export const isWord = (kind: SyntaxKind): boolean =>
  kind === SyntaxKind.StringLiteral ||
  kind === SyntaxKind.Unknown ||
  kind === SyntaxKind.NumericLiteral ||
  kind === SyntaxKind.TrueKeyword ||
  kind === SyntaxKind.FalseKeyword ||
  kind === SyntaxKind.NullKeyword;

/** The first offset at or after `at` that holds no JSON white space. */
export function afterWhiteSpace(text: string, at: number): number {
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
  }
}

/** The offset of the next line break at or after `from`, or the end of the text. */
function lineEnd(text: string, from: number): number {
  const found = text.slice(from).search(/[\r\n]/);
  return found < 0 ? text.length : from + found;
}
