/** Reads JSON as it is while someone types it: always a tree, and each fault of syntax once, where it stands. */
import { createScanner, type Node, ScanError, SyntaxKind } from 'jsonc-parser';
import { character, excerpt } from './words';

/** A fault of syntax; `kind` is the id of the rule that it breaks. */
export interface SyntaxFault {
  readonly kind: 'json-syntax' | 'comment' | 'trailing-comma' | 'byte-order-mark' | 'too-deep';
  readonly offset: number;
  readonly length: number;
  readonly message: string;
  readonly related?: { readonly offset: number; readonly length: number; readonly message: string };
}

export interface Parsed {
  readonly root: Node | undefined;
  readonly faults: readonly SyntaxFault[];
  /** Objects, lists and strings of which a part could not be read, so that nothing should be said of the whole. */
  readonly torn: ReadonlySet<Node>;
}

/** A node that is still being read. */
type Growing = { -readonly [K in keyof Node]: Node[K] };

/** Deeper nesting than this is reported and not read: no request needs more than ten levels. */
const deepest = 500;

/** Text with more faults than this is no definition that somebody is writing. */
const mostFaults = 1000;

const notJson: Readonly<Record<string, { value: boolean | null; json: string }>> = {
  True: { value: true, json: 'true' },
  TRUE: { value: true, json: 'true' },
  False: { value: false, json: 'false' },
  FALSE: { value: false, json: 'false' },
};

const closing: Readonly<Record<string, string>> = { "'": "'", '`': '`', '“': '”', '”': '”', '‘': '’', '’': '’' };

/**
 * A tree for any text. Where the text is not JSON (RFC 8259), the tree holds what was probably meant, and `faults` says
 * what is wrong with it; there are faults exactly where `JSON.parse` would throw, and for a byte order mark.
 */
export function parse(text: string): Parsed {
  const scanner = createScanner(text);
  const faults: SyntaxFault[] = [];
  const torn = new Set<Node>();
  /** The end of the last token that was read. */
  let lastEnd = 0;
  let token = scanner.getToken();
  let offset = 0;
  let length = 0;
  /** Closing brackets that stand inside a string without an end, or a comment without one. */
  let swallowed = false;
  /** Where the last string without an end stops; the comma after it may be part of it. */
  let runawayEnd = -1;
  let reported = 0;

  function fault(
    kind: SyntaxFault['kind'],
    at: number,
    size: number,
    message: string,
    related?: SyntaxFault['related'],
  ): void {
    reported++;
    if (faults.length < mostFaults) faults.push({ kind, offset: at, length: size, message, related });
  }

  function next(): void {
    lastEnd = offset + length;
    for (;;) {
      // The scanner would make a string of all white space first.
      const start = afterWhiteSpace(text, scanner.getPosition());
      if (start > scanner.getPosition()) scanner.setPosition(start);
      token = scanner.scan();
      offset = scanner.getTokenOffset();
      // A comment without an end is said to reach past the end of the text.
      length = Math.min(scanner.getTokenLength(), text.length - offset);
      if (token !== SyntaxKind.LineCommentTrivia && token !== SyntaxKind.BlockCommentTrivia) return;
      comment();
    }
  }

  function comment(): void {
    const endless = scanner.getTokenError() === ScanError.UnexpectedEndOfComment;
    if (endless) swallowed = true;
    fault(
      'comment',
      offset,
      length,
      `JSON has no comments, and the AWS CLI refuses ${endless ? 'this one, which has no end' : 'a file with one'}. Remove it.`,
    );
  }

  /** Whether this character, or for `''` the end of the text, comes next after the current token. */
  const follows = (char: ':' | '') => text.charAt(afterWhiteSpace(text, offset + length)) === char;

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

  const isRunaway = () =>
    token === SyntaxKind.StringLiteral && scanner.getTokenError() === ScanError.UnexpectedEndOfString;

  /** Says what is wrong inside the string that is the current token. */
  function stringFaults(): void {
    const error = scanner.getTokenError();
    if (error === ScanError.None) return;
    const raw = text.slice(offset, offset + length);
    if (isRunaway()) {
      if (/[}\]]/.test(raw)) swallowed = true;
      runawayEnd = offset + length;
      fault('json-syntax', offset, length, 'This string has no closing quote on its line. Add a " at its end.');
      return;
    }
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

  /**
   * Takes the word at the current token that is no JSON: to its closing quote where it opens with a foreign quote, else
   * over all that touches it. The scanner is at its last token afterwards.
   */
  function foreignWord(): { raw: string; quoted: string | undefined } {
    const start = offset;
    const close = closing[text.charAt(start)];
    if (close) {
      const rest = text.slice(start + 1, start + 4096).split(/[\r\n]/, 1)[0] ?? '';
      const end = rest.search(close === '’' || close === '”' ? /[’”‘“]/ : close);
      if (end >= 0) {
        length = end + 2;
        scanner.setPosition(start + length);
        return { raw: text.slice(start, start + length), quoted: rest.slice(0, end) };
      }
    }
    let end = offset + length;
    for (;;) {
      const before = scanner.getPosition();
      const ahead = scanner.scan();
      const touches = scanner.getTokenOffset() === end && before === end;
      if (!touches || (ahead !== SyntaxKind.Unknown && ahead !== SyntaxKind.NumericLiteral)) {
        scanner.setPosition(end);
        break;
      }
      end = scanner.getTokenOffset() + scanner.getTokenLength();
    }
    length = end - start;
    return { raw: text.slice(start, end), quoted: undefined };
  }

  /** Leaves out tokens up to a comma, a closing bracket of this level, or what begins the next member; `depth` brackets are open. */
  function skip(within: Node, depth = 0): void {
    torn.add(within);
    while (!atEnd()) {
      if (depth === 0) {
        if (token === SyntaxKind.CommaToken || isClose()) return;
        if (within.type === 'object' && token === SyntaxKind.StringLiteral && follows(':')) return;
      }
      if (isOpen()) depth++;
      if (isClose()) depth--;
      if (isRunaway() && /[}\]]/.test(text.slice(offset, offset + length))) swallowed = true;
      next();
    }
  }

  function leaf(type: Node['type'], value: unknown, parent: Node | undefined): Node {
    return { type, value, offset, length, parent };
  }

  /** The value at the current token; nothing, with a fault, where there is none. */
  function value(parent: Node | undefined, depth: number): Node | undefined {
    switch (token) {
      case SyntaxKind.OpenBraceToken:
      case SyntaxKind.OpenBracketToken:
        return depth >= deepest
          ? tooDeep(parent)
          : bracket(token === SyntaxKind.OpenBraceToken ? 'object' : 'array', parent, depth);
      case SyntaxKind.StringLiteral: {
        stringFaults();
        const node = leaf('string', scanner.getTokenValue(), parent);
        if (isRunaway()) torn.add(node);
        next();
        return node;
      }
      case SyntaxKind.NumericLiteral: {
        const bad = scanner.getTokenError() !== ScanError.None || /[0-9A-Za-z_.+-]/.test(text.charAt(offset + length));
        if (bad) return foreignValue(parent);
        const node = leaf('number', Number(scanner.getTokenValue()), parent);
        next();
        return node;
      }
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword: {
        const node = leaf('boolean', token === SyntaxKind.TrueKeyword, parent);
        next();
        return node;
      }
      case SyntaxKind.NullKeyword: {
        const node = leaf('null', null, parent);
        next();
        return node;
      }
      case SyntaxKind.Unknown:
        return foreignValue(parent);
      default:
        return undefined;
    }
  }

  /** What stands in the place of a value and is not JSON; read as what it was meant to be, where that is plain. */
  function foreignValue(parent: Node | undefined): Node | undefined {
    const { raw, quoted } = foreignWord();
    const known = Object.hasOwn(notJson, raw) ? notJson[raw] : undefined;
    const number = /^[+-]?[0-9.]/.test(raw);
    const word = /^[\p{L}_][\p{L}\p{N}_.:/-]*$/u.test(raw);
    let node: Node | undefined;
    if (quoted !== undefined) node = leaf('string', quoted, parent);
    else if (known) node = leaf('boolean', known.value, parent);
    else if (word && raw !== 'None' && raw !== 'undefined' && raw !== 'NaN') node = leaf('string', raw, parent);
    const message =
      quoted !== undefined
        ? `A JSON string stands in double quotes: write "${excerpt(quoted)}".`
        : known
          ? `${raw} is written ${known.json} in JSON.`
          : raw === 'None' || raw === 'undefined'
            ? `JSON has no ${raw}. To leave a member out, remove it.`
            : number
              ? `${excerpt(raw)} is no JSON number.`
              : word && raw !== 'NaN'
                ? `${excerpt(raw)} is no JSON value. If it is text, write "${excerpt(raw)}".`
                : `${excerpt(raw)} is no JSON value.`;
    fault('json-syntax', offset, length, message);
    next();
    return node;
  }

  /** Reports nesting that no request has, and leaves it out. */
  function tooDeep(parent: Node | undefined): undefined {
    if (!faults.some((it) => it.kind === 'too-deep'))
      fault('too-deep', offset, 1, `Brackets are nested more than ${deepest} deep here, so the rest was not read.`);
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

  /** Whether the closing bracket at the current token ends `node`; where it is not its own, a fault is reported. */
  function closes(node: Node): 'with it' | 'before it' | 'not' {
    const [own, open, wanted, found] =
      node.type === 'object'
        ? ([SyntaxKind.CloseBraceToken, '{', '}', ']'] as const)
        : ([SyntaxKind.CloseBracketToken, '[', ']', '}'] as const);
    if (token === own) return 'with it';
    torn.add(node);
    const related = { offset: node.offset, length: 1, message: `The ${open} that is open here.` };
    if (opened.some((it) => it.type !== node.type)) {
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
    return follows('') ? 'with it' : 'not';
  }

  /** A list or an object, from its opening bracket to its closing one, or to where it must have ended. */
  function bracket(type: 'array' | 'object', parent: Node | undefined, depth: number): Node {
    const node: Growing & { children: Node[] } = { type, offset, length, parent, children: [] };
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
          fault('trailing-comma', comma, 1, `JSON allows no comma before the closing ${last}. Remove it.`);
        if (end !== 'before it') next();
      } else if (token === SyntaxKind.CommaToken) {
        if (wantsComma) comma = offset;
        else
          fault('json-syntax', offset, 1, `A ${type === 'array' ? 'value' : 'member'} is missing before this comma.`);
        wantsComma = false;
        next();
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
  function item(list: Node & { children: Node[] }, depth: number, wantsComma: boolean): boolean {
    if (token === SyntaxKind.ColonToken) {
      fault('json-syntax', offset, 1, 'A colon stands between a name and its value, and a list has no names.');
      next();
      skip(list);
      return wantsComma;
    }
    if (wantsComma) missingComma();
    const node = value(list, depth + 1);
    if (node) list.children.push(node);
    return true;
  }

  /** Reads what stands in the place of an object's member; answers whether a comma must follow. */
  function member(object: Node & { children: Node[] }, depth: number, wantsComma: boolean): boolean {
    const named = isWord();
    if (wantsComma && named && follows(':')) missingComma();
    else if (wantsComma) {
      fault('json-syntax', offset, length, strayMessage());
      skip(object);
      return token !== SyntaxKind.StringLiteral;
    }
    if (!named) {
      const found = text.charAt(offset);
      fault('json-syntax', offset, 1, `A member's name in double quotes belongs here, not ${found}.`);
      const opens = isOpen();
      next();
      skip(object, opens ? 1 : 0);
      return true;
    }
    const children: Node[] = [];
    const property: Growing = { type: 'property', offset, length, parent: object, children };
    object.children.push(property);
    const key = memberName(property);
    children.push(key);
    const node = memberValue(property, key, depth);
    if (node) children.push(node);
    property.length = lastEnd - property.offset;
    return token !== SyntaxKind.StringLiteral || node !== undefined;
  }

  function memberName(property: Node): Node {
    let key: Node;
    if (token === SyntaxKind.StringLiteral) {
      stringFaults();
      key = leaf('string', scanner.getTokenValue(), property);
    } else {
      const { raw, quoted } = foreignWord();
      const name = quoted ?? raw;
      key = leaf('string', name, property);
      fault('json-syntax', offset, length, `A member's name stands in double quotes: write "${excerpt(name)}".`);
    }
    next();
    return key;
  }

  /** The value after a member's name, which has been read; nothing, with a fault, where there is none. */
  function memberValue(property: Growing, key: Node, depth: number): Node | undefined {
    const startsMember = () => token === SyntaxKind.StringLiteral && follows(':');
    if (token === SyntaxKind.ColonToken) property.colonOffset = offset;
    else if (text.charAt(offset) === '=') {
      fault('json-syntax', offset, length, 'A colon stands between a name and its value.');
      property.colonOffset = offset;
    } else {
      if ((isWord() || isOpen()) && !startsMember()) {
        fault('json-syntax', key.offset, key.length, 'A colon is missing after this name.');
        return value(property, depth + 1);
      }
      fault('json-syntax', key.offset, key.length, 'This name has no value yet. Write a colon and a value after it.');
      return undefined;
    }
    next();
    const before = reported;
    const node = startsMember() ? undefined : value(property, depth + 1);
    if (!node && reported === before)
      fault('json-syntax', property.colonOffset, 1, 'A value is missing after this colon.');
    const resumed = token === SyntaxKind.CommaToken || isClose() || startsMember();
    if (!node && !resumed && property.parent) skip(property.parent);
    return node;
  }

  function missingComma(): void {
    if (lastEnd !== runawayEnd) fault('json-syntax', lastEnd - 1, 1, 'A comma is missing after this.');
  }

  function strayMessage(): string {
    const found = excerpt(text.slice(offset, offset + length), 20);
    return token === SyntaxKind.StringLiteral || token === SyntaxKind.Unknown
      ? `${found} does not belong here. A comma or a closing bracket follows a value, and a quote inside a string is written \\".`
      : `${found} does not belong here. A comma or a closing bracket follows a value.`;
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
    else if (root)
      fault(
        'json-syntax',
        offset,
        length,
        'A definition is one JSON object, and it has ended before this. Remove what follows.',
      );
    else if (!faults.some((it) => it.kind === 'json-syntax'))
      fault('json-syntax', offset, length, `${found} cannot begin a definition. It is one JSON object: { … }.`);
    while (!atEnd()) next();
  }

  const binary = text.indexOf('\0');
  if (binary >= 0) {
    fault('json-syntax', binary, 1, 'This is no text: it holds a NUL character here. Save the file as UTF-8.');
    return { root: undefined, faults, torn };
  }
  if (text.charCodeAt(0) === 0xfeff) {
    fault('byte-order-mark', 0, 1, byteOrderMark);
    scanner.setPosition(1);
    offset = 1;
  }
  next();
  const root = value(undefined, 0);
  afterRoot(root);
  faults.sort((a, b) => a.offset - b.offset);
  return { root, faults, torn };
}

/** The first offset from here on at which no JSON white space stands. */
function afterWhiteSpace(text: string, at: number): number {
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
  }
}

/** What is said of a byte order mark, which an editor may have taken away before the text is seen. */
export const byteOrderMark =
  'The file begins with a byte order mark, and the AWS CLI refuses it. Save the file as UTF-8 without BOM.';
