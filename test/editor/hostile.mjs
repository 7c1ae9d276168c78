// Hostile input in windows: an untrusted workspace, and a service that returns links.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startLocal } from '../sagemaker/local.mjs';
import { openWindow } from './window.mjs';

const image = '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0';
const model = 'churn-monthly-12';
const arn = `arn:aws:sagemaker:eu-west-1:111122223333:model/${model}`;

/** A text that VS Code would turn into a link. */
const link = (/** @type {string} */ label) => `[${label}](command:workbench.action.files.newUntitledFile)`;

const definition = (/** @type {string} */ name, more = '') =>
  `{\n  "ModelName": "${name}",\n  "PrimaryContainer": { "Image": "${image}" },\n  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/SageMakerRole"${more}\n}\n`;

/** Asserts that no message or prompt has a link, and no list label has an icon. */
async function nothingLeadsAway(/** @type {import('./window.mjs').Window} */ window) {
  for (const [place, links] of Object.entries(await window.links())) assert.equal(links, 0, place);
  assert.equal(await window.itemIcons.count(), 0);
}

/** @param {string} own */
export async function hostileWorkspace(own) {
  const folder = path.join(own, 'models');
  mkdirSync(folder);
  const member = `,\n  "${link('Click to see how to keep it')}": 1`;
  writeFileSync(path.join(folder, 'odd.sagemaker-model.json'), definition('odd', member));
  const { sagemaker, env } = await startLocal(path.join(own, 'aws'));
  // Credentials from a program that leaves a trace.
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
  const { page, picture } = window;
  const asksNothing = () => {
    assert.deepEqual(sagemaker.requests, []);
    assert.equal(existsSync(trace), false);
  };

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      'folders that are AWS documents send AWS no requests, and run no credential process',
      async () => {
        await window.statusItem('Restricted Mode').waitFor();
        await window.explorerRow('tags').waitFor();
        await page.waitForTimeout(8000);
        asksNothing();
        await window.explorerRow('tags').click();
        await window.explorerRow('deployed').click();
        await page.waitForTimeout(2000);
        asksNothing();
        await picture('hostile-folders');
      },
    ],
    [
      "a property name with link syntax isn't a link in a message",
      async () => {
        // Searching by name would wait for these folders.
        await window.explorerRow('odd.sagemaker-model.json').dblclick();
        await window.anyLine('Click to see').waitFor();
        await window.run('copyAs');
        await window.item('Terraform').click();
        await window.toast('Click to see how to keep it').waitFor();
        await nothingLeadsAway(window);
        assert.match(
          await window.toastText('Click to see how to keep it'),
          /\[Click to see how to keep it\]\u200b?\(command:workbench/,
        );
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
  // A model whose name is a link and one whose name is a path, which SageMaker doesn't allow.
  for (const name of [link('sign'), '../../../escaped', '$(error) up'])
    sagemaker.add({ request: { ModelName: name }, region: 'eu-west-1', account: '111122223333', created: new Date() });
  const config = env.AWS_CONFIG_FILE ?? '';
  const mfa = `mfa_serial = ${link('Open your device')}`;
  const profile = `[profile mfa]\nregion = eu-west-1\nendpoint_url = ${sagemaker.url}\nrole_arn = arn:aws:iam::111122223333:role/R\nsource_profile = local\n${mfa}`;
  writeFileSync(config, `${readFileSync(config, 'utf8')}${profile}\n`);
  const window = await openWindow({ own, folder, env });
  const { page, picture } = window;

  /** @type {import('./window.mjs').Test[]} */
  const tests = [
    [
      "an error message with link syntax isn't a link, and its buttons are still shown",
      async () => {
        await window.open(`${model}.sagemaker-model.json`);
        const message = link('Your session has ended. Sign in again');
        sagemaker.misbehave('DescribeModel', { error: 'ValidationException', message, status: 400 }, Infinity);
        await window.run('compare');
        await window.toast('Your session has ended').waitFor();
        await nothingLeadsAway(window);
        await window.toastButton('Your session has ended').waitFor();
        await picture('hostile-refusal');
        sagemaker.behave();
        await window.clearToasts();
      },
    ],
    [
      "names that SageMaker doesn't allow aren't listed, and the prompt for a deletion has no link",
      async () => {
        await window.activity.click();
        await window.treeRow(model).waitFor();
        for (const it of ['sign', 'escaped', 'up'])
          assert.equal(await window.treeRow(new RegExp(`${it}$`)).count(), 0, it);
        await window.treeRow(model).click();
        await page.keyboard.press('Delete');
        await window.dialog.waitFor();
        await window.dialogButton('Delete').click();
        await window.prompt(`Type ${model} to delete it`).waitFor();
        await nothingLeadsAway(window);
        await page.keyboard.press('Escape');
      },
    ],
    [
      "an MFA device name with link syntax isn't a link in the prompt for its code",
      async () => {
        await window.run('chooseProfile');
        await window.item('mfa').waitFor();
        await window.typeToChoose('mfa');
        await window.prompt('Open your device').waitFor();
        await nothingLeadsAway(window);
        await picture('hostile-device');
        await page.keyboard.press('Escape');
        await page.waitForTimeout(500);
        await page.keyboard.press('Escape');
        await window.clearToasts().catch(() => {});
        await window.run('chooseProfile');
        await window.item(/^local/).waitFor();
        await page.keyboard.type('local');
        await page.keyboard.press('Enter');
        await window.treeRow(model).waitFor();
      },
    ],
    [
      'tags in a restored window send no request until Refresh is selected',
      async () => {
        await window.selectRowAction(window.treeRow(model));
        await window.line(window.editorOf(`${model}.deployed`), '"ModelArn"').waitFor();
        await window.codeLens('Edit tags').click();
        await window.line(window.editorOf(`${model}.tags`), '"Tags"').waitFor();
        const before = sagemaker.requests.length;
        // A restored view lists models, as before.
        await page.keyboard.press('Control+Shift+E');
        await window.explorer.waitFor();
        // VS Code saves the open tabs after a while.
        await page.waitForTimeout(6000);
        await page.reload();
        await window.workbench.waitFor();
        await window.line(window.editorOf(`${model}.tags`), 'Not loaded. Select Refresh.').waitFor();
        await window.codeLens('Refresh').waitFor();
        await picture('not-loaded-tags');
        await page.waitForTimeout(3000);
        assert.equal(sagemaker.requests.length, before);
        await window.codeLens('Refresh').click();
        await window.line(window.editorOf(`${model}.tags`), '"Tags"').waitFor();
        await window.line(window.editorOf(`${model}.tags`), '"Key"').waitFor();
        await picture('loaded-tags');
      },
    ],
    [
      "a preview of a move doesn't offer Create Model or Compare, and leaves no tab behind",
      async () => {
        await window.open('new-one.sagemaker-model.json');
        await window.titleAction('Create Model').waitFor();
        await window.run('moveToRegion');
        await window.input.fill('us-east-1');
        await window.item('us-east-1').waitFor();
        await page.keyboard.press('Enter');
        await window.item('Leave It').waitFor();
        await window.diff.waitFor();
        await page.waitForTimeout(500);
        assert.equal(await window.titleAction('Create Model').count(), 0);
        assert.equal(await window.titleAction('Compare with Deployed').count(), 0);
        await picture('preview-without-create');
        await page.keyboard.press('Escape');
        await window.diff.waitFor({ state: 'detached' });
        assert.equal(await window.tabs('sagemaker-preview').count(), 0);
        await window.titleAction('Create Model').waitFor();
      },
    ],
  ];
  return { window, tests, close: () => sagemaker.stop() };
}
