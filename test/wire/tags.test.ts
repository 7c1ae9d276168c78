import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { CodeAction, CompletionItem } from 'vscode-languageserver/node';
import { start } from './client';

const uri = 'sagemaker-tags:/eu-west-1/churn.tags.sagemaker-model.json';

suite('the tags of a deployed model', () => {
  test('are judged as those of a definition, and nothing else is asked of them', async () => {
    const client = await start();
    await client.open(uri, '{ "Tags": [{ "Key": "team", "Value": "a" }] }');
    assert.deepEqual(await client.codes(uri), []);
    await client.change(uri, 2, {
      text: '{ "Tags": [{ "Key": "a", "Value": "" }, { "Key": "a", "Value": "" }, { "Key": "AWS:b" }, { "Key": "c", "Value": "<" }] }',
    });
    assert.deepEqual((await client.codes(uri)).toSorted(), [
      'duplicate-tag',
      'malformed-value',
      'missing-member',
      'reserved-tag',
    ]);
    await client.change(uri, 3, { text: '{}' });
    assert.deepEqual(await client.codes(uri), ['missing-member']);
    await client.stop();
  });
  test('are completed, and corrected, as what they are', async () => {
    const client = await start({
      capabilities: {
        textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
      },
    });
    await client.open(uri, '{ "tags": [] }');
    const at = { textDocument: { uri }, position: { line: 0, character: 2 } };
    const offered = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', at);
    assert.deepEqual(
      offered.map((it) => it.label),
      ['Tags'],
    );
    await client.change(uri, 2, { text: '{}' });
    const top = { line: 0, character: 0 };
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: top, end: top },
      context: { diagnostics: [] },
    });
    assert.deepEqual(
      actions.map((it) => it.title),
      ['Add Tags'],
    );
    await client.stop();
  });
});
