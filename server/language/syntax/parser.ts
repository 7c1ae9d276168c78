/** A tolerant JSON parser: any text has a tree, and each fault of syntax is reported once. */
import { type Node, ScanError, SyntaxKind } from 'jsonc-parser';
import { matchClosing, missingListEnd, skipBrackets, tooDeepFault, unclosedBrackets } from './brackets';
import { type ParseError, syntaxFault } from './faults';
import { isPlaceholder } from './foreign';
import { recoverLiteral } from './literals';
import { notAName, recoverBareName, recoverQuotedName, startsMember, startsNextMember } from './members';
import { recoverLeadingText, trailingText } from './root';
import { isClosing, isOpening, isWord } from './scanner';
import {
  colonInList,
  missingComma,
  missingElement,
  missingValue,
  recoverColon,
  skipStrayText,
  strayText,
  trailingCommaFault,
} from './separators';
import { escapeFaults, recoverString } from './strings';
import { TokenStream } from './tokens';

export type { ParseError } from './faults';

export interface Parsed {
  readonly root: Node | undefined;
  readonly faults: readonly ParseError[];
  /** Nodes of which a part couldn't be read, so that nothing should be reported about the whole. */
  readonly torn: ReadonlySet<Node>;
}

/** A node that is still being parsed. */
type Growing = { -readonly [K in keyof Node]: Node[K] };
type Bracketed = Growing & { type: 'array' | 'object'; children: Node[] };

/** Deeper nesting is reported and skipped: no request needs more than ten levels. */
export const maxDepth = 500;

/** A longer text is reported and not parsed: a request that reaches every limit has about 125,000 characters. */
export const maxLength = 4_000_000;

/** The message about a byte order mark, which an editor might have removed from the text. */
export const byteOrderMarkMessage =
  'The file begins with a byte order mark, and the AWS CLI refuses it. Save the file as UTF-8 without BOM.';

const tooLong = ({ length }: string): ParseError =>
  syntaxFault(
    0,
    1,
    `This text has ${Math.round(length / 1e6)} million characters, and no definition is so long, so it was not read.`,
  );

/**
 * Parses any text. If the text isn't JSON (RFC 8259), the tree holds what was probably meant, and `faults` says what is
 * wrong. There are faults exactly if `JSON.parse` would throw, and for a byte order mark and a text that is too long.
 */
export function parse(text: string): Parsed {
  if (text.length > maxLength) return { root: undefined, faults: [tooLong(text)], torn: new Set() };
  const binary = text.indexOf('\0');
  if (binary >= 0) {
    const message = 'This is no text: it holds a NUL character here. Save the file as UTF-8.';
    return { root: undefined, faults: [syntaxFault(binary, 1, message)], torn: new Set() };
  }
  return new Parser(text).parse();
}

/**
 * A recursive descent parser. Each method parses what begins at the current token, and advances past it. What to do about
 * a token that JSON doesn't allow is decided in `syntax/`; the parser reports the fault and builds the tree.
 */
class Parser {
  readonly #tokens: TokenStream;
  readonly #torn = new Set<Node>();
  /** The brackets that are open at the current token, outermost first. */
  readonly #open: Node[] = [];
  /** The brackets that the end of the text leaves open, innermost first. */
  readonly #unclosed: Node[] = [];
  /** The end of a token after which a missing comma is a consequence of a fault that has been reported. */
  #commaExcusedAt = -1;

  constructor(text: string) {
    const hasByteOrderMark = text.charCodeAt(0) === 0xfeff;
    this.#tokens = new TokenStream(text, hasByteOrderMark ? 1 : 0);
    if (hasByteOrderMark) this.#report(syntaxFault(0, 1, byteOrderMarkMessage, { kind: 'byte-order-mark' }));
  }

  parse(): Parsed {
    const tokens = this.#tokens;
    tokens.advance();
    const leading = recoverLeadingText(tokens);
    if (leading) {
      this.#report(leading.fault);
      tokens.resize(leading.skip);
      tokens.advance();
    }
    const root = this.#value(undefined, 0);
    const unclosed = tokens.hasOverrun ? undefined : unclosedBrackets(this.#unclosed, tokens.previousEnd);
    if (unclosed) this.#report(unclosed);
    if (!tokens.isAtEnd) this.#report(trailingText(tokens, root !== undefined));
    // Comments in the rest of the text are still reported.
    while (!tokens.isAtEnd) tokens.advance();
    return { root, faults: tokens.faults.sort((a, b) => a.offset - b.offset), torn: this.#torn };
  }

  #report(fault: ParseError): void {
    this.#tokens.faults.push(fault);
  }

  /** Creates a leaf of the span of the current token. */
  #leaf(type: Node['type'], value: unknown, parent: Node | undefined): Node {
    const { offset, length } = this.#tokens;
    return { type, value, offset, length, parent };
  }

  /** Creates a leaf and advances past the current token. */
  #readLeaf(type: Node['type'], value: unknown, parent: Node | undefined): Node {
    const node = this.#leaf(type, value, parent);
    this.#tokens.advance();
    return node;
  }

  /** Parses a value; returns `undefined`, with or without a fault, if there is none. */
  #value(parent: Node | undefined, depth: number): Node | undefined {
    const tokens = this.#tokens;
    const { kind } = tokens;
    switch (kind) {
      case SyntaxKind.OpenBraceToken:
        if (isPlaceholder(tokens.text, tokens.offset)) return this.#literal(parent);
        return depth < maxDepth ? this.#bracketed('object', parent, depth) : this.#tooDeep(parent);
      case SyntaxKind.OpenBracketToken:
        return depth < maxDepth ? this.#bracketed('array', parent, depth) : this.#tooDeep(parent);
      case SyntaxKind.StringLiteral:
        return this.#string(parent);
      case SyntaxKind.NumericLiteral: {
        const touchesWord = /[0-9A-Za-z_.+-]/.test(tokens.text.charAt(tokens.offset + tokens.length));
        if (tokens.error !== ScanError.None || touchesWord) return this.#literal(parent);
        return this.#readLeaf('number', Number(tokens.value), parent);
      }
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword:
        return this.#readLeaf('boolean', kind === SyntaxKind.TrueKeyword, parent);
      case SyntaxKind.NullKeyword:
        return this.#readLeaf('null', null, parent);
      case SyntaxKind.Unknown:
        return this.#literal(parent);
      default:
        return undefined;
    }
  }

  #string(parent: Node | undefined): Node {
    const tokens = this.#tokens;
    const recovery = recoverString(tokens);
    if (!recovery) return this.#plainString(parent);
    this.#report(recovery.fault);
    tokens.resize(recovery.length);
    const node = this.#leaf('string', tokens.raw.slice(1), parent);
    this.#torn.add(node);
    if (recovery.isUnclosed) this.#commaExcusedAt = tokens.offset + tokens.length;
    tokens.advance();
    return node;
  }

  /** Parses a string whose quotes are intact. */
  #plainString(parent: Node | undefined): Node {
    const tokens = this.#tokens;
    if (tokens.error !== ScanError.None) tokens.faults.push(...escapeFaults(tokens.raw, tokens.offset));
    return this.#readLeaf('string', tokens.value, parent);
  }

  /** Parses a value that isn't JSON; returns `undefined`, with a fault, if its meaning is unknown. */
  #literal(parent: Node | undefined): Node | undefined {
    const tokens = this.#tokens;
    const { length, meant, isCertain, fault } = recoverLiteral(tokens.text, tokens.offset);
    tokens.resize(length);
    const node = meant && this.#leaf(meant.type, meant.value, parent);
    if (node && !isCertain) this.#torn.add(node);
    this.#report(fault);
    tokens.advance();
    return node;
  }

  /** Reports too deep nesting once, and skips it. */
  #tooDeep(parent: Node | undefined): undefined {
    const tokens = this.#tokens;
    if (!tokens.faults.some((it) => it.kind === 'too-deep')) this.#report(tooDeepFault(tokens.offset, maxDepth));
    if (parent) this.#torn.add(parent);
    skipBrackets(tokens);
  }

  /** Parses a list or an object, up to its closing bracket or to where it must have ended. */
  #bracketed(type: Bracketed['type'], parent: Node | undefined, depth: number): Node {
    const tokens = this.#tokens;
    const { offset, length } = tokens;
    const node: Bracketed = { type, offset, length, parent, children: [] };
    this.#open.push(node);
    tokens.advance();
    /** The offset of the last comma, as long as nothing follows it. */
    let comma: number | undefined;
    let needsComma = false;
    let isClosed = false;
    while (!isClosed && !tokens.isAtEnd) {
      if (isClosing(tokens.kind)) isClosed = this.#closing(node, comma);
      else if (tokens.kind === SyntaxKind.CommaToken) {
        if (needsComma) comma = tokens.offset;
        else this.#report(missingElement(tokens.offset, type));
        needsComma = false;
        tokens.advance();
      } else if (type === 'array' && parent?.type === 'property' && isWord(tokens.kind) && tokens.peek() === ':') {
        this.#report(missingListEnd(node, tokens.previousEnd));
        this.#torn.add(node);
        this.#commaExcusedAt = tokens.previousEnd;
        isClosed = true;
      } else {
        comma = undefined;
        needsComma = type === 'array' ? this.#item(node, depth, needsComma) : this.#member(node, depth, needsComma);
      }
    }
    if (!isClosed) {
      this.#torn.add(node);
      this.#unclosed.push(node);
    }
    node.length = tokens.previousEnd - offset;
    this.#open.pop();
    return node;
  }

  /** Parses a closing bracket in `node`, which a comma might precede; returns whether `node` ends here. */
  #closing(node: Bracketed, comma: number | undefined): boolean {
    const tokens = this.#tokens;
    const { closes, fault } = matchClosing(tokens, this.#open, node);
    if (fault) {
      this.#report(fault);
      this.#torn.add(node);
    }
    if (closes !== 'none' && comma !== undefined) this.#report(trailingCommaFault(comma, tokens.raw));
    if (closes !== 'outer') tokens.advance();
    return closes !== 'none';
  }

  /** Parses an item of a list; returns whether a comma must follow. */
  #item(list: Bracketed, depth: number, needsComma: boolean): boolean {
    const tokens = this.#tokens;
    if (tokens.kind === SyntaxKind.ColonToken) {
      this.#report(colonInList(tokens.offset));
      tokens.advance();
      this.#skip(list);
      return needsComma;
    }
    if (needsComma) this.#missingComma();
    const node = this.#value(list, depth + 1);
    if (node) list.children.push(node);
    else this.#torn.add(list);
    return true;
  }

  /** Parses a member of an object; returns whether a comma must follow. */
  #member(object: Bracketed, depth: number, needsComma: boolean): boolean {
    const tokens = this.#tokens;
    if (needsComma) {
      if (!startsNextMember(tokens)) {
        this.#report(strayText(tokens));
        this.#skip(object);
        return !startsMember(tokens);
      }
      this.#missingComma();
    }
    const { offset, length } = tokens;
    const property: Growing & { children: Node[] } = { type: 'property', offset, length, parent: object, children: [] };
    const key = this.#name(property);
    if (!key) {
      this.#report(notAName(tokens));
      const opened = isOpening(tokens.kind) ? 1 : 0;
      tokens.advance();
      this.#skip(object, opened);
      return !startsMember(tokens);
    }
    object.children.push(property);
    const node = this.#memberValue(property, key, depth);
    // A literal is stored in less memory than an array that has grown.
    property.children = node ? [key, node] : [key];
    property.length = tokens.previousEnd - property.offset;
    return node !== undefined || !startsMember(tokens);
  }

  /** Parses the name of a member, quoted or not; returns `undefined`, without a fault, if there is none. */
  #name(property: Node): Node | undefined {
    const tokens = this.#tokens;
    const isString = tokens.kind === SyntaxKind.StringLiteral;
    const recovery = isString ? recoverQuotedName(tokens) : recoverBareName(tokens);
    if (!recovery) return isString ? this.#plainString(property) : undefined;
    const { length, name, fault } = recovery;
    // Where the name was meant to end is unknown.
    if (tokens.isUnterminated && length === tokens.length) tokens.hasOverrun = true;
    tokens.resize(length);
    if (fault) this.#report(fault);
    const key = this.#leaf('string', name, property);
    if (isString && tokens.hasOverrun) this.#torn.add(key);
    tokens.advance();
    return key;
  }

  /** Parses the colon and the value after a member's name; returns `undefined`, with a fault, if there is no value. */
  #memberValue(property: Growing, key: Node, depth: number): Node | undefined {
    const tokens = this.#tokens;
    if (tokens.kind !== SyntaxKind.ColonToken) {
      const { found, fault } = recoverColon(tokens, key);
      const isReported = found === 'nothing' && this.#torn.has(key);
      if (!isReported) this.#report(fault);
      if (found === 'value') return this.#value(property, depth + 1);
      if (found === 'nothing') {
        this.#torn.add(key);
        return undefined;
      }
      tokens.resize(1);
    }
    property.colonOffset = tokens.offset;
    tokens.advance();
    const reported = tokens.faults.length;
    const isNextName = tokens.kind === SyntaxKind.StringLiteral && tokens.peek() === ':';
    const node = isNextName ? undefined : this.#value(property, depth + 1);
    if (node) return node;
    if (tokens.faults.length === reported) this.#report(missingValue(property.colonOffset));
    const resumes = tokens.kind === SyntaxKind.CommaToken || isClosing(tokens.kind) || startsMember(tokens);
    if (!resumes && property.parent) this.#skip(property.parent);
    return undefined;
  }

  #missingComma(): void {
    const { previousEnd } = this.#tokens;
    if (previousEnd !== this.#commaExcusedAt) this.#report(missingComma(previousEnd));
  }

  /** Skips stray text in an object or list. */
  #skip(within: Node, depth = 0): void {
    this.#torn.add(within);
    skipStrayText(this.#tokens, within.type, depth);
  }
}
