import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { version } from '../../package.json';
import { startWorker } from './worker';

suite('the language server as a worker of a browser', () => {
  test('checks what it reads by way of its client, and loads the script of other forms from where that says', async () => {
    const asked: string[] = [];
    const folder = 'vscode-vfs://github/company/models';
    const file = `${folder}/a.sagemaker-model.json`;
    const { notify, ask } = startWorker((method) => {
      asked.push(method);
      if (method === 'sagemakerModel/findFiles') return [file];
      if (method === 'sagemakerModel/readFile') return Buffer.from('{').toString('base64');
      return method === 'sagemakerModel/lazyBundle' ? 'dist/lazy.js' : null;
    });
    const capabilities = { textDocument: { diagnostic: {} } };
    const workspaceFolders = [{ uri: folder, name: 'models' }];
    const { serverInfo } = await ask<{ serverInfo: { version: string } }>('initialize', {
      processId: null,
      capabilities,
      initializationOptions: { files: true },
      workspaceFolders,
    });
    assert.equal(serverInfo.version, version);
    notify('initialized', {});
    const all = await ask<{ items: { uri: string; items: { code: string }[] }[] }>('workspace/diagnostic', {
      previousResultIds: [],
    });
    const problems = all.items.map((it) => [it.uri, it.items.map(({ code }) => code)]);
    assert.deepEqual(problems, [[file, ['json-syntax']]]);
    const opened = { uri: 'untitled:b', languageId: 'sagemaker-model', version: 1, text: '{"ModelName":"b"}' };
    notify('textDocument/didOpen', { textDocument: opened });
    const params = { textDocument: { uri: opened.uri }, form: 'cloudformation-yaml' };
    for (let times = 0; times < 2; times++) {
      const { text } = await ask<{ text: string }>('sagemakerModel/exportDefinition', params);
      assert.match(text, /AWS::SageMaker::Model/);
    }
    assert.equal(asked.filter((it) => it === 'sagemakerModel/lazyBundle').length, 1);
  });
  test('follows the order of the protocol, and continues after a message without content', async () => {
    const { failed, notify, answerTo } = startWorker(() => null);
    const uri = 'untitled:a';
    const hover = { textDocument: { uri }, position: { line: 0, character: 3 } };
    const opened = { uri, languageId: 'sagemaker-model', version: 1, text: '{ "ModelName": "m" }' };
    const code = async (method: string, params: unknown) => (await answerTo(method, params)).error?.code;
    notify('textDocument/didOpen', { textDocument: opened });
    assert.equal(await code('textDocument/hover', hover), -32002);
    assert.equal(await code('initialize', {}), -32602);
    assert.equal(await code('textDocument/hover', hover), -32002);
    assert.equal(await code('initialize', { processId: null, capabilities: {} }), undefined);
    for (const params of [null, undefined, {}, { id: null }]) notify('$/cancelRequest', params);
    notify('textDocument/didOpen', { textDocument: opened });
    assert.match(JSON.stringify((await answerTo('textDocument/hover', hover)).result), /ModelName/);
    assert.equal(await code('initialize', { capabilities: {} }), -32600);
    assert.equal(await code('shutdown', undefined), undefined);
    assert.equal(await code('textDocument/hover', hover), -32600);
    assert.deepEqual(failed, []);
  });
});
