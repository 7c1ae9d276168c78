/** Reads a call of `create_model`, or a dict alone, as Python writes it: literals, and what is none as what is open. */
import { Open } from './form';

/** More levels than any request has. */
const deepest = 50;

const call = /\bcreate_model\s*\(/;

export const isCall = (text: string) => call.test(text);

/** What a text says in Python; nothing where it is none. */
export function readPython(text: string): Record<string, unknown> | undefined {
  const start = call.exec(text);
  const reader = new Reader(text, start ? start.index + start[0].length : 0);
  const found = start ? reader.arguments() : reader.value();
  return typeof found === 'object' && found !== null && Object.getPrototypeOf(found) === Object.prototype
    ? (found as Record<string, unknown>)
    : undefined;
}

/** Reads from a place on; what is no literal becomes what is open, and what is not Python ends it with nothing. */
class Reader {
  #isBroken = false;
  #depth = 0;
  constructor(
    readonly text: string,
    private at: number,
  ) {}

  /** The arguments of a call, behind its bracket. */
  arguments(): Record<string, unknown> | undefined {
    const found: [string, unknown][] = [];
    this.#items(')', () => {
      if (this.#takes(/\*\*/y) !== undefined) return void found.push(...this.#unpacked());
      const name = this.#takes(/([A-Za-z_]\w*)\s*=(?!=)/y)?.[1];
      const value = this.value();
      if (name === undefined) this.#isBroken = true;
      else found.push([name, value]);
    });
    return this.#isBroken ? undefined : Object.fromEntries(found);
  }

  value(): unknown {
    this.#blank();
    const start = this.at;
    const found = this.#literal();
    this.#blank();
    if (found !== undefined && /^(?:[,:)\]}]|$)/.test(this.text.slice(this.at, this.at + 1))) return found.value;
    // What goes on behind a literal makes something else of it.
    this.at = start;
    this.#skip();
    const words = this.text.slice(start, this.at).trim();
    if (words === '') this.#isBroken = true;
    return new Open(words.length > 40 ? `${words.slice(0, 40)}…` : words);
  }

  #literal(): { readonly value: unknown } | undefined {
    const char = this.text[this.at];
    if (char === '{' || char === '[' || char === '(') {
      if (this.#depth >= deepest) return undefined;
      this.#depth++;
      this.at++;
      const value = char === '{' ? this.#dict() : this.#list(char);
      this.#depth--;
      return value === undefined ? undefined : { value };
    }
    const word = this.#takes(/True\b|False\b|None\b/y)?.[0];
    if (word) return { value: word === 'None' ? null : word === 'True' };
    const number = this.#takes(/-?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?(?!\w)/y)?.[0];
    if (number) return { value: Number(number.replaceAll('_', '')) };
    const strings: string[] = [];
    for (;;) {
      const next = this.#string();
      if (next === 'none') return undefined;
      if (next === undefined) break;
      strings.push(next.value);
      this.#blank();
      const plus = this.at;
      // Strings are joined by standing side by side, or by a plus.
      if (this.#takes(/\+/y) === undefined) continue;
      this.#blank();
      if (!/^[rRuU]{0,2}["']/.test(this.text.slice(this.at, this.at + 3))) {
        this.at = plus;
        break;
      }
    }
    return strings.length > 0 ? { value: strings.join('') } : undefined;
  }

  /** What two stars put in: the members of a dict. */
  #unpacked(): [string, unknown][] {
    const more = this.value();
    return more instanceof Open ? [[`**${more.words}`, more]] : Object.entries(Object(more));
  }

  #dict(): Record<string, unknown> | undefined {
    const found: [string, unknown][] = [];
    let isDict = true;
    const commas = this.#items('}', () => {
      if (this.#takes(/\*\*/y) !== undefined) return void found.push(...this.#unpacked());
      const key = this.value();
      if (typeof key !== 'string' || this.#takes(/:/y) === undefined) isDict = false;
      else found.push([key, this.value()]);
    });
    return isDict && commas !== undefined ? Object.fromEntries(found) : undefined;
  }

  /** A list or a tuple; what stands alone in round brackets is itself. */
  #list(open: '[' | '('): unknown {
    const found: unknown[] = [];
    const commas = this.#items(open === '[' ? ']' : ')', () => found.push(this.value()));
    if (commas === undefined) return undefined;
    return open === '(' && found.length === 1 && commas === 0 ? found[0] : found;
  }

  /** Items with commas between them. @returns how many commas there are; nothing where their bracket is not closed */
  #items(close: string, item: () => void): number | undefined {
    for (let commas = 0; ; ) {
      this.#blank();
      if (this.text[this.at] === close) {
        this.at++;
        return commas;
      }
      const before = this.at;
      if (before >= this.text.length) break;
      item();
      this.#blank();
      if (this.text[this.at] === ',') {
        this.at++;
        commas++;
      } else if (this.text[this.at] !== close) break;
      if (this.at === before) break;
    }
    this.#isBroken = true;
    return undefined;
  }

  /** A string; nothing where none begins here, and `none` where one does that is no literal. */
  #string(): { readonly value: string } | 'none' | undefined {
    const [, prefix = '', quote = ''] = this.#takes(/([rRuU]{0,2}|[fF]|[fF][rR]|[rR][fF])("""|'''|"|')/y) ?? [];
    if (quote === '') return undefined;
    const isRaw = /r/i.test(prefix);
    const start = this.at;
    for (; ; this.at++) {
      const char = this.text[this.at];
      if (char === undefined || (char === '\n' && quote.length === 1)) return 'none';
      if (char === '\\') this.at++;
      else if (this.text.startsWith(quote, this.at)) break;
    }
    const written = this.text.slice(start, this.at);
    this.at += quote.length;
    if (/f/i.test(prefix) && /[{}]/.test(written)) return 'none';
    return { value: isRaw ? written : unescaped(written) };
  }

  /** Goes over what is no literal, to the end of its place. */
  #skip(): void {
    let depth = 0;
    while (this.at < this.text.length) {
      const char = this.text[this.at] ?? '';
      if (depth === 0 && /[,:)\]}]/.test(char)) return;
      if (/[([{]/.test(char)) depth++;
      if (/[)\]}]/.test(char)) depth--;
      if (this.#takes(/("""|'''|"|')(?:\\[\s\S]|(?!\1|\\)[\s\S])*\1/y) === undefined) this.at++;
    }
  }

  /** White space, comments and joined lines. */
  #blank(): void {
    this.#takes(/(?:\s|#[^\n]*(?![^\n])|\\\r?\n)*/y);
  }

  #takes(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found ?? undefined;
  }
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};

/** A string without its escapes (https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences, 2026-11-24). */
function unescaped(written: string): string {
  return written.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U(00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})|([0-7]{1,3})|\r?(\n)|([\s\S]))/g,
    (whole, x?: string, u?: string, long?: string, octal?: string, line?: string, one?: string) => {
      const hex = x ?? u ?? long;
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      if (line !== undefined) return '';
      if (one === '\\' || one === "'" || one === '"') return one;
      return escapes[one ?? ''] ?? whole;
    },
  );
}
