/** Where in a request a caret stands, read from the tokens around it: text that is being typed has no tree to trust. */
import { createScanner, type JSONScanner, SyntaxKind } from 'jsonc-parser';
import { memberShape } from './document';
import { afterWhiteSpace } from './parse';
import type { Shape, Struct } from './shape';

export interface Caret {
  /** What is being written: from its opening quote or first letter to its end; empty between other things. */
  readonly start: number;
  readonly end: number;
  /** Whether a name or a value belongs here. */
  readonly wants: 'name' | 'value';
  /** The shape of the object around a name, or of the value; nothing where nothing is described. */
  readonly shape: Shape | undefined;
  /** The structure of which the value is a member, and that member's name. */
  readonly owner?: Struct;
  readonly member?: string;
  /** The names that stand in the same object, without the one that is being written. */
  readonly written: ReadonlySet<string>;
  /** Whether a colon, and so a value, follows already. */
  readonly hasColon: boolean;
  /** Where a comma is missing before, if one is. */
  readonly commaAt?: number;
  /** Whether something follows that must be kept apart by a comma. */
  readonly needsComma: boolean;
}

interface Level {
  readonly type: 'object' | 'array';
  readonly shape: Shape | undefined;
  readonly names: string[];
  key: string | undefined;
  expects: 'name' | 'colon' | 'value' | 'comma';
}

/** The place of a caret in a text that should describe `root`; nothing in a comment or at a place for neither name nor value. */
export function caretAt(text: string, root: Struct, offset: number): Caret | undefined {
  const { start, end } = writtenAt(text, offset);
  const scanner = createScanner(text, true);
  const levels: Level[] = [];
  /** Whether the request has begun, or even ended, before the caret. */
  let hasBegun = false;
  let lastEnd = 0;
  for (;;) {
    const token = nextToken(scanner, text);
    const at = scanner.getTokenOffset();
    if (token === SyntaxKind.EOF || at >= start) break;
    lastEnd = at + scanner.getTokenLength();
    const level = levels.at(-1);
    const done = () => {
      if (level) level.expects = 'comma';
      else hasBegun = true;
    };
    switch (token) {
      case SyntaxKind.OpenBraceToken:
      case SyntaxKind.OpenBracketToken: {
        const shape = level ? inner(level) : root;
        const isObject = token === SyntaxKind.OpenBraceToken;
        done();
        levels.push({
          type: isObject ? 'object' : 'array',
          shape,
          names: [],
          key: undefined,
          expects: isObject ? 'name' : 'value',
        });
        break;
      }
      case SyntaxKind.CloseBraceToken:
      case SyntaxKind.CloseBracketToken:
        levels.pop();
        break;
      case SyntaxKind.CommaToken:
        if (level) level.expects = level.type === 'object' ? 'name' : 'value';
        break;
      case SyntaxKind.ColonToken:
        if (level?.type === 'object') level.expects = 'value';
        break;
      default:
        if (level?.type === 'object' && level.expects !== 'value') {
          level.key = scanner.getTokenValue().replace(/^['"]|['"]$/g, '');
          level.names.push(level.key);
          level.expects = 'colon';
        } else done();
    }
  }
  if (isInComment(text, lastEnd, start)) return undefined;
  const level = levels.at(-1);
  if (!level) {
    if (hasBegun || text.slice(end).trim() !== '') return undefined;
    return { start, end, wants: 'value', shape: root, written: new Set(), hasColon: false, needsComma: false };
  }
  if (level.expects === 'colon') return undefined;
  const after = following(text, end);
  const isName = level.type === 'object' && level.expects !== 'value';
  const commaAt = level.expects === 'comma' ? lastEnd : undefined;
  const needsComma = isName ? after.isMember : level.type === 'array' ? /^["\w{[-]/.test(after.next) : after.isMember;
  if (isName) {
    const written = new Set([...level.names, ...after.names]);
    return { start, end, wants: 'name', shape: level.shape, written, hasColon: after.hasColon, commaAt, needsComma };
  }
  const owner = level.type === 'object' && level.shape?.kind === 'struct' ? level.shape : undefined;
  if (level.type === 'object') {
    // A colon says that this is a name, and another value that there is none to be written.
    const isOccupied = /^["\w{[-]/.test(after.next) && !after.isMember;
    if (after.hasColon || isOccupied) return undefined;
  }
  return {
    start,
    end,
    wants: 'value',
    shape: inner(level),
    owner,
    member: level.key,
    written: new Set(),
    hasColon: false,
    commaAt,
    needsComma,
  };
}

/** The shape of a value inside an object or list. */
function inner({ type, shape, key }: Level): Shape | undefined {
  if (type === 'array') return shape?.kind === 'list' ? shape.item : undefined;
  if (shape?.kind === 'dict') return shape.value;
  return shape?.kind === 'struct' && key !== undefined ? memberShape(shape, key) : undefined;
}

/** The string or word at an offset; no string goes over the end of its line. */
function writtenAt(text: string, offset: number): { start: number; end: number } {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  let open: number | undefined;
  for (let at = lineStart; at < offset; at++) {
    if (text.charAt(at) === '\\' && open !== undefined) at++;
    else if (text.charAt(at) === '"') open = open === undefined ? at : undefined;
  }
  if (open !== undefined) {
    // Up to the closing quote, where no punctuation stands before it that would belong to the next member.
    const rest = /^(?:[^"\\,:{}[\]\r\n]|\\.)*"/.exec(text.slice(offset, offset + 4096))?.[0].length;
    const word = /^[\w.-]*/.exec(text.slice(offset, offset + 256))?.[0].length ?? 0;
    return { start: open, end: offset + (rest ?? word) };
  }
  const before = /[\w$.-]*$/.exec(text.slice(Math.max(lineStart, offset - 256), offset))?.[0].length ?? 0;
  const after = /^[\w$.-]*/.exec(text.slice(offset, offset + 256))?.[0].length ?? 0;
  // A caret right before a string is on that string.
  const string =
    before + after === 0 ? /^"(?:[^"\\\r\n]|\\.)*"/.exec(text.slice(offset, offset + 4096))?.[0].length : undefined;
  return string ? { start: offset, end: offset + string } : { start: offset - before, end: offset + after };
}

/** What follows in the same object: whether a colon or a member is next, the next character, and the names of the members. */
function following(text: string, end: number): { hasColon: boolean; isMember: boolean; next: string; names: string[] } {
  const scanner = createScanner(text, true);
  scanner.setPosition(end);
  const names: string[] = [];
  let depth = 0;
  let hasColon = false;
  let isMember = false;
  let next = '';
  let last: string | undefined;
  for (let count = 0; ; count++) {
    const token = nextToken(scanner, text);
    if (token === SyntaxKind.EOF) break;
    if (count === 0) {
      hasColon = token === SyntaxKind.ColonToken;
      next = text.charAt(scanner.getTokenOffset());
    }
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) depth++;
    if ((token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken) && depth-- === 0) break;
    if (depth === 0 && token === SyntaxKind.ColonToken && last !== undefined) {
      names.push(last);
      if (count === 1) isMember = true;
    }
    last = token === SyntaxKind.StringLiteral ? scanner.getTokenValue() : undefined;
  }
  return { hasColon, isMember, next, names };
}

/** The next token that is no comment; the scanner would make a string of all white space first. */
function nextToken(scanner: JSONScanner, text: string): SyntaxKind {
  const start = afterWhiteSpace(text, scanner.getPosition());
  if (start > scanner.getPosition()) scanner.setPosition(start);
  return scanner.scan();
}

/** Whether an offset is in a comment that begins after the last token. */
function isInComment(text: string, from: number, offset: number): boolean {
  const between = text.slice(from, offset);
  return /\/\/[^\r\n]*$/.test(between) || between.lastIndexOf('/*') > between.lastIndexOf('*/');
}
