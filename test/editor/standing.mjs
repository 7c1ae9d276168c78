// Definitions and what is deployed: saved, in step or not, compared, in a window of the packaged extension.
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startLocal } from '../sagemaker/local.mjs';
import { root } from '../tools/install.mjs';
import { titleOf } from './page.mjs';
import { openWindow, until } from './window.mjs';

/** @param {string} own */
export async function standing(own) {
  const folder = path.join(own, 'models');
  cpSync(path.join(root, 'examples'), folder, { recursive: true });
  const examples = readdirSync(folder).length;
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  const window = await openWindow({ own, folder, env });
  const { page, picture } = window;
  const described = () => sagemaker.requests.filter((it) => it.operation === 'DescribeModel').length;
  const file = 'churn-monthly-12.sagemaker-model.json';

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'a model is saved as a definition from the tree, and the definition says that it is in step',
      async () => {
        await window.view('SageMaker');
        await window.contextMenu(window.treeRow('churn-monthly-12'), titleOf('saveAs'));
        await window.acceptPath(file);
        const editor = window.editorOf(file);
        await window.line(editor, '"ModelName": "churn-monthly-12"').waitFor();
        await window.codeLens('In step with what is deployed in eu-west-1').waitFor();
        await window.toast('Saved churn-monthly-12').waitFor();
        const text = readFileSync(path.join(folder, file), 'utf8');
        assert.doesNotMatch(text, /ModelArn|CreationTime|"aws:|EnableNetworkIsolation/);
        await picture('saved-as');
      },
    ],
    [
      'an edit is told over the first line, in the explorer and at the view, and asks SageMaker nothing',
      async () => {
        await page.keyboard.press('Escape');
        const before = described();
        const editor = window.editorOf(file);
        await window.word(editor, /model\.tar\.gz/).click();
        await page.keyboard.press('Home');
        await page.keyboard.press('Control+Shift+Enter');
        await page.keyboard.type('"ContainerHostname": "churn",');
        await window.codeLens('Differs from what is deployed in eu-west-1').waitFor();
        await page.keyboard.press('Control+S');
        assert.equal(described(), before);
        await window.badge('1').waitFor();
        await window.view('Explorer');
        await window.explorerRow(file).waitFor();
        await window.becomes(async () => (await window.decorationOf(file))?.includes('≠') ?? false);
        await picture('different');
      },
    ],
    [
      'the comparison shows the two beside each other, and only what really differs is marked',
      async () => {
        await window.codeLens('Differs from').click();
        await window.modifiedLine('ContainerHostname').waitFor();
        await window.insertions.first().waitFor();
        assert.equal(await window.insertions.count(), 1);
        await picture('compare');
        await page.keyboard.press('Control+F4');
      },
    ],
    [
      'tags alone are applied in place, after which the definition is in step again',
      async () => {
        const editor = await window.open(file);
        await window.line(editor, 'ContainerHostname').click();
        await page.keyboard.press('Control+Shift+K');
        await window.word(editor, /retention/).dblclick();
        await page.keyboard.type('growth');
        await page.keyboard.press('Control+S');
        await window.run('compare');
        await window.toast('Only tags differ').waitFor();
        await picture('only-tags');
        await window.toastButton('Only tags differ', 'Apply Tags').click();
        await window.confirm();
        const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn-monthly-12';
        await until(() => sagemaker.models.get(arn)?.tags.some((it) => it.Value === 'growth') ?? false);
        await window.open(file);
        await window.codeLens('In step with').waitFor();
      },
    ],
    [
      'twenty models are saved at once, over no file without asking, and each is in step',
      async () => {
        await window.view('SageMaker');
        const models = window.modelRows;
        await models.nth(0).click();
        // What a click opens is closed, for rows of different kinds have no menu in common.
        await window.treeRow('Network isolation').waitFor();
        await page.keyboard.press('ArrowLeft');
        await window.treeRow('Network isolation').waitFor({ state: 'detached' });
        await models.nth(19).click({ modifiers: ['Shift'] });
        await window.becomes(async () => (await window.selectedModelRows.count()) === 20);
        await picture('twenty-chosen');
        await window.contextMenu(models.nth(5), titleOf('saveAs'));
        await window.acceptPath('models');
        await window.dialog.waitFor();
        await picture('twenty-overwrite');
        await window.dialogButton('Skip Them').click();
        await window.toast('19 saved, 1 skipped').waitFor();
        assert.equal(readdirSync(folder).length, examples + 20);
        await picture('twenty-saved');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'all definitions of the workspace are looked at, and what is worth a look stands first',
      async () => {
        await window.run('checkInStep');
        await window.item('Not created in eu-west-1').waitFor();
        await window.promptTitle('20 in step').waitFor();
        await picture('check-in-step');
        await page.keyboard.press('Escape');
        await window.becomes(async () => (await window.decorationOf('churn-monthly-11'))?.includes('=') ?? false);
        await window.becomes(async () => (await window.decorationOf('multi-model'))?.includes('≠') ?? false);
        await window.becomes(async () => (await window.decorationOf('adapters'))?.includes('∅') ?? false);
        await picture('in-step');
      },
    ],
    [
      'two models are compared with each other from the tree',
      async () => {
        await window.view('SageMaker');
        await window.treeRow('assistant-8b').click();
        await window.treeRow('assistant-8b-draft').click({ modifiers: ['Control'] });
        await window.contextMenu(window.treeRow('assistant-8b-draft'), titleOf('compareSelected'), () =>
          picture('compare-selected-menu'),
        );
        await window.diffLine('draft-model').waitFor();
        await picture('compare-selected');
      },
    ],
    [
      'a model is compared with a definition of one’s choice',
      async () => {
        await window.treeRow('churn-monthly-11').click();
        await window.contextMenu(window.treeRow('churn-monthly-11'), titleOf('compareWith'));
        await window.item('churn-monthly-11.sagemaker-model.json').waitFor();
        await picture('compare-with');
        await window.typeToChoose('churn-monthly-12', file);
        await window.modifiedLine('"growth"').waitFor();
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}
