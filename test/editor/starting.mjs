// The first minutes, in a window of the packaged extension: from an empty folder to a model that is described, by clicks and keys.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startLocal } from '../sagemaker/local.mjs';
import { openWindow, until } from './window.mjs';

/** So long the whole way may take, in milliseconds. */
const most = 120_000;

/** @param {string} own */
export async function starting(own) {
  const folder = path.join(own, 'churn_models');
  mkdirSync(path.join(folder, 'serving'), { recursive: true });
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  const window = await openWindow({ own, folder, env });
  const { page, picture, command } = window;
  const began = Date.now();

  const input = page.locator('.quick-input-widget input[type=text]');
  const dialog = page.locator('.monaco-dialog-box');
  const choice = (/** @type {string} */ hasText) => page.locator('.quick-input-list .monaco-list-row', { hasText });
  const step = (/** @type {string} */ of) =>
    page.locator('.quick-input-title', { hasText: `New Model Definition (${of})` }).waitFor();
  const walkthrough = page.locator('.gettingStartedContainer');
  const toast = (/** @type {string} */ hasText) =>
    page.locator('.notifications-toasts .notification-list-item', { hasText });
  const toEnd = (/** @type {string} */ id) => page.locator(`.getting-started-step[data-step-id$="#${id}"] .complete`);
  const file = path.join(folder, 'churn-models.sagemaker-model.json');

  /** Types what is looked for, and takes it. */
  async function take(/** @type {string} */ label) {
    await input.fill(label);
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: label }).waitFor();
    await page.keyboard.press('Enter');
  }

  /** The ways to answer the questions, one after the other. */
  const answers = [
    () => take('Single container'),
    () => page.keyboard.press('Enter'),
    () => take('XGBoost'),
    () => take('eu-west-1'),
    () => take('Leave it open'),
  ];

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'Escape leaves no editor and no file behind, at whichever step',
      async () => {
        // Before that, its commands are not known.
        await page.locator('.activitybar .action-label[aria-label="SageMaker"]').waitFor();
        for (const at of answers.keys()) {
          await command('SageMaker Models: New Model Definition');
          for (const [before, answer] of answers.slice(0, at).entries()) {
            await step(`${before + 1}/5`);
            await answer();
          }
          await step(`${at + 1}/5`);
          await page.keyboard.press('Escape');
          await input.waitFor({ state: 'hidden' });
        }
        assert.equal(await page.locator('.editor-instance .monaco-editor[data-uri*="sagemaker-model"]').count(), 0);
        assert.deepEqual(readdirSync(folder, { recursive: true }), ['serving']);
      },
    ],
    [
      'File > New File offers a definition',
      async () => {
        await command('Create: New File...');
        await choice('SageMaker Model Definition').waitFor();
        await picture('starting-new-file');
        await choice('SageMaker Model Definition').click();
        await step('1/5');
        await page.keyboard.press('Escape');
        await input.waitFor({ state: 'hidden' });
      },
    ],
    [
      'the walkthrough leads from a definition to a model, with pictures of its own',
      async () => {
        await command('SageMaker Models: Welcome');
        await walkthrough
          .locator('.getting-started-category, .step-title', { hasText: 'Begin with a definition' })
          .first()
          .waitFor();
        // Beside the side bar there is no room for pictures.
        await page.keyboard.press('Control+B');
        for (const it of ['begin', 'check', 'connect', 'create', 'describe', 'compare']) {
          await walkthrough.locator(`.getting-started-step[data-step-id$="#${it}"]`).click();
          await page.waitForTimeout(400);
          await picture(`starting-walkthrough-${it}`);
        }
        await walkthrough.locator('.getting-started-step[data-step-id$="#begin"]').click();
        await page.keyboard.press('Control+B');
      },
    ],
    [
      'a new definition is asked for step by step, with a way back, and called like the folder',
      async () => {
        await walkthrough
          .locator('.getting-started-step.expanded a, .getting-started-step.expanded .monaco-button', {
            hasText: 'New Model Definition',
          })
          .first()
          .click();
        await step('1/5');
        await choice('Hugging Face Hub').waitFor();
        await picture('starting-1-kind');
        await answers[0]?.();
        await step('2/5');
        assert.equal(await input.inputValue(), 'churn-models');
        await input.fill('churn_models');
        await page.locator('.quick-input-message', { hasText: 'ModelName cannot have "_"' }).waitFor();
        await picture('starting-2-name');
        await input.fill('churn-models');
        await page.locator('.quick-input-message', { hasText: 'ModelName' }).waitFor({ state: 'hidden' });
        await answers[1]?.();
        await step('3/5');
        await picture('starting-3-image');
        await answers[2]?.();
        await step('4/5');
        await choice('eu-west-1').first().waitFor();
        await page.locator('.quick-input-list .monaco-list-row[data-index="0"]', { hasText: 'eu-west-1' }).waitFor();
        await picture('starting-4-region');
        await page.locator('.quick-input-left-action-bar .action-label').click();
        await step('3/5');
        await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'XGBoost' }).waitFor();
        await page.keyboard.press('Enter');
        await step('4/5');
        await answers[3]?.();
        await step('5/5');
        await picture('starting-5-role');
        await answers[4]?.();
        const editor = page.locator('.editor-instance .monaco-editor[data-uri$="churn-models.sagemaker-model.json"]');
        await editor.locator('.view-line', { hasText: 'sagemaker-xgboost:3.2-0' }).waitFor();
        await editor.locator('.squiggly-warning').first().waitFor();
        assert.equal(await editor.locator('.squiggly-error').count(), 0);
        await picture('starting-6-begun');
      },
    ],
    [
      'what is left is filled in with the Tab key from place to place, and the file is saved under its name',
      async () => {
        await page.keyboard.type('models-eu-west-1');
        await page.keyboard.press('Tab');
        await page.keyboard.type('churn');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        await page.keyboard.type('Serving');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Control+S');
        await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('}\n'));
        assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), {
          ModelName: 'churn-models',
          PrimaryContainer: {
            Image: '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0',
            ModelDataUrl: 's3://models-eu-west-1/churn/model.tar.gz',
          },
          ExecutionRoleArn: 'arn:aws:iam::111122223333:role/Serving',
        });
        await picture('starting-7-saved');
      },
    ],
    [
      'the model is created, and described, and the walkthrough knows',
      async () => {
        await page.locator('.codelens-decoration a', { hasText: 'Create Model' }).click();
        await dialog.waitFor();
        await page.keyboard.press('Enter');
        await toast('Created arn:aws:sagemaker:eu-west-1:111122223333:model/churn-models').waitFor();
        assert.ok(sagemaker.models.has('arn:aws:sagemaker:eu-west-1:111122223333:model/churn-models'));
        await picture('starting-8-created');
        await toast('Created').locator('.monaco-button', { hasText: 'Describe' }).click();
        const described = page.locator('.monaco-editor[data-uri*="churn-models.deployed"]');
        await described.locator('.view-line', { hasText: '"ModelArn"' }).waitFor();
        await picture('starting-9-described');
        assert.ok(Date.now() - began < most, `${Date.now() - began} ms`);
        await command('SageMaker Models: Welcome');
        for (const it of ['begin', 'connect', 'create', 'describe']) await toEnd(it).first().waitFor();
        await picture('starting-walkthrough-done');
      },
    ],
    [
      'a definition begun on a folder of the explorer is a file in it',
      async () => {
        await page
          .locator('.explorer-folders-view .monaco-list-row', { hasText: 'serving' })
          .click({ button: 'right' });
        await page.locator('.monaco-menu .action-label', { hasText: 'New Model Definition' }).hover();
        await page.keyboard.press('Enter');
        await step('1/4');
        await take('Model package');
        await step('2/3');
        assert.equal(await input.inputValue(), 'serving');
        await page.keyboard.press('Enter');
        await step('3/3');
        await take('arn:aws:iam::111122223333:role/Serving');
        await until(() => readdirSync(path.join(folder, 'serving')).includes('serving.sagemaker-model.json'));
        const editor = page.locator('.editor-instance .monaco-editor[data-uri$="serving.sagemaker-model.json"]');
        await editor
          .locator('.view-line', { hasText: 'arn:aws:sagemaker:eu-west-1:111122223333:model-package' })
          .waitFor();
        await picture('starting-explorer');
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}
