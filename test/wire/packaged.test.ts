import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import { bin } from '../../package.json';
import { check } from '../../server/language/check';
import { read } from '../../server/language/document';
import { rules } from '../../server/language/rules';
import type { Given, Rule } from '../../server/language/rules/rule';
import { decode } from '../../server/source';
import { carets } from '../marked';
import { Client } from './client';
import * as linter from './linter';
import { startWorker } from './worker';

/** What is said of a text, rule by rule and in its order. */
type Said = readonly string[];

const today = new Date().toISOString().slice(0, 10);
const exampleOf = ({ bad }: Rule) => carets(bad).text;

/** What the sources say of a rule's example. */
function expected(rule: Rule, given: Given, text = exampleOf(rule)): Said {
  const said = check(read(text), { ...rule.given, ...given }).map((it) => `${it.rule}: ${it.message}`);
  assert.ok(said.some((it) => it.startsWith(`${rule.id}: `)));
  return said;
}

/** Sentences of which no part is missing. */
function assertWhole(said: Said): void {
  for (const it of said)
    assert.doesNotMatch(it, / (?:and|of|the|is) ?[.:;,](?: |$)| [.;,](?: |$)| {2}|''|undefined|NaN/);
}

interface Asked {
  notify(method: string, params: object): unknown;
  ask<Result>(method: string, params: object): Promise<Result>;
}

/** What a server says of a rule's example; one that is about other definitions is in the workspace, beside another. */
async function saidBy({ notify, ask }: Asked, rule: Rule, folder: string): Promise<Said> {
  const { account, region, encoding, sameName } = rule.given ?? {};
  const uri = sameName ? `${folder}/a.sagemaker-model.json` : `untitled:${rule.id}`;
  await notify('sagemakerModel/didChangeConnection', { account, region });
  if (encoding !== undefined) await notify('sagemakerModel/didReadEncoding', { uri, encoding });
  const textDocument = { uri, languageId: 'sagemaker-model', version: 1, text: exampleOf(rule) };
  await notify('textDocument/didOpen', { textDocument });
  const { diagnostics } = await ask<{ diagnostics: readonly Diagnostic[] }>('sagemakerModel/problems', {
    textDocument: { uri },
  });
  await notify('textDocument/didClose', { textDocument: { uri } });
  return diagnostics.map((it) => `${it.code}: ${it.message}`);
}

/** A folder with the definition that another one shares its name with. */
function workspace(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-packaged-'));
  after(() => rmSync(folder, { recursive: true }));
  const sharing = rules.find((it) => it.given?.sameName);
  assert.ok(sharing);
  for (const it of ['a', 'b']) writeFileSync(path.join(folder, `${it}.sagemaker-model.json`), exampleOf(sharing));
  return pathToFileURL(folder).href;
}

suite('what is packaged says of every example of a rule what the sources say, in whole sentences', () => {
  test('the language server', async () => {
    const child = spawn(process.execPath, [bin['sagemaker-model-language-server'], '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    after(() => child.kill());
    const client = new Client(child.stdout, child.stdin);
    const folder = workspace();
    await client.initialize({ folders: [folder] });
    const server: Asked = {
      notify: (method, params) => client.connection.sendNotification(method, params),
      ask: (method, params) => client.connection.sendRequest(method, params),
    };
    await server.ask('sagemakerModel/definitions', {});
    for (const rule of rules) {
      const said = await saidBy(server, rule, folder);
      assert.deepEqual(said, expected(rule, { today }), rule.id);
      assertWhole(said);
    }
  });
  test('the language server in a browser', async () => {
    const folder = 'vscode-vfs://github/company/models';
    const sharing = rules.find((it) => it.given?.sameName);
    assert.ok(sharing);
    const files = ['a', 'b'].map((it) => `${folder}/${it}.sagemaker-model.json`);
    const worker = startWorker((method) => {
      if (method === 'sagemakerModel/findFiles') return files;
      return method === 'sagemakerModel/readFile' ? [...Buffer.from(exampleOf(sharing))] : null;
    });
    await worker.ask('initialize', {
      processId: null,
      capabilities: {},
      initializationOptions: { files: true },
      workspaceFolders: [{ uri: folder, name: 'models' }],
    });
    worker.notify('initialized', {});
    await worker.ask('sagemakerModel/definitions', {});
    for (const rule of rules) assert.deepEqual(await saidBy(worker, rule, folder), expected(rule, { today }), rule.id);
  });
  test('the linter', () => {
    const alone = rules.filter((it) => it.given === undefined);
    for (const it of alone) linter.write(`examples/${linter.name(it.id)}`, exampleOf(it));
    const found: { file: string; rule: string; message: string }[] = JSON.parse(
      linter.lint(['examples', '--rule=shared-name=off', '--format=json']).stdout,
    );
    for (const rule of alone) {
      const own = found.filter((it) => it.file === `examples/${linter.name(rule.id)}`);
      const { text, encoding } = decode(Buffer.from(exampleOf(rule)));
      const said = own.map((it) => `${it.rule}: ${it.message}`);
      assert.deepEqual(said, expected(rule, { encoding }, text), rule.id);
    }
  });
});
