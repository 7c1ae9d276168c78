/** Cuts ordered rows into pages, and makes the tokens that lead from one to the next. */
import { Refusal } from './refusal';

/** What a token says; callers cannot know. */
interface Mark {
  /** The row after which the page begins; that of the first page has none. */
  readonly after?: unknown;
  /** Tells two tokens for one page apart. */
  readonly turn?: number;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly NextToken?: string;
}

/** One page. It begins after a row and not at a number, so that what comes or goes meanwhile moves no other row. */
export function page<Row>(
  rows: readonly Row[],
  order: (a: Row, b: Row) => number,
  size: number,
  token: string | undefined,
): Page<Row> {
  const { after } = read(token);
  const sorted = [...rows].sort(order);
  const rest = after === undefined ? sorted : sorted.filter((it) => order(it, after as Row) > 0);
  const cut = rest.slice(0, size);
  return { rows: cut, ...(rest.length > size && { NextToken: write({ after: cut.at(-1) }) }) };
}

/** The token that leads to the first page. */
export const toFirstPage = write({});

/** Another token for the page to which one leads. */
export function sameWay(token: string | undefined): string {
  const { after, turn = 0 } = read(token);
  return write({ after, turn: turn + 1 });
}

function write(mark: Mark): string {
  return Buffer.from(JSON.stringify(mark)).toString('base64url');
}

function read(token: string | undefined): Mark {
  if (token === undefined) return {};
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    throw new Refusal('ValidationException', 'The NextToken is none that this list has given.');
  }
}
