/** How counts, characters and names are put into sentences. */

/** `1 character`, `1,025 bytes`. */
export function count(n: number, noun: string): string {
  return `${grouped(n)} ${n === 1 ? noun : noun === 'entry' ? 'entries' : `${noun}s`}`;
}

/** `32,768` */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `a`, `a or b`, `a, b or c`. */
export const oneOf = (phrases: readonly string[]) => enumerated(phrases, 'or');

/** `a`, `a and b`, `a, b and c`. */
export const allOf = (phrases: readonly string[]) => enumerated(phrases, 'and');

function enumerated(phrases: readonly string[], word: string): string {
  const last = phrases.at(-1) ?? '';
  return phrases.length < 2 ? last : `${phrases.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** Names in lowercase, for comparison. */
export const inLowerCase = (names: readonly (string | undefined)[]): ReadonlySet<string> =>
  new Set(names.flatMap((it) => (it === undefined ? [] : [it.toLowerCase()])));

/**
 * A name similar to another one that isn't in use, ignoring case.
 * @param taken the names in use, in lowercase
 */
export function uniqueName(name: string, taken: ReadonlySet<string>, longest: number): string {
  const numbered = (n: number) => `${name.slice(0, longest - String(n).length - 1)}-${n}`;
  let n = 2;
  while (taken.has(numbered(n).toLowerCase())) n++;
  return numbered(n);
}

/** Characters that cannot be told apart or seen when printed, by what people call them. */
const unseen: Readonly<Record<string, string>> = {
  ' ': 'a space',
  '\t': 'a tab',
  '\n': 'a line break',
  '\r': 'a line break',
  '\u00a0': 'a no-break space',
  '\u200b': 'a zero-width space',
  '\u2028': 'a line separator',
  '\u2029': 'a paragraph separator',
  '\ufeff': 'a byte order mark',
  '“': 'a curly quote (“)',
  '”': 'a curly quote (”)',
  '‘': 'a curly quote (‘)',
  '’': 'a curly quote (’)',
  '–': 'an en dash (–)',
  '—': 'an em dash (—)',
};

/** A character, as a reader can recognise it. */
export function character(char: string): string {
  const known = unseen[char];
  if (known) return known;
  const code = char.codePointAt(0) ?? 0;
  const visible = code > 0x20 && code !== 0x7f && !/[\p{C}\p{Z}]/u.test(char);
  return visible ? `"${char}"` : `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A piece of the author's text, short enough to stand in a sentence and on one line. */
export function excerpt(text: string, length = 40): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  // No text has more characters than UTF-16 code units.
  if (line.length <= length) return line;
  const characters = [...line.slice(0, 2 * length + 2)];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : line;
}

/** The number of Unicode characters: what the service counts as length (Smithy 2.0, `length` trait). */
export function characters(text: string): number {
  let pairs = 0;
  for (let i = 1; i < text.length; i++) if (isPair(text, i - 1)) pairs++;
  return text.length - pairs;
}

/** The number of bytes in UTF-8; a lone surrogate counts as the replacement character that stands in for it. */
export function utf8Bytes(text: string): number {
  if (isAscii.test(text)) return text.length;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (isPair(text, i)) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
}

function isPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}

/**
 * The one of `names` that was probably meant by `written`, if any: the same but for case, hyphens, underscores and
 * blanks, or a few letters off.
 */
export function closestMatch(written: string, names: readonly string[]): string | undefined {
  return nearMisses(names)(written);
}

/** The same for many words: gives what `nearMiss` answers for each, of those names that are open to it. */
export function nearMisses(
  names: readonly string[],
): (written: string, isOpen?: (name: string) => boolean) => string | undefined {
  /** The names by their length: an edit changes that by one at most. */
  const known: KnownName[][] = [];
  for (const [at, name] of names.entries()) {
    const letters = lettersOf(name);
    const alike = known[letters.count] ?? [];
    alike.push({ name, at, bits: letters.bits });
    known[letters.count] = alike;
  }
  return (written, isOpen) => {
    const { count, bits } = lettersOf(written);
    if (count === 0 || count > 64) return undefined;
    let best: KnownName | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (let length = Math.max(0, count - mostEdits); length <= count + mostEdits; length++)
      for (const it of known[length] ?? []) {
        // An edit takes away one letter and brings another.
        if (hasMoreBits(it.bits ^ bits, 2 * mostEdits) || isOpen?.(it.name) === false) continue;
        const distance = edits(plain(written), plain(it.name), mostEdits);
        if (distance < least || (distance === least && best && it.at < best.at)) [best, least] = [it, distance];
      }
    return best && least <= Math.min(mostEdits, Math.floor(best.name.length / 4)) ? best.name : undefined;
  };
}

interface KnownName {
  readonly name: string;
  readonly at: number;
  readonly bits: number;
}

/** So many letters may be off. */
const mostEdits = 2;

/** What of a name is compared. */
const plain = (name: string) => name.replace(/[-_\s]/g, '').toLowerCase();

/** How many letters of a name are compared, and which, as bits: by these alone, nearly all names are told apart. */
function lettersOf(name: string): { readonly count: number; readonly bits: number } {
  // Of other alphabets, a letter and its capital may have no bits in common.
  const text = isAscii.test(name) ? name : plain(name);
  let count = 0;
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isBlank = code === 0x20 || (code >= 0x09 && code <= 0x0d);
    if (isBlank || code === 0x2d || code === 0x5f) continue;
    count++;
    bits |= 1 << (code & 31);
  }
  return { count, bits };
}

const isAscii = /^[\u0000-\u007f]*$/;

function hasMoreBits(of: number, most: number): boolean {
  let left = of;
  for (let taken = 0; taken < most; taken++) left &= left - 1;
  return left !== 0;
}

/**
 * How many letters must be added, removed, replaced or swapped with their neighbour to get from one text to the other;
 * something more than `most` where it is more than that.
 */
function edits(from: string, to: string, most: number): number {
  // What both begin and end with needs no comparing, and most names are unlike after a few letters.
  let start = 0;
  while (start < from.length && from[start] === to[start]) start++;
  let [m, n] = [from.length, to.length];
  while (m > start && n > start && from[m - 1] === to[n - 1]) [m, n] = [m - 1, n - 1];
  const far = most + 1;
  let twoUp: number[] = [];
  let up = Array.from({ length: n - start + 1 }, (_, j) => j);
  let leastBefore = 0;
  for (let i = 1; i <= m - start; i++) {
    const row = up.map(() => far);
    row[0] = i;
    let leastOfAll = i;
    for (let j = Math.max(1, i - most); j <= Math.min(n - start, i + most); j++) {
      const [a, b] = [start + i - 1, start + j - 1];
      let least = Math.min(
        (up[j] ?? far) + 1,
        (row[j - 1] ?? far) + 1,
        (up[j - 1] ?? far) + (from[a] === to[b] ? 0 : 1),
      );
      const swapped = i > 1 && j > 1 && from[a] === to[b - 1] && from[a - 1] === to[b];
      if (swapped) least = Math.min(least, (twoUp[j - 2] ?? far) + 1);
      row[j] = least;
      leastOfAll = Math.min(leastOfAll, least);
    }
    // A swap reaches over one row, and costs one.
    if (leastOfAll > most && leastBefore >= most) return far;
    [twoUp, up, leastBefore] = [up, row, leastOfAll];
  }
  return up[n - start] ?? far;
}

/**
 * Whether a text still has a place in it that somebody meant to fill in: `{{…}}`, `${…}`, `<…>`, `ENTER MODEL NAME`,
 * `CHANGE_ME`, `your-account`; a model may be called CHANGE-DETECTION or know-your-customer.
 */
export const hasPlaceholder = (text: string): boolean =>
  isBetween(text, '{{', '}}') || isBetween(text, '${', '}') || toFillIn.test(text);

/** Whether one thing stands behind another; an expression would look for each anew. */
function isBetween(text: string, opens: string, closes: string): boolean {
  const at = text.indexOf(opens);
  return at >= 0 && text.includes(closes, at + opens.length);
}

const toFillIn =
  /<[^<>]+>|\b(?:ENTER|YOUR)[ _-][A-Z]|\b(?:REPLACE|CHANGE)[ _-]?(?:ME|THIS|WITH)(?![A-Za-z])|(?<![\w-])your[_-](?:aws[_-])?(?:account|bucket|company|container|ecr|endpoint|function|hub|id|image|key|lambda|model|name|org|package|prefix|project|region|registry|repo|repository|role|sagemaker|security|stage|subnet|tag|team|version|vpc)(?![a-z])/;
