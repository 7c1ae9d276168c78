import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Client, start, vscodeCapabilities } from './client';

const hidden = '\u202eA\u2066b\u200bc\u007fd\u009be\u2028f\u{e0041}';
const unseen = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u;

const uri = 'file:///m.sagemaker-model.json';
const textDocument = { uri };
const bucket = `s3://jumpstart-cache-prod-us-east-1/${hidden}/m.tar.gz`;
const text = JSON.stringify(
  {
    [`Unknown${hidden}`]: 1,
    ModelName: hidden,
    ModelNam: hidden,
    EnableNetworkIsolation: hidden,
    ExecutionRoleArn: `arn:aws:iam::111122223333:role${hidden}`,
    Tags: [{ Key: hidden, Value: hidden }, { Key: hidden }],
    Containers: [
      {
        ContainerHostname: hidden,
        Image: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/${hidden}:${hidden}`,
        ModelDataUrl: bucket,
        ModelPackageName: `arn:aws:sagemaker:eu-west-1:111122223333:model-package/${hidden}/3`,
        Environment: { [`A${hidden}`]: 1, [hidden]: hidden, MAX_CONCURENT: hidden },
        Mode: `Single${hidden}`,
      },
    ],
  },
  undefined,
  2,
);

/** All strings of an answer that people read: texts to be written say what they say. */
function read(answer: unknown, said: string[] = []): string[] {
  if (typeof answer === 'string') said.push(answer);
  else if (typeof answer === 'object' && answer !== null)
    for (const [name, it] of Object.entries(answer))
      if (!['edit', 'textEdit', 'newText', 'filterText', 'additionalTextEdits', 'data', 'target'].includes(name))
        read(it, said);
  return said;
}

const capabilities = {
  ...vscodeCapabilities,
  textDocument: {
    ...vscodeCapabilities.textDocument,
    hover: { contentFormat: ['markdown' as const] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    completion: { completionItem: { labelDetailsSupport: true } },
  },
};

async function opened(t: TestContext, more: object = {}): Promise<Client> {
  const client = await start({ capabilities, ...more });
  t.after(() => client.stop());
  await client.open(uri, text);
  return client;
}

/** That an answer is one, and that nothing in it is unseen. */
function assertSeen(answer: unknown, quotes: RegExp): void {
  const said = read(answer);
  assert.ok(
    said.some((it) => quotes.test(it)),
    JSON.stringify(said),
  );
  for (const it of said) assert.doesNotMatch(it, unseen, JSON.stringify(it));
}

const escaped = /\\u\{202e\}/;

suite('what nobody sees in a definition is shown by its code point', () => {
  const lines = text.split('\n');
  const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  for (const [method, params] of [
    ['textDocument/diagnostic', { textDocument }],
    ['sagemakerModel/problems', { textDocument }],
    ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
    ['textDocument/documentSymbol', { textDocument }],
  ] as const)
    test(method, async (t) => {
      const client = await opened(t);
      assertSeen(await client.connection.sendRequest(method, params), escaped);
    });
  test('textDocument/hover', async (t) => {
    const client = await opened(t);
    const answers: unknown[] = [];
    for (const [line, it] of lines.entries())
      for (const character of [it.indexOf('"') + 1, it.lastIndexOf('"') - 1])
        answers.push(
          await client.connection.sendRequest('textDocument/hover', { textDocument, position: { line, character } }),
        );
    assertSeen(answers, escaped);
  });
  test('textDocument/completion, which offers what other definitions write', async (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-unseen-'));
    t.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(path.join(folder, 'a.sagemaker-model.json'), text);
    const client = await opened(t, { folders: [pathToFileURL(folder).href] });
    await client.connection.sendRequest('sagemakerModel/definitions', {});
    await client.change(uri, 2, { text: '{ "PrimaryContainer": { "ModelDataUrl": "" } }' });
    const position = { line: 0, character: 41 };
    const items = await client.connection.sendRequest('textDocument/completion', { textDocument, position });
    assertSeen(items, escaped);
    assert.ok(JSON.stringify(items).includes('\u202e'), 'what is inserted is what the other one writes');
  });
});
