/** The Language Server Protocol on one side, offsets and plain data on the other: nothing else knows the protocol. */
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  type Connection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  type DocumentSymbol,
  type FormattingOptions,
  type InitializeParams,
  type InitializeResult,
  type PublishDiagnosticsParams,
  type Range,
  type SelectionRange,
  type SymbolInformation,
  type TextDocumentIdentifier,
  TextDocumentSyncKind,
  TextDocuments,
  TextEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { name, version } from '../package.json';
import {
  asCompletionItem,
  asDiagnostic,
  asFlatSymbols,
  asSymbol,
  asWorkspaceEdit,
  markup,
  rangeOf,
  severities,
} from './convert';
import { arrange } from './language/arrange';
import { blame } from './language/blame';
import { check } from './language/check';
import { complete, explain } from './language/complete';
import { describeModel } from './language/describeModel';
import { type Document, read } from './language/document';
import { allSafe, edits } from './language/fix';
import { fold } from './language/fold';
import { highlight } from './language/highlight';
import { hover } from './language/hover';
import { outline } from './language/outline';
import { present, presentRequest } from './language/present';
import { rename } from './language/rename';
import { rewrite } from './language/rewrite';
import { rules } from './language/rules';
import type { Given } from './language/rules/rule';
import { select } from './language/select';

const languageId = 'sagemaker-model';

/** Under this scheme stands what is deployed; it is read, not written, and has no problems. */
const deployedScheme = 'sagemaker-deployed:';
const fileEnding = '.sagemaker-model.json';

/** The section of the client's settings that is ours; its members are described in package.json. */
const section = 'sagemakerModel';

/**
 * A notification by which a client says in what encoding a file is stored, in VS Code's words: the text does not show it,
 * and an editor may take a byte order mark away before anyone sees that.
 */
const encodingNotification = 'sagemakerModel/didReadEncoding';
interface EncodingParams {
  readonly uri: string;
  readonly encoding: string;
}

/** A notification of what is known of the account and region that a definition will be created in. */
const connectionNotification = 'sagemakerModel/didChangeConnection';
type ConnectionParams = Pick<Given, 'account' | 'region'>;

/** A request for the problems of a document, and of which version they are. */
const problemsRequest = 'sagemakerModel/problems';

/** A request for the text of a deployed model, from what DescribeModel answers; as a definition, where that is wanted. */
const presentation = 'sagemakerModel/present';

/** A request for the places that SageMaker's refusal of a definition is about. */
const blameRequest = 'sagemakerModel/blame';

/** A request for the edits that give the model of a definition another name. */
const renameRequest = 'sagemakerModel/rename';

type Settings = Pick<Given, 'rules'>;

/** Does all that cannot change what a definition means; also what is done on saving by `source.fixAll`. */
const fixAll = `${CodeActionKind.SourceFixAll}.sagemaker`;

/** Serves definitions over a connection until its client is done. */
export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  /** What the client said of how files are stored, by document. */
  const encodings = new Map<string, string>();
  /** What the client answered when asked for its settings, by document. */
  const answers = new Map<string, Promise<Settings>>();
  /** What a client that cannot be asked has told of its settings. */
  let told: Settings = {};
  let client: ClientCapabilities = {};
  /** What the client has told of the account and region that it is connected to. */
  let connected: ConnectionParams = {};
  /** Counts what changes the problems of a text that stays the same. */
  let generation = 0;

  const pulls = () => client.textDocument?.diagnostic !== undefined;

  connection.onInitialize(({ capabilities, initializationOptions }: InitializeParams): InitializeResult => {
    client = capabilities;
    told = asSettings(initializationOptions);
    return {
      serverInfo: { name, version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        completionProvider: { resolveProvider: true, triggerCharacters: ['"', ':'] },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAll] },
        documentSymbolProvider: true,
        documentHighlightProvider: true,
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        ...(pulls() && {
          diagnosticProvider: { identifier: languageId, interFileDependencies: false, workspaceDiagnostics: false },
        }),
      },
    };
  });

  connection.onInitialized(async () => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration)
      await connection.client
        .register(DidChangeConfigurationNotification.type, { section })
        .catch(logged('The client does not tell when its settings change'));
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    answers.clear();
    if (settings?.[section]) told = asSettings(settings[section]);
    checkAgain();
  });

  connection.onNotification(encodingNotification, ({ uri, encoding }: EncodingParams) => {
    if (encoding === (encodings.get(uri) ?? 'utf8')) return;
    encodings.set(uri, encoding);
    checkAgain();
  });

  connection.onNotification(connectionNotification, ({ account, region }: ConnectionParams) => {
    if (connected.account === account && connected.region === region) return;
    connected = { account, region };
    checkAgain();
  });

  connection.onRequest(problemsRequest, async ({ textDocument: { uri } }: { textDocument: TextDocumentIdentifier }) => {
    const { version, items } = await diagnostics(uri);
    return { version, diagnostics: items };
  });

  connection.onRequest(presentation, ({ answer, asDefinition }: { answer: unknown; asDefinition?: boolean }) => ({
    text: asDefinition ? presentRequest(answer) : present(answer),
  }));

  connection.onRequest(
    blameRequest,
    ({ textDocument, message }: { textDocument: TextDocumentIdentifier; message: string }) =>
      answer(textDocument.uri, 'places', [], (document) =>
        blame(read(document.getText()), message).map((it) => ({ range: rangeOf(document, it), message: it.message })),
      ),
  );

  connection.onRequest(
    renameRequest,
    ({ textDocument, name }: { textDocument: TextDocumentIdentifier; name: string }) =>
      answer(textDocument.uri, 'name', [], (document) =>
        rename(read(document.getText()), name).map((it) => TextEdit.replace(rangeOf(document, it), it.content)),
      ),
  );

  connection.languages.diagnostics.on(async ({ textDocument }) => ({
    kind: 'full',
    items: (await diagnostics(textDocument.uri)).items,
  }));

  connection.onCodeAction(async ({ textDocument: { uri }, range, context: { only } }): Promise<CodeAction[]> => {
    const isAsked = (kind: string) => !only || only.some((it) => kind === it || kind.startsWith(`${it}.`));
    const given = documents.get(uri) && (await givenOf(uri));
    return answer(uri, 'code actions', [], (document) => {
      if (isDeployed(document)) return [];
      const definition = read(document.getText());
      const problems = check(definition, given);
      const actions: CodeAction[] = [];
      const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      for (const problem of problems) {
        const { fixes = [], offset, length } = problem;
        if (!isAsked(CodeActionKind.QuickFix) || offset > to || offset + length < from) continue;
        for (const fix of fixes)
          actions.push({
            title: fix.title,
            kind: CodeActionKind.QuickFix,
            diagnostics: [asDiagnostic(problem, document, client)],
            // Where there are several, which one is for a person to say.
            isPreferred: fixes.length === 1,
            edit: asWorkspaceEdit(edits(definition, fix), document, client),
          });
      }
      // What mends a problem says already what it does.
      const others = isAsked(CodeActionKind.RefactorRewrite) ? rewrite(definition, from) : [];
      for (const it of others.filter(({ title }) => !actions.some((action) => action.title === title)))
        actions.push({
          title: it.title,
          kind: CodeActionKind.RefactorRewrite,
          edit: asWorkspaceEdit(edits(definition, it), document, client),
        });
      const safe = isAsked(fixAll) && (only || actions.length > 0) ? allSafe(definition, problems) : [];
      if (safe.length > 0)
        actions.push({
          title: 'Correct all that cannot change the meaning',
          kind: fixAll,
          edit: asWorkspaceEdit(safe, document, client),
        });
      return client.textDocument?.codeAction?.codeActionLiteralSupport ? actions : [];
    });
  });

  connection.onCompletion(({ textDocument, position, context }) =>
    answer(textDocument.uri, 'completion', [], (document) => {
      if (isDeployed(document)) return [];
      const found = complete(document.getText(), document.offsetAt(position), context?.triggerCharacter);
      const [replaced = ''] = found.map(({ offset, length }) => document.getText().slice(offset, offset + length));
      // What is there is whole, so all others are offered in its place; an editor would leave out those unlike it.
      const isWhole = found.some(({ label }) => replaced === label || replaced === `"${label}"`);
      return found.map((it, at) => asCompletionItem(it, at, document, client, isWhole ? replaced : undefined));
    }),
  );

  connection.onCompletionResolve((item) => {
    const { struct, member } = item.data ?? {};
    const markdown = typeof struct === 'string' && typeof member === 'string' ? explain({ struct, member }) : undefined;
    const formats = client.textDocument?.completion?.completionItem?.documentationFormat;
    return markdown === undefined ? item : { ...item, documentation: markup(markdown, formats) };
  });

  connection.onHover(({ textDocument, position }) =>
    answer(textDocument.uri, 'hover', null, (document) => {
      const found = hover(readAsIs(document), document.offsetAt(position));
      if (!found) return null;
      const contents = markup(found.markdown, client.textDocument?.hover?.contentFormat);
      return { contents, range: rangeOf(document, found) };
    }),
  );

  connection.onDocumentSymbol(({ textDocument }) =>
    answer(textDocument.uri, 'outline', [], (document): DocumentSymbol[] | SymbolInformation[] => {
      const entries = outline(readAsIs(document));
      return client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport
        ? entries.map((it) => asSymbol(it, document))
        : entries.flatMap((it) => asFlatSymbols(it, document));
    }),
  );

  connection.onDocumentHighlight(({ textDocument, position }) =>
    answer(textDocument.uri, 'highlights', [], (document) =>
      highlight(readAsIs(document), document.offsetAt(position)).map((it) => ({ range: rangeOf(document, it) })),
    ),
  );

  connection.onFoldingRanges(({ textDocument }) =>
    answer(textDocument.uri, 'folding', [], (document) =>
      fold(readAsIs(document))
        .map((it) => rangeOf(document, it))
        // The line of the closing bracket stays in sight.
        .map(({ start, end }) => ({ startLine: start.line, endLine: end.line - 1 }))
        .filter((it) => it.endLine > it.startLine),
    ),
  );

  connection.onSelectionRanges(({ textDocument, positions }) =>
    answer(textDocument.uri, 'selection', [], (document) => {
      const definition = readAsIs(document);
      return positions.map((position) =>
        select(definition, document.offsetAt(position)).reduceRight<SelectionRange>(
          (parent, it) => ({ range: rangeOf(document, it), parent }),
          { range: rangeOf(document, { offset: 0, length: document.getText().length }) },
        ),
      );
    }),
  );

  const format = (uri: string, options: FormattingOptions, range?: Range) =>
    answer(uri, 'formatting', [], (document): TextEdit[] => {
      const part = range && { offset: document.offsetAt(range.start), length: 0 };
      if (part && range) part.length = document.offsetAt(range.end) - part.offset;
      const { tabSize, insertSpaces, insertFinalNewline } = options;
      const edits = arrange(readAsIs(document), { tabSize, insertSpaces, insertFinalNewline }, part);
      return edits.map((it) => ({ range: rangeOf(document, it), newText: it.content }));
    });
  connection.onDocumentFormatting(({ textDocument, options }) => format(textDocument.uri, options));
  connection.onDocumentRangeFormatting(({ textDocument, options, range }) => format(textDocument.uri, options, range));

  /** An answer about an open document of ours; `none`, and a line in the log, where there is none or it fails. */
  function answer<Answer>(uri: string, what: string, none: Answer, find: (document: TextDocument) => Answer): Answer {
    const document = documents.get(uri);
    if (!document) connection.console.info(`No ${what} for ${uri}: it is not open.`);
    if (!document || !isServed(document)) return none;
    try {
      return find(document);
    } catch (error) {
      connection.console.error(`No ${what} for ${uri}: ${error instanceof Error ? error.stack : String(error)}`);
      return none;
    }
  }

  documents.onDidChangeContent(({ document }) => publish(document));
  documents.onDidClose(({ document: { uri } }) => {
    answers.delete(uri);
    encodings.delete(uri);
    if (!pulls()) send({ uri, diagnostics: [] });
  });

  /** For what the client does not want to hear: one line in the log. */
  const logged = (what: string) => (error: unknown) =>
    connection.console.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);

  function checkAgain(): void {
    generation++;
    if (!pulls()) for (const document of documents.all()) void publish(document);
    else if (client.workspace?.diagnostics?.refreshSupport)
      connection.languages.diagnostics.refresh().catch(logged('The client does not ask for diagnostics again'));
  }

  /** For a client that does not ask for diagnostics. */
  async function publish({ uri, version }: TextDocument): Promise<void> {
    if (pulls()) return;
    const began = generation;
    const { items } = await diagnostics(uri);
    // While the settings were asked for, the document may have changed or gone, and so may the settings.
    if (documents.get(uri)?.version === version && generation === began) send({ uri, version, diagnostics: items });
  }

  function send(params: PublishDiagnosticsParams): void {
    connection.sendDiagnostics(params).catch(logged(`The diagnostics of ${params.uri} could not be sent`));
  }

  /** The diagnostics of an open document, and of which version; none, and a line in the log, for what cannot be answered. */
  async function diagnostics(uri: string): Promise<{ version?: number; items: Diagnostic[] }> {
    try {
      if (!documents.get(uri)) connection.console.info(`No diagnostics for ${uri}: it is not open.`);
      const given = documents.get(uri) && (await givenOf(uri));
      const document = documents.get(uri);
      if (!document || !isServed(document) || isDeployed(document)) return { items: [] };
      const problems = check(read(document.getText()), given);
      return { version: document.version, items: problems.map((it) => asDiagnostic(it, document, client)) };
    } catch (error) {
      connection.console.error(`No diagnostics for ${uri}: ${error instanceof Error ? error.stack : String(error)}`);
      return { items: [] };
    }
  }

  /** What is known of a document beside its text. */
  async function givenOf(uri: string): Promise<Given> {
    return { ...(await settingsOf(uri)), ...connected, encoding: encodings.get(uri) };
  }

  /** The client's settings for a document: asked for once, and again when they have changed. */
  function settingsOf(uri: string): Promise<Settings> | Settings {
    if (!client.workspace?.configuration) return told;
    const known = answers.get(uri);
    if (known) return known;
    const answer = connection.workspace.getConfiguration({ scopeUri: uri, section }).then(asSettings, (error) => {
      connection.console.warn(
        `The client did not give its settings for ${uri}, so the defaults hold: ${error.message}`,
      );
      return {};
    });
    answers.set(uri, answer);
    return answer;
  }

  /** Settings as they are understood; what is not is said in the log and left out. */
  function asSettings(given: unknown): Settings {
    const levels = Object.entries(memberOf(given, 'rules') ?? {});
    const understood = levels.filter(([id, level]) => {
      const isRule = rules.some((it) => it.id === id);
      const isLevel = level === 'off' || (typeof level === 'string' && Object.hasOwn(severities, level));
      if (!isRule) connection.console.warn(`The setting ${section}.rules names "${id}", and there is no such rule.`);
      if (!isLevel)
        connection.console.warn(`The setting ${section}.rules gives "${id}" a severity that does not exist.`);
      return isRule && isLevel;
    });
    return { rules: Object.fromEntries(understood) };
  }

  documents.listen(connection);
  connection.listen();
}

/** Whether a document is ours: by its language, or, for an editor that does not know that, by its name. */
function isServed({ uri, languageId: id }: TextDocument): boolean {
  return id === languageId || uri.endsWith(fileEnding);
}

/** Whether a document is one of what is deployed. */
function isDeployed({ uri }: TextDocument): boolean {
  return uri.startsWith(deployedScheme);
}

/** A document as a definition, or as what is deployed. */
function readAsIs(document: TextDocument): Document {
  return isDeployed(document) ? read(document.getText(), describeModel) : read(document.getText());
}

function memberOf(value: unknown, member: string): object | undefined {
  const found = typeof value === 'object' && value !== null && member in value ? Reflect.get(value, member) : undefined;
  return typeof found === 'object' && found !== null ? found : undefined;
}
