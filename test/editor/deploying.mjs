// The models of an account in a window of the packaged extension, against a local SageMaker.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { root } from '../install.mjs';
import { startLocal } from '../sagemaker/local.mjs';
import { connectionItem, openWindow, until } from './window.mjs';

/**
 * @param {string} own
 * @param {boolean} isDevelopment
 */
export async function deploying(own, isDevelopment) {
  const folder = path.join(own, 'models');
  cpSync(path.join(root, 'examples'), folder, { recursive: true });
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  const window = await openWindow({ own, folder, env, isDevelopment });
  const { page, picture, command, open } = window;

  const row = (/** @type {string | RegExp} */ hasText) => page.locator('.pane-body .monaco-list-row', { hasText });
  const dialog = page.locator('.monaco-dialog-box');
  const toast = (/** @type {string} */ hasText) =>
    page.locator('.notifications-toasts .notification-list-item', { hasText });
  const input = page.locator('.quick-input-widget input[type=text]');
  const names = () => page.locator('.pane-body .monaco-list-row .label-name').allTextContents();

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'nothing is asked of AWS before a person wants it',
      async () => {
        const editor = await open('single-container.sagemaker-model.json');
        await editor.locator('.view-line').first().waitFor();
        await page.locator('.codelens-decoration a', { hasText: 'Create Model' }).waitFor();
        await page.locator(connectionItem).waitFor();
        assert.equal(sagemaker.requests.length, 0);
        await picture('lenses');
      },
    ],
    [
      'a definition becomes a model: from the code lens, over what will be created, to its ARN',
      async () => {
        await page.locator('.codelens-decoration a', { hasText: 'Create Model' }).click();
        await dialog.waitFor();
        const text = (await dialog.textContent()) ?? '';
        for (const it of [
          'Create model',
          'Account: 111122223333',
          'Profile: local',
          'Region: eu-west-1',
          'Address: http://127.0.0.1',
        ])
          assert.ok(text.includes(it), `${it} is not in ${text}`);
        await picture('create-confirm');
        await page.keyboard.press('Enter');
        const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn-2026-11';
        if (isDevelopment) await until(() => sagemaker.models.has(arn));
        else {
          await toast(`Created ${arn}`).waitFor();
          await picture('created');
          await page.keyboard.press('Escape');
        }
        assert.ok(sagemaker.models.has(arn));
      },
    ],
    [
      'the models of the account are in the tree, the new one first, and the head says whose they are',
      async () => {
        await page.locator('.activitybar .action-label[aria-label="SageMaker"]').click();
        await row('now').first().waitFor();
        await page.locator('.pane-body .message', { hasText: 'local · eu-west-1 · 111122223333' }).waitFor();
        assert.ok((await page.locator('.pane-body .monaco-list-row').count()) > 15);
        await picture('tree');
      },
    ],
    [
      'a row opens to what the model consists of',
      async () => {
        const [name = ''] = await names();
        await row(name).first().click();
        await page.keyboard.press('ArrowRight');
        await row('Container').first().waitFor();
        await row('Role').first().waitFor();
        await row(name).first().locator('.codicon-package').waitFor();
        await picture('tree-details');
        await page.keyboard.press('ArrowLeft');
      },
    ],
    [
      'a model is described from the tree, as a text to read',
      async () => {
        const [name = ''] = await names();
        await row(name).first().hover();
        await row(name).first().locator('.actions-container .action-label').first().click();
        const editor = page.locator(`.editor-instance .monaco-editor[data-uri*="${name}.deployed"]`);
        await editor.locator('.view-line', { hasText: '"ModelArn"' }).waitFor();
        assert.equal(await editor.locator('.squiggly-error, .squiggly-warning').count(), 0);
        // It moves the text down when it comes.
        await editor.locator('.codelens-decoration a', { hasText: 'Used by' }).waitFor();
        await editor.locator('.view-line span', { hasText: 'ModelArn' }).last().hover();
        await page.locator('.monaco-hover', { hasText: 'ModelArn in the API reference' }).first().waitFor();
        await picture('described');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'a model opens in the console at its own page, with the address as it is written',
      async () => {
        const [name = ''] = await names();
        await row(name).first().click({ button: 'right' });
        await page.locator('.monaco-menu .action-label', { hasText: 'Open in AWS Console' }).hover();
        await page.keyboard.press('Enter');
        await dialog.waitFor();
        await dialog.locator('.monaco-button', { hasText: 'Copy' }).click();
        const expected = `https://eu-west-1.console.aws.amazon.com/sagemaker/home?region=eu-west-1#/models/${name}`;
        assert.equal(await page.evaluate('navigator.clipboard.readText()'), expected);
        await dialog.waitFor({ state: 'detached' });
      },
    ],
    [
      'a model is found from the palette while its name is typed, and one of another region by its ARN',
      async () => {
        await command('SageMaker Models: Describe Model');
        await input.waitFor();
        await page.locator('.quick-input-list .monaco-list-row', { hasText: 'churn-monthly' }).first().waitFor();
        await page.keyboard.type('monthly-03');
        // The name as it is typed is offered above what is found, and moves that down when it comes.
        await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Describe monthly-03' }).waitFor();
        await page.locator('.quick-input-list .monaco-list-row', { hasText: 'churn-monthly-03' }).first().waitFor();
        await picture('describe-pick');
        await page
          .locator('.quick-input-list .monaco-list-row', { hasText: /^churn-monthly-03/ })
          .first()
          .click();
        await page.locator('.monaco-editor[data-uri*="churn-monthly-03.deployed"]').first().waitFor();
        await command('SageMaker Models: Describe Model');
        await input.waitFor();
        await input.fill('arn:aws:sagemaker:us-east-1:111122223333:model/churn-monthly-02');
        await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Describe churn-monthly-02' }).waitFor();
        await page.keyboard.press('Enter');
        const other = page.locator('.monaco-editor[data-uri*="/us-east-1/churn-monthly-02.deployed"]');
        await other.locator('.view-line', { hasText: 'us-east-1' }).first().waitFor();
      },
    ],
    [
      'the tree is filtered by SageMaker, and sorted',
      async () => {
        await command('SageMaker Models: Filter Models by Name');
        await input.waitFor();
        await input.fill('monthly');
        await page.keyboard.press('Enter');
        await page.locator('.pane-body', { hasText: 'Names with “monthly” in them' }).first().waitFor();
        await row('churn-monthly-12').first().waitFor();
        assert.ok((await names()).every((/** @type {string} */ it) => it.includes('monthly')));
        await command('SageMaker Models: Sort Models');
        await input.waitFor();
        await input.fill('Name, A');
        await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Name, A to Z' }).waitFor();
        await page.keyboard.press('Enter');
        await page.locator('.pane-body .monaco-list-row[data-index="0"]', { hasText: 'churn-monthly-01' }).waitFor();
        const sorted = await names();
        assert.deepEqual(sorted, sorted.toSorted());
        await picture('tree-filtered');
        await command('SageMaker Models: Clear Filter');
        await page.locator('.pane-body .monaco-list-row', { hasText: 'now' }).first().waitFor({ state: 'attached' });
      },
    ],
    [
      'the connection is in the status bar, with where each part of it came from, and can be changed there',
      async () => {
        const item = page.locator(connectionItem);
        assert.match((await item.textContent()) ?? '', /local · eu-west-1 · 111122223333/);
        await item.click();
        await page.locator('.quick-input-list .monaco-list-row', { hasText: 'eu-west-1, from the profile' }).waitFor();
        await picture('connection');
        await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Region' }).click();
        await page.locator('.quick-input-title', { hasText: 'Choose Region' }).waitFor();
        await page.keyboard.type('us-east-1');
        await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'us-east-1' }).waitFor();
        await page.keyboard.press('Enter');
        await page.locator('.pane-body .message', { hasText: 'local · us-east-1 · 111122223333' }).waitFor();
        await row('churn-monthly').first().waitFor();
        await picture('another-region');
      },
    ],
    [
      'keys that have expired are said in the view, with what to do, and no notification',
      async () => {
        await page.keyboard.press('Escape');
        await command('SageMaker Models: Choose Profile');
        await page.locator('.quick-input-title', { hasText: 'Choose Profile' }).waitFor();
        await page.keyboard.type('local-expired');
        await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'local-expired' }).waitFor();
        await page.keyboard.press('Enter');
        await page.locator('.welcome-view-content', { hasText: 'The keys of this profile have expired' }).waitFor();
        await page.locator('.welcome-view-content a', { hasText: 'Choose Profile' }).waitFor();
        await picture('expired');
        assert.equal(await page.locator('.notifications-toasts .notification-list-item').count(), 0);
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}
