/** The tokens of a text: jsonc-parser's scanner, and a shorter way for what nearly all tokens are. */
import { createScanner, ScanError, SyntaxKind } from 'jsonc-parser';

/** What a token is that is one character. */
const marks: Readonly<Record<string, SyntaxKind>> = {
  '{': SyntaxKind.OpenBraceToken,
  '}': SyntaxKind.CloseBraceToken,
  '[': SyntaxKind.OpenBracketToken,
  ']': SyntaxKind.CloseBracketToken,
  ':': SyntaxKind.ColonToken,
  ',': SyntaxKind.CommaToken,
};

/** The same by code: what stands at each place is looked up once a token. */
const markOf: readonly (SyntaxKind | undefined)[] = Array.from(
  { length: 0x80 },
  (_, code) => marks[String.fromCharCode(code)],
);

/** A string that means what it says: an engine of expressions finds its end several times as fast as a loop does. */
const plainString = /"[^"\\\u0000-\u001f]*"/y;

/** Reads a text token by token; white space is none, comments are. */
export class Scanner {
  readonly #text: string;
  /** Made when it is needed, as for most texts it never is. */
  #odd: ReturnType<typeof createScanner> | undefined;
  /** Where the next token is looked for. */
  position = 0;
  kind: SyntaxKind = SyntaxKind.Unknown;
  /** Where the token begins. */
  offset = 0;
  /** How long it is; never past the end of the text. */
  length = 0;
  error: ScanError = ScanError.None;
  #isPlain = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Goes on to the next token. */
  scan(): void {
    const text = this.#text;
    const at = afterWhiteSpace(text, this.position);
    const code = text.charCodeAt(at);
    this.offset = at;
    const mark = markOf[code];
    this.#isPlain = mark !== undefined || code === 0x22;
    if (mark !== undefined) this.#took(mark, 1);
    else if (this.#isPlain && this.#endsPlain(at)) this.#took(SyntaxKind.StringLiteral, plainString.lastIndex - at);
    else this.#scanOdd(at);
  }

  #endsPlain(at: number): boolean {
    plainString.lastIndex = at;
    return plainString.test(this.#text);
  }

  #took(kind: SyntaxKind, length: number): void {
    this.kind = kind;
    this.length = length;
    this.position = this.offset + length;
    this.error = ScanError.None;
  }

  #scanOdd(at: number): void {
    this.#odd ??= createScanner(this.#text);
    const odd = this.#odd;
    this.#isPlain = false;
    odd.setPosition(at);
    // A comment without an end is said to reach past the end of the text.
    const kind = odd.scan();
    this.#took(kind, Math.min(odd.getTokenLength(), this.#text.length - at));
    this.error = odd.getTokenError();
  }

  /** What a string or a word says, without quotes and escapes. */
  get value(): string {
    if (!this.#isPlain) return this.#odd?.getTokenValue() ?? '';
    return this.#text.slice(this.offset + 1, this.offset + this.length - 1);
  }
}

/** The first offset from here on at which no JSON white space stands. */
export function afterWhiteSpace(text: string, at: number): number {
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
  }
}
