import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import { bin } from '../../package.json';
import { check } from '../../server/language/check/check';
import { rules } from '../../server/language/rules';
import type { Rule } from '../../server/language/rules/rule';
import { read } from '../../server/language/syntax/document';
import type { AnalysisContext } from '../../server/language/types';
import { decode } from '../../server/workspace/decode';
import { carets } from '../support/marked';
import { Client } from './client';
import * as linter from './linter';
import { startWorker } from './worker';

/** The problems of a text, rule by rule, in text order. */
type Said = readonly string[];

const today = new Date().toISOString().slice(0, 10);
const exampleOf = ({ invalidExample: bad }: Rule) => carets(bad).text;

/** The problems of a rule's example according to the sources. */
function expected(rule: Rule, given: AnalysisContext, text = exampleOf(rule)): Said {
  const said = check(read(text), { ...rule.given, ...given }).map((it) => `${it.rule}: ${it.message}`);
  assert.ok(said.some((it) => it.startsWith(`${rule.id}: `)));
  return said;
}

/** Complete sentences. */
function assertWhole(said: Said): void {
  for (const it of said)
    assert.doesNotMatch(it, / (?:and|of|the|is) ?[.:;,](?: |$)| [.;,](?: |$)| {2}|''|undefined|NaN/);
}

interface Asked {
  notify(method: string, params: object): unknown;
  ask<Result>(method: string, params: object): Promise<Result>;
}

/** The problems that a server reports for a rule's example. An example about other definitions is in a workspace with another one. */
async function saidBy({ notify, ask }: Asked, rule: Rule, folder: string): Promise<Said> {
  const { account, region, encoding, duplicateNames: sameName } = rule.given ?? {};
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

/** A folder with the definition that has the same name as another one. */
function workspace(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-packaged-'));
  after(() => rmSync(folder, { recursive: true }));
  const sharing = rules.find((it) => it.given?.duplicateNames);
  assert.ok(sharing);
  for (const it of ['a', 'b']) writeFileSync(path.join(folder, `${it}.sagemaker-model.json`), exampleOf(sharing));
  return pathToFileURL(folder).href;
}

suite('the packaged programs report the same for every rule example as the sources, in complete sentences', () => {
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
    const sharing = rules.find((it) => it.given?.duplicateNames);
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
