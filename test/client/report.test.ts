import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Models } from '../../aws/api';
import type { Target } from '../../aws/modelTarget';
import { follow, linkedModel, linkTo } from '../../client/features/models/links';
import { copyReport, reportText } from '../../client/features/report/copyReport';
import { whereIs } from '../../client/models/locate';
import { withRemedies } from '../../client/ui/recoveryActions';
import { assertNames, naming } from '../support/facts';
import { arnOf, models, person, world } from './fakes';

const facts = {
  version: '1.2.3',
  editor: '1.139.1, a | b',
  language: 'en',
  isTrusted: true,
  folders: 1,
  server: 'Running, 1.2.3',
  definitions: { open: 2, inWorkspace: 5 },
  connection: {
    profile: { value: 'acme-payments', source: 'setting' },
    region: { value: 'eu-west-1', source: 'profile' },
    endpoint: { value: 'https://sagemaker.acme.example', source: 'environment' },
    profileExists: true,
  },
  isAccountKnown: true,
  settings: {
    profile: 'acme-payments',
    endpoint: 'https://sagemaker.acme.example',
    exclude: ['acme'],
    rules: { 'latest-tag': 'off', 's3://acme-secrets/x': 'off' },
    region: '111122223333',
  },
  rules: ['latest-tag', 'unknown-member'],
  variables: ['AWS_PROFILE', 'AWS_PROFILE_ACME', 'ACME_HOME', 'https_proxy'],
} as const;

suite('a diagnostics report', () => {
  test('tells what somebody who helps has to know, and neither whose account it is nor as whom or on what somebody works', () => {
    const text = reportText(facts);
    for (const it of [
      '1.2.3',
      'a \\| b',
      '2 open, 5 in the workspace',
      'eu-west-1, profile',
      '| AWS_PROFILE, https_proxy |',
      '"latest-tag": "off"',
    ])
      assert.ok(text.includes(it), `${it} is not in\n${text}`);
    assert.doesNotMatch(text, /acme|\d{12}/i);
    assert.match(text, /"profile": "set"/);
  });
  test('says where AWS was not asked', () => {
    assertNames(reportText({ ...facts, connection: undefined }), naming('Connection'));
  });
  test('goes into the clipboard', async () => {
    const ui = person();
    await copyReport(ui, facts);
    assert.deepEqual(ui.copied, [reportText(facts)]);
    assertNames(ui.told.join(), naming('through'));
  });
});

suite('a link to a model', () => {
  const arn = arnOf('churn');
  test('leads back to that model', () => {
    const { path, query } = splitLink(linkTo(arn, 'vscode', 'own.extension'));
    assert.deepEqual(linkedModel({ path, query }), {
      name: 'churn',
      region: 'eu-west-1',
      account: '111122223333',
      arn,
    });
  });
  for (const [path, query] of [
    ['/model', ''],
    ['/model', 'arn=arn:aws:iam::111122223333:role/x'],
    ['/model', 'arn=churn'],
    ['/create', `arn=${arn}`],
    ['/model', `arn=${arn}/../x`],
  ] as const)
    test(`is refused where it names no model: ${path}?${query}`, () => {
      assertNames(String(linkedModel({ path, query })), naming('model'));
    });
});

suite('following a link', () => {
  /** What is asked of an account, and which rows are shown, after a link was followed. */
  async function followed(link: { path: string; query: string }, account: Models) {
    const { session } = world(account);
    const ui = person();
    const revealed: string[] = [];
    const show = (model: Target) =>
      withRemedies(ui, async () => {
        const { models, signal } = await whereIs(session, model);
        await models.describe(model.name, signal);
        return true;
      }).then((it) => it === true);
    await follow(ui, show, async (arn) => void revealed.push(arn), link);
    return { told: ui.told.join(), revealed };
  }
  const to = (arn: string) => splitLink(linkTo(arn, 'vscode', 'own.extension'));
  test('shows the model and its row', async () => {
    const account = models();
    account.there.set('churn', { ModelName: 'churn', ModelArn: arnOf('churn') });
    assert.deepEqual(await followed(to(arnOf('churn')), account), { told: '', revealed: [arnOf('churn')] });
  });
  test('ends where it leads to another account, or to nothing', async () => {
    const stranger = arnOf('churn').replace('111122223333', '999988887777');
    const refused = await followed(to(stranger), models());
    assert.match(refused.told, /in account 999988887777/);
    assert.deepEqual(refused.revealed, []);
    assert.deepEqual((await followed(to(arnOf('churn')), models())).revealed, []);
    assertNames((await followed({ path: '/create', query: '' }, models())).told, naming('model'));
  });
});

function splitLink(link: string) {
  const { pathname: path, search } = new URL(link);
  return { path, query: search.slice(1) };
}
