import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ClientCapabilities, CompletionItem } from 'vscode-languageserver/node';
import { start } from './client';

const uri = 'file:///models/churn.sagemaker-model.json';

const able: ClientCapabilities = {
  textDocument: {
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown'],
        insertTextModeSupport: { valueSet: [1, 2] },
        resolveSupport: { properties: ['documentation'] },
      },
    },
  },
};

async function offered(capabilities: ClientCapabilities, text: string, character: number) {
  const client = await start({ capabilities });
  await client.open(uri, text);
  const items: CompletionItem[] = await client.connection.sendRequest('textDocument/completion', {
    textDocument: { uri },
    position: { line: 0, character },
  });
  const [first] = items;
  const resolved: CompletionItem | undefined =
    first && (await client.connection.sendRequest('completionItem/resolve', first));
  await client.stop();
  return { items, first, resolved };
}

suite('completion over the wire', () => {
  test('replaces what is written, quotes included, with tab stops for a client that has them', async () => {
    const { first } = await offered(able, '{ "Mod" }', 6);
    assert.deepEqual(first?.textEdit, {
      range: { start: { line: 0, character: 2 }, end: { line: 0, character: 7 } },
      newText: '"ModelName": "$1"',
    });
    assert.equal(first?.filterText, '"ModelName"');
    assert.equal(first?.insertTextFormat, 2);
    assert.equal(first?.insertTextMode, 1);
  });
  test('writes plain text for a client that has none', async () => {
    const { first } = await offered({}, '{ "Mod" }', 6);
    assert.ok(first?.textEdit && 'newText' in first.textEdit);
    assert.equal(first.textEdit.newText, '"ModelName": ""');
    assert.equal(first.insertTextFormat, 1);
  });
  test('offers all others on what is whole, though an editor compares them with it', async () => {
    const { items } = await offered(able, '{ "PrimaryContainer": { "Mode": "MultiModel" } }', 37);
    assert.deepEqual(
      items.map((it) => [it.label, it.filterText]),
      [
        ['SingleModel', 'MultiModel'],
        ['MultiModel', 'MultiModel'],
      ],
    );
  });
  test('tells a client that knows both what inserting and what replacing would change', async () => {
    const text = '{ "PrimaryContainer": { "Mode": "MultiModel" } }';
    const knows = { textDocument: { completion: { completionItem: { insertReplaceSupport: true } } } };
    const { first } = await offered(knows, text, 38);
    const start = { line: 0, character: 33 };
    assert.deepEqual(first?.textEdit, {
      newText: 'SingleModel',
      insert: { start, end: { line: 0, character: 38 } },
      replace: { start, end: { line: 0, character: 43 } },
    });
    // Where the rest of the word would be in the way, both are the same.
    const { first: other } = await offered(knows, '{ "Mod" }', 4);
    assert.ok(other?.textEdit && 'range' in other.textEdit);
    assert.deepEqual(other.textEdit.range.end, { line: 0, character: 7 });
  });
  test('indents its lines as they shall be, or relative to the first, as an editor does by itself for a snippet', async () => {
    const text = '  { "PrimaryC" }';
    const { items } = await offered(able, text, 13);
    const written = items.find(({ label }) => label === 'PrimaryContainer')?.textEdit?.newText;
    assert.equal(written, '"PrimaryContainer": {\n    $1\n  }');
    const knows = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };
    const { items: others } = await offered(knows, text, 13);
    const other = others.find(({ label }) => label === 'PrimaryContainer');
    assert.equal(other?.textEdit?.newText, '"PrimaryContainer": {\n  $1\n}');
    assert.equal(other.insertTextMode, undefined);
  });
  test('adds a comma that is missing before', async () => {
    const { first } = await offered(able, '{ "ModelName": "m" }', 19);
    assert.deepEqual(first?.additionalTextEdits, [
      { range: { start: { line: 0, character: 18 }, end: { line: 0, character: 18 } }, newText: ',' },
    ]);
  });
  test('explains a member when it is asked to', async () => {
    const { first, resolved } = await offered(able, '{  }', 2);
    assert.equal(first?.documentation, undefined);
    assert.ok(typeof resolved?.documentation === 'object');
    assert.match(resolved.documentation.value, /^\*\*ModelName\*\*: a string, required/);
  });
  test('is empty where nothing can be written', async () => assert.deepEqual((await offered(able, '{}', 2)).items, []));
});
