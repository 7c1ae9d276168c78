import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, type TestContext, test } from 'node:test';
import type { Models } from '../../aws/api';
import type { Failure } from '../../aws/failure';
import { asFailure } from '../../aws/sdk/errors';
import { connect, profiles } from '../../aws/sdk/index';
import { internalFailure, type SageMaker, startSageMaker, throttled } from '../sagemaker/server';
import { assertNames, naming } from '../support/facts';

const home = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-aws-'));
const config = path.join(home, 'config');
const credentials = path.join(home, 'credentials');
const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn';
const image = '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0';
const { signal } = new AbortController();

before(() => {
  for (const it of Object.keys(process.env))
    if (it.startsWith('AWS_') && !it.startsWith('AWS_SDK_JS')) delete process.env[it];
  Object.assign(process.env, {
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    AWS_EC2_METADATA_DISABLED: 'true',
  });
});
after(() => rmSync(home, { recursive: true }));

/** Writes the shared configuration files. */
function files(configText: string, credentialsText = ''): void {
  writeFileSync(config, configText);
  writeFileSync(credentials, credentialsText);
}

const key = (profile: string, id = 'AKIAIOSFODNN7EXAMPLE') =>
  `[${profile}]\naws_access_key_id = ${id}\naws_secret_access_key = secret\n`;

interface Connected {
  readonly sagemaker: SageMaker;
  readonly models: Models;
  readonly lines: string[];
}

async function connected(t: TestContext, profile = 'dev', more: { mfaCode?: string } = {}): Promise<Connected> {
  const sagemaker = await startSageMaker();
  t.after(() => sagemaker.stop());
  if (profile === 'dev') files('[profile dev]\nregion = eu-west-1\n', key('dev'));
  const lines: string[] = [];
  const outside = { log: (line: string) => void lines.push(line), mfaCode: async () => more.mfaCode };
  const known = (await profiles(true)).find((it) => it.name === profile);
  const wish = { profile, region: 'eu-west-1', endpoint: sagemaker.url, signIn: known?.signIn };
  return { sagemaker, models: await connect(wish, outside, true), lines };
}

/** How a call fails: its kind, its remedy, and what the person reads. */
async function failure(call: Promise<unknown>): Promise<Failure> {
  return call.then(
    () => assert.fail('It did not fail.'),
    (error) => error,
  );
}

suite('the door to AWS', () => {
  test('creates, describes and lists models', async (t) => {
    const { models } = await connected(t);
    assert.equal(await models.create({ ModelName: 'churn', PrimaryContainer: { Image: image } }, { signal }), arn);
    const answer = await models.describe('churn', signal);
    assert.equal(answer.ModelArn, arn);
    assert.equal(answer.EnableNetworkIsolation, false);
    assert.match(answer.CreationTime ?? '', /^\d{4}-\d\d-\d\dT/);
    assert.ok(!('$metadata' in answer));
    const { models: found, next } = await models.list({ sortBy: 'Name', order: 'Ascending' }, undefined, signal);
    assert.deepEqual(
      found.map((it) => [it.name, it.arn, it.created instanceof Date]),
      [['churn', arn, true]],
    );
    assert.equal(next, undefined);
  });
  test('gives the newest model packages, of groups and of none', async (t) => {
    const { models, sagemaker } = await connected(t);
    const at = (name: string, region = 'eu-west-1') => `arn:aws:sagemaker:${region}:111122223333:model-package/${name}`;
    sagemaker.packages.push(at('single'), at('churn/1'), at('churn/2'), at('churn/3', 'us-east-1'));
    assert.deepEqual(await models.packages(signal), [at('churn/2'), at('churn/1'), at('single')]);
  });
  test('gives all tags, however many pages they come in', async (t) => {
    const { sagemaker, models } = await connected(t);
    const Tags = Array.from({ length: 120 }, (_, i) => ({ Key: `k${i}`, Value: '' }));
    sagemaker.add({ request: { ModelName: 'churn', PrimaryContainer: { Image: image }, Tags } });
    assert.equal(new Set((await models.tags(arn, signal)).map((it) => it.Key)).size, 120);
    sagemaker.misbehave('ListTags', { sameToken: true }, Number.POSITIVE_INFINITY);
    assert.ok((await models.tags(arn, signal)).length >= 100);
  });
  test('gives tags, changes their values and takes them away', async (t) => {
    const { sagemaker, models } = await connected(t);
    const Tags = [
      { Key: 'team', Value: 'growth' },
      { Key: 'stage', Value: 'test' },
    ];
    sagemaker.add({ request: { ModelName: 'churn', PrimaryContainer: { Image: image }, Tags } });
    await models.tag(
      arn,
      [
        { Key: 'stage', Value: 'live' },
        { Key: 'owner', Value: '' },
      ],
      { signal },
    );
    await models.untag(arn, ['team'], { signal });
    assert.deepEqual(await models.tags(arn, signal), [
      { Key: 'owner', Value: '' },
      { Key: 'stage', Value: 'live' },
    ]);
    assert.equal((await failure(models.tag(`${arn}-2`, Tags, { signal }))).kind, 'not-found');
    assert.equal((await failure(models.untag(arn, [], { signal }))).kind, 'refused');
  });
  test('says what an endpoint configuration, an endpoint and an inference component run', async (t) => {
    const { sagemaker, models } = await connected(t);
    const variant = (ModelName?: string) => ({ VariantName: 'v', ModelName });
    const production = { ProductionVariants: [variant('a'), variant()], ShadowProductionVariants: [variant('b')] };
    sagemaker.deploy({ kind: 'endpoint-config', name: 'config', described: production });
    const moving = { EndpointConfigName: 'config', PendingDeploymentSummary: { EndpointConfigName: 'next' } };
    sagemaker.deploy({ kind: 'endpoint', name: 'endpoint', described: moving });
    const runs = { EndpointName: 'endpoint', Specification: { ModelName: 'c' }, Specifications: [{ ModelName: 'd' }] };
    sagemaker.deploy({ kind: 'inference-component', name: 'component', described: runs });
    assert.deepEqual(await models.endpointConfig('config', signal), ['a', 'b']);
    assert.deepEqual(await models.endpointConfigsOf('endpoint', signal), ['config', 'next']);
    assert.deepEqual(await models.component('component', signal), { models: ['c', 'd'], endpoint: 'endpoint' });
    for (const call of [models.endpointConfig, models.endpointConfigsOf, models.component])
      assert.equal((await failure(call('gone', signal))).kind, 'not-found');
  });
  test('lists what runs models page by page, of this region only', async (t) => {
    const { sagemaker, models } = await connected(t);
    for (let i = 0; i < 120; i++)
      for (const kind of ['endpoint-config', 'endpoint', 'inference-component'] as const)
        sagemaker.deploy({ kind, name: `${kind}-${i}`, described: {} });
    sagemaker.deploy({ kind: 'endpoint', name: 'far', region: 'us-east-1', described: {} });
    for (const list of [models.endpointConfigs, models.endpoints, models.components]) {
      const first = await list(undefined, signal);
      const second = await list(first.next, signal);
      assert.deepEqual([first.names.length, second.names.length, second.next], [100, 20, undefined]);
      assert.equal(new Set([...first.names, ...second.names]).size, 120);
    }
  });
  test('names what may not be asked of what runs models', async (t) => {
    const { sagemaker, models } = await connected(t);
    const denied = ['sagemaker:ListEndpoints', 'sagemaker:DescribeEndpointConfig'] as const;
    sagemaker.keys.set('AKIAIOSFODNN7EXAMPLE', { denied });
    assertNames((await failure(models.endpoints(undefined, signal))).message, naming('sagemaker:ListEndpoints'));
    const { message, said } = await failure(models.endpointConfig('config', signal));
    assertNames(message, naming('sagemaker:DescribeEndpointConfig'));
    assert.match(said ?? '', /:endpoint-config\/config because/);
  });
  test('asks at the address that it shows, for the account as well, and nowhere else', async (t) => {
    const { sagemaker, models } = await connected(t);
    assert.equal(models.endpoint, sagemaker.url);
    assert.equal(await models.account(signal), '111122223333');
    assert.deepEqual(
      sagemaker.requests.map((it) => it.operation),
      ['GetCallerIdentity'],
    );
  });
  test('knows the address of every partition without asking anyone', async () => {
    files('', key('dev'));
    const outside = { log: () => {}, mfaCode: async () => undefined };
    for (const [region, address] of [
      ['eu-west-1', 'https://api.sagemaker.eu-west-1.amazonaws.com'],
      ['cn-north-1', 'https://api.sagemaker.cn-north-1.amazonaws.com.cn'],
      ['us-gov-west-1', 'https://api.sagemaker.us-gov-west-1.amazonaws.com'],
    ] as const)
      assert.equal((await connect({ profile: 'dev', region }, outside, true)).endpoint, address);
  });
  test('takes the account from credentials that name it, and asks nobody', async (t) => {
    files('', `${key('named')}aws_account_id = 444455556666\n`);
    const { sagemaker, models } = await connected(t, 'named');
    assert.equal(await models.account(signal), '444455556666');
    assert.equal(sagemaker.requests.length, 0);
  });
  test('does not know the account where it may not ask, and nothing fails for that', async (t) => {
    const { sagemaker, models } = await connected(t);
    sagemaker.misbehave('GetCallerIdentity', { error: 'AccessDenied', message: 'no', status: 403 });
    assert.equal(await models.account(signal), undefined);
  });
  test('does not know the account where something else than STS answers, and keeps to SageMaker', async (t) => {
    const { sagemaker, models } = await connected(t);
    const message = 'Credential should be scoped to correct service.';
    sagemaker.misbehave('GetCallerIdentity', { error: 'SignatureDoesNotMatch', message, status: 403 }, 9);
    assert.equal(await models.account(signal), undefined);
    await models.list({ sortBy: 'Name', order: 'Ascending' }, undefined, signal);
  });
  test('logs no more than the first line of what is said, for a token may be in the others', async (t) => {
    const { sagemaker, models, lines } = await connected(t);
    const message = 'The request signature does not match.\n\nx-amz-security-token:IQoJb3JpZ2lu';
    sagemaker.misbehave('DescribeModel', { error: 'ValidationException', message }, 9);
    const { said } = await failure(models.describe('churn', signal));
    assert.ok(lines.length > 0 && lines.every((it) => !it.includes('IQoJb3JpZ2lu')));
    assertNames(said, naming('signature'));
  });
  test('says each request in one line', async (t) => {
    const { lines, models } = await connected(t);
    await failure(models.describe('churn', signal));
    await models.list({ sortBy: 'Name', order: 'Ascending' }, undefined, signal);
    assert.match(lines[0] ?? '', /^DescribeModel: ValidationException: Could not find model .* in \d+ ms, [0-9a-f-]+$/);
    assert.match(lines[1] ?? '', /^ListModels: answered in \d+ ms, [0-9a-f-]+$/);
    assert.ok(lines.every((it) => !it.includes('secret')));
  });
});

suite('what goes wrong with AWS has a kind, a sentence and a next step', () => {
  const cases: readonly (readonly [
    what: string,
    how: Parameters<SageMaker['misbehave']>[1],
    kind: string,
    remedy: string,
    sentence: RegExp,
  ])[] = [
    ['throttling', throttled, 'throttled', 'retry', /asked too often/],
    ['a fault of the service', internalFailure, 'unavailable', 'retry', /status 500/],
    ['a page of a proxy', { html: 502 }, 'unavailable', 'retry', /status 502/],
    [
      'a page in the place of an answer',
      { html: 200 },
      'wrong-endpoint',
      'openSettings',
      /127\.0\.0\.1.*not SageMaker/,
    ],
    ['a page of nobody', { html: 404 }, 'wrong-endpoint', 'openSettings', /status 404/],
    ['an answer that breaks off', { malformed: true }, 'wrong-endpoint', 'openSettings', /not SageMaker/],
    ['a connection that is reset', { reset: 'amid' }, 'offline', 'retry', /cannot be reached/],
    [
      'what may not be done',
      {
        error: 'AccessDeniedException',
        message:
          'User: arn:aws:iam::111122223333:user/dev is not authorized to perform: sagemaker:ListModels on resource: * because',
      },
      'denied',
      'chooseProfile',
      /do not allow sagemaker:ListModels/,
    ],
    [
      'keys that have expired',
      { error: 'ExpiredTokenException', message: 'expired' },
      'expired',
      'chooseProfile',
      /keys of profile dev/,
    ],
    [
      'keys that nobody knows',
      { error: 'UnrecognizedClientException', message: 'invalid' },
      'no-credentials',
      'chooseProfile',
      /does not accept the credentials of profile dev/,
    ],
    [
      'a clock that is wrong',
      { error: 'InvalidSignatureException', message: 'Signature expired: 1 is now earlier than 2' },
      'clock',
      'retry',
      /clock/,
    ],
    [
      'a quota',
      { error: 'ResourceLimitExceeded', message: 'The limit is 100.' },
      'limit',
      'showLog',
      /The limit is 100/,
    ],
    ['any other refusal', { error: 'ValidationException', message: 'Not this.' }, 'refused', 'showLog', /^Not this\.$/],
  ];
  for (const [what, how, kind, remedy, sentence] of cases)
    test(what, async (t) => {
      const { sagemaker, models } = await connected(t);
      sagemaker.misbehave('ListModels', how, Number.POSITIVE_INFINITY);
      const found = await failure(models.list({ sortBy: 'Name', order: 'Ascending' }, undefined, signal));
      assert.deepEqual([found.kind, found.remedy], [kind, remedy], found.message);
      assert.match(found.message, sentence);
    });
  test('a model that is not there, and one that is', async (t) => {
    const { models } = await connected(t);
    assert.equal((await failure(models.describe('churn', signal))).kind, 'not-found');
    const request = { ModelName: 'churn', PrimaryContainer: { Image: image } };
    await models.create(request, { signal });
    assert.equal((await failure(models.create(request, { signal }))).kind, 'exists');
  });
  test('nobody at the address', async (t) => {
    const { sagemaker, models } = await connected(t);
    await sagemaker.stop();
    const { kind, message, isAmbiguous } = await failure(models.describe('churn', signal));
    assert.equal(kind, 'offline');
    assertNames(message, naming('ECONNREFUSED'));
    assert.ok(!isAmbiguous);
  });
  test('a certificate that does not verify: names what to set', () => {
    for (const code of ['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED']) {
      const error = Object.assign(new Error('no'), { code });
      const found = asFailure(error, 'ListModels', { region: 'eu-west-1' }, 'https://proxy');
      assert.deepEqual([found.kind, found.remedy, found.isAmbiguous], ['certificate', 'openSettings', false]);
      assertNames(found.message, naming('ca_bundle AWS_CA_BUNDLE http.systemCertificates'));
    }
  });
  test('an address that is none', async () => {
    const outside = { log: () => {}, mfaCode: async () => undefined };
    const found = await failure(connect({ profile: 'dev', region: 'eu-west-1', endpoint: 'localhost' }, outside, true));
    assert.deepEqual([found.kind, found.remedy], ['wrong-endpoint', 'openSettings']);
  });
  test('a request that is stopped', async (t) => {
    const { sagemaker, models } = await connected(t);
    sagemaker.misbehave('DescribeModel', { silent: true });
    const controller = new AbortController();
    const asking = failure(models.describe('churn', controller.signal));
    controller.abort();
    assert.equal((await asking).kind, 'cancelled');
  });
});

suite('credentials', () => {
  test('that are refused are read again once, for they may have become better', async (t) => {
    const { sagemaker, models, lines } = await connected(t);
    assert.equal(await models.account(signal), '111122223333');
    sagemaker.keys.set('AKIAIOSFODNN7EXAMPLE', { state: 'expired' });
    files('[profile dev]\nregion = eu-west-1\n', key('dev', 'AKIAI44QH8DHBEXAMPLE'));
    await models.list({ sortBy: 'Name', order: 'Ascending' }, undefined, signal);
    assert.deepEqual(
      sagemaker.requests.map((it) => it.accessKeyId),
      ['AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE', 'AKIAI44QH8DHBEXAMPLE'],
    );
    assert.equal(lines.length, 3);
  });
  test('that are refused never lead to a change in another account: nothing is created unasked', async (t) => {
    const { sagemaker, models } = await connected(t);
    assert.equal(await models.account(signal), '111122223333');
    sagemaker.keys.set('AKIAIOSFODNN7EXAMPLE', { state: 'expired' });
    sagemaker.keys.set('AKIAOTHER', { account: '999988887777' });
    files('[profile dev]\nregion = eu-west-1\n', key('dev', 'AKIAOTHER'));
    const request = { ModelName: 'churn', PrimaryContainer: { Image: image } };
    assert.equal((await failure(models.create(request, { signal }))).kind, 'expired');
    assert.equal(sagemaker.models.size, 0);
  });
  test('of a command that hangs can be waited for no longer', async (t) => {
    files('[profile hangs]\ncredential_process = sleep 5\nregion = eu-west-1\n');
    const { models } = await connected(t, 'hangs');
    const controller = new AbortController();
    const began = Date.now();
    const asking = failure(models.describe('churn', controller.signal));
    setTimeout(() => controller.abort(), 50);
    assert.equal((await asking).kind, 'cancelled');
    assert.ok(Date.now() - began < 2000);
  });
  test('of a profile that is not there, of a command that fails, of a profile without any', async (t) => {
    const script = path.join(home, 'fails.sh');
    writeFileSync(script, '#!/bin/sh\necho "the vault is locked" >&2\nexit 3\n');
    chmodSync(script, 0o755);
    files(`[profile vault]\ncredential_process = ${script}\n[profile empty]\nregion = eu-west-1\n`);
    for (const [profile, sentence] of [
      ['nobody', /Profile nobody gives no credentials|no profile nobody/],
      ['vault', /credential_process of profile vault failed: the vault is locked/],
      ['empty', /profile empty/i],
    ] as const) {
      const { models } = await connected(t, profile);
      const found = await failure(models.describe('churn', signal));
      assert.equal(found.kind, 'no-credentials');
      assert.match(found.message, sentence);
    }
  });
  test('of an SSO session that has ended ask to sign in', async (t) => {
    files(
      '[profile sso]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Admin\nregion = eu-west-1\n[sso-session corp]\nsso_start_url = https://example.invalid/start\nsso_region = eu-west-1\n',
    );
    const { models } = await connected(t, 'sso');
    const found = await failure(models.describe('churn', signal));
    assert.deepEqual([found.kind, found.remedy], ['expired', 'signIn']);
    assert.match(found.message, /profile sso have expired/);
  });
  test('of a role that wants the code of an MFA device ask for it, and stop where none is given', async (t) => {
    files(
      '[profile mfa]\nrole_arn = arn:aws:iam::111122223333:role/Admin\nsource_profile = dev\nmfa_serial = arn:aws:iam::111122223333:mfa/me\nregion = eu-west-1\n',
      key('dev'),
    );
    const { models } = await connected(t, 'mfa');
    assert.equal((await failure(models.describe('churn', signal))).kind, 'cancelled');
  });
});

suite('profiles', () => {
  test('come with their region, their address for SageMaker, and how one signs in', async () => {
    files(
      '[default]\nregion = us-east-1\n[profile local]\nservices = local\nregion = eu-west-1\n[services local]\nsagemaker =\n  endpoint_url = http://127.0.0.1:4566\n[profile sso]\nsso_session = corp\n[profile role]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = sso\n[profile console]\nlogin_session = arn:aws:iam::111122223333:user/me\n',
      key('keys'),
    );
    assert.deepEqual(
      (await profiles(true)).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      [
        { name: 'console', region: undefined, endpoint: undefined, signIn: { how: 'login', profile: 'console' } },
        { name: 'default', region: 'us-east-1', endpoint: undefined, signIn: undefined },
        { name: 'keys', region: undefined, endpoint: undefined, signIn: undefined },
        { name: 'local', region: 'eu-west-1', endpoint: 'http://127.0.0.1:4566', signIn: undefined },
        {
          name: 'role',
          region: undefined,
          endpoint: undefined,
          signIn: { how: 'sso', profile: 'sso' },
        },
        { name: 'sso', region: undefined, endpoint: undefined, signIn: { how: 'sso', profile: 'sso' } },
      ],
    );
  });
  test('are none where there are no files', async () => {
    rmSync(config);
    rmSync(credentials);
    assert.deepEqual(await profiles(true), []);
  });
});
