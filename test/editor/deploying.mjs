// The models of an account in a window of the packaged extension, against a local SageMaker.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { startLocal } from '../sagemaker/local.mjs';
import { root } from '../tools/install.mjs';
import { openWindow, until } from './window.mjs';

/**
 * @param {string} own
 * @param {boolean} isDevelopment
 */
export async function deploying(own, isDevelopment) {
  const folder = path.join(own, 'models');
  cpSync(path.join(root, 'examples'), folder, { recursive: true });
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  const window = await openWindow({ own, folder, env, isDevelopment });
  const { page, picture } = window;

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'nothing is asked of AWS before a person wants it',
      async () => {
        await window.open('single-container.sagemaker-model.json');
        await window.codeLens('Create Model').waitFor();
        await window.connection.waitFor();
        assert.equal(sagemaker.requests.length, 0);
        await picture('lenses');
      },
    ],
    [
      'a definition becomes a model: from the code lens, over what will be created, to its ARN',
      async () => {
        await window.codeLens('Create Model').click();
        await window.dialog.waitFor();
        const text = (await window.dialog.textContent()) ?? '';
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
          await window.toast(`Created ${arn}`).waitFor();
          await picture('created');
          await page.keyboard.press('Escape');
        }
        assert.ok(sagemaker.models.has(arn));
      },
    ],
    [
      'the models of the account are in the tree, the new one first, and the head says whose they are',
      async () => {
        await window.activity.click();
        await window.treeRow('now').waitFor();
        await window.treeMessage('local · eu-west-1 · 111122223333').waitFor();
        assert.ok((await window.treeRows.count()) > 15);
        await picture('tree');
      },
    ],
    [
      'a row opens to what the model consists of',
      async () => {
        const [name = ''] = await window.modelNames();
        await window.treeRow(name).click();
        await page.keyboard.press('ArrowRight');
        await window.treeRow('Container').waitFor();
        await window.treeRow('Role').waitFor();
        await window.modelIcon(window.treeRow(name)).waitFor();
        await picture('tree-details');
        await page.keyboard.press('ArrowLeft');
      },
    ],
    [
      'a model is described from the tree, as a text to read',
      async () => {
        const [name = ''] = await window.modelNames();
        await window.selectRowAction(window.treeRow(name));
        const editor = window.editorOf(`${name}.deployed`);
        await window.line(editor, '"ModelArn"').waitFor();
        for (const it of [window.errors(editor), window.warnings(editor)]) assert.equal(await it.count(), 0);
        // It moves the text down when it comes.
        await window.codeLens('Used by').waitFor();
        await window.word(editor, 'ModelArn').hover();
        await window.hover('ModelArn in the API reference').waitFor();
        await picture('described');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'a model opens in the console on its own page, at the exact URL',
      async () => {
        const [name = ''] = await window.modelNames();
        await window.treeRow(name).click({ button: 'right' });
        await window.menuItem('Open in AWS Console').hover();
        await page.keyboard.press('Enter');
        await window.dialog.waitFor();
        await window.dialogButton('Copy').click();
        const expected = `https://eu-west-1.console.aws.amazon.com/sagemaker/home?region=eu-west-1#/models/${name}`;
        assert.equal(await window.clipboard(), expected);
        await window.dialog.waitFor({ state: 'detached' });
      },
    ],
    [
      'a model is found from the palette while its name is typed, and one of another region by its ARN',
      async () => {
        await window.run('describe');
        await window.input.waitFor();
        await window.item('churn-monthly').waitFor();
        await page.keyboard.type('monthly-03');
        // The name as it is typed is offered above what is found, and moves that down when it comes.
        await window.item('Describe monthly-03').waitFor();
        await window.item('churn-monthly-03').waitFor();
        await picture('describe-pick');
        await window.item(/^churn-monthly-03/).click();
        await window.editorOf('churn-monthly-03.deployed').waitFor();
        await window.run('describe');
        await window.input.waitFor();
        await window.input.fill('arn:aws:sagemaker:us-east-1:111122223333:model/churn-monthly-02');
        await window.item('Describe churn-monthly-02').waitFor();
        await page.keyboard.press('Enter');
        const other = window.editorOf('/us-east-1/churn-monthly-02.deployed');
        await window.line(other, 'us-east-1').waitFor();
      },
    ],
    [
      'the tree is filtered by SageMaker, and sorted',
      async () => {
        await window.run('filter');
        await window.input.waitFor();
        await window.input.fill('monthly');
        await page.keyboard.press('Enter');
        await window.pane('Names with “monthly” in them').waitFor();
        await window.treeRow('churn-monthly-12').waitFor();
        assert.ok((await window.modelNames()).every((/** @type {string} */ it) => it.includes('monthly')));
        await window.run('sort');
        await window.choose('Name, A to Z', 'Name, A');
        await window.firstTreeRow('churn-monthly-01').waitFor();
        const sorted = await window.modelNames();
        assert.deepEqual(sorted, sorted.toSorted());
        await picture('tree-filtered');
        await window.run('clearFilter');
        await window.treeRow('now').waitFor({ state: 'attached' });
      },
    ],
    [
      'the connection is in the status bar, with where each part of it came from, and can be changed there',
      async () => {
        const item = window.connection;
        assert.match((await item.textContent()) ?? '', /local · eu-west-1 · 111122223333/);
        await item.click();
        await window.item('eu-west-1, from the profile').waitFor();
        await picture('connection');
        await window.item('Region').click();
        await window.promptTitle('Choose Region').waitFor();
        await window.typeToChoose('us-east-1');
        await window.treeMessage('local · us-east-1 · 111122223333').waitFor();
        await window.treeRow('churn-monthly').waitFor();
        await picture('another-region');
      },
    ],
    [
      'keys that have expired are said in the view, with what to do, and no notification',
      async () => {
        await page.keyboard.press('Escape');
        await window.run('chooseProfile');
        await window.promptTitle('Choose Profile').waitFor();
        await window.typeToChoose('local-expired');
        await window.welcome('The keys of this profile have expired').waitFor();
        await window.welcomeLink('Choose Profile').waitFor();
        await picture('expired');
        assert.equal(await window.toasts.count(), 0);
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}
