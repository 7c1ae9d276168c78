/** Faults of syntax. Functions that return one are named after what is wrong, such as `missingComma`. */

/** A fault of syntax; `kind` is the ID of the rule that reports it. */
export interface ParseError {
  readonly kind: 'json-syntax' | 'comment' | 'trailing-comma' | 'byte-order-mark' | 'too-deep';
  readonly offset: number;
  readonly length: number;
  readonly message: string;
  readonly related?: { readonly offset: number; readonly length: number; readonly message: string };
  /** A replacement for a span of the text, if it is certain to be what the author meant. */
  readonly instead?: { readonly offset: number; readonly length: number; readonly text: string };
}

/** Creates a fault, of the kind `json-syntax` unless specified otherwise. */
export function syntaxFault(
  offset: number,
  length: number,
  message: string,
  { kind = 'json-syntax', related, instead }: Partial<Pick<ParseError, 'kind' | 'related' | 'instead'>> = {},
): ParseError {
  return { kind, offset, length, message, related, instead };
}
