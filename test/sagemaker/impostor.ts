/** Something that is not SageMaker and answers in its place, with whatever it is told to. */
import { createServer, type ServerResponse } from 'node:http';

export interface Impostor {
  readonly url: string;
  /** How many requests it got. */
  readonly requests: () => number;
  /** Answers all requests from now on. */
  answer(how: (response: ServerResponse) => void): void;
  stop(): Promise<void>;
}

export async function startImpostor(): Promise<Impostor> {
  let how = (response: ServerResponse): void => void response.end();
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    response.on('error', () => {});
    request.on('error', () => {});
    request.resume().on('end', () => how(response));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // A process that has nothing else to do ends.
  server.unref();
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    requests: () => requests,
    answer: (then) => {
      how = then;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A whole answer. */
export const whole =
  (status: number, body: string | Uint8Array, contentType = 'application/x-amz-json-1.1') =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
    response.end(body);
  };

/** An answer that goes on for so many bytes, or without an end. */
export const long =
  (status: number, bytes: number, piece = Buffer.alloc(65_536, ' ')) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    let left = bytes;
    const write = (): void => {
      while (left > 0 && !response.destroyed) {
        left -= piece.length;
        if (!response.write(piece)) return void response.once('drain', write);
      }
      if (!response.destroyed) response.end();
    };
    write();
  };
