import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Diagnostic, type DocumentSymbol, type Hover, MarkupKind } from 'vscode-languageserver/node';
import type { Comparison } from '../../server/language/operations/compare';
import type { Imported } from '../../server/language/operations/import';
import { type Client, start } from './client';

const deployed = 'sagemaker-deployed:/eu-west-1/churn.sagemaker-model.json';
const definition = 'file:///models/churn.sagemaker-model.json';
const answer = {
  CreationTime: '2026-11-20T10:00:00.000Z',
  EnableNetworkIsolation: false,
  Newer: { than: 'we' },
  PrimaryContainer: { Mode: 'SingleModel', Image: 'i', Environment: { B: '1', A: '2' } },
  ModelArn: 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn',
  ModelName: 'churn',
};

const shows = { textDocument: { hover: { contentFormat: [MarkupKind.Markdown] } } };

async function presented(client: Client): Promise<string> {
  const { text } = await client.connection.sendRequest<{ text: string }>('sagemakerModel/formatModel', { answer });
  return text;
}

async function hoverOver(client: Client, text: string, word: string): Promise<string> {
  const lines = text.slice(0, text.indexOf(word)).split('\n');
  const hover: Hover | null = await client.connection.sendRequest('textDocument/hover', {
    textDocument: { uri: deployed },
    position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
  });
  return typeof hover?.contents === 'object' && 'value' in hover.contents ? hover.contents.value : '';
}

suite('a deployed model', () => {
  test('is presented in the order of the description, with what is not described behind it, and nothing is lost', async () => {
    const client = await start();
    const text = await presented(client);
    assert.deepEqual(JSON.parse(text), answer);
    const top = Object.keys(JSON.parse(text));
    assert.deepEqual(top, [
      'ModelName',
      'PrimaryContainer',
      'EnableNetworkIsolation',
      'ModelArn',
      'CreationTime',
      'Newer',
    ]);
    assert.match(text, /"Image": "i",\n {4}"Mode": "SingleModel",\n {4}"Environment": \{\n {6}"B": "1",/);
    await client.stop();
  });
  test('is explained where it is read, members of the answer as well as those of the request', async () => {
    const client = await start({ capabilities: shows });
    const text = await presented(client);
    await client.open(deployed, text);
    assert.match(await hoverOver(client, text, 'ModelArn'), /^\*\*ModelArn\*\*[\s\S]*API_DescribeModel\.html/);
    assert.match(await hoverOver(client, text, 'ModelName'), /^\*\*ModelName\*\*[\s\S]*API_CreateModel\.html/);
    const symbols: DocumentSymbol[] = await client.connection.sendRequest('textDocument/documentSymbol', {
      textDocument: { uri: deployed },
    });
    assert.ok(symbols.some((it) => it.name === 'CreationTime'));
    await client.stop();
  });
  test('becomes a definition that is in step with it, of which nothing is remarked that goes without saying', async () => {
    const client = await start();
    const { text, remarks } = await client.connection.sendRequest<Imported>('sagemakerModel/importModel', { answer });
    assert.deepEqual(Object.keys(JSON.parse(text)), ['ModelName', 'PrimaryContainer', 'Newer']);
    assert.deepEqual(remarks, []);
    const compared = { definition: text, answer };
    const { state, left, right } = await client.connection.sendRequest<Comparison>(
      'sagemakerModel/compareModels',
      compared,
    );
    assert.deepEqual([state, left, right], ['inStep', text, text]);
    await client.stop();
  });
  test('is compared with another one', async () => {
    const client = await start();
    const compared = { other: { ...answer, EnableNetworkIsolation: true }, answer };
    const { state, differences } = await client.connection.sendRequest<Comparison>(
      'sagemakerModel/compareModels',
      compared,
    );
    assert.deepEqual(
      [state, ...differences],
      ['different', { path: 'EnableNetworkIsolation', kind: 'changed', inPlace: false }],
    );
    await client.stop();
  });
  test('has no problems and no completion, for nobody can edit it', async () => {
    const client = await start();
    await client.open(deployed, '{ "modelName": 1, }');
    assert.deepEqual(await client.pull(deployed), []);
    const at = { textDocument: { uri: deployed }, position: { line: 0, character: 2 } };
    assert.deepEqual(await client.connection.sendRequest('textDocument/completion', at), []);
    await client.stop();
  });
});

suite('the problems of what is about to be sent', () => {
  test('come with the version that they are of', async () => {
    const client = await start();
    await client.open(definition, '{}');
    await client.change(definition, 7, { text: '{ "ModelName": "a b" }' });
    const { version, diagnostics } = await client.connection.sendRequest<{
      version: number;
      diagnostics: Diagnostic[];
    }>('sagemakerModel/problems', { textDocument: { uri: definition } });
    assert.equal(version, 7);
    assert.deepEqual(
      diagnostics.map((it) => it.code),
      ['no-container', 'malformed-value'],
    );
    await client.stop();
  });
  test('depend on the account that the client is connected to, and nothing is judged while that is not known', async () => {
    const client = await start();
    await client.open(definition, '{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::444455556666:role/r" }');
    assert.deepEqual(await client.codes(definition), []);
    await client.connection.sendNotification('sagemakerModel/didChangeConnection', {
      account: '111122223333',
      region: 'eu-west-1',
    });
    await client.next('workspace/diagnostic/refresh');
    assert.deepEqual(await client.codes(definition), ['role-of-another-account']);
    await client.connection.sendNotification('sagemakerModel/didChangeConnection', {});
    assert.deepEqual(await client.codes(definition), []);
    await client.stop();
  });
});
