import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type {
  DocumentSymbol,
  FoldingRange,
  SelectionRange,
  SymbolInformation,
  TextEdit,
} from 'vscode-languageserver/node';
import { type Started, start } from './client';

const uri = 'file:///models/churn.sagemaker-model.json';
const text = '{\n  "ModelName": "m",\n  "Tags": [\n    { "Key": "team", "Value": "x" }\n  ]\n}\n';

async function ask<Answer>(method: string, params: object, started: Started = {}): Promise<Answer> {
  const client = await start(started);
  await client.open(uri, text);
  const answer: Answer = await client.connection.sendRequest(method, { textDocument: { uri }, ...params });
  await client.stop();
  return answer;
}

suite('the structure of a definition over the wire', () => {
  test('is a tree for a client that shows trees', async () => {
    const capabilities = { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } };
    const symbols = await ask<DocumentSymbol[]>('textDocument/documentSymbol', {}, { capabilities });
    assert.deepEqual(
      symbols.map((it) => it.name),
      ['ModelName', 'Tags'],
    );
    assert.equal(symbols[1]?.children?.[0]?.name, 'team');
    assert.deepEqual(symbols[0]?.selectionRange, { start: { line: 1, character: 2 }, end: { line: 1, character: 13 } });
  });
  test('is a flat list for a client that does not', async () => {
    const symbols = await ask<SymbolInformation[]>('textDocument/documentSymbol', {});
    assert.deepEqual(
      symbols.map(({ name, containerName }) => [name, containerName]),
      [
        ['ModelName', undefined],
        ['Tags', undefined],
        ['team', 'Tags'],
        ['Key', 'team'],
        ['Value', 'team'],
      ],
    );
  });
  test('folds to the line before a closing bracket', async () =>
    assert.deepEqual(await ask<FoldingRange[]>('textDocument/foldingRange', {}), [
      { startLine: 0, endLine: 4 },
      { startLine: 2, endLine: 3 },
    ]));
  test('grows a selection up to the whole file', async () => {
    const [range] = await ask<SelectionRange[]>('textDocument/selectionRange', {
      positions: [{ line: 1, character: 17 }],
    });
    assert.deepEqual(range?.range, { start: { line: 1, character: 16 }, end: { line: 1, character: 17 } });
    let outermost = range;
    while (outermost?.parent) outermost = outermost.parent;
    assert.deepEqual(outermost?.range, { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } });
  });
  test('is arranged by edits', async () => {
    const options = { tabSize: 4, insertSpaces: true };
    const edits = await ask<TextEdit[]>('textDocument/formatting', { options });
    assert.ok(edits.some((it) => it.newText === '\n    ' || it.newText === '    '));
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 19 } };
    assert.ok(Array.isArray(await ask<TextEdit[]>('textDocument/rangeFormatting', { options, range })));
  });
});
