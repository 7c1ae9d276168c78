import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ClientCapabilities, CodeAction } from 'vscode-languageserver/node';
import { assertNames, naming } from '../support/facts';
import { start } from './client';

const uri = 'file:///models/churn.sagemaker-model.json';
const able: ClientCapabilities = {
  textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
};

async function actions(
  capabilities: ClientCapabilities,
  only?: string[],
  text = '{ "modelName": "m", "Tags": null, }',
  from = 0,
): Promise<CodeAction[]> {
  const client = await start({ capabilities });
  await client.open(uri, text);
  const found: CodeAction[] = await client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: { line: 0, character: from }, end: { line: 0, character: Math.max(from, 4) } },
    context: { diagnostics: [], only },
  });
  await client.stop();
  return found;
}

suite('the light bulb over the wire', () => {
  test('offers the fix of the problem at hand, preferred, with its diagnostic and its edit', async () => {
    const [first] = await actions(able);
    assertNames(first?.title, naming('ModelName'));
    assert.equal(first?.kind, 'quickfix');
    assert.equal(first?.isPreferred, true);
    assert.equal(first?.diagnostics?.[0]?.code, 'misspelt-member');
    const range = { start: { line: 0, character: 2 }, end: { line: 0, character: 13 } };
    assert.deepEqual(first?.edit?.changes?.[uri], [{ range, newText: '"ModelName"' }]);
  });
  test('prefers none of several fixes, for which one is meant is for a person to say', async () => {
    const text = '{ "PrimaryContainer": {}, "ModelName": "m", "Containers": [{}, {}] }';
    const found = (await actions(able, ['quickfix'], text)).filter((it) =>
      it.diagnostics?.some(({ code }) => code === 'both-container-members'),
    );
    assert.deepEqual(
      found.map((it) => [it.title, it.isPreferred]),
      [
        ['Remove PrimaryContainer', false],
        ['Remove Containers', false],
      ],
    );
  });
  test('prefers none by which a person agrees to something', async () => {
    const source = '"S3Uri": "s3://jumpstart-private-cache-prod-eu-west-1/a/", "S3DataType": "S3Prefix"';
    const text = `{ "PrimaryContainer": { "ModelDataSource": { "S3DataSource": { ${source}, "CompressionType": "None" } } } }`;
    const found = (await actions(able, ['quickfix'], text, 75)).find((it) => it.title.startsWith('Accept'));
    assertNames([found?.title, found?.isPreferred], [naming('AcceptEula'), false]);
  });
  test('offers the same for the empty kind, which includes all kinds, as without a kind', async () => {
    const titles = async (only?: string[]) => (await actions(able, only)).map((it) => it.title);
    const all = await titles();
    assert.ok(all.length > 1);
    assert.deepEqual(await titles(['']), all);
    assert.deepEqual(await titles(['', 'quickfix']), all);
    assert.deepEqual(await titles(['quick']), []);
  });
  test('corrects all that is safe on saving, wherever that is', async () => {
    const found = await actions(able, ['source.fixAll']);
    assert.deepEqual(
      found.map((it) => it.kind),
      ['source.fixAll.sagemaker'],
    );
    assert.deepEqual(
      found[0]?.edit?.changes?.[uri]?.map((it) => it.newText),
      [''],
    );
  });
  test('leaves tab stops in what it adds, for a client that has them', async () => {
    const workspace = { workspaceEdit: { documentChanges: true, snippetEditSupport: true } };
    const text = '{ "Tags": [\n  { "Key": "a", "Value": "b" }] }';
    const [first] = await actions({ ...able, workspace }, ['quickfix'], text);
    const end = { line: 1, character: 31 };
    assert.deepEqual(first?.edit?.documentChanges, [
      {
        textDocument: { uri, version: 1 },
        edits: [{ range: { start: end, end }, snippet: { kind: 'snippet', value: ',\n"ModelName": "$1"' } }],
      },
    ]);
    const [plain] = await actions(able, ['quickfix'], text);
    assert.deepEqual(plain?.edit?.changes, {
      [uri]: [{ range: { start: end, end }, newText: ',\n  "ModelName": ""' }],
    });
  });
  test('offers other forms of a member, where a client asks for such, and once where it mends a problem as well', async () => {
    const text = '{ "Containers": [{}], "ModelName": "m" }';
    const kinds = (found: readonly CodeAction[]) =>
      found.filter((it) => it.title === 'Write it as PrimaryContainer').map((it) => it.kind);
    assert.deepEqual(kinds(await actions(able, ['refactor'], text, 4)), ['refactor.rewrite']);
    assert.deepEqual(kinds(await actions(able, ['refactor.rewrite'], text, 4)), ['refactor.rewrite']);
    assert.deepEqual(kinds(await actions(able, undefined, text, 4)), ['quickfix']);
    assert.deepEqual(kinds(await actions(able, ['refactor.extract'], text, 4)), []);
  });
  test('offers nothing of another kind, and nothing to a client that knows no actions', async () => {
    assert.deepEqual(await actions(able, ['refactor']), []);
    assert.deepEqual(await actions({}), []);
  });
});
