// When things go wrong in the account, in a window of the packaged extension, against a local SageMaker.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startLocal } from '../sagemaker/local.mjs';
import { openWindow, until } from './window.mjs';

const image = '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0';
const role = 'arn:aws:iam::111122223333:role/SageMakerExecutionRole';
const arnOf = (/** @type {string} */ name) => `arn:aws:sagemaker:eu-west-1:111122223333:model/${name}`;

/** @param {string} own */
export async function troubles(own) {
  const folder = path.join(own, 'models');
  mkdirSync(folder);
  const file = 'churn.sagemaker-model.json';
  const definition = `{\n  "ModelName": "churn",\n  "PrimaryContainer": {\n    "Image": "${image}"\n  },\n  "ExecutionRoleArn": "${role}"\n}\n`;
  writeFileSync(path.join(folder, file), definition);
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  const window = await openWindow({ own, folder, env });
  const { page, picture } = window;

  const imageOf = (/** @type {string} */ name) => sagemaker.models.get(arnOf(name))?.request.PrimaryContainer?.Image;

  /** Asks for the model of the definition, and says yes. */
  async function create() {
    await window.run('create');
    await window.confirm();
  }

  /** The same, and comes to the four ways on. */
  async function clash(/** @type {string} */ way) {
    await create();
    await window.promptTitle('A model churn is already in eu-west-1').waitFor();
    await window.item('Replace…').waitFor();
    await picture('clash');
    await window.item(way).click();
  }

  sagemaker.add({ request: { ModelName: 'churn', PrimaryContainer: { Image: `${image}-old` } }, created: new Date(0) });

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'a name that is taken: the definition is shown beside what is deployed',
      async () => {
        await window.open(file);
        await clash('Compare');
        await window.diff.waitFor();
        await window.diffLine('3.2-0-old').waitFor();
        await picture('clash-compare');
        await window.command('View: Close All Editors');
      },
    ],
    [
      'a name that is taken: what is deployed is described',
      async () => {
        await window.open(file);
        await clash('Describe');
        await window.line(window.editorOf('churn.deployed'), 'ModelArn').waitFor();
        await window.command('View: Close All Editors');
        assert.equal(imageOf('churn'), `${image}-old`);
      },
    ],
    [
      'a name that is taken: the model gets the next one, in the definition and in the account',
      async () => {
        const editor = await window.open(file);
        await clash('Create as churn-2');
        await window.dialogWith('Create model churn-2?').waitFor();
        await page.keyboard.press('Enter');
        await window.toast(`Created ${arnOf('churn-2')}`).waitFor();
        await window.line(editor, '"ModelName": "churn-2"').waitFor();
        assert.equal(imageOf('churn-2'), image);
        assert.equal(imageOf('churn'), `${image}-old`);
        assert.equal(readFileSync(path.join(folder, file), 'utf8'), definition);
        await page.keyboard.press('Control+z');
        await window.line(editor, '"ModelName": "churn"').waitFor();
        await window.clearToasts();
      },
    ],
    [
      'a name that is taken: the model is replaced, once its name is typed',
      async () => {
        await window.open(file);
        await clash('Replace…');
        await window.promptTitle('Replace model churn').waitFor();
        await page.keyboard.type('chur');
        await page.keyboard.press('Enter');
        await window.promptMessage('Type churn').waitFor();
        assert.equal(imageOf('churn'), `${image}-old`);
        await page.keyboard.type('n');
        await page.keyboard.press('Enter');
        await window.toast(`Created ${arnOf('churn')}`).waitFor();
        assert.equal(imageOf('churn'), image);
        await window.clearToasts();
      },
    ],
    [
      'a model that is refused: the value is marked with what SageMaker says, until it changes',
      async () => {
        sagemaker.models.delete(arnOf('churn'));
        sagemaker.faults.images.set(image, 'missing');
        const editor = await window.open(file);
        await create();
        await window.toast(/Requested image .* not found/).waitFor();
        await window.errors(editor).first().waitFor();
        await picture('refused');
        await window.clearToasts();
        await page.keyboard.press('Control+Shift+M');
        await window.problem('Check repository, tag and account').waitFor();
        await picture('refused-problem');
        await page.keyboard.press('Control+Shift+M');
        sagemaker.faults.images.clear();
        await window.wordIn(window.line(editor, '"Image"'), '').click();
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.type('1');
        await window.errors(editor).first().waitFor({ state: 'detached' });
        await page.keyboard.press('Control+z');
      },
    ],
    [
      'an answer that is lost: the person is told what is there',
      async () => {
        await window.open(file);
        sagemaker.misbehave('CreateModel', { reset: 'after' }, 3);
        await create();
        await window.toast(`Created ${arnOf('churn')}`).waitFor();
        await window.clearToasts();
      },
    ],
    [
      'several models are deleted from the tree, once it is typed how many',
      async () => {
        await window.activity.click();
        const rows = window.treeRows;
        await rows
          .filter({ hasText: /^churn(-2)?now/ })
          .first()
          .waitFor();
        await rows.filter({ hasText: /^churnnow/ }).click();
        await rows.filter({ hasText: /^churn-2now/ }).click({ modifiers: ['Control'] });
        await page.keyboard.press('Delete');
        await window.dialogWith('Delete 2 models?').waitFor();
        await picture('delete');
        await page.keyboard.press('Enter');
        await window.input.waitFor();
        await window.input.fill('delete 2 models');
        await page.keyboard.press('Enter');
        await window.toast('Deleted 2 models.').waitFor();
        assert.ok(!sagemaker.models.has(arnOf('churn')) && !sagemaker.models.has(arnOf('churn-2')));
        await rows.filter({ hasText: /^churn-2/ }).waitFor({ state: 'detached' });
        await window.clearToasts();
      },
    ],
    [
      'three windows with dead credentials show no notification by themselves',
      async () => {
        sagemaker.keys.set('AKIALOCAL', { state: 'expired' });
        await window.run('refresh');
        const others = [await window.another(), await window.another()];
        for (const it of others) await it.activity.click();
        for (const it of [window, ...others]) await it.welcome(/expired/).waitFor();
        await page.waitForTimeout(1000);
        for (const it of [window, ...others]) assert.equal(await it.toasts.count(), 0);
        for (const it of others) await it.page.context().close();
      },
    ],
    [
      'keys that have been renewed bring the models back, without anybody doing anything',
      async () => {
        const keys = '[local]\naws_access_key_id = AKIANEW\naws_secret_access_key = local\n';
        writeFileSync(path.join(own, 'aws/credentials'), keys);
        await window.treeRow('churn-monthly-12').waitFor();
        await until(() => sagemaker.requests.some((it) => it.accessKeyId === 'AKIANEW'));
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}
