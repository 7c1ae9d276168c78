// What strangers give to the extension, in windows: a workspace that nobody trusts, and a service that answers with links.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startLocal } from '../sagemaker/local.mjs';
import { openWindow } from './window.mjs';

const image = '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0';
const model = 'churn-monthly-12';
const arn = `arn:aws:sagemaker:eu-west-1:111122223333:model/${model}`;

/** A link that VS Code would make of a text. */
const link = (/** @type {string} */ label) => `[${label}](command:workbench.action.files.newUntitledFile)`;

const definition = (/** @type {string} */ name, more = '') =>
  `{\n  "ModelName": "${name}",\n  "PrimaryContainer": { "Image": "${image}" },\n  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/SageMakerRole"${more}\n}\n`;

/** What is looked at in every window, and where nothing may lead. */
function looking(/** @type {import('./window.mjs').Window} */ { page }) {
  const toast = (/** @type {string} */ hasText) =>
    page.locator('.notifications-toasts .notification-list-item', { hasText });
  const linksIn = (/** @type {string} */ where) => page.locator(`${where} a`).count();
  return {
    toast,
    input: page.locator('.quick-input-widget input[type=text]'),
    row: (/** @type {string | RegExp} */ hasText) => page.locator('.pane-body .monaco-list-row', { hasText }),
    item: (/** @type {string | RegExp} */ hasText) => page.locator('.quick-input-list .monaco-list-row', { hasText }),
    /** No message or prompt that is shown has a link in it, and no label of a list an icon. */
    async nothingLeadsAway() {
      for (const it of ['.notification-list-item-message', '.quick-input-message', '.quick-input-description'])
        assert.equal(await linksIn(it), 0, it);
      assert.equal(await page.locator('.quick-input-list .monaco-icon-label-container .codicon-error').count(), 0);
    },
  };
}

/** @param {string} own */
export async function hostileWorkspace(own) {
  const folder = path.join(own, 'models');
  mkdirSync(folder);
  const member = `,\n  "${link('Click to see how to keep it')}": 1`;
  writeFileSync(path.join(folder, 'odd.sagemaker-model.json'), definition('odd', member));
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  // Credentials that come from a program, which leaves a trace.
  const [program, trace] = [path.join(own, 'program.sh'), path.join(own, 'trace')];
  const keys = { Version: 1, AccessKeyId: 'AKIALOCAL', SecretAccessKey: 'local' };
  writeFileSync(program, `#!/bin/sh\ntouch '${trace}'\necho '${JSON.stringify(keys)}'\n`);
  chmodSync(program, 0o755);
  const config = env.AWS_CONFIG_FILE ?? '';
  const profile = `[profile program]\nregion = eu-west-1\nendpoint_url = ${sagemaker.url}\ncredential_process = ${program}\n`;
  writeFileSync(config, `${readFileSync(config, 'utf8')}${profile}`);
  const query = new URLSearchParams({ profile: 'program', arn });
  const deployed = new URLSearchParams({ profile: 'program' });
  const evil = path.join(own, 'evil.code-workspace');
  const folders = [
    { path: folder },
    { uri: `sagemaker-tags:/eu-west-1/${model}.tags.sagemaker-model.json?${query}`, name: 'tags' },
    { uri: `sagemaker-deployed:/eu-west-1/${model}.deployed.sagemaker-model.json?${deployed}`, name: 'deployed' },
  ];
  writeFileSync(evil, JSON.stringify({ folders }));
  const window = await openWindow({ own, folder: evil, env: { ...env, AWS_PROFILE: 'program' }, isTrusted: false });
  const { page, picture, command } = window;
  const { toast, item, nothingLeadsAway } = looking(window);
  const asksNothing = () => {
    assert.deepEqual(sagemaker.requests, []);
    assert.equal(existsSync(trace), false);
  };

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'folders that are documents of AWS ask AWS nothing, and run no program for credentials',
      async () => {
        await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
        await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'tags' }).first().waitFor();
        await page.waitForTimeout(8000);
        asksNothing();
        await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'tags' }).first().click();
        await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'deployed' }).first().click();
        await page.waitForTimeout(2000);
        asksNothing();
        await picture('hostile-folders');
      },
    ],
    [
      'a member of a definition that is written as a link is no link in a message',
      async () => {
        // Searching by name would wait for these folders.
        await page
          .locator('.explorer-folders-view .monaco-list-row', { hasText: 'odd.sagemaker-model.json' })
          .dblclick();
        await page.locator('.editor-instance .view-line', { hasText: 'Click to see' }).first().waitFor();
        await command('SageMaker Models: Copy As');
        await item('Terraform').first().click();
        await toast('Click to see how to keep it').waitFor();
        await nothingLeadsAway();
        const said = toast('Click to see how to keep it').locator('.notification-list-item-message');
        assert.match((await said.textContent()) ?? '', /\[Click to see how to keep it\]\u200b?\(command:workbench/);
        await picture('hostile-member');
        asksNothing();
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}

/** @param {string} own */
export async function hostileAnswers(own) {
  const folder = path.join(own, 'models');
  mkdirSync(folder);
  for (const it of [model, 'new-one']) writeFileSync(path.join(folder, `${it}.sagemaker-model.json`), definition(it));
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  // A model whose name is a link and one whose name is a path, as no SageMaker has them.
  for (const name of [link('sign'), '../../../escaped', '$(error) up'])
    sagemaker.add({ request: { ModelName: name }, region: 'eu-west-1', account: '111122223333', created: new Date() });
  const config = env.AWS_CONFIG_FILE ?? '';
  const mfa = `mfa_serial = ${link('Open your device')}`;
  const profile = `[profile mfa]\nregion = eu-west-1\nendpoint_url = ${sagemaker.url}\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = local\n${mfa}`;
  writeFileSync(config, `${readFileSync(config, 'utf8')}${profile}\n`);
  const window = await openWindow({ own, folder, env });
  const { page, picture, command, open } = window;
  const { toast, input, row, item, nothingLeadsAway } = looking(window);
  const editorOf = (/** @type {string} */ part) => page.locator(`.editor-instance .monaco-editor[data-uri*="${part}"]`);
  const lens = (/** @type {string} */ hasText) => page.locator('.codelens-decoration a', { hasText });
  const titleAction = (/** @type {string} */ label) =>
    page.locator(`.editor-actions .action-label[aria-label^="${label}"]`);
  const clear = async () => {
    await command('Notifications: Clear All Notifications');
    await page.locator('.notifications-toasts .notification-list-item').first().waitFor({ state: 'detached' });
  };

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'a refusal that is written as a link is no link, and what helps against it is still there',
      async () => {
        await open(`${model}.sagemaker-model.json`);
        const message = link('Your session has ended. Sign in again');
        sagemaker.misbehave('DescribeModel', { error: 'ValidationException', message, status: 400 }, Infinity);
        await command('SageMaker Models: Compare with Deployed');
        await toast('Your session has ended').waitFor();
        await nothingLeadsAway();
        await toast('Your session has ended').locator('.monaco-button').first().waitFor();
        await picture('hostile-refusal');
        sagemaker.behave();
        await clear();
      },
    ],
    [
      'names that SageMaker cannot give are not listed, and what is deleted is named in a prompt without a link',
      async () => {
        await page.locator('.activitybar .action-label[aria-label="SageMaker"]').click();
        await row(model).first().waitFor();
        for (const it of ['sign', 'escaped', 'up']) assert.equal(await row(new RegExp(`${it}$`)).count(), 0, it);
        await row(model).first().click();
        await page.keyboard.press('Delete');
        await page.locator('.monaco-dialog-box').waitFor();
        await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Delete…' }).click();
        await page.locator('.quick-input-widget', { hasText: `Type ${model} to delete it` }).waitFor();
        await nothingLeadsAway();
        await page.keyboard.press('Escape');
      },
    ],
    [
      'a device that is named as a link is none in the prompt for its code',
      async () => {
        await command('SageMaker Models: Choose Profile');
        await item('mfa').first().waitFor();
        await page.keyboard.type('mfa');
        await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'mfa' }).waitFor();
        await page.keyboard.press('Enter');
        await page.locator('.quick-input-widget', { hasText: 'Open your device' }).waitFor();
        await nothingLeadsAway();
        await picture('hostile-device');
        await page.keyboard.press('Escape');
        await page.waitForTimeout(500);
        await page.keyboard.press('Escape');
        await clear().catch(() => {});
        await command('SageMaker Models: Choose Profile');
        await item(/^local/)
          .first()
          .waitFor();
        await page.keyboard.type('local');
        await page.keyboard.press('Enter');
        await row(model).first().waitFor();
      },
    ],
    [
      'tags that come back with the window ask nothing until Refresh is selected',
      async () => {
        await row(model).first().hover();
        await row(model).first().locator('.actions-container .action-label').first().click();
        await editorOf(`${model}.deployed`).locator('.view-line', { hasText: '"ModelArn"' }).waitFor();
        await lens('Edit tags').click();
        await editorOf(`${model}.tags`).locator('.view-line', { hasText: '"Tags"' }).waitFor();
        const before = sagemaker.requests.length;
        // A view that comes back lists models, as it has done before.
        await page.keyboard.press('Control+Shift+E');
        await page.locator('.explorer-folders-view').waitFor();
        // What is open is kept after a while.
        await page.waitForTimeout(6000);
        await page.reload();
        await page.locator('.monaco-workbench').waitFor();
        await editorOf(`${model}.tags`).locator('.view-line', { hasText: 'Not loaded. Select Refresh.' }).waitFor();
        await lens('Refresh').waitFor();
        await picture('not-loaded-tags');
        await page.waitForTimeout(3000);
        assert.equal(sagemaker.requests.length, before);
        await lens('Refresh').click();
        await editorOf(`${model}.tags`).locator('.view-line', { hasText: '"Tags"' }).waitFor();
        await editorOf(`${model}.tags`).locator('.view-line', { hasText: '"Key"' }).first().waitFor();
        await picture('loaded-tags');
      },
    ],
    [
      'a preview of a move offers nothing to create or compare, and leaves no tab behind',
      async () => {
        await open('new-one.sagemaker-model.json');
        await titleAction('Create Model').waitFor();
        await command('SageMaker Models: Move to Region');
        await input.fill('us-east-1');
        await item('us-east-1').first().waitFor();
        await page.keyboard.press('Enter');
        await item('Leave It').waitFor();
        await page.locator('.monaco-diff-editor').first().waitFor();
        await page.waitForTimeout(500);
        assert.equal(await titleAction('Create Model').count(), 0);
        assert.equal(await titleAction('Compare with Deployed').count(), 0);
        await picture('preview-without-create');
        await page.keyboard.press('Escape');
        await page.locator('.monaco-diff-editor').first().waitFor({ state: 'detached' });
        assert.equal(await page.locator('.tab[aria-label*="sagemaker-preview"]').count(), 0);
        await titleAction('Create Model').waitFor();
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}
