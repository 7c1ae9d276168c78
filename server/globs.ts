/** Globs in settings and on the command line, matched in a time that grows no faster than the glob times the path. */

/** The longest glob that is accepted, in characters. */
const mostCharacters = 200;

/** The most `*` wildcards that are accepted between two slashes. */
const mostWildcards = 4;

/** The most globs that are accepted in one configuration file or setting. */
export const mostGlobs = 500;

/** Says why a glob isn't accepted, as a sentence that quotes the glob; nothing for a glob that is. */
export function refused(glob: string): string | undefined {
  const quoted = JSON.stringify(glob.length > 40 ? `${glob.slice(0, 40)}…` : glob);
  if (glob.startsWith('!'))
    return `${quoted} starts with "!", but a glob can't be negated. Specify only what to match.`;
  const { length } = glob;
  if (length > mostCharacters) return `${quoted} has ${length} characters, but the maximum is ${mostCharacters}.`;
  const wildcards = Math.max(...glob.split('/').map((it) => it.match(/\*+/g)?.length ?? 0));
  if (wildcards > mostWildcards)
    return `${quoted} has ${wildcards} "*" wildcards between two slashes, but the maximum is ${mostWildcards}.`;
  return undefined;
}

/** One step of a compiled glob: it consumes a character, or continues at several steps at once. */
type Step = ((character: number) => boolean) | number[];

const slash = '/'.charCodeAt(0);
const isInName = (it: number) => it !== slash;
const isAny = () => true;

/**
 * Compiles a glob into a function that tests a path with `/` as its separator. `*` matches any characters of a name, `?` one,
 * `[a-z]` and `[!a-z]` one of a set, `{a,b}` either; `**` as a whole name matches any number of folders; `\` escapes.
 * A glob that isn't accepted matches nothing.
 * @param whole what is compiled for it, such as the same glob in any folder
 */
export function compiledGlob(glob: string, whole = glob): (path: string) => boolean {
  if (refused(glob) !== undefined) return () => false;
  const normal = whole.replace(/^(\.\/)+/, '').replace(/(?<![^/])\*\*(\/\*\*)+(?![^/])/g, '**');
  const { steps, literal } = new Compiler(normal).compiled();
  const matcher = new Matcher(steps);
  return (path) => path.includes(literal) && matcher.isMatch(path);
}

/** Whether a glob has any special character, or is a plain path. */
export const isGlob = (it: string) => /[*?[{\\]/.test(it);

/** The folder in which all files are that a glob can match: its leading names without special characters. */
export function baseOf(glob: string): string {
  const names = glob.split('/');
  const first = names.findIndex(isGlob);
  return names.slice(0, first).join('/') || (glob.startsWith('/') ? '/' : '.');
}

/** All the steps at which a match can be after some characters. */
interface State {
  readonly steps: readonly number[];
  readonly isEnd: boolean;
  /** The state after one more character of ASCII, as far as it was needed. */
  readonly next: (State | undefined)[];
}

/** The most states that are kept, so that a glob with very many takes time and not memory. */
const mostStates = 64;

/** Follows all ways through the steps at once, so that no way is ever gone back. */
class Matcher {
  readonly #steps: readonly Step[];
  readonly #states = new Map<string, State>();
  #first: State;

  constructor(steps: readonly Step[]) {
    this.#steps = steps;
    this.#first = this.#stateAt([0]);
  }

  isMatch(path: string): boolean {
    let state = this.#first;
    for (let i = 0; i < path.length; i++) {
      const character = path.codePointAt(i) ?? 0;
      if (character > 0xffff) i++;
      state = state.next[character] ?? this.#after(state, character);
      if (state.steps.length === 0) return false;
    }
    return state.isEnd;
  }

  #after(state: State, character: number): State {
    const steps = state.steps.filter((at) => {
      const step = this.#steps[at];
      return typeof step === 'function' && step(character);
    });
    const next = this.#stateAt(steps.map((at) => at + 1));
    if (character < state.next.length) state.next[character] = next;
    return next;
  }

  /** The state at some steps, and at all those at which they continue without a character. */
  #stateAt(entries: readonly number[]): State {
    const steps = new Set<number>();
    const seen = new Set<number>();
    const enter = (at: number): void => {
      if (seen.has(at)) return;
      seen.add(at);
      const step = this.#steps[at];
      if (Array.isArray(step)) for (const it of step) enter(it);
      else steps.add(at);
    };
    for (const it of entries) enter(it);
    const key = [...steps].join();
    const known = this.#states.get(key);
    if (known) return known;
    const state = {
      steps: [...steps],
      isEnd: steps.has(this.#steps.length),
      next: new Array<State | undefined>(128).fill(undefined),
    };
    if (this.#states.size >= mostStates) {
      this.#states.clear();
      this.#first = this.#stateAt([0]);
    }
    this.#states.set(key, state);
    return state;
  }
}

/** Translates a glob into steps, each character of it once. */
class Compiler {
  readonly #glob: readonly string[];
  /** Where the alternatives of a group end, by where the group begins: at its commas and its closing brace. */
  readonly #groups: ReadonlyMap<number, readonly number[]>;
  readonly #steps: Step[] = [];
  /** The characters that a path must have in a row to match, as far as they are known, and the longest of them. */
  #row = '';
  #literal = '';

  constructor(glob: string) {
    this.#glob = Array.from(glob);
    this.#groups = this.#findGroups();
  }

  compiled(): { readonly steps: readonly Step[]; readonly literal: string } {
    this.#compile(0, this.#glob.length, true);
    this.#endRow();
    return { steps: this.#steps, literal: this.#literal };
  }

  /** @param isCertain whether every match takes this part of the glob, or it is one of several alternatives */
  #compile(from: number, to: number, isCertain: boolean): void {
    for (let at = from; at < to; ) {
      const end = this.#wildcard(at);
      if (end === undefined) {
        at = this.#character(at, isCertain);
        continue;
      }
      this.#endRow();
      at = end;
    }
  }

  /** Compiles a wildcard, a set, or a group. Returns where it ends; nothing if there is a plain character. */
  #wildcard(at: number): number | undefined {
    const glob = this.#glob;
    const stars = this.#starsAt(at);
    if (glob[at] === '/' && this.#isWholeName(at + 1) && glob[this.#starsAt(at + 1)] !== '/') {
      const inside = () => {
        this.#steps.push((it) => it === slash);
        this.#repeat(isAny);
      };
      // A folder of a name is matched along with all that is in it, but what has any name is matched as a folder only.
      if (glob[at - 1] === '*') inside();
      else this.#optional(inside);
      return this.#starsAt(at + 1);
    }
    if (this.#isWholeName(at)) {
      if (glob[stars] !== '/') {
        this.#repeat(isAny);
        return stars;
      }
      this.#optional(() => {
        this.#repeat(isAny);
        this.#steps.push((it) => it === slash);
      });
      return stars + 1;
    }
    if (stars > at) {
      this.#repeat(isInName);
      return stars;
    }
    if (glob[at] === '?') {
      this.#steps.push(isInName);
      return at + 1;
    }
    return glob[at] === '[' ? this.#set(at) : this.#group(at);
  }

  #character(at: number, isCertain: boolean): number {
    const isEscaped = this.#glob[at] === '\\' && at + 1 < this.#glob.length;
    const character = this.#glob[isEscaped ? at + 1 : at] ?? '';
    const code = character.codePointAt(0);
    this.#steps.push((it) => it === code);
    if (isCertain) this.#row += character;
    return at + (isEscaped ? 2 : 1);
  }

  #set(at: number): number | undefined {
    const end = this.#setEnd(at);
    if (end === undefined) return undefined;
    const isNegated = /[!^]/.test(this.#glob[at + 1] ?? '');
    const codes = this.#glob.slice(at + (isNegated ? 2 : 1), end).map((it) => it.codePointAt(0) ?? 0);
    const ranges: [number, number][] = [];
    for (let i = 0; i < codes.length; i++) {
      const first = codes[i] ?? 0;
      const last = codes[i + 1] === 0x2d ? codes[i + 2] : undefined;
      ranges.push([first, last ?? first]);
      if (last !== undefined) i += 2;
    }
    this.#steps.push((it) => it !== slash && ranges.some(([first, last]) => first <= it && it <= last) !== isNegated);
    return end + 1;
  }

  #group(at: number): number | undefined {
    const ends = this.#groups.get(at);
    if (!ends) return undefined;
    const ways: number[] = [];
    const joins: number[][] = [];
    this.#steps.push(ways);
    let from = at + 1;
    for (const end of ends) {
      ways.push(this.#steps.length);
      this.#compile(from, end, false);
      const join: number[] = [];
      joins.push(join);
      this.#steps.push(join);
      from = end + 1;
    }
    for (const it of joins) it.push(this.#steps.length);
    return from;
  }

  #repeat(takes: (character: number) => boolean): void {
    const at = this.#steps.length;
    this.#steps.push([at + 1, at + 3], takes, [at]);
  }

  #optional(compile: () => void): void {
    const ways = [this.#steps.length + 1];
    this.#steps.push(ways);
    compile();
    ways.push(this.#steps.length);
  }

  #endRow(): void {
    if (this.#row.length > this.#literal.length) this.#literal = this.#row;
    this.#row = '';
  }

  /** Where the stars end that begin at a place. */
  #starsAt(at: number): number {
    let end = at;
    while (this.#glob[end] === '*') end++;
    return end;
  }

  /** Whether `**` at a place makes up a whole name. */
  #isWholeName(at: number): boolean {
    const end = this.#starsAt(at);
    return end - at > 1 && /^[/{,]?$/.test(this.#glob[at - 1] ?? '') && /^[/},]?$/.test(this.#glob[end] ?? '');
  }

  #setEnd(at: number): number | undefined {
    const first = at + (/[!^]/.test(this.#glob[at + 1] ?? '') ? 2 : 1);
    const end = this.#glob.indexOf(']', first + 1);
    return end < 0 || this.#glob.slice(first, end).includes('/') ? undefined : end;
  }

  /** Pairs braces in one pass; one that isn't closed, or has no comma, is a plain character. */
  #findGroups(): Map<number, readonly number[]> {
    const groups = new Map<number, readonly number[]>();
    const open: { readonly at: number; readonly ends: number[] }[] = [];
    for (let at = 0; at < this.#glob.length; at++) {
      const character = this.#glob[at];
      if (character === '\\') at++;
      else if (character === '[') at = this.#setEnd(at) ?? at;
      else if (character === '{') open.push({ at, ends: [] });
      else if (character === ',') open.at(-1)?.ends.push(at);
      else if (character === '}') {
        const group = open.pop();
        if (group && group.ends.length > 0) groups.set(group.at, [...group.ends, at]);
      }
    }
    return groups;
  }
}
