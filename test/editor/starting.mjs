// The first minutes, in a window of the packaged extension: from an empty folder to a model that is described, by clicks and keys.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startLocal } from '../sagemaker/local.mjs';
import { titleOf } from './page.mjs';
import { openWindow, until } from './window.mjs';

/** So long the whole way may take, in milliseconds. */
const most = 120_000;

/** @param {string} own */
export async function starting(own) {
  const folder = path.join(own, 'churn_models');
  mkdirSync(path.join(folder, 'serving'), { recursive: true });
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  const window = await openWindow({ own, folder, env });
  const { page, picture } = window;
  const began = Date.now();

  const step = (/** @type {string} */ of) => window.promptTitle(`New Model Definition (${of})`).waitFor();
  const file = path.join(folder, 'churn-models.sagemaker-model.json');

  /** The ways to answer the questions, one after the other. */
  const answers = [
    () => window.choose('Single container'),
    () => page.keyboard.press('Enter'),
    () => window.choose('XGBoost'),
    () => window.choose('eu-west-1'),
    () => window.choose('Leave it open'),
  ];

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'Escape leaves no editor and no file behind, at whichever step',
      async () => {
        // Before that, its commands are not known.
        await window.activity.waitFor();
        for (const at of answers.keys()) {
          await window.run('new');
          for (const [before, answer] of answers.slice(0, at).entries()) {
            await step(`${before + 1}/5`);
            await answer();
          }
          await step(`${at + 1}/5`);
          await page.keyboard.press('Escape');
          await window.input.waitFor({ state: 'hidden' });
        }
        assert.equal(await window.editorOf('sagemaker-model').count(), 0);
        assert.deepEqual(readdirSync(folder, { recursive: true }), ['serving']);
      },
    ],
    [
      'File > New File offers a definition',
      async () => {
        await window.command('Create: New File...');
        await window.item('SageMaker Model Definition').waitFor();
        await picture('starting-new-file');
        await window.item('SageMaker Model Definition').click();
        await step('1/5');
        await page.keyboard.press('Escape');
        await window.input.waitFor({ state: 'hidden' });
      },
    ],
    [
      'the walkthrough leads from a definition to a model, with pictures of its own',
      async () => {
        await window.run('welcome');
        await window.walkthrough('Begin with a definition').waitFor();
        // Beside the side bar there is no room for pictures.
        await page.keyboard.press('Control+B');
        for (const it of ['begin', 'check', 'connect', 'create', 'describe', 'compare']) {
          await window.walkthroughStep(it).click();
          await page.waitForTimeout(400);
          await picture(`starting-walkthrough-${it}`);
        }
        await window.walkthroughStep('begin').click();
        await page.keyboard.press('Control+B');
      },
    ],
    [
      'a new definition is asked for step by step, with a way back, and called like the folder',
      async () => {
        await window.walkthroughLink(titleOf('new').replace('…', '')).click();
        await step('1/5');
        await window.item('Hugging Face Hub').waitFor();
        await picture('starting-1-kind');
        await answers[0]?.();
        await step('2/5');
        assert.equal(await window.input.inputValue(), 'churn-models');
        await window.input.fill('churn_models');
        await window.promptMessage('ModelName cannot have "_"').waitFor();
        await picture('starting-2-name');
        await window.input.fill('churn-models');
        await window.promptMessage('ModelName').waitFor({ state: 'hidden' });
        await answers[1]?.();
        await step('3/5');
        await picture('starting-3-image');
        await answers[2]?.();
        await step('4/5');
        await window.item('eu-west-1').waitFor();
        await window.firstItem('eu-west-1').waitFor();
        await picture('starting-4-region');
        await window.back.click();
        await step('3/5');
        await window.focusedItem('XGBoost').waitFor();
        await page.keyboard.press('Enter');
        await step('4/5');
        await answers[3]?.();
        await step('5/5');
        await picture('starting-5-role');
        await answers[4]?.();
        const editor = window.editorOf('churn-models.sagemaker-model.json');
        await window.line(editor, 'sagemaker-xgboost:3.2-0').waitFor();
        await window.warnings(editor).first().waitFor();
        assert.equal(await window.errors(editor).count(), 0);
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
        await window.codeLens('Create Model').click();
        await window.confirm();
        await window.toast('Created arn:aws:sagemaker:eu-west-1:111122223333:model/churn-models').waitFor();
        assert.ok(sagemaker.models.has('arn:aws:sagemaker:eu-west-1:111122223333:model/churn-models'));
        await picture('starting-8-created');
        await window.toastButton('Created', 'Describe').click();
        const described = window.editorOf('churn-models.deployed');
        await window.line(described, '"ModelArn"').waitFor();
        await picture('starting-9-described');
        assert.ok(Date.now() - began < most, `${Date.now() - began} ms`);
        await window.run('welcome');
        for (const it of ['begin', 'connect', 'create', 'describe']) await window.walkthroughDone(it).waitFor();
        await picture('starting-walkthrough-done');
      },
    ],
    [
      'a definition begun on a folder of the explorer is a file in it',
      async () => {
        await window.explorerRow('serving').click({ button: 'right' });
        await window.menuItem(titleOf('new')).hover();
        await page.keyboard.press('Enter');
        await step('1/4');
        await window.choose('Model package');
        await step('2/3');
        assert.equal(await window.input.inputValue(), 'serving');
        await page.keyboard.press('Enter');
        await step('3/3');
        await window.choose('arn:aws:iam::111122223333:role/Serving');
        await until(() => readdirSync(path.join(folder, 'serving')).includes('serving.sagemaker-model.json'));
        const editor = window.editorOf('serving.sagemaker-model.json');
        await window.line(editor, 'arn:aws:sagemaker:eu-west-1:111122223333:model-package').waitFor();
        await picture('starting-explorer');
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}
