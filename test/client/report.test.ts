import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { copyReport, report } from '../../client/commands/copyReport';
import { linkedModel, linkTo } from '../../client/links';
import { arnOf, person } from './fakes';

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
    rules: { 'latest-tag': 'off' },
    region: '111122223333',
  },
  variables: ['AWS_PROFILE'],
} as const;

suite('a diagnostics report', () => {
  test('tells what a helper has to know, and neither whose account it is nor as whom or on what somebody works', () => {
    const text = report(facts);
    for (const it of [
      '1.2.3',
      'a \\| b',
      '2 open, 5 in the workspace',
      'eu-west-1, profile',
      'AWS_PROFILE',
      '"latest-tag": "off"',
    ])
      assert.ok(text.includes(it), `${it} is not in\n${text}`);
    assert.doesNotMatch(text, /acme|\d{12}/);
    assert.match(text, /"profile": "set"/);
  });
  test('says where AWS was not asked', () => {
    assert.match(report({ ...facts, connection: undefined }), /\| Connection \| AWS was not asked \|/);
  });
  test('goes into the clipboard', async () => {
    const ui = person();
    await copyReport(ui, facts);
    assert.deepEqual(ui.copied, [report(facts)]);
    assert.match(ui.told.join(), /look through it all the same/);
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
      assert.match(String(linkedModel({ path, query })), /^This link does not name a model/);
    });
});

function splitLink(link: string) {
  const { pathname: path, search } = new URL(link);
  return { path, query: search.slice(1) };
}
