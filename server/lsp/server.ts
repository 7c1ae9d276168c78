/** Registers the handlers of the language server. */
import { type Connection, ResponseError } from 'vscode-languageserver';
import * as custom from '../../protocol/definitions';
import * as environment from '../../protocol/environment';
import { onNotification } from '../../protocol/message';
import type * as bundle from '../lazy/index';
import type { FileSystem } from '../workspace/files';
import { ServerContext } from './context';
import { codeAction } from './handlers/codeAction';
import { completion, completionResolve } from './handlers/completion';
import * as definitions from './handlers/definitions';
import { diagnostic, problems } from './handlers/diagnostic';
import { documentHighlight } from './handlers/documentHighlight';
import { documentLink } from './handlers/documentLink';
import { documentSymbol } from './handlers/documentSymbol';
import { foldingRange } from './handlers/foldingRange';
import { formatting } from './handlers/formatting';
import { onHover } from './handlers/hover';
import { inlayHint } from './handlers/inlayHint';
import { onLazyRequests } from './handlers/lazy';
import { selectionRange } from './handlers/selectionRange';
import * as workspace from './handlers/workspace';
import { rejectedRequest } from './lifecycle';

/**
 * Serves definitions over a connection until its client is done.
 * @param filesBy returns the files to read, which can be those that the client finds and reads
 * @param lazy loads the bundle for rare requests
 * @param initialized called when the client's first request has succeeded
 */
export function serve(
  connection: Connection,
  filesBy: (client: FileSystem) => FileSystem,
  lazy: () => Promise<typeof bundle>,
  initialized: () => void = () => {},
): void {
  const context = new ServerContext(connection, filesBy, lazy);
  const { diagnostics, store, settings } = context;

  connection.onInitialize((params) => {
    const result = workspace.initialize(context, params);
    initialized();
    return result;
  });
  connection.onInitialized(() => workspace.initialized(context));
  connection.onShutdown(() => diagnostics.stop());
  connection.onRequest(rejectedRequest, ({ code, message }: { code: number; message: string }) => {
    throw new ResponseError(code, message);
  });

  connection.onDidChangeWatchedFiles(workspace.onWatchedFiles(context));
  connection.onDidChangeConfiguration((params) => workspace.didChangeConfiguration(context, params));
  onNotification(connection, environment.didReadEncoding, (it) => workspace.didReadEncoding(context, it));
  onNotification(connection, environment.didChangeConnection, (it) => workspace.didChangeConnection(context, it));
  onNotification(connection, environment.didUpdateAccountResources, (it) =>
    workspace.didUpdateAccountResources(context, it),
  );

  connection.languages.diagnostics.on((params, token) => diagnostic(context, params, token));
  connection.languages.diagnostics.onWorkspace(({ previousResultIds = [] }, token, _progress, reporter) =>
    diagnostics.ofWorkspace(previousResultIds, reporter && ((part) => reporter.report(part)), token),
  );
  connection.onCodeAction(context.aboutWithSettings('code actions', [], codeAction));
  connection.onCompletion(context.about('completion', [], completion));
  connection.onCompletionResolve((item, token) => completionResolve(context, item, token));
  connection.onHover(context.about('hover', null, onHover));
  connection.onDocumentLinks(context.about('links', [], documentLink));
  connection.languages.inlayHint.on(context.aboutWithSettings('hints', [], inlayHint));
  connection.onDocumentSymbol(context.about('outline', [], documentSymbol));
  connection.onDocumentHighlight(context.about('highlights', [], documentHighlight));
  connection.onFoldingRanges(context.about('folding', [], foldingRange));
  connection.onSelectionRanges(context.about('selection', [], selectionRange));
  connection.onDocumentFormatting(context.about('formatting', [], formatting));
  connection.onDocumentRangeFormatting(context.about('formatting', [], formatting));

  context.onRequest(custom.problems, (params, token) => problems(context, params, token));
  context.onRequest(custom.definitions, (_, token) => definitions.definitions(context, token));
  context.onRequest(custom.matchGlobs, (params) => definitions.matchGlobs(context, params));
  context.onRequest(custom.locateServiceError, context.about('places', [], definitions.serviceError));
  context.onRequest(custom.renameModel, context.about('name', [], definitions.renameModel));
  context.onRequest(custom.moveToRegion, context.about('move', { edits: [] }, definitions.moveToRegion));
  context.onRequest(custom.reviewAfterMove, context.about('places', [], definitions.reviewAfterMove));
  onLazyRequests(context);

  store.documents.onDidOpen(({ document }) => diagnostics.opened(document.uri));
  store.documents.onDidChangeContent(({ document }) => diagnostics.changed(document));
  store.documents.onDidClose(({ document: { uri } }) => {
    settings.forget(uri);
    context.encodings.delete(uri);
    store.forget(uri);
    diagnostics.closed(uri);
  });
  store.documents.listen(connection);
  connection.listen();
}
