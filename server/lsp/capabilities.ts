/** The server's capabilities, depending on the client's. */
import {
  type ClientCapabilities,
  CodeActionKind,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { name, version } from '../../package.json';
import { languageId } from '../../protocol/constants';

/** The kind of the action that fixes everything that can't change the meaning of a definition, also on save. */
export const fixAll = `${CodeActionKind.SourceFixAll}.sagemaker`;

/** Whether a client pulls diagnostics and can be told to pull again. Any other client is sent them. */
export const pullsDiagnostics = ({ textDocument, workspace }: ClientCapabilities): boolean =>
  textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true;

export const initializeResult = (client: ClientCapabilities): InitializeResult => ({
  serverInfo: { name, version },
  capabilities: {
    // The only encoding that every client knows, and the one in which strings are counted here.
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: { resolveProvider: true, triggerCharacters: ['"', ':'] },
    hoverProvider: true,
    documentLinkProvider: {},
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAll] },
    documentSymbolProvider: true,
    documentHighlightProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    ...(pullsDiagnostics(client) && {
      // Where one definition matters to another, the client is told to pull again.
      diagnosticProvider: { identifier: languageId, interFileDependencies: false, workspaceDiagnostics: true },
    }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  },
});
