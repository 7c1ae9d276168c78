/** The ways in which the service, or what lies between it and its caller, goes wrong on demand. */
import { type ServerResponse, STATUS_CODES } from 'node:http';
import { sameWay, toFirstPage } from './paging';
import type { Answer } from './refusal';

export type Misbehaviour =
  /** Refuses, with this error. */
  | { readonly error: string; readonly message?: string; readonly status?: number }
  /** A proxy answers in the service's place, with a page of HTML under this status. */
  | { readonly html: number }
  /** The connection is reset: before the request is read, amid the answer, or after the request was carried out. */
  | { readonly reset: 'before' | 'amid' | 'after' }
  /** The request is carried out, and nothing is ever said. */
  | { readonly silent: true }
  /** The request is carried out, and the answer comes so many milliseconds later. */
  | { readonly late: number }
  /** The request is carried out, and the answer is JSON that breaks off. */
  | { readonly malformed: true }
  /** A page of a list holds nothing, and names a next one. */
  | { readonly emptyPage: true }
  /** Each page of a list names the first one as the next one, by one and the same token. */
  | { readonly sameToken: true };

export const throttled: Misbehaviour = { error: 'ThrottlingException', message: 'Rate exceeded' };
export const internalFailure: Misbehaviour = { error: 'InternalFailure', status: 500 };
export const unavailable: Misbehaviour = { error: 'ServiceUnavailable', status: 503 };

/** What is still to go wrong, in the order in which it was asked for. */
export class Script {
  #acts: { readonly operation: string; readonly how: Misbehaviour; left: number }[] = [];

  add(operation: string, how: Misbehaviour, times: number): void {
    this.#acts.push({ operation, how, left: times });
  }

  clear(): void {
    this.#acts = [];
  }

  /** What goes wrong with the next request of an operation, if anything. */
  next(operation: string): Misbehaviour | undefined {
    const act = this.#acts.find((it) => it.left > 0 && ['any', operation].includes(it.operation));
    if (act) act.left--;
    return act?.how;
  }
}

/** A page as it is after it went wrong: anything with a list in it is one. */
export function misledPage(page: object, token: string | undefined, how: Misbehaviour | undefined): object {
  if (how && 'sameToken' in how) return { ...page, NextToken: toFirstPage };
  if (!how || !('emptyPage' in how)) return page;
  const emptied = Object.entries(page).map(([name, it]) => [name, Array.isArray(it) ? [] : it]);
  return { ...Object.fromEntries(emptied), NextToken: sameWay(token) };
}

/** Sends an answer, or what becomes of it. */
export function send(response: ServerResponse, answer: Answer, how: Misbehaviour | undefined): void {
  if (how && 'silent' in how) return;
  if (how && 'late' in how) {
    setTimeout(() => write(response, answer), how.late).unref();
    return;
  }
  if (how && 'reset' in how) {
    if (how.reset === 'amid') breakOff(response, answer);
    else reset(response);
    return;
  }
  write(response, how && 'malformed' in how ? { ...answer, body: '{"Models":[{"ModelName":' } : answer);
}

/** What a proxy says where the service cannot be reached. */
export function htmlPage(status: number): Answer {
  const title = `${status} ${STATUS_CODES[status]}`;
  const body = `<html>\n<head><title>${title}</title></head>\n<body><center><h1>${title}</h1></center></body>\n</html>\n`;
  return { status, contentType: 'text/html', body };
}

/** Ends a connection so that the caller sees it reset. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function write(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Sends the head and half of the body, and closes the connection. */
function breakOff(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) + 1 });
  response.write(body.slice(0, body.length / 2) || ' ', () => response.socket?.destroy());
}
