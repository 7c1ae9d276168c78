/** Reads JSON as it is while someone types it: always a tree, and each fault of syntax once, where it stands. */
import { type Node, ScanError, SyntaxKind } from 'jsonc-parser';
import { character, excerpt } from '../text/words';
import { type Foreign, foreignName, foreignSpace, foreignValue, innerQuote, isPlaceholder, lostQuote } from './foreign';
import { afterWhiteSpace, Scanner } from './scanner';

/** A fault of syntax; `kind` is the id of the rule that it breaks. */
export interface ParseError {
  readonly kind: 'json-syntax' | 'comment' | 'trailing-comma' | 'byte-order-mark' | 'too-deep';
  readonly offset: number;
  readonly length: number;
  readonly message: string;
  readonly related?: { readonly offset: number; readonly length: number; readonly message: string };
  /** The text that would be right in the place of a span, where that is plain and means what was meant. */
  readonly instead?: { readonly offset: number; readonly length: number; readonly text: string };
}

export interface Parsed {
  readonly root: Node | undefined;
  readonly faults: readonly ParseError[];
  /** Values and names of which a part could not be read, so that nothing should be said of the whole. */
  readonly torn: ReadonlySet<Node>;
}

/** A node that is still being read. */
type Growing = { -readonly [K in keyof Node]: Node[K] };
type Bracketed = Growing & { type: 'array' | 'object'; children: Node[] };

/** Deeper nesting than this is reported and not read: no request needs more than ten levels. */
export const maxDepth = 500;

/** A longer text is reported and not read: a request with every limit filled has some 125,000 characters. */
export const maxLength = 4_000_000;

/** Text with so many faults is no definition that somebody is writing, and is not read to its end. */
const mostFaults = 1001;

/** What is said of a byte order mark, which an editor may have taken away before the text is seen. */
export const byteOrderMark =
  'The file begins with a byte order mark, and the AWS CLI refuses it. Save the file as UTF-8 without BOM.';

const tooLong = ({ length }: string): ParseError => ({
  kind: 'json-syntax',
  offset: 0,
  length: 1,
  message: `This text has ${Math.round(length / 1e6)} million characters, and no definition is so long, so it was not read.`,
});

const cutOff = (end: number): ParseError => ({
  kind: 'json-syntax',
  offset: Math.max(0, end - 1),
  length: 1,
  message: `The text before this point has more than ${mostFaults - 1} syntax errors or comments, so the rest isn't checked. Fix or remove them.`,
});

/**
 * A tree for any text. Where the text is not JSON (RFC 8259), the tree holds what was probably meant, and `faults` says
 * what is wrong with it; there are faults exactly where `JSON.parse` would throw, for a byte order mark, and for a text that
 * is too long.
 */
export function parse(text: string): Parsed {
  if (text.length > maxLength) return { root: undefined, faults: [tooLong(text)], torn: new Set() };
  const scanner = new Scanner(text);
  const faults: ParseError[] = [];
  const torn = new Set<Node>();
  /** The end of the last token that was read. */
  let lastEnd = 0;
  let token = scanner.kind;
  let offset = 0;
  let length = 0;
  /** Where a missing comma has been spoken for by another fault. */
  let forgiven = -1;
  /** Whether the end of the text is a consequence of something that has been reported. */
  let swallowed = false;
  let reported = 0;

  function fault(
    kind: ParseError['kind'],
    at: number,
    size: number,
    message: string,
    related?: ParseError['related'],
    instead?: ParseError['instead'],
  ): void {
    reported++;
    faults.push({ kind, offset: at, length: size, message, related, instead });
  }

  function next(): void {
    lastEnd = offset + length;
    do {
      if (reported >= mostFaults) {
        // Comments may be allowed, and a rest that isn't checked may not be taken for a right one.
        if (scanner.position < text.length) faults.push(cutOff(scanner.position));
        scanner.position = text.length;
        swallowed = true;
      }
      scanner.scan();
      token = scanner.kind;
      offset = scanner.offset;
      length = scanner.length;
    } while (isTrivia());
  }

  /** Whether the token is nothing to be read: a comment of any kind, or a space that JSON does not have. */
  function isTrivia(): boolean {
    if (token === SyntaxKind.LineCommentTrivia || token === SyntaxKind.BlockCommentTrivia) {
      const endless = scanner.error === ScanError.UnexpectedEndOfComment;
      if (endless) swallowed = true;
      comment(endless ? 'this one, which has no end' : 'a file with one');
      return true;
    }
    if (token !== SyntaxKind.Unknown) return false;
    if (text.charAt(offset) === '#') {
      resize(lineEnd(offset) - offset);
      comment('a file with one');
      return true;
    }
    const space = foreignSpace(text, offset);
    if (space) {
      resize(space.length);
      fault('json-syntax', offset, length, space.message);
    }
    return space !== undefined;
  }

  function comment(what: string): void {
    // What has no end, or touches something, may be a part of what was meant: of an address, of a colour.
    const isPlain =
      !swallowed && /^[\s,{[}\]]?$/.test(text.charAt(offset - 1)) && text.charAt(beforeBlanks(offset)) !== ':';
    const instead = isPlain ? { offset, length, text: '' } : undefined;
    const message = `JSON has no comments, and the AWS CLI refuses ${what}. Remove it.`;
    fault('comment', offset, length, message, undefined, instead);
  }

  /** Where the last character is before an offset that isn't white space, as far as the token that was read last. */
  function beforeBlanks(at: number): number {
    let before = at - 1;
    while (before >= lastEnd && /\s/.test(text.charAt(before))) before--;
    return before;
  }

  /** Makes the current token longer or shorter, and goes on behind it. */
  function resize(to: number): void {
    length = to;
    scanner.position = offset + to;
  }

  function lineEnd(from: number): number {
    const found = text.slice(from).search(/[\r\n]/);
    return found < 0 ? text.length : from + found;
  }

  const atEnd = () => token === SyntaxKind.EOF;
  const isClose = () => token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken;
  const isOpen = () => token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken;
  const isWord = () =>
    token === SyntaxKind.StringLiteral ||
    token === SyntaxKind.Unknown ||
    token === SyntaxKind.NumericLiteral ||
    token === SyntaxKind.TrueKeyword ||
    token === SyntaxKind.FalseKeyword ||
    token === SyntaxKind.NullKeyword;
  const isEndless = () => token === SyntaxKind.StringLiteral && scanner.error === ScanError.UnexpectedEndOfString;

  /** Whether what comes next after the current token matches; white space before it does not count. */
  function follows(expected: ':' | '=' | ''): boolean {
    return text.charAt(afterWhiteSpace(text, offset + length)) === expected;
  }

  /** Whether a member begins at the current token. */
  function startsMember(): boolean {
    if (!isWord()) return false;
    if (follows(':') || follows('=')) return true;
    if (token === SyntaxKind.StringLiteral) return lostQuoteAt(true) !== undefined;
    const name = token === SyntaxKind.Unknown ? foreignName(text, offset) : undefined;
    return name !== undefined && /^\s*[:=]/.test(text.slice(offset + name.length, offset + name.length + 80));
  }

  function lostQuoteAt(isName: boolean): number | undefined {
    const end = offset + length;
    return lostQuote(text.slice(offset, end), isName, isEndless(), text.slice(end, end + 80));
  }

  /** Says what is wrong inside the string that is the current token. */
  function stringFaults(): void {
    if (scanner.error === ScanError.None) return;
    const raw = text.slice(offset, offset + length);
    // Walks over every escape, so that the backslash of a good one never starts a bad one.
    for (const part of raw.matchAll(
      /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\(?:u[0-9a-fA-F]{0,3}|[\s\S])?|[\u0000-\u001f]/g,
    )) {
      const [bad] = part;
      if (/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})$/.test(bad)) continue;
      const message = bad.startsWith('\\u')
        ? `${bad} is no Unicode escape. Write \\u and four hexadecimal digits.`
        : bad.startsWith('\\')
          ? `${bad} is no JSON escape. Write \\\\ for a backslash.`
          : `A JSON string cannot hold ${character(bad)} as it is. Write ${JSON.stringify(bad).slice(1, -1)} in its place.`;
      fault('json-syntax', offset + part.index, bad.length, message);
    }
  }

  /** Leaves out tokens up to a comma, a closing bracket of this level, or the next member; `depth` brackets are open. */
  function skip(within: Node, depth = 0): void {
    torn.add(within);
    while (!atEnd()) {
      if (depth === 0) {
        if (token === SyntaxKind.CommaToken || isClose()) return;
        if (within.type === 'object' && startsMember()) return;
      }
      if (isOpen()) depth++;
      if (isClose()) depth--;
      if (isEndless()) swallowed = true;
      next();
    }
  }

  function leaf(type: Node['type'], value: unknown, parent: Node | undefined): Node {
    return { type, value, offset, length, parent };
  }

  /** The value at the current token; nothing, with a fault or without, where there is none. */
  function value(parent: Node | undefined, depth: number): Node | undefined {
    switch (token) {
      case SyntaxKind.OpenBraceToken:
        if (isPlaceholder(text, offset)) return foreign(parent);
        return depth < maxDepth ? bracket('object', parent, depth) : tooDeep(parent);
      case SyntaxKind.OpenBracketToken:
        return depth < maxDepth ? bracket('array', parent, depth) : tooDeep(parent);
      case SyntaxKind.StringLiteral:
        return string(parent);
      case SyntaxKind.NumericLiteral:
        if (scanner.error !== ScanError.None || /[0-9A-Za-z_.+-]/.test(text.charAt(offset + length)))
          return foreign(parent);
        return read(leaf('number', Number(scanner.value), parent));
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword:
        return read(leaf('boolean', token === SyntaxKind.TrueKeyword, parent));
      case SyntaxKind.NullKeyword:
        return read(leaf('null', null, parent));
      case SyntaxKind.Unknown:
        return foreign(parent);
      default:
        return undefined;
    }
  }

  function read(node: Node): Node {
    next();
    return node;
  }

  function string(parent: Node | undefined): Node {
    // A string that a comma, a bracket or white space follows has kept its quotes: nearly all have.
    if (!isEndless() && isBehindString(text, offset + length)) {
      stringFaults();
      return read(leaf('string', scanner.value, parent));
    }
    const lost = lostQuoteAt(false);
    const whole = lost === undefined ? innerQuote(text, offset, length) : undefined;
    if (lost === undefined && whole === undefined) {
      stringFaults();
      return read(leaf('string', scanner.value, parent));
    }
    if (whole !== undefined) fault('json-syntax', offset + length - 1, 1, 'A quote inside a string is written \\".');
    resize(lost ?? whole ?? length);
    const node = leaf('string', text.slice(offset + 1, offset + length), parent);
    torn.add(node);
    if (lost !== undefined) {
      fault('json-syntax', offset, length, 'This string has no closing quote. Add a " at its end.');
      forgiven = offset + length;
    }
    return read(node);
  }

  /** What stands in the place of a value and is no JSON; read as what it was meant to be, where that is plain. */
  function foreign(parent: Node | undefined): Node | undefined {
    const { length: size, meant, isCertain, message }: Foreign = foreignValue(text, offset);
    resize(size);
    const node = meant && leaf(meant.type, meant.value, parent);
    if (node && !isCertain) torn.add(node);
    const isPlain = isCertain || meant?.type === 'boolean';
    const json = meant && isPlain ? JSON.stringify(meant.value) : undefined;
    const isOther = json !== undefined && json !== text.slice(offset, offset + length);
    const instead = isOther ? { offset, length, text: json } : undefined;
    fault('json-syntax', offset, length, message, undefined, instead);
    next();
    return node;
  }

  /** Reports nesting that no request has, and leaves it out. */
  function tooDeep(parent: Node | undefined): undefined {
    if (!faults.some((it) => it.kind === 'too-deep'))
      fault('too-deep', offset, 1, `Brackets are nested more than ${maxDepth} deep here, so the rest was not read.`);
    if (parent) torn.add(parent);
    let open = 0;
    do {
      if (isOpen()) open++;
      if (isClose()) open--;
      next();
    } while (open > 0 && !atEnd());
  }

  /** Every bracket that is open where the reader stands, outermost first. */
  const opened: Node[] = [];
  /** Those in which the text ended, innermost first. */
  const unclosed: Node[] = [];

  /** Whether members of the request follow the closing bracket that is the current token. */
  function membersFollow(): boolean {
    return /^\s*,\s*"(?:[^"\\\r\n]|\\.)*"\s*:/.test(text.slice(offset + 1, offset + 1000));
  }

  /** Whether the closing bracket at the current token ends `node`; where it is not its own, a fault is reported. */
  function closes(node: Node): 'with it' | 'before it' | 'not' {
    const [own, open, wanted, found] =
      node.type === 'object'
        ? ([SyntaxKind.CloseBraceToken, '{', '}', ']'] as const)
        : ([SyntaxKind.CloseBracketToken, '[', ']', '}'] as const);
    const [root, ...inner] = opened;
    if (token === own) {
      if (node !== root || node.type !== 'object' || !membersFollow()) return 'with it';
      fault('json-syntax', offset, 1, 'This } closes the request, and more of its members follow. Remove it.');
      torn.add(node);
      return 'not';
    }
    torn.add(node);
    const related = { offset: node.offset, length: 1, message: `The ${open} that is open here.` };
    const hasOwner = inner.some((it) => it.type !== node.type) || (root?.type !== node.type && !membersFollow());
    if (hasOwner) {
      fault('json-syntax', offset, 1, `A ${wanted} is missing before this ${found}.`, related);
      return 'before it';
    }
    fault(
      'json-syntax',
      offset,
      1,
      `This ${found} does not fit. A ${wanted} must close the ${open} that is open here.`,
      related,
    );
    return follows('') || root?.type !== node.type ? 'with it' : 'not';
  }

  /** A list or an object, from its opening bracket to its closing one, or to where it must have ended. */
  function bracket(type: Bracketed['type'], parent: Node | undefined, depth: number): Node {
    const node: Bracketed = { type, offset, length, parent, children: [] };
    opened.push(node);
    next();
    /** Where the last comma stands that nothing has followed yet. */
    let comma: number | undefined;
    let wantsComma = false;
    let end: ReturnType<typeof closes> = 'not';
    while (!atEnd() && end === 'not') {
      if (isClose()) {
        const last = text.charAt(offset);
        end = closes(node);
        if (end !== 'not' && comma !== undefined)
          fault('trailing-comma', comma, 1, `JSON allows no comma before the closing ${last}. Remove it.`, undefined, {
            offset: comma,
            length: 1,
            text: '',
          });
        if (end !== 'before it') next();
      } else if (token === SyntaxKind.CommaToken) {
        if (wantsComma) comma = offset;
        else
          fault('json-syntax', offset, 1, `A ${type === 'array' ? 'value' : 'member'} is missing before this comma.`);
        wantsComma = false;
        next();
      } else if (type === 'array' && parent?.type === 'property' && isWord() && follows(':')) {
        const related = { offset: node.offset, length: 1, message: 'The [ that is open here.' };
        fault('json-syntax', lastEnd - 1, 1, 'A ] is missing here: members of the object follow.', related);
        torn.add(node);
        forgiven = lastEnd;
        end = 'before it';
      } else {
        comma = undefined;
        wantsComma = type === 'array' ? item(node, depth, wantsComma) : member(node, depth, wantsComma);
      }
    }
    if (end === 'not') {
      torn.add(node);
      unclosed.push(node);
    }
    node.length = lastEnd - node.offset;
    opened.pop();
    return node;
  }

  /** Reads what stands in the place of a list's item; answers whether a comma must follow. */
  function item(list: Bracketed, depth: number, wantsComma: boolean): boolean {
    if (token === SyntaxKind.ColonToken) {
      fault('json-syntax', offset, 1, 'A colon stands between a name and its value, and a list has no names.');
      next();
      skip(list);
      return wantsComma;
    }
    if (wantsComma) missingComma();
    const node = value(list, depth + 1);
    if (node) list.children.push(node);
    else torn.add(list);
    return true;
  }

  /** Reads what stands in the place of an object's member; answers whether a comma must follow. */
  function member(object: Bracketed, depth: number, wantsComma: boolean): boolean {
    // A string on a line of its own is the next member, though its colon may not be written yet.
    const isNext = () =>
      token === SyntaxKind.StringLiteral && !isEndless() && /[\r\n]/.test(text.slice(lastEnd, offset));
    if (wantsComma && (isNext() || startsMember())) missingComma();
    else if (wantsComma) {
      fault('json-syntax', offset, length, strayMessage());
      skip(object);
      return !startsMember();
    }
    const property: Growing & { children: Node[] } = { type: 'property', offset, length, parent: object, children: [] };
    const key = memberName(property);
    if (!key) {
      if (!isOpen())
        fault(
          'json-syntax',
          offset,
          length,
          `${excerpt(text.slice(offset, offset + length), 20)} is no member. A name in double quotes belongs here.`,
        );
      else
        fault('json-syntax', offset, 1, `A member's name in double quotes belongs here, not ${text.charAt(offset)}.`);
      const opens = isOpen();
      next();
      skip(object, opens ? 1 : 0);
      return !startsMember();
    }
    object.children.push(property);
    const node = memberValue(property, key, depth);
    // An array that grows has room for many more: of two, there are very many.
    property.children = node ? [key, node] : [key];
    property.length = lastEnd - property.offset;
    return node !== undefined || !startsMember();
  }

  /** The name at the current token, in quotes or not; nothing, and no fault, where there is none. */
  function memberName(property: Node): Node | undefined {
    if (token === SyntaxKind.StringLiteral) {
      const lost = isEndless() || !follows(':') ? (lostQuoteAt(true) ?? (isEndless() ? length : undefined)) : undefined;
      if (lost === undefined) {
        stringFaults();
        return read(leaf('string', scanner.value, property));
      }
      if (isEndless() && lost === length) swallowed = true;
      resize(lost);
      fault('json-syntax', offset, length, 'The quote after this name is missing. Add a " at its end.');
      const key = leaf('string', text.slice(offset + 1, offset + length), property);
      if (swallowed) torn.add(key);
      return read(key);
    }
    const foreign = isWord() ? foreignName(text, offset) : undefined;
    if (!foreign) return undefined;
    resize(foreign.length);
    const key = leaf('string', foreign.name, property);
    const hasValue = follows(':') || follows('=');
    const instead = { offset, length, text: JSON.stringify(foreign.name) };
    if (hasValue)
      fault('json-syntax', offset, length, foreign.message, undefined, foreign.isCertain ? instead : undefined);
    next();
    return key;
  }

  /** The value after a member's name, which has been read; nothing, with a fault, where there is none. */
  function memberValue(property: Growing, key: Node, depth: number): Node | undefined {
    if (token !== SyntaxKind.ColonToken && text.charAt(offset) !== '=') {
      const begins = (isWord() || isOpen()) && !startsMember();
      if (begins) {
        fault('json-syntax', key.offset, key.length, 'A colon is missing after this name.');
        return value(property, depth + 1);
      }
      if (!torn.has(key))
        fault('json-syntax', key.offset, key.length, 'A colon and a value are missing after this name.');
      torn.add(key);
      return undefined;
    }
    if (token !== SyntaxKind.ColonToken)
      fault('json-syntax', offset, 1, 'A colon stands between a name and its value.');
    property.colonOffset = offset;
    if (token !== SyntaxKind.ColonToken) resize(1);
    next();
    const before = reported;
    const node = token === SyntaxKind.StringLiteral && follows(':') ? undefined : value(property, depth + 1);
    if (!node && reported === before)
      fault('json-syntax', property.colonOffset, 1, 'A value is missing after this colon.');
    if (node) return node;
    const resumed = token === SyntaxKind.CommaToken || isClose() || startsMember();
    if (!resumed && property.parent) skip(property.parent);
    return undefined;
  }

  function missingComma(): void {
    if (lastEnd !== forgiven)
      fault('json-syntax', lastEnd - 1, 1, 'A comma is missing after this.', undefined, {
        offset: lastEnd,
        length: 0,
        text: ',',
      });
  }

  function strayMessage(): string {
    const found = excerpt(text.slice(offset, offset + length), 20);
    if (found.startsWith(';')) return 'A comma stands between members, not a semicolon.';
    if (found === '+') return 'JSON cannot join strings. Write one.';
    const inString = lastEnd === offset && text.charAt(lastEnd - 1) === '"';
    const also = inString ? ' A quote inside a string is written \\".' : '';
    return `${found} does not belong here. A comma or a closing bracket follows a value.${also}`;
  }

  /** The value that the text is. What stands before the first brace, and is no value, is reported and left out. */
  function rootValue(): Node | undefined {
    if (
      token === SyntaxKind.Unknown ||
      token === SyntaxKind.ColonToken ||
      token === SyntaxKind.CommaToken ||
      isClose()
    ) {
      const brace = text.indexOf('{', offset);
      const assigned = brace >= 0 && /^[^\r\n{}[\]"]*[=:(]\s*$/.test(text.slice(offset, brace));
      const size = assigned ? text.slice(offset, brace).trimEnd().length : length;
      const found = excerpt(text.slice(offset, offset + size), 20);
      fault('json-syntax', offset, size, `${found} cannot begin a definition. It is one JSON object: { … }.`);
      resize(assigned ? size : text.length - offset);
      next();
    }
    return value(undefined, 0);
  }

  /** What is wrong with the text as a whole, once its value has been read. */
  function afterRoot(root: Node | undefined): void {
    const [innermost] = unclosed;
    if (innermost && !swallowed) {
      const missing = unclosed.map((it) => (it.type === 'object' ? '}' : ']')).join(' ');
      const related = { offset: innermost.offset, length: 1, message: 'The innermost bracket that is still open.' };
      fault('json-syntax', lastEnd - 1, 1, `The text ends here, and ${excerpt(missing)} is still missing.`, related);
    }
    if (atEnd()) return;
    const found = excerpt(text.slice(offset, offset + length), 20);
    if (root && isClose()) fault('json-syntax', offset, length, `This ${found} closes nothing. Remove it.`);
    else
      fault(
        'json-syntax',
        offset,
        length,
        'A definition is one JSON object, and it has ended before this. Remove what follows.',
      );
    while (!atEnd()) next();
  }

  const binary = text.indexOf('\0');
  if (binary >= 0) {
    fault('json-syntax', binary, 1, 'This is no text: it holds a NUL character here. Save the file as UTF-8.');
    return { root: undefined, faults, torn };
  }
  if (text.charCodeAt(0) === 0xfeff) {
    fault('byte-order-mark', 0, 1, byteOrderMark);
    scanner.position = 1;
    offset = 1;
  }
  next();
  const root = rootValue();
  afterRoot(root);
  faults.sort((a, b) => a.offset - b.offset);
  return { root, faults, torn };
}

/** Whether a comma, a bracket, white space or the end is here: what stands behind a string that has kept its quotes. */
function isBehindString(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x2c || code === 0x0a || code === 0x7d || code === 0x5d || /^\s?$/.test(text.charAt(at));
}
