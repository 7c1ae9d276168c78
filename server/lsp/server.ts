/** The Language Server Protocol on one side, offsets and plain data on the other: nothing else knows the protocol. */
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentSymbol,
  FileChangeType,
  type FormattingOptions,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  PositionEncodingKind,
  type Range,
  ResponseError,
  type SelectionRange,
  type SymbolInformation,
  type TextDocumentIdentifier,
  TextDocumentSyncKind,
  TextDocuments,
  TextEdit,
  WatchKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { name, version } from '../../package.json';
import { check } from '../language/check/check';
import { allSafe, edits } from '../language/check/fix';
import { addTags } from '../language/description/addTags';
import { nameMember } from '../language/description/createModel';
import { describeModel } from '../language/description/describeModel';
import type { ReferenceKind, Struct } from '../language/description/shape';
import { complete, explain, namedAt } from '../language/features/completion';
import { highlight } from '../language/features/documentHighlights';
import { link } from '../language/features/documentLinks';
import { outline } from '../language/features/documentSymbols';
import { fold } from '../language/features/foldingRanges';
import { formatText } from '../language/features/format';
import { hover } from '../language/features/hover';
import { hint } from '../language/features/inlayHints';
import { modelName, rename } from '../language/features/modelName';
import { rewrite } from '../language/features/refactorings';
import { select } from '../language/features/selectionRanges';
import type { LeftSide } from '../language/operations/compare';
import { locateServiceError } from '../language/operations/locateServiceError';
import { move, needsReview } from '../language/operations/moveToRegion';
import type { Answers, NewDefinitionContext } from '../language/operations/newDefinition';
import type { AnalysisContext } from '../language/rules/rule';
import { type Document, read } from '../language/syntax/document';
import { visible } from '../language/text/visible';
import type * as bundle from '../lazy/index';
import { clientFiles } from '../workspace/clientFiles';
import { type FileSystem, fileEnding, uriOf, Workspace } from '../workspace/files';
import { notChecked } from '../workspace/notChecked';
import { matches } from '../workspace/overrides';
import { ClientSettings, section } from './configuration';
import { type About, Diagnosing } from './diagnostics';
import { Failures } from './failures';
import { rejectedRequest } from './lifecycle';
import { update } from './textSync';
import {
  asCompletionItem,
  asDiagnostic,
  asFlatSymbols,
  asSymbol,
  asWorkspaceEdit,
  markup,
  rangeOf,
} from './toProtocol';

const languageId = 'sagemaker-model';

/** Under this scheme stands what is deployed; it is read, not written, and has no problems. */
const deployedScheme = 'sagemaker-deployed:';

/** Under this scheme stand the tags of what is deployed, to be edited. */
const tagsScheme = 'sagemaker-tags:';

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
type ConnectionParams = Pick<AnalysisContext, 'account' | 'region'>;

/**
 * A notification to the client that things of the account could be offered now, and one from it of what there is: it is
 * asked for when it could be used, and nothing waits for it.
 */
const wantsOwned = 'sagemakerModel/requestAccountResources';
const didFindOwned = 'sagemakerModel/didUpdateAccountResources';
interface OwnedParams {
  readonly names: ReferenceKind;
  readonly strings: readonly string[];
}

/** Requests the problems of a document and the version that they are for. Fails if the document couldn't be checked. */
const problemsRequest = 'sagemakerModel/problems';

/**
 * A request for the definitions of the workspace, open or not, without those that are left out, answered with
 * `{ definitions: { uri, name? }[] }`; the name is that of the model, where the definition gives one.
 */
const definitionsRequest = 'sagemakerModel/definitions';

/** Requests which of the given glob lists match a document, as for overrides: `{ matching: boolean[] }`. */
const matchGlobsRequest = 'sagemakerModel/matchGlobs';

/** A request for the text of a deployed model, from what DescribeModel answers. */
const presentation = 'sagemakerModel/formatModel';

/**
 * A request for the definition that makes a model like a deployed one, `{ text, remarks }`, from what DescribeModel answers
 * as JSON, with the model's `Tags` in it.
 */
const importRequest = 'sagemakerModel/importModel';

/**
 * A request for what tells a definition, or the answer about another model, from the answer about a deployed one; answered
 * with a `Comparison`. Answers are JSON, with the model's `Tags` in them.
 */
const compareRequest = 'sagemakerModel/compareModels';
type CompareParams = LeftSide & { readonly answer: unknown };

/** A request for the places that SageMaker's refusal of a definition is about. */
const blameRequest = 'sagemakerModel/locateServiceError';

/** A request for the edits that give the model of a definition another name. */
const renameRequest = 'sagemakerModel/renameModel';

/** A request for the edits that move a definition to another region, and for the region that it was for. */
const moveRequest = 'sagemakerModel/moveToRegion';

/** A request for the places of a definition that has been moved that only its owner can judge. */
const leftBehindRequest = 'sagemakerModel/reviewAfterMove';

/** A request for a definition in the form of another tool, and one for the definition in a text of another tool. */
const writeFormRequest = 'sagemakerModel/exportDefinition';
const readFormRequest = 'sagemakerModel/importDefinition';

/** A request for one of the policies that a definition needs. */
const policyRequest = 'sagemakerModel/generatePolicy';

/**
 * A request for what is asked next about a new definition, and one for the definition that the answers make, with what is
 * wrong with its name.
 */
const newChoicesRequest = 'sagemakerModel/newDefinitionQuestion';
const newRequest = 'sagemakerModel/newDefinition';
interface NewParams extends Pick<NewDefinitionContext, 'regions' | 'roles' | 'folder'> {
  readonly answers: Answers;
}

/** Does all that cannot change what a definition means; also what is done on saving by `source.fixAll`. */
const fixAll = `${CodeActionKind.SourceFixAll}.sagemaker`;

/**
 * Serves definitions over a connection until its client is done.
 * @param filesBy gives the files that it reads, which may be those that its client finds and reads
 * @param elsewhere loads what is in a bundle of its own
 * @param begun called when the client's first request has succeeded
 */
export function serve(
  connection: Connection,
  filesBy: (client: FileSystem) => FileSystem,
  elsewhere: () => Promise<typeof bundle>,
  begun: () => void = () => {},
): void {
  const documents = new TextDocuments({ create: TextDocument.create, update });
  /** What the client said of how files are stored, by document. */
  const encodings = new Map<string, string>();
  let client: ClientCapabilities = {};
  /** What the client has told of the account and region that it is connected to. */
  let connected: ConnectionParams | undefined;
  /** What the account has, as far as the client has told. */
  let owned: NonNullable<AnalysisContext['accountValues']> = {};
  /** The folders in which the person works, by their URIs. */
  let folders: readonly string[] = [];
  const failures = new Failures((line) => connection.console.error(line));
  const about: About = {
    failed: (what, uri, error) => failures.note(what, uri, error),
    read: readAsIs,
    isJudged: (document) => isServed(document) && !isDeployed(document),
    given: (uri) => ({ ...connected, encoding: encodings.get(uri), today: new Date().toISOString().slice(0, 10) }),
  };
  const settings = new ClientSettings(connection, () => client);
  /** Whether the client has said that it can find and read files. */
  let hasFiles = false;
  const disk = filesBy(clientFiles(connection, () => hasFiles));
  const diagnosing = new Diagnosing(connection, documents, new Workspace(disk), settings, about, () => client);

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    client = params.capabilities;
    settings.tell(params.initializationOptions);
    hasFiles = Object(params.initializationOptions).files === true;
    const root = textOf(params.rootUri) ?? (params.rootPath ? uriOf(params.rootPath) : undefined);
    folders = params.workspaceFolders?.flatMap((it) => textOf(it?.uri) ?? []) ?? (root ? [root] : []);
    const result: InitializeResult = {
      serverInfo: { name, version },
      capabilities: {
        // The one encoding that every client knows, and the one in which strings are counted here.
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
        ...(diagnosing.isAsked && {
          // Where one definition matters to another, the client is told to ask again.
          diagnosticProvider: { identifier: languageId, interFileDependencies: false, workspaceDiagnostics: true },
        }),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
    begun();
    return result;
  });

  connection.onInitialized(async () => {
    void search();
    const { workspace } = client;
    // Before anything is waited for: what is told without a listener is lost.
    if (workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const left = folders.filter((uri) => !removed.some((it) => it.uri === uri));
        folders = [...left, ...added.map((it) => it.uri)];
        void search();
      });
    if (workspace?.didChangeConfiguration?.dynamicRegistration)
      await connection.client
        .register(DidChangeConfigurationNotification.type, { section: [section, 'files.exclude'] })
        .catch(logged('The client does not tell when its settings change'));
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration)
      await connection.client
        .register(DidChangeWatchedFilesNotification.type, {
          watchers: [
            { globPattern: `**/*${fileEnding}`, kind: WatchKind.Change },
            // Of a folder that comes or goes, nobody says which files it took with it.
            { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
          ],
        })
        .catch(logged('The client does not tell when files change'));
  });

  connection.onDidChangeWatchedFiles(({ changes }) =>
    diagnosing.filesChanged(changes.map(({ uri, type }) => ({ uri, isGone: type === FileChangeType.Deleted }))),
  );

  connection.onDidChangeConfiguration((params) => {
    const changed = params?.settings;
    settings.forget();
    if (changed?.[section]) settings.tell(changed);
    void diagnosing.settingsChanged();
    if (client.workspace?.inlayHint?.refreshSupport)
      connection.languages.inlayHint.refresh().catch(logged('The client does not ask for hints again'));
  });

  connection.onShutdown(() => diagnosing.stop());

  /** Looks for the definitions of the workspace; what goes wrong there is said in the log. */
  const search = () => diagnosing.search(folders).catch(logged('The definitions of the workspace are not found'));

  connection.onNotification(encodingNotification, ({ uri, encoding }: EncodingParams) => {
    if (typeof uri !== 'string' || typeof encoding !== 'string') return;
    if (encoding === (encodings.get(uri) ?? 'utf8')) return;
    encodings.set(uri, encoding);
    diagnosing.encodingChanged(uri);
  });

  connection.onNotification(connectionNotification, (params: ConnectionParams) => {
    const [account, region] = [textOf(params?.account), textOf(params?.region)];
    const before = connected;
    connected = { account, region };
    if (before?.account === account && before?.region === region) return;
    owned = {};
    diagnosing.connectionChanged();
  });

  connection.onNotification(didFindOwned, ({ names, strings }: OwnedParams) => {
    if (typeof names !== 'string' || !Array.isArray(strings)) return;
    owned = { ...owned, [names]: strings.filter((it) => typeof it === 'string') };
  });

  connection.onRequest(problemsRequest, async ({ textDocument: { uri } }: { textDocument: TextDocumentIdentifier }) => {
    const { version, items, hasFailed } = await diagnosing.of(uri);
    if (hasFailed) throw new ResponseError(LSPErrorCodes.RequestFailed, notChecked.message);
    return { version, diagnostics: items };
  });

  connection.onRequest(
    matchGlobsRequest,
    ({ textDocument: { uri }, globs }: { textDocument: TextDocumentIdentifier; globs: readonly string[][] }) => ({
      matching: globs.map((it) => matches(diagnosing.workspace.pathOf(uri), it)),
    }),
  );

  connection.onRequest(definitionsRequest, async () => ({ definitions: await diagnosing.definitions() }));
  connection.onRequest(rejectedRequest, ({ code, message }: { code: number; message: string }) => {
    throw new ResponseError(code, message);
  });

  connection.onRequest(presentation, async ({ answer }: { answer: unknown }) =>
    (await elsewhere()).formatModel(answer),
  );

  connection.onRequest(importRequest, async ({ answer }: { answer: unknown }) =>
    (await elsewhere()).importModel(answer),
  );

  connection.onRequest(compareRequest, async ({ answer, ...left }: CompareParams) =>
    (await elsewhere()).compareModels(left, answer),
  );

  connection.onRequest(
    blameRequest,
    ({ textDocument, message }: { textDocument: TextDocumentIdentifier; message: string }) =>
      answer(textDocument.uri, 'places', [], (document) =>
        locateServiceError(read(document.getText()), message).map((it) => ({
          range: rangeOf(document, it),
          message: visible(it.message),
        })),
      ),
  );

  connection.onRequest(
    renameRequest,
    ({ textDocument, name }: { textDocument: TextDocumentIdentifier; name: string }) =>
      answer(textDocument.uri, 'name', [], (document) =>
        rename(read(document.getText()), name).map((it) => TextEdit.replace(rangeOf(document, it), it.content)),
      ),
  );

  connection.onRequest(
    moveRequest,
    ({ textDocument, region }: { textDocument: TextDocumentIdentifier; region: string }) =>
      answer<{ from?: string; edits: TextEdit[] }>(textDocument.uri, 'move', { edits: [] }, (document) => {
        const { from, edits } = move(read(document.getText()), region);
        return { from, edits: edits.map((it) => TextEdit.replace(rangeOf(document, it), it.content)) };
      }),
  );

  connection.onRequest(
    leftBehindRequest,
    ({ textDocument, from, to }: { textDocument: TextDocumentIdentifier; from?: string; to: string }) =>
      answer(textDocument.uri, 'places', [], (document) =>
        needsReview(read(document.getText()), from, to).map(({ message, ...it }) => ({
          range: rangeOf(document, it),
          message: visible(message),
        })),
      ),
  );

  connection.onRequest(
    writeFormRequest,
    async ({ textDocument, form, region }: { textDocument: TextDocumentIdentifier; form: string; region?: string }) => {
      const { exportDefinition: written } = await elsewhere();
      return answer<ReturnType<typeof written> | null>(textDocument.uri, 'form', null, (document) =>
        written(document.getText(), form, region),
      );
    },
  );

  connection.onRequest(readFormRequest, async ({ text }: { text: string }) =>
    (await elsewhere()).importDefinition(text),
  );

  connection.onRequest(
    policyRequest,
    async ({ textDocument, policy }: { textDocument: TextDocumentIdentifier; policy: string }) => {
      const { generatePolicy: permitted } = await elsewhere();
      return answer(
        textDocument.uri,
        'policy',
        null,
        (document) => permitted(document.getText(), policy, about.given(document.uri)) ?? null,
      );
    },
  );

  const aboutNew = ({ answers, ...more }: NewParams): NewDefinitionContext => ({
    ...more,
    given: { ...connected, workspaceValues: diagnosing.usedByOthers('') },
    isTaken: (name) => diagnosing.named(name).length > 0,
  });

  connection.onRequest(
    newChoicesRequest,
    async (params: NewParams) => (await elsewhere()).nextQuestion(params.answers, aboutNew(params)) ?? null,
  );

  connection.onRequest(newRequest, async (params: NewParams) => {
    const { name = '' } = params.answers;
    const alone = read(JSON.stringify({ [nameMember]: name }));
    const found = check(alone, { duplicateNames: diagnosing.named(name) });
    return {
      ...(await elsewhere()).newDefinition(params.answers, aboutNew(params)),
      ofName: found
        .filter((it) => it.offset === modelName(alone)?.offset)
        .map(({ message, severity }) => ({ message, isError: severity === 'error' })),
    };
  });

  connection.languages.diagnostics.on(async ({ textDocument }) => ({
    kind: 'full',
    items: (await diagnosing.of(textDocument.uri)).items,
  }));

  connection.languages.diagnostics.onWorkspace(({ previousResultIds = [] }, token, _progress, reporter) =>
    diagnosing.ofWorkspace(previousResultIds, reporter && ((part) => reporter.report(part)), (then) =>
      token.onCancellationRequested(then),
    ),
  );

  connection.onCodeAction(async ({ textDocument: { uri }, range, context }): Promise<CodeAction[]> => {
    // The empty kind is the root of all kinds.
    const only = context.only?.includes('') ? undefined : context.only;
    const isAsked = (kind: string) => !only || only.some((it) => kind === it || kind.startsWith(`${it}.`));
    const given = documents.get(uri) && (await diagnosing.given(uri));
    return answer(uri, 'code actions', [], (document) => {
      if (isDeployed(document)) return [];
      const definition = readAsIs(document);
      const problems = check(definition, given && diagnosing.inContext(uri, given));
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
            isPreferred: fixes.length === 1 && !fix.requiresConsent,
            edit: asWorkspaceEdit(edits(definition, fix), document, client),
          });
      }
      // What mends a problem says already what it does.
      const others = isAsked(CodeActionKind.RefactorRewrite) ? rewrite(definition, from) : [];
      for (const it of others.filter(({ title }) => !actions.some((action) => action.title === title)))
        actions.push({
          title: visible(it.title),
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
      const region = isAsked(CodeActionKind.RefactorRewrite) ? given?.region : undefined;
      const moved = region === undefined ? undefined : move(definition, region);
      if (region !== undefined && moved?.from !== undefined && moved.from !== region && moved.edits.length > 0)
        actions.push({
          title: `Move this definition to ${region}`,
          kind: CodeActionKind.RefactorRewrite,
          edit: asWorkspaceEdit(moved.edits, document, client),
          // A client that knows this shows what changes before.
          data: { movesTo: region },
        });
      return client.textDocument?.codeAction?.codeActionLiteralSupport ? actions : [];
    });
  });

  connection.onCompletion(({ textDocument, position, context }) =>
    answer(textDocument.uri, 'completion', [], (document) => {
      if (isDeployed(document)) return [];
      const names = namedAt(document.getText(), document.offsetAt(position));
      // A client that has told of no connection does not know the word.
      if (names === 'model-package' && connected)
        connection.sendNotification(wantsOwned, { names }).catch(logged('Not told'));
      const given = {
        ...about.given(document.uri),
        workspaceValues: diagnosing.usedByOthers(document.uri),
        accountValues: owned,
      };
      const found = complete(
        document.getText(),
        document.offsetAt(position),
        context?.triggerCharacter,
        given,
        shapeOf(document),
      );
      const [replaced = ''] = found.map(({ offset, length }) => document.getText().slice(offset, offset + length));
      // What is there is whole, so all others are offered in its place; an editor would leave out those unlike it.
      const isWhole = found.some(({ label }) => replaced === label || replaced === `"${label}"`);
      return found.map((it, at) => asCompletionItem(it, at, document, client, isWhole ? replaced : undefined));
    }),
  );

  connection.onCompletionResolve((item) => {
    const { struct, member } = item.data ?? {};
    const isKnown = typeof struct === 'string' && typeof member === 'string';
    const markdown = failures.guarded('documentation', item.label, undefined, () =>
      isKnown ? explain({ struct, member }) : undefined,
    );
    const formats = client.textDocument?.completion?.completionItem?.documentationFormat;
    return markdown === undefined ? item : { ...item, documentation: markup(markdown, formats) };
  });

  connection.onHover(({ textDocument, position }) =>
    answer(textDocument.uri, 'hover', null, (document) => {
      const found = hover(readAsIs(document), document.offsetAt(position), about.given(document.uri));
      if (!found) return null;
      const contents = markup(found.markdown, client.textDocument?.hover?.contentFormat);
      return { contents, range: rangeOf(document, found) };
    }),
  );

  connection.onDocumentLinks(({ textDocument }) =>
    answer(textDocument.uri, 'links', [], (document) =>
      link(readAsIs(document), about.given(document.uri)).map(({ href, ...it }) => ({
        range: rangeOf(document, it),
        target: href,
      })),
    ),
  );

  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }) => {
    const { inlayHints } = await settings.of(uri);
    if (!inlayHints) return [];
    return answer(uri, 'hints', [], (document) => {
      const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      return hint(readAsIs(document), about.given(uri))
        .filter(({ offset }) => offset >= from && offset <= to)
        .map(({ offset, label }) => ({
          position: document.positionAt(offset),
          label: visible(label),
          paddingLeft: true,
        }));
    });
  });

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
      const edits = formatText(readAsIs(document), { tabSize, insertSpaces, insertFinalNewline }, part);
      return edits.map((it) => ({ range: rangeOf(document, it), newText: it.content }));
    });
  connection.onDocumentFormatting(({ textDocument, options }) => format(textDocument.uri, options));
  connection.onDocumentRangeFormatting(({ textDocument, options, range }) => format(textDocument.uri, options, range));

  /** An answer about an open document of ours; `none`, and a line in the log, where there is none or it fails. */
  function answer<Answer>(uri: string, what: string, none: Answer, find: (document: TextDocument) => Answer): Answer {
    const document = documents.get(uri);
    if (!document) connection.console.info(`No ${what} for ${uri}: it is not open.`);
    if (!document || !isServed(document)) return none;
    return failures.guarded(what, uri, none, () => find(document));
  }

  documents.onDidOpen(({ document }) => diagnosing.opened(document.uri));
  documents.onDidChangeContent(({ document }) => diagnosing.changed(document));
  documents.onDidClose(({ document: { uri } }) => {
    settings.forget(uri);
    encodings.delete(uri);
    diagnosing.closed(uri);
  });

  /** For what the client does not want to hear: one line in the log. */
  const logged = (what: string) => (error: unknown) =>
    connection.console.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);

  documents.listen(connection);
  connection.listen();
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Whether a document is ours: by its language, or, for an editor that does not know that, by its name. */
function isServed({ uri, languageId: id }: TextDocument): boolean {
  return id === languageId || uri.endsWith(fileEnding);
}

/** Whether a document is one of what is deployed. */
function isDeployed({ uri }: TextDocument): boolean {
  return uri.startsWith(deployedScheme);
}

/** What describes a document: a definition, what is deployed, or the tags of that. */
function shapeOf(document: TextDocument): Struct | undefined {
  if (isDeployed(document)) return describeModel;
  return document.uri.startsWith(tagsScheme) ? addTags : undefined;
}

/** A document, read as what it is. */
function readAsIs(document: TextDocument): Document {
  return read(document.getText(), shapeOf(document));
}
