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
  const { page, picture, command, open, another } = window;

  const dialog = page.locator('.monaco-dialog-box');
  const toast = (/** @type {string | RegExp} */ hasText) =>
    page.locator('.notifications-toasts .notification-list-item', { hasText });
  const input = page.locator('.quick-input-widget input[type=text]');
  const choice = (/** @type {string} */ hasText) => page.locator('.quick-input-list .monaco-list-row', { hasText });
  const imageOf = (/** @type {string} */ name) => sagemaker.models.get(arnOf(name))?.request.PrimaryContainer?.Image;
  const clear = async () => {
    await command('Notifications: Clear All Notifications');
    await page.locator('.notifications-toasts .notification-list-item').first().waitFor({ state: 'detached' });
  };

  /** Asks for the model of the definition, and says yes. */
  async function create() {
    await command('SageMaker Models: Create Model');
    await dialog.waitFor();
    await page.keyboard.press('Enter');
  }

  /** The same, and comes to the four ways on. */
  async function clash(/** @type {string} */ way) {
    await create();
    await page.locator('.quick-input-title', { hasText: 'A model churn is already in eu-west-1' }).waitFor();
    await choice('Replace…').waitFor();
    await picture('clash');
    await choice(way).first().click();
  }

  sagemaker.add({ request: { ModelName: 'churn', PrimaryContainer: { Image: `${image}-old` } }, created: new Date(0) });

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'a name that is taken: the definition is shown beside what is deployed',
      async () => {
        await open(file);
        await clash('Compare');
        await page.locator('.monaco-diff-editor').first().waitFor();
        await page.locator('.monaco-diff-editor .view-line', { hasText: '3.2-0-old' }).first().waitFor();
        await picture('clash-compare');
        await command('View: Close All Editors');
      },
    ],
    [
      'a name that is taken: what is deployed is described',
      async () => {
        await open(file);
        await clash('Describe');
        await page.locator('.monaco-editor[data-uri*="churn.deployed"] .view-line', { hasText: 'ModelArn' }).waitFor();
        await command('View: Close All Editors');
        assert.equal(imageOf('churn'), `${image}-old`);
      },
    ],
    [
      'a name that is taken: the model gets the next one, in the definition and in the account',
      async () => {
        const editor = await open(file);
        await clash('Create as churn-2');
        await dialog.filter({ hasText: 'Create model churn-2?' }).waitFor();
        await page.keyboard.press('Enter');
        await toast(`Created ${arnOf('churn-2')}`).waitFor();
        await editor.locator('.view-line', { hasText: '"ModelName": "churn-2"' }).waitFor();
        assert.equal(imageOf('churn-2'), image);
        assert.equal(imageOf('churn'), `${image}-old`);
        assert.equal(readFileSync(path.join(folder, file), 'utf8'), definition);
        await page.keyboard.press('Control+z');
        await editor.locator('.view-line', { hasText: '"ModelName": "churn"' }).waitFor();
        await clear();
      },
    ],
    [
      'a name that is taken: the model is replaced, once its name is typed',
      async () => {
        await open(file);
        await clash('Replace…');
        await page.locator('.quick-input-title', { hasText: 'Replace model churn' }).waitFor();
        await page.keyboard.type('chur');
        await page.keyboard.press('Enter');
        await page.locator('.quick-input-message', { hasText: 'Type churn' }).waitFor();
        assert.equal(imageOf('churn'), `${image}-old`);
        await page.keyboard.type('n');
        await page.keyboard.press('Enter');
        await toast(`Created ${arnOf('churn')}`).waitFor();
        assert.equal(imageOf('churn'), image);
        await clear();
      },
    ],
    [
      'a model that is refused: the value is marked with what SageMaker says, until it changes',
      async () => {
        sagemaker.models.delete(arnOf('churn'));
        sagemaker.faults.images.set(image, 'missing');
        const editor = await open(file);
        await create();
        await toast(/Requested image .* not found/).waitFor();
        await editor.locator('.squiggly-error').first().waitFor();
        await page.locator('.marker-widget, .monaco-hover, .squiggly-error').first().waitFor();
        await picture('refused');
        await clear();
        await page.keyboard.press('Control+Shift+M');
        await page
          .locator('.markers-panel .monaco-list-row', { hasText: 'Check repository, tag and account' })
          .waitFor();
        await picture('refused-problem');
        await page.keyboard.press('Control+Shift+M');
        sagemaker.faults.images.clear();
        await editor.locator('.view-line', { hasText: '"Image"' }).locator('span').last().click();
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.type('1');
        await editor.locator('.squiggly-error').first().waitFor({ state: 'detached' });
        await page.keyboard.press('Control+z');
      },
    ],
    [
      'an answer that is lost: the person is told what is there',
      async () => {
        await open(file);
        sagemaker.misbehave('CreateModel', { reset: 'after' }, 3);
        await create();
        await toast(`Created ${arnOf('churn')}`).waitFor();
        await clear();
      },
    ],
    [
      'several models are deleted from the tree, once it is typed how many',
      async () => {
        await page.locator('.activitybar .action-label[aria-label="SageMaker"]').click();
        const rows = page.locator('.pane-body .monaco-list-row');
        await rows
          .filter({ hasText: /^churn(-2)?now/ })
          .first()
          .waitFor();
        await rows.filter({ hasText: /^churnnow/ }).click();
        await rows.filter({ hasText: /^churn-2now/ }).click({ modifiers: ['Control'] });
        await page.keyboard.press('Delete');
        await dialog.filter({ hasText: 'Delete 2 models?' }).waitFor();
        await picture('delete');
        await page.keyboard.press('Enter');
        await input.waitFor();
        await input.fill('delete 2 models');
        await page.keyboard.press('Enter');
        await toast('Deleted 2 models.').waitFor();
        assert.ok(!sagemaker.models.has(arnOf('churn')) && !sagemaker.models.has(arnOf('churn-2')));
        await rows.filter({ hasText: /^churn-2/ }).waitFor({ state: 'detached' });
        await clear();
      },
    ],
    [
      'three windows with dead credentials show no notification by themselves',
      async () => {
        sagemaker.keys.set('AKIALOCAL', { state: 'expired' });
        await command('SageMaker Models: Refresh Models');
        const pages = [page, await another(), await another()];
        for (const it of pages) {
          const welcome = it.locator('.welcome-view-content', { hasText: 'The keys of this profile have expired' });
          if (it !== page) await it.locator('.activitybar .action-label[aria-label="SageMaker"]').click();
          await welcome.waitFor();
        }
        await new Promise((resolve) => setTimeout(resolve, 1000));
        for (const it of pages)
          assert.equal(await it.locator('.notifications-toasts .notification-list-item').count(), 0);
        for (const it of pages.slice(1)) await it.context().close();
      },
    ],
    [
      'keys that have been renewed bring the models back, without anybody doing anything',
      async () => {
        const keys = '[local]\naws_access_key_id = AKIANEW\naws_secret_access_key = local\n';
        writeFileSync(path.join(own, 'aws/credentials'), keys);
        await page.locator('.pane-body .monaco-list-row', { hasText: 'churn-monthly-12' }).waitFor();
        await until(() => sagemaker.requests.some((it) => it.accessKeyId === 'AKIANEW'));
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}
