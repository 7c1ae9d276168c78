// Who uses a model, its tags, and other tools' forms, in a window of the packaged extension.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { startLocal } from '../sagemaker/local.mjs';
import { root } from '../tools/install.mjs';
import { titleOf } from './page.mjs';
import { openWindow, until } from './window.mjs';

const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn-monthly-12';

/** @param {string} own */
export async function using(own) {
  const folder = path.join(own, 'models');
  cpSync(path.join(root, 'examples'), folder, { recursive: true });
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  const window = await openWindow({ own, folder, env });
  const { page, picture } = window;

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'who uses a model is looked for when it is asked, and named',
      async () => {
        await window.open('single-container.sagemaker-model.json');
        await window.codeLens('Create Model').waitFor();
        await window.run('describe');
        await window.input.waitFor();
        await window.input.fill(arn);
        await window.item('Describe churn-monthly-12').waitFor();
        await page.keyboard.press('Enter');
        await window.codeLens('Used by').waitFor();
        const asked = sagemaker.requests.filter((it) => /Endpoint/.test(it.operation)).length;
        assert.equal(asked, 0);
        await window.codeLens('Used by').click();
        await window.prompt('churn-monthly-12 is used by').waitFor();
        await picture('used-by');
        await page.keyboard.press('Escape');
        await window.codeLens('Used by').waitFor();
      },
    ],
    [
      'tags are edited as a text that is checked, and changed in place after a yes',
      async () => {
        await window.codeLens('Edit tags').click();
        const editor = window.editorOf('sagemaker-tags');
        await window.line(editor, '"team"').waitFor();
        await picture('tags');
        await window.word(editor, /^"?retention"?$/).dblclick();
        await page.keyboard.type('growth');
        await window.line(editor, '"growth"').waitFor();
        await page.keyboard.press('Control+S');
        await window.dialog.waitFor();
        await picture('tags-confirm');
        await page.keyboard.press('Enter');
        await until(() => sagemaker.models.get(arn)?.tags.some((it) => it.Value === 'growth') ?? false);
      },
    ],
    [
      'a definition is copied as a command of the AWS CLI',
      async () => {
        await window.open('single-container.sagemaker-model.json');
        await window.run('copyAs');
        await window.item('AWS CLI').waitFor();
        await picture('copy-as');
        await page.keyboard.type('AWS CLI');
        await page.keyboard.press('Enter');
        let text = '';
        for (let tries = 0; tries < 100 && !text.startsWith('aws '); tries++) {
          await page.waitForTimeout(50);
          text = String(await window.clipboard());
        }
        assert.match(text, /^aws sagemaker create-model /);
      },
    ],
    [
      'what stands in the clipboard becomes a definition of its own',
      async () => {
        await window.copy("client.create_model(ModelName='pasted', EnableNetworkIsolation=True)");
        await window.run('paste');
        await window.anyLine('"ModelName": "pasted"').waitFor();
        await picture('pasted');
      },
    ],
    [
      'models are found, read aloud, opened and described by keys alone',
      async () => {
        await window.command('SageMaker: Focus on Models View');
        const focused = window.focusedTreeRow;
        await window.treeRow('churn-monthly-12').waitFor();
        await page.keyboard.press('Home');
        for (const it of 'churn-monthly-12') await page.keyboard.type(it);
        await focused.filter({ hasText: 'churn-monthly-12' }).waitFor();
        assert.match(String(await focused.getAttribute('aria-label')), /^churn-monthly-12, created 5 hours ago/);
        await page.keyboard.press('ArrowRight');
        await window.treeRow('Network isolation').waitFor();
        await window.focusedTreeRowLabeled(/Single container/).waitFor();
        await page.keyboard.press('ArrowDown');
        await window.focusedTreeRowLabeled(/^Used by: /).waitFor();
        await page.keyboard.press('ArrowDown');
        await window.focusedTreeRowLabeled(/^Container: /).waitFor();
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('Shift+F10');
        const chosen = window.focusedMenuItem;
        for (let tries = 0; !(await chosen.filter({ hasText: titleOf('describe') }).count()) && tries < 20; tries++)
          await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await window.editorOf('churn-monthly-12.deployed').waitFor();
        await picture('by-keys');
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}
