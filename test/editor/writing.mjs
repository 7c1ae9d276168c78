// Writing a definition in a window of the packaged extension.
import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../tools/install.mjs';
import { openWindow } from './window.mjs';

/** @param {string} own */
export async function writing(own) {
  const folder = path.join(own, 'models');
  cpSync(path.join(root, 'test/editor/workspace/loud'), folder, { recursive: true });
  cpSync(path.join(root, 'examples'), folder, { recursive: true });
  writeFileSync(path.join(folder, 'empty.sagemaker-model.json'), '');
  const lacking = '{\n  "ModelName": "m",\n  "VpcConfig": {\n    "Subnets": [\n      "subnet-1"\n    ]\n  }\n}\n';
  writeFileSync(path.join(folder, 'lacking.sagemaker-model.json'), lacking);
  const window = await openWindow({ own, folder });
  const { page, picture } = window;

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'a broken definition is underlined, and its problems are listed in plain words',
      async () => {
        const editor = await window.open('broken.sagemaker-model.json');
        await window.errors(editor).first().waitFor();
        await window.warnings(editor).first().waitFor();
        await picture('squiggles');
        await page.keyboard.press('Control+Shift+M');
        const rows = window.problems;
        await rows.filter({ hasText: 'Mode is written "MultiModel", not "multimodel".' }).waitFor();
        await rows
          .filter({ hasText: 'The value of "WORKERS" in Environment takes a string, not a number: write "4".' })
          .waitFor();
        assert.equal(await window.problemCounts.first().textContent(), '10');
        await picture('problems');
      },
    ],
    [
      'the problem under the pointer is explained where it is',
      async () => {
        await window.word(page, /^"?churn_model"?$/).hover();
        await window.hover('ModelName cannot have "_" at character 6').waitFor();
        await picture('problem-hover');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'a mistake is corrected by its light bulb',
      async () => {
        await window.open('broken.sagemaker-model.json');
        await window.goTo(6, 16);
        await window.lightBulb('Change to "MultiModel"');
        await picture('light-bulb');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'a window that comes back with a definition in it checks that definition',
      async () => {
        // VS Code's own command saves first what is open, which a reload of the page may come too early for.
        await Promise.all([page.waitForEvent('load'), window.command('Developer: Reload Window')]);
        await window.errors(window.editorOf('broken.sagemaker-model.json')).first().waitFor();
      },
    ],
    [
      'account, region and repository of an image have colours of their own, and so have the parts of an ARN',
      async () => {
        const lines = [
          ['inference-pipeline.sagemaker-model.json', 'dkr.ecr', 5],
          ['single-container.sagemaker-model.json', 's3://', 3],
          ['model-package.sagemaker-model.json', 'arn:aws', 5],
        ];
        for (const [file, text, least] of /** @type {[string, string, number][]} */ (lines)) {
          const editor = await window.open(file);
          const spans = window.tokens(window.line(editor, text));
          const coloursOf = () =>
            spans.evaluateAll(
              (/** @type {any[]} */ them) =>
                new Set(them.map((it) => it.ownerDocument.defaultView.getComputedStyle(it).color)).size,
            );
          // Lines are drawn anew while links and words in the margin come.
          let colours = await coloursOf();
          for (let tries = 0; tries < 100 && colours < least; tries++) {
            await page.waitForTimeout(50);
            colours = await coloursOf();
          }
          assert.ok(colours >= least, `${colours} colours around ${text}`);
        }
        await picture('colours');
      },
    ],
    [
      'a comment is not toggled, for JSON has none',
      async () => {
        const editor = await window.open('model-package.sagemaker-model.json');
        const before = await window.textOf(editor);
        await window.line(editor, '').click();
        await page.keyboard.press('Control+/');
        assert.equal(await window.textOf(editor), before);
      },
    ],
    [
      'a member that is missing is added by its light bulb, and the caret is where its value belongs',
      async () => {
        const editor = await window.open('lacking.sagemaker-model.json');
        await window.goTo(3, 3);
        await page.keyboard.press('F8');
        await page.keyboard.press('Escape');
        await (await window.lightBulb('Add SecurityGroupIds')).click();
        await window.line(editor, '"SecurityGroupIds": [""]').waitFor();
        await page.keyboard.type('sg-0a1b');
        const line = window.line(editor, 'sg-0a1b');
        await line.waitFor();
        assert.equal((await line.textContent())?.replaceAll('\u00a0', ' '), '    "SecurityGroupIds": ["sg-0a1b"]');
        await picture('fix-with-tab-stop');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'an empty file becomes a clean pipeline with the keyboard alone',
      async () => {
        const editor = await window.open('empty.sagemaker-model.json');
        await editor.click();
        await window.suggested('Inference pipeline');
        await picture('completion-definition');
        await page.keyboard.type('Infer');
        await window.accept('Inference pipeline');
        await window.line(editor, '"ContainerHostname": "preprocess"').waitFor();
        // Out of the tab stops, to the end of the last but one line, and on with another member.
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+End');
        await page.keyboard.press('ArrowUp');
        await page.keyboard.press('End');
        await page.keyboard.type(',');
        await page.keyboard.press('Enter');
        await page.keyboard.type('"Ena');
        await window.suggested('EnableNetworkIsolation');
        await picture('completion-member');
        await window.accept('EnableNetworkIsolation');
        await page.keyboard.press('Escape');
        await window.line(editor, '"EnableNetworkIsolation": true').waitFor();
        await page.keyboard.press('Escape');
        await page.waitForTimeout(500);
        assert.equal(await window.errors(editor).count(), 0);
        await picture('completion-done');
      },
    ],
    [
      'values are offered with what they mean, in and without quotes',
      async () => {
        const editor = await window.open('empty.sagemaker-model.json');
        await window.wordIn(window.line(editor, '"Mode": "Serial"'), 'Serial').click();
        await window.suggested('Direct');
        await picture('completion-value');
        await page.keyboard.press('ArrowDown');
        await window.accept('Direct');
        await window.line(editor, '"Mode": "Direct"').waitFor();
        await page.keyboard.press('Control+z');
      },
    ],
    [
      'a member is explained under the pointer, and the outline calls containers by their names',
      async () => {
        const editor = await window.open('inference-pipeline.sagemaker-model.json');
        await window.wordIn(window.line(editor, '"Image"'), 'Image').hover();
        await window.hover('Image in the API reference').waitFor();
        await picture('hover');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+Shift+O');
        await window.item('explain').waitFor();
        await picture('outline');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'the state of the language server stands with that of the language',
      async () => {
        await window.languageStatus.click();
        await window.languageStatusHover('SageMaker Models 0.1.0').waitFor();
        await picture('language-status');
        await page.keyboard.press('Escape');
      },
    ],
    [
      'the log opens from the palette',
      async () => {
        await window.run('showLog');
        await window.panelLine('The language server 0.1.0 is running.').waitFor();
        await picture('log');
      },
    ],
    ['nothing of this was announced by a notification', async () => assert.equal(await window.toasts.count(), 0)],
  ];
  return { window, tests };
}
