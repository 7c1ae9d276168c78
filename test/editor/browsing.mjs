// The extension in a browser alone: its worker, and nothing of it on the machine.
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../tools/install.mjs';
import { extensionId, paletteTitleOf, titleOf } from './page.mjs';
import { openWindow } from './window.mjs';

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
  const { page, picture } = window;
  /** Waits until the clipboard holds a text of some form. */
  const copied = async (/** @type {RegExp} */ form) => {
    let text = '';
    for (let tries = 0; tries < 100 && !form.test(text); tries++) {
      await page.waitForTimeout(50);
      text = String(await window.clipboard());
    }
    assert.match(text, form);
  };

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'a definition that nobody has opened is checked in a browser',
      async () => {
        await window.open('single-container.sagemaker-model.json');
        await page.keyboard.press('Control+Shift+M');
        await window.problem('broken.sagemaker-model.json').waitFor();
        await window.problem('Mode is written "MultiModel", not "multimodel".').waitFor();
        await picture('browser-problems');
      },
    ],
    [
      'one that is opened there is underlined, and mended by its light bulb',
      async () => {
        const editor = await window.open('broken.sagemaker-model.json');
        await window.errors(editor).first().waitFor();
        await window.goTo(6, 16);
        await (await window.lightBulb('Change to "MultiModel"')).click();
        await window.line(editor, '"Mode": "MultiModel"').waitFor();
      },
    ],
    [
      'the severity of a rule is set from a light bulb there',
      async () => {
        await window.open('broken.sagemaker-model.json');
        await window.goTo(2, 20);
        await (await window.lightBulb('Turn off the rule malformed-value')).click();
        await window.problem('ModelName cannot have "_" at character 6').waitFor({ state: 'detached' });
      },
    ],
    [
      'a member is explained under the pointer there',
      async () => {
        const editor = await window.open('inference-pipeline.sagemaker-model.json');
        await window.wordIn(window.line(editor, '"Image"'), 'Image').hover();
        await window.hover('Image in the API reference').waitFor();
        await picture('browser-hover');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'whole definitions are offered there in an empty file',
      async () => {
        const editor = await window.open('empty.sagemaker-model.json');
        await editor.click();
        await window.suggested('Inference pipeline');
        await page.keyboard.type('Infer');
        await window.accept('Inference pipeline');
        await window.line(editor, '"ContainerHostname": "preprocess"').waitFor();
        await page.keyboard.press('Escape');
      },
    ],
    [
      'a definition is formatted there',
      async () => {
        const editor = await window.open('flat.sagemaker-model.json');
        await window.command('Format Document');
        await window.line(editor, '"EnableNetworkIsolation": true').filter({ hasNotText: 'ModelName' }).waitFor();
      },
    ],
    [
      'a definition is copied there in the form of another tool',
      async () => {
        await window.open('single-container.sagemaker-model.json');
        await window.run('copyAs');
        await window.item('CloudFormation, YAML').waitFor();
        await page.keyboard.type('CloudFormation, YAML');
        await page.keyboard.press('Enter');
        await copied(/^AWSTemplateFormatVersion|Type: "?AWS::SageMaker::Model/);
      },
    ],
    [
      'what stands in the clipboard becomes a definition there',
      async () => {
        const call = "client.create_model(ModelName='pasted', EnableNetworkIsolation=True)";
        await window.copy(call);
        await window.run('paste');
        await window.anyLine('"ModelName": "pasted"').waitFor();
      },
    ],
    [
      'nothing is offered there that needs an account',
      async () => {
        await window.open('single-container.sagemaker-model.json');
        await page.keyboard.press('F1');
        await window.input.waitFor();
        await window.input.fill(`>${titleOf('copyAs', 'category')}: `);
        await window.item(paletteTitleOf('copyAs')).waitFor();
        await picture('browser-palette');
        const offered = await window.itemLabels();
        assert.deepEqual(
          offered.filter((/** @type {string} */ it) => it.startsWith(titleOf('copyAs', 'category'))).toSorted(),
          ['copyAs', 'copyReport', 'copyPolicy', 'moveToRegion', 'paste', 'new', 'restartServer', 'showLog', 'welcome']
            .map(paletteTitleOf)
            .toSorted(),
        );
        await page.keyboard.press('Escape');
        assert.equal(await window.connection.count(), 0);
        assert.equal(await window.activity.count(), 0);
        assert.equal(await window.codeLenses.count(), 0);
      },
    ],
    [
      'the language server is a worker of the browser, also when it is started again, and no process',
      async () => {
        await window.run('restartServer');
        await window.run('showLog');
        const line = window.panelLine('');
        const started = line.filter({ hasText: 'The language server runs in a worker of the browser.' });
        await started.nth(1).waitFor();
        await line.filter({ hasText: 'The language server 0.1.0 is running.' }).nth(1).waitFor();
        assert.deepEqual(processesOf(path.join(own, 'extensions')), []);
        await picture('browser-log');
        await page.keyboard.press('Control+Shift+M');
        await window.problem('broken.sagemaker-model.json').waitFor();
      },
    ],
  ];
  return { window, tests };
}
