/** Where in a request a caret stands, read from the tokens around it: text that is being typed has no tree to trust. */
import { SyntaxKind } from 'jsonc-parser';
import type { Shape, Struct } from '../description/shape';
import { memberShape } from './document';
import { maxDepth, maxLength } from './parser';
import { isClosing, isComment, isOpening, isWord, Scanner, type Token } from './scanner';

export interface Caret {
  /** What is being written: from its opening quote or first letter to its end; empty between other things. */
  readonly start: number;
  readonly end: number;
  /** Whether a name or a value belongs here. */
  readonly wants: 'name' | 'value';
  /** The shape of the object around a name, or of the value; nothing where nothing is described. */
  readonly shape: Shape | undefined;
  /** The structure of which the value is a member, where it is one. */
  readonly owner?: Struct;
  /** The name of the member or entry of which it is the value. */
  readonly member?: string;
  /** The names that stand in the same object, without the one that is being written. */
  readonly written: ReadonlySet<string>;
  /** Whether a colon, and so a value, follows already. */
  readonly hasColon: boolean;
  /** Where a comma is missing before, if one is: behind the last thing, which may be where the caret stands. */
  readonly commaAt?: number;
  /** Whether something follows that must be kept apart by a comma. */
  readonly needsComma: boolean;
}

interface OpenLevel {
  readonly type: 'object' | 'array';
  readonly shape: Shape | undefined;
  /** The names that have been read: few are asked for what they say. */
  readonly names: Token[];
  expects: 'name' | 'colon' | 'value' | 'comma';
}

/** The place of a caret in a text that should describe `root`; nothing in a comment, at a place for neither name nor value, and in what is not read. */
export function caretAt(text: string, root: Struct, offset: number): Caret | undefined {
  if (text.length > maxLength) return undefined;
  const levels: OpenLevel[] = [];
  /** Whether the request has begun, or even ended, before the caret. */
  let hasBegun = false;
  let last: Token | undefined;
  let touched: Token | undefined;
  const scanner = new Scanner(text);
  for (let token = scanner.next(); token && token.offset < offset; token = scanner.next()) {
    const isInside = offset < token.end || (offset === token.end && continuesAtEnd(token));
    if (isComment(token.kind)) {
      if (isInside) return undefined;
      continue;
    }
    if (token.kind === SyntaxKind.StringLiteral ? isInside : offset <= token.end && isWord(token.kind)) {
      touched = token;
      break;
    }
    last = token;
    hasBegun = true;
    advance(text, levels, token, root);
    if (levels.length > maxDepth) return undefined;
  }
  const { start, end } = writtenAt(text, offset, touched);
  const level = levels.at(-1);
  if (!level) {
    if (hasBegun || text.slice(end).trim() !== '') return undefined;
    return { start, end, wants: 'value', shape: root, written: new Set(), hasColon: false, needsComma: false };
  }
  if (level.expects === 'colon') return undefined;
  const lacksComma = level.expects === 'comma';
  // A comma would stand in a string that has lost its closing quote.
  if (lacksComma && last?.isUnterminated) return undefined;
  const commaAt = lacksComma ? last?.end : undefined;
  const behind = following(text, end);
  if (level.type === 'array')
    return {
      start,
      end,
      wants: 'value',
      shape: inner(text, level),
      written: new Set(),
      hasColon: false,
      commaAt,
      needsComma: behind.isThing,
    };
  if (level.expects !== 'value') {
    const written = new Set([...level.names, ...behind.names].map((it) => wordOf(text, it)));
    return {
      start,
      end,
      wants: 'name',
      shape: level.shape,
      written,
      hasColon: behind.isColon,
      commaAt,
      needsComma: behind.isMember,
    };
  }
  // A colon says that this is a name, and another value that there is none to be written.
  if (behind.isColon || (behind.isThing && !behind.isMember)) return undefined;
  const owner = level.shape?.kind === 'struct' ? level.shape : undefined;
  return {
    start,
    end,
    wants: 'value',
    shape: inner(text, level),
    owner,
    member: keyOf(text, level),
    written: new Set(),
    hasColon: false,
    needsComma: behind.isMember,
  };
}

/** Goes over a token: into brackets and out of them, from name to colon to value to comma. */
function advance(text: string, levels: OpenLevel[], token: Token, root: Struct): void {
  const { kind } = token;
  const level = levels.at(-1);
  switch (kind) {
    case SyntaxKind.OpenBraceToken:
    case SyntaxKind.OpenBracketToken: {
      const isObject = kind === SyntaxKind.OpenBraceToken;
      const shape = level ? inner(text, level) : root;
      if (level) level.expects = 'comma';
      levels.push({
        type: isObject ? 'object' : 'array',
        shape,
        names: [],
        expects: isObject ? 'name' : 'value',
      });
      return;
    }
    case SyntaxKind.CloseBraceToken:
    case SyntaxKind.CloseBracketToken:
      levels.pop();
      return;
    case SyntaxKind.CommaToken:
      if (level) level.expects = level.type === 'object' ? 'name' : 'value';
      return;
    case SyntaxKind.ColonToken:
      if (level?.type === 'object') level.expects = 'value';
      return;
  }
  if (level?.type === 'object' && level.expects !== 'value') {
    level.names.push(token);
    level.expects = 'colon';
  } else if (level) level.expects = 'comma';
}

/** The shape of a value inside an object or list. */
function inner(text: string, level: OpenLevel): Shape | undefined {
  const { type, shape } = level;
  if (type === 'array') return shape?.kind === 'list' ? shape.item : undefined;
  if (shape?.kind === 'dict') return shape.value;
  const key = keyOf(text, level);
  return shape?.kind === 'struct' && key !== undefined ? memberShape(shape, key) : undefined;
}

/** The name that was read last. */
function keyOf(text: string, { names }: OpenLevel): string | undefined {
  const last = names.at(-1);
  return last && wordOf(text, last);
}

/** The string or word that the caret is on; empty where it is on none. */
function writtenAt(text: string, offset: number, touched: Token | undefined): { start: number; end: number } {
  if (touched?.kind === SyntaxKind.StringLiteral) {
    // Where text follows at once, the string has lost its closing quote, and this one opens the next.
    const isWhole = !touched.isUnterminated && !/[\p{L}\p{N}_$]/u.test(text.charAt(touched.end));
    return { start: touched.offset, end: isWhole ? touched.end : offset + letters(text, offset) };
  }
  const before = /[\w$.-]*$/.exec(text.slice(Math.max(0, offset - 256), offset))?.[0].length ?? 0;
  const after = letters(text, offset);
  if (before + after === 0) {
    // A caret right before a string is on that string.
    const string = /^"(?:[^"\\\r\n]|\\.)*"/.exec(text.slice(offset, offset + 4096))?.[0].length ?? 0;
    return { start: offset, end: offset + string };
  }
  const [start, end] = [offset - before, offset + after];
  const isQuoted = text.charAt(start - 1) === "'" && text.charAt(end) === "'";
  return isQuoted ? { start: start - 1, end: end + 1 } : { start, end };
}

const letters = (text: string, at: number) => /^[\w$.-]*/.exec(text.slice(at, at + 256))?.[0].length ?? 0;

/** What follows in the same object or list. */
interface Following {
  readonly isColon: boolean;
  /** Whether a member is next. */
  readonly isMember: boolean;
  /** Whether a name, a value or an opening bracket is next. */
  readonly isThing: boolean;
  /** The names of all members that follow. */
  readonly names: readonly Token[];
}

function following(text: string, from: number): Following {
  const names: Token[] = [];
  let depth = 0;
  let first: Token | undefined;
  let second: Token | undefined;
  let last: Token | undefined;
  const scanner = new Scanner(text, from);
  for (let token = scanner.next(); token; token = scanner.next()) {
    const { kind } = token;
    if (isComment(kind)) continue;
    if (!first) first = token;
    else second ??= token;
    if (isOpening(kind)) depth++;
    if (isClosing(kind) && depth-- === 0) break;
    if (depth === 0 && kind === SyntaxKind.ColonToken && last && isWord(last.kind)) names.push(last);
    last = token;
  }
  const isThing = first !== undefined && (isWord(first.kind) || isOpening(first.kind));
  return {
    isColon: first?.kind === SyntaxKind.ColonToken,
    isMember: first !== undefined && isWord(first.kind) && second?.kind === SyntaxKind.ColonToken,
    isThing,
    names,
  };
}

/** Whether text that is typed at the end of a token becomes a part of it. */
const continuesAtEnd = ({ kind, isUnterminated }: Token) => isUnterminated || kind === SyntaxKind.LineCommentTrivia;

/** The text of a string, or of a word without quotes of other languages. */
function wordOf(text: string, { offset }: Token): string {
  const scanner = new Scanner(text, offset);
  scanner.scan();
  return scanner.value.replace(/^'(.*)'$/, '$1');
}
