import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type ClientCapabilities, type Hover, MarkupKind } from 'vscode-languageserver/node';
import { assertNames, naming } from '../support/facts';
import { start } from './client';

const uri = 'file:///models/churn.sagemaker-model.json';

async function hoverOf(capabilities: ClientCapabilities, character: number, opened = true): Promise<Hover | null> {
  const client = await start({ capabilities });
  if (opened) await client.open(uri, '{ "ModelName": "churn" }');
  const position = { line: 0, character };
  const hover: Hover | null = await client.connection.sendRequest('textDocument/hover', {
    textDocument: { uri },
    position,
  });
  await client.stop();
  return hover;
}

suite('hover over the wire', () => {
  test('is Markdown for a client that shows it, with its range', async () => {
    const hover = await hoverOf({ textDocument: { hover: { contentFormat: [MarkupKind.Markdown] } } }, 5);
    assert.deepEqual(hover?.range, { start: { line: 0, character: 2 }, end: { line: 0, character: 13 } });
    assert.ok(typeof hover?.contents === 'object' && 'kind' in hover.contents);
    assert.equal(hover.contents.kind, 'markdown');
    assert.match(hover.contents.value, /^\*\*ModelName\*\*/);
  });
  test('is plain text for a client that does not', async () => {
    const hover = await hoverOf({}, 5);
    assert.ok(typeof hover?.contents === 'object' && 'kind' in hover.contents);
    assert.equal(hover.contents.kind, 'plaintext');
    assert.match(hover.contents.value, /^ModelName: a string, required\n/);
    assertNames(hover.contents.value, naming('ModelName'));
    assert.doesNotMatch(hover.contents.value, /\*\*|`|\]\(/);
  });
  test('is nothing where nothing is known, past the end and in unknown documents', async () => {
    assert.equal(await hoverOf({}, 0), null);
    assert.equal(await hoverOf({}, 900), null);
    assert.equal(await hoverOf({}, 5, false), null);
  });
});
