/** A client of the language server that speaks the real protocol over two streams. */
import { PassThrough, type Readable, type Writable } from 'node:stream';
import {
  type ClientCapabilities,
  createConnection,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  ErrorCodes,
  type InitializeResult,
  type MessageConnection,
  ResponseError,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { serve } from '../../server/lsp/server';
import { disk } from '../../server/workspace/disk';
import type { FileSystem } from '../../server/workspace/files';
import { lacking } from '../support/form';

/** What VS Code announces, as far as the server looks at it. */
export const vscodeCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: { diagnostic: { relatedInformation: true } },
};

export interface Started {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** In the place of the disk. */
  readonly disk?: FileSystem;
  /** The URIs of the folders of the workspace. */
  readonly folders?: readonly string[];
  /** What the first request has beside that. */
  readonly more?: object;
  /** The answer to `workspace/configuration`, by the scope and the section that are asked about. */
  readonly settings?: (scopeUri: string, section: string) => unknown;
  /** The answers to other requests, by their methods. */
  readonly answers?: Readonly<Record<string, (params: { readonly [name: string]: string }) => unknown>>;
  /** The requests of the server that are answered with an error. */
  readonly refuses?: readonly string[];
}

/** Whether a diagnostic is not just one of what short texts lack. */
const isMeant = ({ code }: Diagnostic) => !lacking.includes(String(code));

export class Client {
  /** Every message of the server, by method, in the order in which they came. */
  readonly received: { method: string; params: unknown }[] = [];
  readonly connection: MessageConnection;
  /** What the server says that it can do. */
  announced: ServerCapabilities = {};
  #waiting: (() => void)[] = [];

  constructor(input: Readable, output: Writable) {
    this.connection = createMessageConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  }

  /** Does what every client does first; answers with what the server says of itself. */
  async initialize({
    capabilities = {},
    initializationOptions,
    folders,
    more,
    settings = () => ({}),
    answers = {},
    refuses = [],
  }: Started = {}) {
    const note = (method: string, sent: unknown) => {
      const diagnostics: unknown = Reflect.get(Object(sent), 'diagnostics');
      const params = Array.isArray(diagnostics) ? { ...Object(sent), diagnostics: diagnostics.filter(isMeant) } : sent;
      this.received.push({ method, params });
      for (const wake of this.#waiting.splice(0)) wake();
    };
    this.connection.onNotification((method, params) => note(method, params));
    this.connection.onRequest((method, params) => {
      note(method, params);
      if (refuses.includes(method)) throw new ResponseError(ErrorCodes.InternalError, 'This client refuses.');
      if (method !== 'workspace/configuration') return answers[method]?.(Object(params)) ?? null;
      const { items } = params as { items: { scopeUri: string; section: string }[] };
      return items.map((it) => settings(it.scopeUri, it.section));
    });
    this.connection.listen();
    const result = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      ...(folders && { workspaceFolders: folders.map((uri) => ({ uri, name: uri })) }),
      capabilities,
      initializationOptions,
      ...more,
    });
    this.announced = result.capabilities;
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  open(uri: string, text: string, languageId = 'sagemaker-model'): Promise<void> {
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  change(uri: string, version: number, ...contentChanges: object[]): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  async pull(uri: string): Promise<Diagnostic[]> {
    const report: DocumentDiagnosticReport = await this.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return report.kind === 'full' ? report.items.filter(isMeant) : [];
  }

  /** The codes of the diagnostics that the server gives when asked. */
  async codes(uri: string): Promise<unknown[]> {
    return (await this.pull(uri)).map((it) => it.code);
  }

  /** The params of the next message of a method that has not been taken yet. */
  async next<Params>(method: string): Promise<Params> {
    for (;;) {
      const at = this.received.findIndex((it) => it.method === method);
      if (at >= 0) return this.received.splice(at, 1)[0]?.params as Params;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
  }
}

/** A client and a server in this process. */
export async function start(started: Started = { capabilities: vscodeCapabilities }): Promise<Client> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  // As messages, and not as streams: at the end of a stream a server ends its process.
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  const filesBy = (client: FileSystem) => started.disk ?? disk(client, (it) => server.console.warn(it));
  serve(server, filesBy, () => import('../../server/lazy/index'));
  const client = new Client(toClient, toServer);
  await client.initialize(started);
  return client;
}
