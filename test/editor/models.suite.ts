import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Api } from '../../client/extension';
import { seedModels } from '../sagemaker/seed';
import { type SageMaker, startSageMaker } from '../sagemaker/server';
import { closeAll, extensionId, untitled } from './editor';

/** Whether the bundle that knows the SDK has been loaded into this extension host. */
const isAwsLoaded = () => Object.keys(require.cache).some((it) => it.endsWith(path.join('dist', 'aws.js')));

suite('the models of an account', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-'));
  let sagemaker: SageMaker;
  let api: Api;

  suiteSetup(async () => {
    await untitled('{}');
    const extension = vscode.extensions.getExtension<Api>(extensionId);
    assert.ok(extension);
    api = await extension.activate();
    sagemaker = await startSageMaker({ models: seedModels('eu-west-1', new Date()) });
    const [AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE] = [path.join(folder, 'config'), path.join(folder, 'keys')];
    writeFileSync(AWS_CONFIG_FILE, `[profile local]\nregion = eu-west-1\nendpoint_url = ${sagemaker.url}\n`);
    writeFileSync(
      AWS_SHARED_CREDENTIALS_FILE,
      '[local]\naws_access_key_id = AKIALOCAL\naws_secret_access_key = local\n',
    );
    Object.assign(process.env, { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, AWS_PROFILE: 'local' });
  });
  suiteTeardown(async () => {
    await closeAll();
    await sagemaker.stop();
    rmSync(folder, { recursive: true });
  });

  test('cost nothing before AWS is asked: the SDK is not even loaded', async () => {
    assert.ok(vscode.extensions.getExtension(extensionId)?.isActive);
    assert.equal(isAwsLoaded(), false);
    assert.equal(api.session.connection, undefined);
    const rows = await api.view.getChildren();
    assert.ok(rows.length > 30);
    assert.equal(isAwsLoaded(), true);
  });

  test('are described fifty in a row, and nothing of them is kept but by VS Code', async () => {
    const live = await api.session.live();
    const names = [...sagemaker.models.values()].map((it) => it.request.ModelName ?? '');
    for (let i = 0; i < 50; i++) await api.deployed.show(names[i % names.length] ?? '', live);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'sagemaker-deployed');
    assert.equal(document?.languageId, 'sagemaker-model');
    assert.match(document?.getText() ?? '', /"ModelArn": "arn:aws:sagemaker:eu-west-1:111122223333:model\//);
    assert.deepEqual(vscode.languages.getDiagnostics(document?.uri ?? vscode.Uri.parse('none:')), []);
    assert.equal(api.deployed.size, 0);
  });

  test('are never asked of the connection that was left, nor shown from it', async () => {
    const before = await api.session.live();
    await api.session.select({ region: 'us-east-1' });
    assert.ok(before.signal.aborted);
    const rows = await api.view.getChildren();
    assert.deepEqual(rows, []);
    await api.session.clearSelection();
    assert.ok((await api.view.getChildren()).length > 30);
  });

  test('come back by themselves when keys that were refused have been renewed', async () => {
    sagemaker.keys.set('AKIALOCAL', { state: 'expired' });
    api.view.refresh();
    assert.deepEqual(await api.view.getChildren(), []);
    writeFileSync(path.join(folder, 'keys'), '[local]\naws_access_key_id = AKIANEW\naws_secret_access_key = new\n');
    await api.session.reloadCredentials();
    assert.ok((await api.view.getChildren()).length > 30);
    sagemaker.keys.clear();
  });
});
