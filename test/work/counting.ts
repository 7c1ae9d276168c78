/**
 * Counts the work that is done in the realm in which this is loaded: functions entered, loops gone round, and what the
 * engine's own methods look through. It changes that realm's prototypes, so it is only loaded into a realm of its own.
 */

const { keys } = Object;

/** How often each site was reached, and what the engine did there. */
const counts = new Float64Array(60_000);
let site = 0;
let left = Number.POSITIVE_INFINITY;

/** Thrown when more work is done than was allowed. */
export class TooMuchWork extends Error {}

function spend(steps: number): void {
  counts[site] = (counts[site] ?? 0) + steps;
  left -= steps;
  if (left < 0) throw new TooMuchWork();
}

/** Notes that a function or the body of a loop is entered. */
export function __at(id: number): void {
  site = id;
  spend(1);
}

/** Notes that a text was put together. */
export function __text(text: string): string {
  spend(text.length >> 3);
  return text;
}

/** Notes that an object is copied into another. */
export function __copy<T>(object: T): T {
  if (typeof object === 'object' && object !== null) spend(keys(object).length);
  return object;
}

/** Notes that all of something is gone through, as by `...`. */
export function __all<T>(things: T): T {
  const { length, size } = Object(things);
  spend(Number(length ?? size ?? 1));
  return things;
}

/** What an expression looks through at most. How often it tries a character anew isn't known. */
function searched(it: object, isFound: boolean, text: string): number {
  const { sticky, source } = it as RegExp;
  if (isFound) return 1;
  return (sticky || source.startsWith('^')) && !source.endsWith('$') ? 1 : text.length;
}

/** Notes that an expression is looked for. */
export function __exec(expression: RegExp, text: string): RegExpExecArray | null {
  const { global, sticky } = expression;
  const from = global || sticky ? expression.lastIndex : 0;
  const found = expression.exec(text);
  spend(found ? found.index + found[0].length - from + 1 : searched(expression, false, text));
  return found;
}

/** Does something, and tells how much work it took at which sites; `isDone` is false where it took more than `most`. */
export function counted(
  work: () => unknown,
  most: number,
): { readonly isDone: boolean; readonly counts: Float64Array } {
  counts.fill(0);
  left = most;
  let isDone = true;
  try {
    work();
  } catch (error) {
    if (!(error instanceof TooMuchWork)) throw error;
    isDone = false;
  } finally {
    left = Number.POSITIVE_INFINITY;
  }
  return { isDone, counts: counts.slice() };
}

type Cost = (self: { readonly length: number }, result: unknown, given: readonly unknown[]) => number;

/** Lets methods of a prototype, or functions of an object, spend what they cost. */
function charge(owner: object, cost: Cost, ...names: readonly (string | symbol)[]): void {
  for (const name of names) {
    const native: unknown = Reflect.get(owner, name);
    if (typeof native !== 'function') throw new Error(`There is no ${String(name)} to count.`);
    Object.defineProperty(owner, name, {
      configurable: true,
      writable: true,
      value(this: { readonly length: number }, ...given: unknown[]) {
        const result: unknown = native.apply(this, given);
        spend(cost(this, result, given));
        return result;
      },
    });
  }
}

const whole: Cost = (it) => it.length;
const lengthOf = (it: unknown) => (typeof it === 'string' || Array.isArray(it) ? it.length : 0);
const made: Cost = (_, result) => lengthOf(result);
const named: Cost = (_, result) => keys(Object(result)).length;
const upTo: Cost = (it, result, [what, from]) =>
  typeof result === 'number' && result >= 0
    ? Math.abs(result - Number(from ?? 0)) + lengthOf(what)
    : it.length - Number(from ?? 0);
const sorted: Cost = (it) => it.length * Math.ceil(Math.log2(it.length + 1));
/** A piece of a text shares its characters with it. */
const shared: Cost = (_, result) => Math.min(lengthOf(result), 16);
const affix: Cost = (_it, _result, [what]) => lengthOf(what);
charge(Array.prototype, upTo, 'indexOf', 'lastIndexOf');
charge(Array.prototype, whole, 'includes', 'shift', 'unshift', 'reverse', 'fill', 'join', 'toString');
charge(Array.prototype, made, 'slice', 'concat', 'flat', 'flatMap', 'toReversed', 'with', 'toSpliced');
charge(Array.prototype, (it, removed) => it.length + lengthOf(removed), 'splice');
charge(Array.prototype, sorted, 'sort', 'toSorted');
charge(Array, made, 'from', 'of');
charge(Object, named, 'keys', 'values', 'entries', 'fromEntries', 'assign', 'getOwnPropertyNames');
charge(JSON, made, 'stringify');
charge(JSON, (_it, _result, [text]) => String(text).length, 'parse');
charge(String.prototype, upTo, 'indexOf', 'lastIndexOf');
charge(String.prototype, whole, 'includes', 'toLowerCase', 'toUpperCase', 'normalize', 'localeCompare', 'isWellFormed');
charge(String.prototype, whole, 'replace', 'replaceAll', 'split', 'match', 'search');
charge(String.prototype, shared, 'slice', 'substring', 'substr', 'trim', 'trimStart', 'trimEnd');
charge(String.prototype, affix, 'startsWith', 'endsWith');
charge(String.prototype, made, 'repeat', 'padStart', 'padEnd', 'concat');
charge(String.prototype, whole, 'matchAll');
charge(RegExp.prototype, (it, result, [text]) => searched(it, result === true, String(text)), 'test');
