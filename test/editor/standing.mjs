// Definitions and what is deployed: saved, in step or not, compared, in a window of the packaged extension.
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startLocal } from '../sagemaker/local.mjs';
import { root } from '../tools/install.mjs';
import { openWindow, until } from './window.mjs';

/** @param {string} own */
export async function standing(own) {
  const folder = path.join(own, 'models');
  cpSync(path.join(root, 'examples'), folder, { recursive: true });
  const examples = readdirSync(folder).length;
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  const window = await openWindow({ own, folder, env });
  const { page, picture, command, open } = window;
  const row = (/** @type {string | RegExp} */ hasText) => page.locator('.pane-body .monaco-list-row', { hasText });
  const lens = (/** @type {string} */ hasText) => page.locator('.codelens-decoration a', { hasText }).first();
  const toast = (/** @type {string} */ hasText) =>
    page.locator('.notifications-toasts .notification-list-item', { hasText });
  const choice = (/** @type {string} */ hasText) =>
    page.locator('.quick-input-list .monaco-list-row', { hasText }).first();
  const view = (/** @type {string} */ name) =>
    page
      .locator(`.activitybar .action-item:has(.action-label[aria-label^="${name}"])`)
      .click({ position: { x: 6, y: 6 } });
  const described = () => sagemaker.requests.filter((it) => it.operation === 'DescribeModel').length;
  const file = 'churn-monthly-12.sagemaker-model.json';

  /** Opens the menu of a row, and takes what is called so; a menu that has just opened does not heed a click. */
  const menu = async (/** @type {ReturnType<typeof row>} */ of, /** @type {string} */ hasText, shown = '') => {
    await of.click({ button: 'right' });
    const item = page.locator('.monaco-menu .action-item', { hasText }).first();
    await item.waitFor();
    if (shown) await picture(shown);
    for (let tries = 0; (await item.isVisible()) && tries < 20; tries++) {
      await page.waitForTimeout(200);
      await item.click({ timeout: 1000 }).catch(() => undefined);
    }
  };

  /** Says yes to the path that a dialog for files proposes. */
  const takePath = async (/** @type {string} */ end) => {
    await page.waitForFunction(
      `[...document.querySelectorAll('.quick-input-widget input')].some((it) => it.value.replace(/\\/$/, '').endsWith(${JSON.stringify(end)}))`,
    );
    await page.keyboard.press('Enter');
  };

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'a model is saved as a definition from the tree, and the definition says that it is in step',
      async () => {
        await view('SageMaker');
        await menu(row('churn-monthly-12').first(), 'Save as Definition');
        await takePath(file);
        const editor = page.locator(`.editor-instance .monaco-editor[data-uri$="${file}"]`);
        await editor.locator('.view-line', { hasText: '"ModelName": "churn-monthly-12"' }).waitFor();
        await lens('In step with what is deployed in eu-west-1').waitFor();
        await toast('Saved churn-monthly-12').waitFor();
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
        const editor = page.locator(`.editor-instance .monaco-editor[data-uri$="${file}"]`);
        await editor
          .locator('.view-line span', { hasText: /model\.tar\.gz/ })
          .last()
          .click();
        await page.keyboard.press('Home');
        await page.keyboard.press('Control+Shift+Enter');
        await page.keyboard.type('"ContainerHostname": "churn",');
        await lens('Differs from what is deployed in eu-west-1').waitFor();
        await page.keyboard.press('Control+S');
        assert.equal(described(), before);
        await page.locator('.activitybar .badge', { hasText: '1' }).first().waitFor();
        await view('Explorer');
        await page
          .locator('.explorer-folders-view .monaco-icon-label', { hasText: file })
          .locator('xpath=..')
          .first()
          .waitFor();
        await untilSo(async () => (await decorationOf(file))?.includes('≠') ?? false);
        await picture('different');
      },
    ],
    [
      'the comparison shows the two beside each other, and only what really differs is marked',
      async () => {
        await lens('Differs from').click();
        const diff = page.locator('.monaco-diff-editor').first();
        await diff.locator('.modified .view-line', { hasText: 'ContainerHostname' }).first().waitFor();
        await diff.locator('.line-insert').first().waitFor();
        assert.equal(await diff.locator('.modified .view-overlays .line-insert').count(), 1);
        await picture('compare');
        await page.keyboard.press('Control+F4');
      },
    ],
    [
      'tags alone are applied in place, after which the definition is in step again',
      async () => {
        const editor = await open(file);
        await editor.locator('.view-line', { hasText: 'ContainerHostname' }).first().click();
        await page.keyboard.press('Control+Shift+K');
        await editor
          .locator('.view-line span', { hasText: /retention/ })
          .last()
          .dblclick();
        await page.keyboard.type('growth');
        await page.keyboard.press('Control+S');
        await command('SageMaker Models: Compare with Deployed');
        await toast('Only tags differ').waitFor();
        await picture('only-tags');
        await toast('Only tags differ').locator('.monaco-button', { hasText: 'Apply Tags' }).click();
        const dialog = page.locator('.monaco-dialog-box');
        await dialog.waitFor();
        await page.keyboard.press('Enter');
        const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn-monthly-12';
        await until(() => sagemaker.models.get(arn)?.tags.some((it) => it.Value === 'growth') ?? false);
        await open(file);
        await lens('In step with').waitFor();
      },
    ],
    [
      'twenty models are saved at once, over no file without asking, and each is in step',
      async () => {
        await view('SageMaker');
        const models = page.locator('.pane-body .monaco-list-row[aria-level="1"]');
        await models.nth(0).click();
        // What a click opens is closed, for rows of different kinds have no menu in common.
        await row('Network isolation').first().waitFor();
        await page.keyboard.press('ArrowLeft');
        await row('Network isolation').first().waitFor({ state: 'detached' });
        await models.nth(19).click({ modifiers: ['Shift'] });
        await untilSo(async () => (await page.locator('.pane-body .selected[aria-level="1"]').count()) === 20);
        await picture('twenty-chosen');
        await menu(models.nth(5), 'Save as Definition');
        await takePath('models');
        const dialog = page.locator('.monaco-dialog-box');
        await dialog.waitFor();
        await picture('twenty-overwrite');
        await dialog.locator('.monaco-button', { hasText: 'Skip Them' }).click();
        await toast('19 saved, 1 skipped').waitFor();
        assert.equal(readdirSync(folder).length, examples + 20);
        await picture('twenty-saved');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'all definitions of the workspace are looked at, and what is worth a look stands first',
      async () => {
        await command('SageMaker Models: Check Which Definitions Are in Step');
        await choice('Not created in eu-west-1').waitFor();
        await page.locator('.quick-input-title', { hasText: '20 in step' }).waitFor();
        await picture('check-in-step');
        await page.keyboard.press('Escape');
        await untilSo(async () => (await decorationOf('churn-monthly-11'))?.includes('=') ?? false);
        await untilSo(async () => (await decorationOf('multi-model'))?.includes('≠') ?? false);
        await untilSo(async () => (await decorationOf('adapters'))?.includes('∅') ?? false);
        await picture('in-step');
      },
    ],
    [
      'two models are compared with each other from the tree',
      async () => {
        await view('SageMaker');
        await row('assistant-8b').first().click();
        await row('assistant-8b-draft')
          .first()
          .click({ modifiers: ['Control'] });
        await menu(row('assistant-8b-draft').first(), 'Compare Selected', 'compare-selected-menu');
        const diff = page.locator('.monaco-diff-editor').first();
        await diff.locator('.view-line', { hasText: 'draft-model' }).first().waitFor();
        await picture('compare-selected');
      },
    ],
    [
      'a model is compared with a definition of one’s choice',
      async () => {
        await row('churn-monthly-11').first().click();
        await menu(row('churn-monthly-11').first(), 'Compare with a Definition');
        await choice('churn-monthly-11.sagemaker-model.json').waitFor();
        await picture('compare-with');
        await page.keyboard.type('churn-monthly-12');
        await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: file }).waitFor();
        await page.keyboard.press('Enter');
        const diff = page.locator('.monaco-diff-editor').first();
        await diff.locator('.modified .view-line', { hasText: '"growth"' }).first().waitFor();
      },
    ],
  ];
  /** What is written behind a file in the explorer. */
  async function decorationOf(/** @type {string} */ name) {
    return page.evaluate(
      `(() => { const it = [...document.querySelectorAll('.explorer-folders-view .monaco-icon-label')].find((it) => it.textContent.startsWith(${JSON.stringify(name)})); return it && getComputedStyle(it, '::after').content; })()`,
    );
  }
  /** Waits until something that has to be asked of the window is so. */
  async function untilSo(/** @type {() => Promise<boolean>} */ isSo) {
    for (let tries = 0; !(await isSo()); tries++) {
      if (tries > 200) throw new Error(`It never came to be that ${isSo}.`);
      await page.waitForTimeout(100);
    }
  }
  return { window, tests, close: () => sagemaker.stop() };
}
