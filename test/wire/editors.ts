/** What other editors than VS Code say of themselves when they start the server, as far as the server looks at it. */
import { type ClientCapabilities, MarkupKind, type PositionEncodingKind } from 'vscode-languageserver/node';

/** How an editor says in which folder a person works. */
export type Root = 'workspaceFolders' | 'rootUri' | 'rootPath';

/** When an editor gives its settings: when it is asked for them, by itself when they change, or only with its first request. */
export type Gives = 'asked' | 'told' | 'first';

export interface Editor {
  readonly name: string;
  readonly root: Root;
  readonly gives: Gives;
  readonly capabilities: ClientCapabilities;
}

const { Markdown, PlainText } = MarkupKind;
const literals = { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } } };
/** In the order in which an editor would like them best. */
const positions = (...positionEncodings: PositionEncodingKind[]) => ({ positionEncodings });

// Neovim, Helix and Emacs: what the versions named here were seen to send. Zed and Sublime Text: what their source says.
export const editors: readonly Editor[] = [
  {
    name: 'Neovim 0.12.4',
    root: 'workspaceFolders',
    gives: 'asked',
    capabilities: {
      general: positions('utf-8', 'utf-16', 'utf-32'),
      workspace: {
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: false },
        didChangeWatchedFiles: { dynamicRegistration: false, relativePatternSupport: true },
        workspaceFolders: true,
        workspaceEdit: { normalizesLineEndings: true, changeAnnotationSupport: { groupsOnLabel: true } },
        inlayHint: { refreshSupport: true },
        diagnostics: { refreshSupport: true },
      },
      textDocument: {
        diagnostic: { dynamicRegistration: true, relatedInformation: true, relatedDocumentSupport: true },
        publishDiagnostics: { relatedInformation: true },
        codeAction: { ...literals, isPreferredSupport: true, dataSupport: true },
        completion: {
          completionItem: {
            snippetSupport: true,
            documentationFormat: [Markdown, PlainText],
            insertReplaceSupport: true,
            labelDetailsSupport: true,
            resolveSupport: { properties: ['additionalTextEdits', 'command', 'documentation'] },
          },
          contextSupport: true,
        },
        hover: { contentFormat: [Markdown, PlainText] },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        foldingRange: { lineFoldingOnly: true },
      },
    },
  },
  {
    // It asks for diagnostics, but cannot be told to ask again; and it does not ask for documentation.
    name: 'Neovim 0.10.4',
    root: 'workspaceFolders',
    gives: 'asked',
    capabilities: {
      general: positions('utf-16'),
      workspace: {
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: false },
        didChangeWatchedFiles: { dynamicRegistration: false, relativePatternSupport: true },
        workspaceFolders: true,
        workspaceEdit: {},
        inlayHint: { refreshSupport: true },
      },
      textDocument: {
        diagnostic: { dynamicRegistration: false },
        publishDiagnostics: { relatedInformation: true },
        codeAction: { ...literals, isPreferredSupport: true, dataSupport: true },
        completion: { completionItem: { snippetSupport: false, documentationFormat: [Markdown, PlainText] } },
        hover: { contentFormat: [Markdown, PlainText] },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      },
    },
  },
  {
    // It asks for diagnostics, and says with a word that is not the protocol's that it can be told to ask again.
    name: 'Helix 25.07.1',
    root: 'workspaceFolders',
    gives: 'asked',
    capabilities: {
      general: positions('utf-8', 'utf-32', 'utf-16'),
      workspace: {
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: false },
        didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
        workspaceFolders: true,
        workspaceEdit: { documentChanges: true, normalizesLineEndings: false },
        inlayHint: { refreshSupport: false },
        ...{ diagnostic: { refreshSupport: true } },
      },
      textDocument: {
        diagnostic: { dynamicRegistration: false, relatedDocumentSupport: true },
        publishDiagnostics: { versionSupport: true },
        codeAction: { ...literals, isPreferredSupport: true, dataSupport: true },
        completion: {
          completionItem: {
            snippetSupport: true,
            insertReplaceSupport: true,
            resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
          },
        },
        hover: { contentFormat: [Markdown] },
        documentSymbol: { hierarchicalDocumentSymbolSupport: false },
      },
    },
  },
  {
    // Without anything that shows Markdown or expands snippets.
    name: 'Emacs 30.2 (Eglot 1.17.30)',
    root: 'workspaceFolders',
    gives: 'asked',
    capabilities: {
      general: positions('utf-32', 'utf-8', 'utf-16'),
      workspace: {
        configuration: true,
        didChangeWatchedFiles: { dynamicRegistration: true },
        workspaceFolders: true,
        workspaceEdit: { documentChanges: true },
      },
      textDocument: {
        publishDiagnostics: { relatedInformation: false, codeDescriptionSupport: false },
        codeAction: { ...literals, isPreferredSupport: true, dataSupport: true },
        completion: {
          completionItem: {
            snippetSupport: false,
            resolveSupport: { properties: ['documentation', 'details', 'additionalTextEdits'] },
          },
          contextSupport: true,
        },
        hover: { contentFormat: [PlainText] },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      },
    },
  },
  {
    name: 'Zed',
    root: 'workspaceFolders',
    gives: 'asked',
    capabilities: {
      general: positions('utf-16'),
      workspace: {
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
        workspaceFolders: true,
        workspaceEdit: { documentChanges: true, snippetEditSupport: true },
        inlayHint: { refreshSupport: true },
        ...{ diagnostic: { refreshSupport: true } },
      },
      textDocument: {
        diagnostic: { dynamicRegistration: false, relatedDocumentSupport: true },
        publishDiagnostics: { relatedInformation: true },
        codeAction: { ...literals, dataSupport: true },
        completion: {
          completionItem: {
            snippetSupport: true,
            insertReplaceSupport: true,
            labelDetailsSupport: true,
            resolveSupport: { properties: ['additionalTextEdits', 'command', 'documentation'] },
          },
          contextSupport: true,
        },
        hover: { contentFormat: [Markdown] },
      },
    },
  },
  {
    name: 'Sublime Text (LSP)',
    root: 'workspaceFolders',
    gives: 'asked',
    capabilities: {
      workspace: {
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: true },
        workspaceFolders: true,
        workspaceEdit: { documentChanges: true },
        inlayHint: { refreshSupport: true },
      },
      textDocument: {
        publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
        codeAction: { ...literals, dataSupport: true },
        completion: {
          completionItem: {
            snippetSupport: true,
            documentationFormat: [Markdown, PlainText],
            insertTextModeSupport: { valueSet: [2] },
            labelDetailsSupport: true,
            resolveSupport: { properties: ['detail', 'documentation', 'additionalTextEdits'] },
          },
        },
        hover: { contentFormat: [Markdown, PlainText] },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      },
    },
  },
  {
    // The least that an editor can be that shows corrections.
    name: 'an editor that knows nothing newer than LSP 3.8',
    root: 'rootUri',
    gives: 'told',
    capabilities: { textDocument: { codeAction: literals } },
  },
  {
    name: 'an editor that names its folder by a path and sets everything at the start',
    root: 'rootPath',
    gives: 'first',
    capabilities: { workspace: { configuration: true }, textDocument: { codeAction: literals } },
  },
];
