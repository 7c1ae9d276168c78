// Who uses a model, its tags, and other tools' forms, in a window of the packaged extension.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { startLocal } from '../sagemaker/local.mjs';
import { root } from '../tools/install.mjs';
import { openWindow, until } from './window.mjs';

const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn-monthly-12';

/** @param {string} own */
export async function using(own) {
  const folder = path.join(own, 'models');
  cpSync(path.join(root, 'examples'), folder, { recursive: true });
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  const window = await openWindow({ own, folder, env });
  const { page, picture, command, open } = window;
  const lens = (/** @type {string} */ hasText) => page.locator('.codelens-decoration a', { hasText }).first();
  const row = (/** @type {string} */ hasText) =>
    page.locator('.quick-input-list .monaco-list-row', { hasText }).first();
  const input = page.locator('.quick-input-widget input[type=text]');
  const dialog = page.locator('.monaco-dialog-box');
  const clipboard = () => page.evaluate('navigator.clipboard.readText()');

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'who uses a model is looked for when it is asked, and named',
      async () => {
        await open('single-container.sagemaker-model.json');
        await lens('Create Model').waitFor();
        await command('SageMaker Models: Describe Model');
        await input.waitFor();
        await input.fill(arn);
        await row('Describe churn-monthly-12').waitFor();
        await page.keyboard.press('Enter');
        await lens('Used by').waitFor();
        const asked = sagemaker.requests.filter((it) => /Endpoint/.test(it.operation)).length;
        assert.equal(asked, 0);
        await lens('Used by').click();
        await page.locator('.quick-input-widget', { hasText: 'churn-monthly-12 is used by' }).first().waitFor();
        await picture('used-by');
        await page.keyboard.press('Escape');
        await lens('Used by').waitFor();
      },
    ],
    [
      'tags are edited as a text that is checked, and changed in place after a yes',
      async () => {
        await lens('Edit tags').click();
        const editor = page.locator('.editor-instance .monaco-editor[data-uri^="sagemaker-tags"]').first();
        await editor.locator('.view-line', { hasText: '"team"' }).first().waitFor();
        await picture('tags');
        await editor
          .locator('.view-line span', { hasText: /^"?retention"?$/ })
          .last()
          .dblclick();
        await page.keyboard.type('growth');
        await editor.locator('.view-line', { hasText: '"growth"' }).first().waitFor();
        await page.keyboard.press('Control+S');
        await dialog.waitFor();
        await picture('tags-confirm');
        await page.keyboard.press('Enter');
        await until(() => sagemaker.models.get(arn)?.tags.some((it) => it.Value === 'growth') ?? false);
      },
    ],
    [
      'a definition is copied as a command of the AWS CLI',
      async () => {
        await open('single-container.sagemaker-model.json');
        await command('SageMaker Models: Copy As');
        await row('AWS CLI').waitFor();
        await picture('copy-as');
        await page.keyboard.type('AWS CLI');
        await page.keyboard.press('Enter');
        let text = '';
        for (let tries = 0; tries < 100 && !text.startsWith('aws '); tries++) {
          await page.waitForTimeout(50);
          text = String(await clipboard());
        }
        assert.match(text, /^aws sagemaker create-model /);
      },
    ],
    [
      'what stands in the clipboard becomes a definition of its own',
      async () => {
        await page.evaluate(
          `navigator.clipboard.writeText(${JSON.stringify("client.create_model(ModelName='pasted', EnableNetworkIsolation=True)")})`,
        );
        await command('SageMaker Models: New Definition from Clipboard');
        await page.locator('.editor-instance .view-line', { hasText: '"ModelName": "pasted"' }).first().waitFor();
        await picture('pasted');
      },
    ],
    [
      'models are found, read aloud, opened and described by keys alone',
      async () => {
        await command('SageMaker: Focus on Models View');
        const focused = page.locator('.pane-body .monaco-list-row.focused');
        await page.locator('.pane-body .monaco-list-row', { hasText: 'churn-monthly-12' }).first().waitFor();
        await page.keyboard.press('Home');
        for (const it of 'churn-monthly-12') await page.keyboard.type(it);
        await focused.filter({ hasText: 'churn-monthly-12' }).waitFor();
        assert.match(String(await focused.getAttribute('aria-label')), /^churn-monthly-12, created 5 hours ago/);
        await page.keyboard.press('ArrowRight');
        await page.locator('.pane-body .monaco-list-row', { hasText: 'Network isolation' }).first().waitFor();
        await page.locator('.pane-body .monaco-list-row.focused[aria-label*="Single container"]').waitFor();
        await page.keyboard.press('ArrowDown');
        await page.locator('.pane-body .monaco-list-row.focused[aria-label^="Used by: "]').waitFor();
        await page.keyboard.press('ArrowDown');
        await page.locator('.pane-body .monaco-list-row.focused[aria-label^="Container: "]').waitFor();
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('Shift+F10');
        const chosen = page.locator('.monaco-menu .action-item.focused');
        for (let tries = 0; !(await chosen.filter({ hasText: 'Describe Model' }).count()) && tries < 20; tries++)
          await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await page.locator('.editor-instance .monaco-editor[data-uri*="churn-monthly-12.deployed"]').first().waitFor();
        await picture('by-keys');
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}
