import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Diagnostic, LSPErrorCodes, type WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver/node';
import { rules } from '../../server/language/rules';
import { type Client, start, vscodeCapabilities } from './client';
import { questions } from './questions';

const uri = 'file:///m.sagemaker-model.json';
const textDocument = { uri };
const bad = '{ "ModelName": "unjudgeable name" }';

/** Makes a rule fail for definitions that contain `unjudgeable`; everything else is checked as usual. */
function breakRule(t: TestContext): void {
  const rule = rules.find((it) => it.id === 'malformed-value');
  assert.ok(rule && 'check' in rule);
  const { check } = rule;
  Object.assign(rule, {
    check: (...given: Parameters<typeof check>) => {
      if (given[2].text.includes('unjudgeable')) throw new Error('A rule has a bug.');
      check(...(given as [never, never, never, never]));
    },
  });
  t.after(() => Object.assign(rule, { check }));
}

const started = async (t: TestContext, how: Parameters<typeof start>[0] = { capabilities: vscodeCapabilities }) => {
  breakRule(t);
  const client = await start(how);
  t.after(() => client.stop());
  return client;
};

/** Asserts that there is one error, on the first character, which says what happened and what to do. */
function assertNotChecked(items: readonly Diagnostic[]): void {
  const [only, ...others] = items;
  assert.deepEqual(others, []);
  assert.equal(only?.code, 'not-checked');
  assert.equal(only.severity, 1);
  assert.deepEqual(only.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } });
  assert.match(String(only.message), /couldn't be checked.*https:\/\//);
  assert.equal(only.codeDescription, undefined, "the error has no link, and can't be turned off");
}

const logged = (client: Client) =>
  client.received.filter((it) => it.method === 'window/logMessage').map((it) => JSON.stringify(it.params));

/** A folder with definitions, one of which can't be checked. */
function folder(t: TestContext): string {
  const at = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-failing-'));
  t.after(() => rmSync(at, { recursive: true }));
  for (const [name, text] of [
    ['a', bad],
    ['b', '{ "ModelName": "bad name" }'],
    ['c', '{ "ModelName": "churn" }'],
  ] as const)
    writeFileSync(path.join(at, `${name}.sagemaker-model.json`), text);
  return pathToFileURL(at).href;
}

suite("for a definition that can't be checked", () => {
  test('a client that pulls diagnostics gets one error', async (t) => {
    const client = await started(t);
    await client.open(uri, bad);
    assertNotChecked(await client.pull(uri));
    await client.change(uri, 2, { text: '{ "ModelName": "bad name" }' });
    assert.deepEqual(await client.codes(uri), ['malformed-value', 'missing-member'].slice(0, 1));
  });
  test("a client that doesn't pull diagnostics is sent that error", async (t) => {
    const client = await started(t, {});
    await client.open(uri, bad);
    const { diagnostics } = await client.next<{ diagnostics: Diagnostic[] }>('textDocument/publishDiagnostics');
    assertNotChecked(diagnostics);
  });
  test('the workspace has that error, and all problems of the other definitions', async (t) => {
    const client = await started(t, { capabilities: vscodeCapabilities, folders: [folder(t)] });
    const { items } = await client.connection.sendRequest<{ items: WorkspaceDocumentDiagnosticReport[] }>(
      'workspace/diagnostic',
      { previousResultIds: [] },
    );
    const found = new Map(items.map((it) => [path.basename(it.uri).charAt(0), 'items' in it ? it.items : []]));
    assertNotChecked(found.get('a') ?? []);
    assert.ok(found.get('b')?.some((it) => it.code === 'malformed-value'));
    assert.ok(found.get('c')?.every((it) => it.code !== 'not-checked'));
  });
  test("Create Model doesn't treat the definition as valid", async (t) => {
    const client = await started(t);
    await client.open(uri, bad);
    await assert.rejects(
      client.connection.sendRequest('sagemakerModel/problems', { textDocument }),
      (error: { code: number; message: string }) =>
        error.code === LSPErrorCodes.RequestFailed && /couldn't be checked/.test(error.message),
    );
  });
  test('requests that need no checks are answered, and the others return nothing', async (t) => {
    const client = await started(t);
    await client.open(uri, bad);
    for (const [method, params] of Object.entries(questions(uri))) {
      if (method === 'sagemakerModel/problems') continue;
      await client.connection.sendRequest(method, params);
    }
    const actions = { ...questions(uri)['textDocument/codeAction'] };
    assert.deepEqual(await client.connection.sendRequest('textDocument/codeAction', actions), []);
    assert.ok(
      await client.connection.sendRequest('textDocument/hover', { textDocument, position: { line: 0, character: 4 } }),
    );
  });
  test('the failure is logged once', async (t) => {
    const client = await started(t);
    await client.open(uri, bad);
    for (let times = 0; times < 5; times++) await client.pull(uri);
    const [line, ...others] = logged(client).filter((it) => it.includes('A rule has a bug.'));
    assert.ok(line?.includes('No diagnostics for'), line);
    assert.deepEqual(others, []);
  });
});
