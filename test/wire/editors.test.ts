import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  Hover,
  MarkupContent,
  PublishDiagnosticsParams,
  SymbolInformation,
  TextDocumentEdit,
  TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSystem } from '../../server/workspace/files';
import { cursor } from '../marked';
import { type Client, type Started, start } from './client';
import { type Editor, editors } from './editors';

const folder = 'file:///models';
const uri = `${folder}/churn.sagemaker-model.json`;
const unopened = `${folder}/other.sagemaker-model.json`;
const settings = { rules: { 'misspelt-member': 'warning' } };

/** A folder with a definition that nobody opens. */
const disk: FileSystem = {
  find: async () => [unopened],
  read: async (file) => (file === unopened ? { text: '{ "ModelName": "churn_model" }', encoding: 'utf8' } : undefined),
};

/** All on one line, behind characters that are two units of UTF-16, and other numbers of UTF-8 and UTF-32. */
const { text, offset } = cursor(
  '{ "Tags": [{ "Key": "🚀", "Value": "👩‍🚀 é" }], "PrimaryContainer": { "Ima|" }, "modelName": "m" }',
);
const textDocument = { uri };
const at = (place: number) => ({ line: 0, character: place });
const rangeOf = (part: string) => ({ start: at(text.indexOf(part)), end: at(text.indexOf(part) + part.length) });

/** Runs a test with an editor that has opened the text, and ends it. */
async function inEditor(editor: Editor, run: (client: Client) => Promise<void>): Promise<void> {
  const { root, gives, capabilities } = editor;
  const roots: Readonly<Record<Editor['root'], Partial<Started>>> = {
    workspaceFolders: { folders: [folder] },
    rootUri: { more: { rootUri: folder } },
    rootPath: { more: { rootPath: '/models' } },
  };
  const client = await start({
    capabilities,
    disk,
    ...roots[root],
    ...(gives === 'first' && { initializationOptions: { sagemakerModel: settings } }),
    settings: (_scope, section) => (gives === 'asked' && section === 'sagemakerModel' ? settings : null),
  });
  if (gives === 'told')
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { sagemakerModel: settings },
    });
  try {
    await client.open(uri, text, 'json');
    await run(client);
  } finally {
    await client.stop();
  }
}

/** The next problems that are sent of a file. */
async function sentOf(client: Client, file: string): Promise<Diagnostic[]> {
  for (;;) {
    const sent = await client.next<PublishDiagnosticsParams>('textDocument/publishDiagnostics');
    if (sent.uri === file) return sent.diagnostics;
  }
}

/** Waits until just these problems are sent of a file; what is sent before may be older. */
async function told(client: Client, file: string, codes: readonly string[]): Promise<void> {
  let found: unknown[] | undefined;
  while (found?.join() !== codes.join()) found = (await sentOf(client, file)).map((it) => it.code);
}

/** What an editor shows of the file that is open, whichever way it hears of it. */
const problems = (client: Client) => (client.announced.diagnosticProvider ? client.pull(uri) : sentOf(client, uri));
const misspelt = (found: readonly Diagnostic[]) =>
  found.filter((it) => it.code === 'misspelt-member').map(({ range, severity }) => ({ range, severity }));

/** A text after the edits of it. */
const edited = (edits: readonly TextEdit[]) =>
  TextDocument.applyEdits(TextDocument.create(uri, 'json', 1, text), [...edits]);

/** What is asked of an editor, and by which of its words it is known that it can answer. */
const answers: Readonly<Record<string, (editor: Editor['capabilities']) => unknown>> = {
  'workspace/configuration': ({ workspace }) => workspace?.configuration,
  'client/registerCapability': ({ workspace }) =>
    workspace?.didChangeWatchedFiles?.dynamicRegistration ?? workspace?.didChangeConfiguration?.dynamicRegistration,
  'workspace/inlayHint/refresh': ({ workspace }) => workspace?.inlayHint?.refreshSupport,
  'workspace/diagnostic/refresh': ({ workspace }) => workspace?.diagnostics?.refreshSupport,
};

/** What an editor may be sent unasked. */
const unasked = ['textDocument/publishDiagnostics', 'window/logMessage'];

for (const editor of editors) {
  const knows = editor.capabilities.textDocument;
  const item = knows?.completion?.completionItem;

  suite(`in ${editor.name}`, () => {
    test('positions are counted in UTF-16, which every editor knows', () =>
      inEditor(editor, async (client) => assert.equal(client.announced.positionEncoding, 'utf-16')));

    test('problems stand where they are, and are as bad as is set', () =>
      inEditor(editor, async (client) => {
        const expected = [{ range: rangeOf('"modelName"'), severity: 2 }];
        assert.deepEqual(misspelt(await problems(client)), expected);
        // The whole text, as an editor sends it that does not say what has changed in it.
        await client.change(uri, 2, { text: text.replace('modelName', 'ModelName') });
        assert.deepEqual(misspelt(await problems(client)), []);
      }));

    test('related information of a problem is sent if the editor supports it', () =>
      inEditor(editor, async (client) => {
        const twice = '{ "ModelName": "a", "ModelName": "b" }';
        await problems(client);
        await client.change(uri, 2, { text: twice });
        const [found] = (await problems(client)).filter((it) => it.code === 'duplicate-member');
        assert.ok(found);
        // LSP 3.17 defines this only for pushed diagnostics, but the client can still pull diagnostics from the server.
        const shows = knows?.diagnostic?.relatedInformation || knows?.publishDiagnostics?.relatedInformation;
        assert.deepEqual(
          found.relatedInformation?.map((it) => it.location),
          shows ? [{ uri, range: { start: at(2), end: at(13) } }] : undefined,
        );
      }));

    test('so do those of definitions that nobody has opened, until somebody does', () =>
      inEditor(editor, async (client) => {
        await told(client, unopened, ['malformed-value']);
        await client.open(unopened, '{ "ModelName": "churn" }');
        await told(client, unopened, []);
        await client.close(unopened);
        await told(client, unopened, ['malformed-value']);
      }));

    test('completion writes what the editor can expand, and explains it before or after it is asked to', () =>
      inEditor(editor, async (client) => {
        const items: CompletionItem[] = await client.connection.sendRequest('textDocument/completion', {
          textDocument,
          position: at(offset),
        });
        const found = items.find(({ label }) => label === 'Image');
        assert.ok(found?.textEdit);
        const { newText } = found.textEdit;
        const range = 'range' in found.textEdit ? found.textEdit.range : found.textEdit.replace;
        assert.equal(
          edited([{ range, newText }]),
          text.replace('"Ima"', item?.snippetSupport ? '"Image": "$1"' : '"Image": ""'),
        );
        assert.equal(found.insertTextFormat, item?.snippetSupport ? 2 : 1);
        const resolves = item?.resolveSupport?.properties.includes('documentation');
        const explained: CompletionItem = resolves
          ? await client.connection.sendRequest('completionItem/resolve', found)
          : found;
        const { kind, value } = explained.documentation as MarkupContent;
        assert.equal(kind, item?.documentationFormat?.includes('markdown') ? 'markdown' : 'plaintext');
        assert.match(value, /^(\*\*)?Image/);
      }));

    test('a member is explained in the words that the editor shows', () =>
      inEditor(editor, async (client) => {
        const hover: Hover | null = await client.connection.sendRequest('textDocument/hover', {
          textDocument,
          position: at(text.indexOf('PrimaryContainer')),
        });
        assert.deepEqual(hover?.range, rangeOf('"PrimaryContainer"'));
        const { kind, value } = hover.contents as MarkupContent;
        assert.equal(kind, knows?.hover?.contentFormat?.includes('markdown') ? 'markdown' : 'plaintext');
        assert.equal(/\*\*/.test(value), kind === 'markdown');
      }));

    test('a mistake is corrected by its light bulb', () =>
      inEditor(editor, async (client) => {
        const actions: CodeAction[] = await client.connection.sendRequest('textDocument/codeAction', {
          textDocument,
          range: rangeOf('modelName'),
          context: { diagnostics: [] },
        });
        const { edit } = actions.find(({ title }) => title === 'Change to ModelName') ?? {};
        const changes = edit?.documentChanges as TextDocumentEdit[] | undefined;
        const edits = (changes?.[0]?.edits ?? edit?.changes?.[uri]) as TextEdit[];
        assert.equal(edited(edits), text.replace('modelName', 'ModelName'));
        if (!editor.capabilities.workspace?.workspaceEdit?.documentChanges) assert.equal(changes, undefined);
      }));

    test('the outline is a tree where the editor shows trees', () =>
      inEditor(editor, async (client) => {
        const symbols: (DocumentSymbol | SymbolInformation)[] = await client.connection.sendRequest(
          'textDocument/documentSymbol',
          { textDocument },
        );
        assert.equal('location' in (symbols[0] ?? {}), !knows?.documentSymbol?.hierarchicalDocumentSymbolSupport);
        assert.ok(symbols.some(({ name }) => name === 'Tags'));
      }));

    test('nothing is asked, and nothing told, that the editor does not know', () =>
      inEditor(editor, async (client) => {
        await sentOf(client, unopened);
        await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
        if (client.announced.diagnosticProvider) await client.pull(uri);
        await client.connection.sendRequest('textDocument/completion', { textDocument, position: at(offset) });
        const unknown = client.received
          .map((it) => it.method)
          .filter((method) => !unasked.includes(method) && !answers[method]?.(editor.capabilities));
        assert.deepEqual(unknown, []);
      }));
  });
}

suite('files that only an editor can get at', () => {
  const asked = async (initializationOptions?: object) => {
    const root = 'oil-ssh://host/models';
    const settings = () => null;
    const client = await start({ folders: [root], initializationOptions, settings });
    await client.open(`${root}/a.sagemaker-model.json`, '{ "ModelName": "churn_model" }');
    await told(client, `${root}/a.sagemaker-model.json`, ['malformed-value']);
    await client.stop();
    return client.received.map((it) => it.method).filter((it) => it.startsWith('sagemakerModel/'));
  };
  test('are asked of one that has said that it can find and read them, and of no other', async () => {
    assert.deepEqual(await asked({ files: true }), ['sagemakerModel/findFiles']);
    for (const it of [undefined, {}, { files: 'yes' }, { sagemakerModel: settings }])
      assert.deepEqual(await asked(it), []);
  });
});

suite('what is owned in the account', () => {
  const text = '{ "PrimaryContainer": { "ModelPackageName": "" } }';
  const wanted = async (connection?: object) => {
    const client = await start({});
    await client.open(uri, text);
    if (connection) await client.connection.sendNotification('sagemakerModel/didChangeConnection', connection);
    await client.connection.sendRequest('textDocument/completion', { textDocument, position: at(45) });
    await client.stop();
    return client.received.some((it) => it.method === 'sagemakerModel/requestAccountResources');
  };
  test('is asked of a client that has told of a connection, and of no other, which would not know the word', async () => {
    assert.ok(await wanted({ account: '111122223333', region: 'eu-west-1' }));
    assert.ok(await wanted({}));
    assert.ok(!(await wanted()));
  });
});
