// The extension in a browser alone: its worker, and nothing of it on the machine.
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../tools/install.mjs';
import { connectionItem, extensionId, openWindow } from './window.mjs';

/** The processes of this machine that run a file below a folder. */
function processesOf(/** @type {string} */ folder) {
  const ids = readdirSync('/proc').filter((it) => /^\d+$/.test(it));
  const commands = ids.map((it) => {
    try {
      return readFileSync(`/proc/${it}/cmdline`, 'utf8');
    } catch {
      // It has ended meanwhile.
      return '';
    }
  });
  return commands.filter((it) =>
    it.split('\0').some((argument) => argument.startsWith(folder) && /\.js$/.test(argument)),
  );
}

/** @param {string} own */
export async function browsing(own) {
  const folder = path.join(own, 'models');
  cpSync(path.join(root, 'test/editor/workspace/loud'), folder, { recursive: true });
  cpSync(path.join(root, 'examples'), folder, { recursive: true });
  writeFileSync(path.join(folder, 'empty.sagemaker-model.json'), '');
  writeFileSync(path.join(folder, 'flat.sagemaker-model.json'), '{"ModelName":"flat","EnableNetworkIsolation":true}');
  const window = await openWindow({
    own,
    folder,
    settings: { 'remote.extensionKind': { [extensionId]: ['web'] } },
  });
  const { page, picture, command, suggested, accept, lightBulb, open, goTo } = window;
  const problem = (/** @type {string} */ hasText) => page.locator('.markers-panel .monaco-list-row', { hasText });
  const row = (/** @type {string} */ hasText) =>
    page.locator('.quick-input-list .monaco-list-row', { hasText }).first();
  const clipboard = () => page.evaluate('navigator.clipboard.readText()');
  /** Waits until the clipboard holds a text of some form. */
  const copied = async (/** @type {RegExp} */ form) => {
    let text = '';
    for (let tries = 0; tries < 100 && !form.test(text); tries++) {
      await page.waitForTimeout(50);
      text = String(await clipboard());
    }
    assert.match(text, form);
  };

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'a definition that nobody has opened is checked in a browser',
      async () => {
        await open('single-container.sagemaker-model.json');
        await page.keyboard.press('Control+Shift+M');
        await problem('broken.sagemaker-model.json').first().waitFor();
        await problem('Mode is written "MultiModel", not "multimodel".').waitFor();
        await picture('browser-problems');
      },
    ],
    [
      'one that is opened there is underlined, and mended by its light bulb',
      async () => {
        const editor = await open('broken.sagemaker-model.json');
        await editor.locator('.squiggly-error').first().waitFor();
        await goTo(6, 16);
        await (await lightBulb('Change to "MultiModel"')).click();
        await editor.locator('.view-line', { hasText: '"Mode": "MultiModel"' }).waitFor();
      },
    ],
    [
      'the severity of a rule is set from a light bulb there',
      async () => {
        await open('broken.sagemaker-model.json');
        await goTo(2, 20);
        await (await lightBulb('Turn off the rule malformed-value')).click();
        await problem('ModelName cannot have "_" at character 6').waitFor({ state: 'detached' });
      },
    ],
    [
      'a member is explained under the pointer there',
      async () => {
        const editor = await open('inference-pipeline.sagemaker-model.json');
        await editor
          .locator('.view-line', { hasText: '"Image"' })
          .first()
          .locator('span', { hasText: 'Image' })
          .last()
          .hover();
        await page.locator('.monaco-hover', { hasText: 'Image in the API reference' }).first().waitFor();
        await picture('browser-hover');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'whole definitions are offered there in an empty file',
      async () => {
        const editor = await open('empty.sagemaker-model.json');
        await editor.click();
        await suggested('Inference pipeline');
        await page.keyboard.type('Infer');
        await accept('Inference pipeline');
        await editor.locator('.view-line', { hasText: '"ContainerHostname": "preprocess"' }).waitFor();
        await page.keyboard.press('Escape');
      },
    ],
    [
      'a definition is formatted there',
      async () => {
        const editor = await open('flat.sagemaker-model.json');
        await command('Format Document');
        const line = editor.locator('.view-line', {
          hasText: '"EnableNetworkIsolation": true',
          hasNotText: 'ModelName',
        });
        await line.waitFor();
      },
    ],
    [
      'a definition is copied there in the form of another tool',
      async () => {
        await open('single-container.sagemaker-model.json');
        await command('SageMaker Models: Copy As');
        await row('CloudFormation, YAML').waitFor();
        await page.keyboard.type('CloudFormation, YAML');
        await page.keyboard.press('Enter');
        await copied(/^AWSTemplateFormatVersion|Type: "?AWS::SageMaker::Model/);
      },
    ],
    [
      'what stands in the clipboard becomes a definition there',
      async () => {
        const call = "client.create_model(ModelName='pasted', EnableNetworkIsolation=True)";
        await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(call)})`);
        await command('SageMaker Models: New Definition from Clipboard');
        await page.locator('.editor-instance .view-line', { hasText: '"ModelName": "pasted"' }).first().waitFor();
      },
    ],
    [
      'nothing is offered there that needs an account',
      async () => {
        await open('single-container.sagemaker-model.json');
        await page.keyboard.press('F1');
        const input = page.locator('.quick-input-widget input[type=text]');
        await input.waitFor();
        await input.fill('>SageMaker Models: ');
        await row('SageMaker Models: Copy As').waitFor();
        await picture('browser-palette');
        const offered = await page.locator('.quick-input-list .monaco-list-row .label-name').allTextContents();
        assert.deepEqual(
          offered.filter((/** @type {string} */ it) => it.startsWith('SageMaker Models: ')).toSorted(),
          [
            'Copy As…',
            'Copy Diagnostics Report',
            'Copy Role Policy…',
            'Move to Region…',
            'New Definition from Clipboard',
            'New Model Definition…',
            'Restart Language Server',
            'Show Log',
            'Welcome',
          ].map((it) => `SageMaker Models: ${it}`),
        );
        await page.keyboard.press('Escape');
        assert.equal(await page.locator(connectionItem).count(), 0);
        assert.equal(await page.locator('.activitybar [aria-label^="SageMaker"]').count(), 0);
        assert.equal(await page.locator('.codelens-decoration').count(), 0);
      },
    ],
    [
      'the language server is a worker of the browser, also when it is started again, and no process',
      async () => {
        await command('SageMaker Models: Restart Language Server');
        await command('SageMaker Models: Show Log');
        const line = page.locator('.part.panel .view-line');
        const started = line.filter({ hasText: 'The language server runs in a worker of the browser.' });
        await started.nth(1).waitFor();
        await line.filter({ hasText: 'The language server 0.1.0 is running.' }).nth(1).waitFor();
        assert.deepEqual(processesOf(path.join(own, 'extensions')), []);
        await picture('browser-log');
        await page.keyboard.press('Control+Shift+M');
        await problem('broken.sagemaker-model.json').first().waitFor();
      },
    ],
  ];
  return { window, tests };
}
