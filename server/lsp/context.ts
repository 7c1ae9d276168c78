/** What handlers are given: the state of the server and, for a request about a document, its parsed text. */
import type { Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Cancellation, onRequest, type RequestType } from '../../protocol/message';
import type { Document } from '../language/syntax/document';
import type { AnalysisContext, Span } from '../language/types';
import { DiagnosticChannel } from './channel';
import { Diagnoser, type DocumentSettings } from './diagnoser';
import { isServed } from './documentStore';
import { ServerState, throwIfCanceled } from './state';
import { rangeOf } from './toProtocol';

interface AboutDocument {
  readonly textDocument: { readonly uri: string };
}

/** A request about an open document of ours. */
export interface DocumentRequest<Params> {
  readonly params: Params;
  readonly token: Cancellation;
  readonly context: ServerContext;
  readonly document: TextDocument;
  /** The parsed text of the document. */
  readonly definition: Document;
  /** What is known about the document apart from its text and the settings. */
  readonly given: AnalysisContext;
  rangeOf(span: Span): Range;
}

export class ServerContext extends ServerState {
  readonly diagnoser = new Diagnoser(this);
  readonly diagnostics = new DiagnosticChannel(this, this.diagnoser);

  /**
   * Makes a handler for requests about an open document.
   * @param what the result, for the log
   * @param none the result if the document isn't open, isn't ours, or the handler fails
   */
  about<Params extends AboutDocument, Answer>(
    what: string,
    none: Answer,
    answer: (request: DocumentRequest<Params>) => Answer,
  ): (params: Params, token: Cancellation) => Answer {
    return (params, token) => {
      throwIfCanceled(token);
      const { uri } = params.textDocument;
      const document = this.store.get(uri);
      if (!document) this.connection.console.info(`No ${what} for ${uri}: it is not open.`);
      if (!document || !isServed(document)) return none;
      const { store } = this;
      return this.failures.guarded(what, uri, none, () =>
        answer({
          params,
          token,
          context: this,
          document,
          get definition() {
            return store.definition(document);
          },
          given: this.given(uri),
          rangeOf: (span) => rangeOf(document, span),
        }),
      );
    };
  }

  /** The same for a handler that also needs the settings of the document. */
  aboutWithSettings<Params extends AboutDocument, Answer>(
    what: string,
    none: Answer,
    answer: (request: DocumentRequest<Params>, settings: DocumentSettings) => Answer,
  ): (params: Params, token: Cancellation) => Promise<Answer> {
    return async (params, token) => {
      throwIfCanceled(token);
      const { uri } = params.textDocument;
      const settings = this.store.get(uri) ? await this.diagnoser.settings(uri) : undefined;
      return this.about<Params, Answer>(what, none, (it) => (settings ? answer(it, settings) : none))(params, token);
    };
  }

  /** Answers a custom request, unless it is canceled before the handler starts. */
  onRequest<Params, Result>(
    type: RequestType<Params, Result>,
    handler: (params: NoInfer<Params>, token: Cancellation) => NoInfer<Result> | Promise<NoInfer<Result>>,
  ): void {
    onRequest<Params, Result, unknown>(this.connection, type, (params, token) => {
      throwIfCanceled(token);
      return handler(params, token);
    });
  }
}
