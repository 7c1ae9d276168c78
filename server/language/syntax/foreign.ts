/** What people write into JSON that is none: how far it reaches, what it was meant to be, and what to say of it. */
import { character, excerpt } from '../text/words';

export interface Foreign {
  /** Its length in the text. */
  readonly length: number;
  /** What it was meant to be, where that is plain. */
  readonly meant?:
    | { readonly type: 'string'; readonly value: string }
    | { readonly type: 'boolean'; readonly value: boolean };
  /** Whether `meant` is the author's own text for certain, and can be judged as such. */
  readonly isCertain: boolean;
  readonly message: string;
}

const closing: Readonly<Record<string, string>> = {
  "'": "'",
  '`': '`',
  '“': '[“”]',
  '”': '[“”]',
  '‘': '[‘’]',
  '’': '[‘’]',
};

/** No search for the end of something goes further than this. */
const furthest = 4096;

/** What stands in the place of a value. */
export function foreignValue(text: string, at: number): Foreign {
  const quoted = quotedAt(text, at);
  if (quoted) {
    const { length, value, isLiteral } = quoted;
    return { length, meant: { type: 'string', value }, isCertain: isLiteral, message: quotedMessage(quoted) };
  }
  const python = pythonString(text, at);
  if (python) return python;
  const length = wordLength(text, at, false);
  const raw = text.slice(at, at + length);
  if (
    text.charAt(at + length) === '"' &&
    /^\w/.test(raw) &&
    /^"\s*(?:[,}\]\r\n]|$)/.test(text.slice(at + length, at + length + 80))
  ) {
    const message = `The quote before this string is missing: write "${excerpt(raw)}".`;
    return { length: length + 1, meant: { type: 'string', value: raw }, isCertain: true, message };
  }
  return { length, isCertain: false, ...wordMessage(raw) };
}

function quotedMessage({ value, isLiteral }: Quoted): string {
  if (isLiteral) return `A JSON string stands in double quotes: write "${excerpt(value)}".`;
  return value.includes('\\')
    ? 'A JSON string stands in double quotes, and has escapes of its own.'
    : 'This is a template of JavaScript. Write what it stands for in full, in double quotes.';
}

/** `f"…"`, `r'…'` and the like. What an f-string will hold is not known. */
function pythonString(text: string, at: number): Foreign | undefined {
  const [line = ''] = text.slice(at, at + furthest).split(/[\r\n]/, 1);
  const found = /^([fFrRbBuU]{1,2})(["'])((?:[^\\]|\\.)*?)\2/.exec(line);
  if (!found) return undefined;
  const [{ length }, prefix = '', , value = ''] = found;
  const message = `This is a string of Python. Write it without the ${prefix} before it${/f/i.test(prefix) ? ', and what it stands for in full' : ''}.`;
  return { length, meant: { type: 'string', value }, isCertain: !/f/i.test(prefix) && !value.includes('\\'), message };
}

function wordMessage(raw: string): Pick<Foreign, 'meant' | 'message'> {
  const boolean = /^(true|false)$/i.exec(raw)?.[0].toLowerCase();
  if (boolean) {
    const message =
      boolean === raw ? `What touches ${raw} does not belong to it.` : `${raw} is written ${boolean} in JSON.`;
    return { meant: { type: 'boolean', value: boolean === 'true' }, message };
  }
  if (/^(none|null|nil|undefined)$/i.test(raw))
    return { message: `JSON has no ${raw}. To leave a member out, remove it.` };
  const unfinished = ['true', 'false', 'null'].find((it) => it.startsWith(raw));
  if (unfinished) return { message: `${raw} is no JSON value. Write ${unfinished}, or "${raw}" if it is text.` };
  if (/^[+-]?\.?\d/.test(raw) && !/[:/]/.test(raw)) return { message: `${excerpt(raw)} is no JSON number.` };
  if (/^[\p{L}_][\p{L}\p{N}_.:/@+=-]*$/u.test(raw) && raw !== 'NaN' && raw !== 'Infinity')
    return {
      meant: { type: 'string', value: raw },
      message: `${excerpt(raw)} is no JSON value. If it is text, write "${excerpt(raw)}".`,
    };
  if (closing[raw]) return { message: `${raw} is no JSON value. A string stands in double quotes.` };
  return { message: `${excerpt(raw)} is no JSON value.` };
}

/** What stands in the place of a member's name; nothing where it resembles no name. */
export function foreignName(text: string, at: number): (Foreign & { readonly name: string }) | undefined {
  const quoted = quotedAt(text, at);
  const length = quoted?.length ?? wordLength(text, at, true);
  const name = quoted?.value ?? text.slice(at, at + length);
  if (!quoted && !/^[\p{L}\p{N}_$][\p{L}\p{N}_$.-]*$/u.test(name)) return undefined;
  const message = `A member's name stands in double quotes: write "${excerpt(name)}".`;
  const foreign = { name, meant: { type: 'string', value: name } as const, isCertain: quoted?.isLiteral ?? true };
  // `Name": …`: only the first quote is missing.
  const halfQuoted = !quoted && /^"\s*:/.test(text.slice(at + length, at + length + 80));
  return halfQuoted
    ? { ...foreign, length: length + 1, message: `The quote before this name is missing: write "${excerpt(name)}".` }
    : { ...foreign, length, message };
}

interface Quoted {
  readonly value: string;
  readonly length: number;
  /** Whether it means what stands there, without escapes and without what is put into a template. */
  readonly isLiteral: boolean;
}

/** Text in quotes that JSON does not have, on one line: up to the first that closes it and is neither escaped nor an apostrophe. */
function quotedAt(text: string, at: number): Quoted | undefined {
  const quote = text.charAt(at);
  const close = closing[quote];
  if (!close) return undefined;
  const [line = ''] = text.slice(at + 1, at + furthest).split(/[\r\n]/, 1);
  // No character can be taken in two ways, or the ways would be tried all.
  const content = new RegExp(`^((?:\\\\.|${close}(?=\\p{L})|(?!${close}|\\\\).)*)${close}`, 'u').exec(line);
  if (!content) return undefined;
  const [{ length }, value = ''] = content;
  const isTemplate = quote === '`' && value.includes('${');
  return { value, length: length + 1, isLiteral: !value.includes('\\') && !isTemplate };
}

/** How far a word reaches: a name to its colon, a value also over colons and slashes, calls and placeholders. */
function wordLength(text: string, at: number, isName: boolean): number {
  const word = isName
    ? /[^\s,:={}[\]"';()]+/y
    : /(?:\$?\{\{[^\r\n]*?\}\}|\$\{[^{}\r\n]*\}|<[^<>\r\n]*>|\((?:[^()]|\([^()]*\)){0,400}\)|[^\s,{}[\]"';()])+/y;
  word.lastIndex = at;
  return word.exec(text.slice(0, at + furthest))?.[0].length ?? 1;
}

/** Whether a placeholder of a template stands here, which looks like an object in an object. */
export function isPlaceholder(text: string, at: number): boolean {
  return text.startsWith('{{', at) && wordLength(text, at, false) > 2;
}

/** White space that JSON does not have, and its length; nothing where there is none. */
export function foreignSpace(text: string, at: number): { length: number; message: string } | undefined {
  const space = /[^\S \t\r\n]+|\u200b+/uy;
  space.lastIndex = at;
  const [found] = space.exec(text) ?? [];
  return found
    ? {
        length: found.length,
        message: `JSON does not take ${character(found.charAt(0))} as white space. Write a plain space.`,
      }
    : undefined;
}

/**
 * Where a string ends that has lost its closing quote, so that it took what follows with it: `"Name: "value"`,
 * `"a, "b"`, or `"a }` to the end of the line. Nothing where the string looks whole.
 * @param raw the string as it was read, from its opening quote
 * @param isEndless whether the line ended before a closing quote
 * @param next what follows the string in the text
 */
export function lostQuote(raw: string, isName: boolean, isEndless: boolean, next: string): number | undefined {
  if (isName) {
    const name = /^"([\p{L}_$][\p{L}\p{N}_$-]*)\s*:/u.exec(raw)?.[1];
    return name !== undefined && (isEndless || !/^\s*[:=]/.test(next)) ? name.length + 1 : undefined;
  }
  if (isEndless) {
    let end = raw.length;
    while (end > 1 && /[\s,}\]]/.test(raw.charAt(end - 1))) end--;
    return end;
  }
  // Text follows at once where a comma or a bracket should.
  if (!/^[\p{L}\p{N}_]/u.test(next)) return undefined;
  const content = /^"([^",]*[^",\s])\s*,\s*"$/.exec(raw)?.[1];
  return content === undefined ? undefined : content.length + 1;
}

/**
 * The length of a string that holds a quote which is not escaped, such as `"say "yes" twice"`: up to the first quote on its
 * line that a comma, a bracket or the end of the line follows. Nothing where the string, of `length`, looks whole.
 */
export function innerQuote(text: string, at: number, length: number): number | undefined {
  if (!/[\p{L}\p{N}]/u.test(text.charAt(at + length)) || text.charAt(at + length - 1) !== '"') return undefined;
  const [line = ''] = text.slice(at + length, at + length + furthest).split(/[\r\n]/, 1);
  const end = line.search(/"\s*(?:[,}\]]|$)/);
  return end < 0 ? undefined : length + end + 1;
}
