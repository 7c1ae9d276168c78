/** A client that writes whatever bytes it likes to the built server, as a broken one would. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { bin } from '../../package.json';

export interface Answer {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A message with its header. */
export function framed(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}

export class Raw {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** How it ended. */
  readonly ended: Promise<number | null>;
  /** What it wrote where nobody reads messages. */
  errors = '';
  #rest = Buffer.alloc(0);
  #received: Answer[] = [];
  #wake: (() => void)[] = [];
  #lastId = 0;
  #isOver = false;

  /** @param flags of Node */
  constructor(...flags: string[]) {
    this.child = spawn(process.execPath, [...flags, bin['sagemaker-model-language-server'], '--stdio'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code) => {
        this.#isOver = true;
        this.#awake();
        resolve(code);
      }),
    );
    this.child.stderr.on('data', (it) => {
      this.errors += it;
    });
    // It may end before all is written.
    this.child.stdin.on('error', () => {});
    this.child.stdout.on('data', (it) => this.#read(it));
  }

  #awake(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  #read(data: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (;;) {
      const header = /^Content-Length: (\d+)\r\n\r\n/.exec(this.#rest.toString('latin1', 0, 80));
      const start = header?.[0].length ?? 0;
      const end = start + Number(header?.[1]);
      if (!header || this.#rest.length < end) break;
      this.#received.push(JSON.parse(this.#rest.toString('utf8', start, end)));
      this.#rest = this.#rest.subarray(end);
    }
    this.#awake();
  }

  write(bytes: string | Buffer): void {
    this.child.stdin.write(bytes);
  }

  notify(method: string, params: unknown = {}): void {
    this.write(framed({ jsonrpc: '2.0', method, params }));
  }

  /** Sends a request, and answers under which id. */
  send(method: string, params: unknown = {}): number {
    const id = ++this.#lastId;
    this.write(framed({ jsonrpc: '2.0', id, method, params }));
    return id;
  }

  /** What is answered under an id, or an error where the server ends without an answer. */
  async answer(id: number | string | null): Promise<Answer> {
    return this.take((it) => it.id === id && it.method === undefined);
  }

  /** The first message of a kind that has not been taken yet. */
  async take(isWanted: (it: Answer) => boolean): Promise<Answer> {
    for (;;) {
      const at = this.#received.findIndex(isWanted);
      if (at >= 0) return this.#received.splice(at, 1)[0] as Answer;
      if (this.#isOver) throw new Error(`The server has ended: ${this.errors}`);
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  ask(method: string, params: unknown = {}): Promise<Answer> {
    return this.answer(this.send(method, params));
  }

  async initialize(capabilities: object = {}, processId: number | null = null): Promise<void> {
    await this.ask('initialize', { processId, rootUri: null, capabilities });
    this.notify('initialized');
  }

  open(uri: string, text: string): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'sagemaker-model', version: 1, text } });
  }

  close(uri: string): void {
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Ends it as a good client does, and answers with its code. */
  async stop(): Promise<number | null> {
    await this.ask('shutdown');
    this.notify('exit');
    return this.ended;
  }
}
