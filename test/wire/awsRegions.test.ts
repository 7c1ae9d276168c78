import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import * as aws from '../../client/aws';
import type { Failure } from '../../client/failure';
import { awsPlaces, FileChanges, fingerprintOf } from '../../client/fileChanges';
import { type Live, Session } from '../../client/session';
import { startRoles } from '../sagemaker/assumeRole';
import { startSageMaker } from '../sagemaker/server';

const home = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-regions-'));
const config = path.join(home, 'config');
const credentials = path.join(home, 'credentials');
const image = '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0';
/** A signal that never comes, of its own for each of many requests at once. */
const never = () => new AbortController().signal;
const arnIn = (region: string) => `arn:aws:sagemaker:${region}:111122223333:model/churn`;

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

function files(configText: string): void {
  writeFileSync(config, configText);
  writeFileSync(credentials, '[dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n');
}

const mfa =
  '[profile mfa]\nrole_arn = arn:aws:iam::111122223333:role/Admin\nsource_profile = dev\nmfa_serial = arn:aws:iam::111122223333:mfa/me\nregion = eu-west-1\n';

/** A session in front of a local SageMaker, and a person with an MFA device, whose code changes slower than they can type it. */
async function connected(t: TestContext, profile = 'mfa') {
  const sagemaker = await startSageMaker();
  const roles = await startRoles();
  t.after(() => Promise.all([sagemaker.stop(), roles.stop()]));
  process.env.AWS_ENDPOINT_URL_STS = roles.url;
  t.after(() => delete process.env.AWS_ENDPOINT_URL_STS);
  files(`${mfa}[profile dev]\nregion = eu-west-1\n`);
  let asked = 0;
  const chosen = { profile };
  const session = new Session({
    load: async () => aws,
    settings: () => ({ endpoint: sagemaker.url }),
    environment: {},
    chosen: { get: () => chosen, set: () => {} },
    log: () => {},
    mfaCode: async () => {
      asked++;
      await setTimeout(20);
      return '123456';
    },
  });
  await aws.profiles(true);
  for (const region of ['eu-west-1', 'us-east-1', 'us-west-2'])
    sagemaker.add({ region, request: { ModelName: 'churn', PrimaryContainer: { Image: 'r/i:1' } } });
  return { session, sagemaker, roles, asked: () => asked };
}

const describe = ({ models, region }: Live) =>
  models.describe('churn', never()).then((it) => assert.equal(it.ModelArn, arnIn(region)));

suite('the code of an MFA device', () => {
  test('is asked for once for all Regions, whatever is asked there, and how often', async (t) => {
    const { session, roles, asked } = await connected(t);
    const live = await session.live();
    assert.equal(await live.account(), '111122223333');
    for (const region of ['us-east-1', 'us-west-2', 'us-east-1', 'eu-west-1']) {
      const there = await session.elsewhere(region);
      await describe(there);
      await there.models.tags(arnIn(region), never());
    }
    assert.deepEqual([asked(), roles.codes], [1, ['123456']]);
  });
  test('is asked for once where several ask at once, in several Regions', async (t) => {
    const { session, asked } = await connected(t);
    const regions = ['eu-west-1', 'us-east-1', 'us-west-2', 'us-east-1', 'us-west-2', 'eu-west-1'];
    await Promise.all(regions.map(async (it) => describe(await session.elsewhere(it))));
    assert.equal(asked(), 1);
  });
  test('is asked for once more where several are told at once that the credentials have expired', async (t) => {
    const { session, sagemaker, roles, asked } = await connected(t);
    const live = await session.live();
    await describe(live);
    const key = sagemaker.requests.at(-1)?.accessKeyId ?? '';
    sagemaker.keys.set(key, { state: 'expired' });
    // As if the device showed another code by now.
    roles.codes.length = 0;
    const there = await session.elsewhere('us-east-1');
    await Promise.all([describe(live), describe(there), describe(live), describe(there)]);
    assert.equal(asked(), 2);
  });
  test('is not asked for again where a Region that is not enabled refuses the credentials', async (t) => {
    const { session, sagemaker, asked } = await connected(t);
    await describe(await session.live());
    const there = await session.elsewhere('us-east-1');
    for (let i = 0; i < 2; i++) {
      const message = 'The security token included in the request is invalid.';
      sagemaker.misbehave('DescribeModel', { error: 'UnrecognizedClientException', message });
      await assert.rejects(describe(there), (it: Failure) => it.kind === 'no-credentials');
    }
    await describe(await session.live());
    assert.equal(asked(), 1);
  });
});

/** What answers every request like a list of tags, and counts who is connected. */
async function counter(t: TestContext) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end('{"Tags":[]}');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  const connections = () =>
    new Promise<number>((resolve, reject) =>
      server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, connections };
}

/** Waits until a number is another, or a second is over. */
async function until(number: () => Promise<number>, wanted: number): Promise<number> {
  for (let left = 50; left > 0 && (await number()) !== wanted; left--) await setTimeout(20);
  return number();
}

suite('network connections', () => {
  const connect = (endpoint: string) => {
    files('[profile dev]\nregion = eu-west-1\n');
    const outside = { log: () => {}, mfaCode: async () => undefined };
    return aws.connect({ profile: 'dev', region: 'eu-west-1', endpoint }, outside, true);
  };
  test('are ended with the connection, in all Regions', async (t) => {
    const { url, connections } = await counter(t);
    for (let i = 0; i < 20; i++) {
      const models = await connect(url);
      const there = await models.in('us-east-1');
      await Promise.all([models, models, there, there].map((it) => it.tags(arnIn('eu-west-1'), never())));
      models.close();
      await there.tags(arnIn('us-east-1'), never());
    }
    assert.equal(await until(connections, 0), 0);
  });
  test('are kept while the connection is in use', async (t) => {
    const { url, connections } = await counter(t);
    const models = await connect(url);
    for (let i = 0; i < 20; i++) await models.tags(arnIn('eu-west-1'), never());
    assert.equal(await connections(), 1);
    models.close();
    assert.equal(await until(connections, 0), 0);
  });
  test('of a request that is under way stay until it is answered', async (t) => {
    const { sagemaker, session } = await connected(t, 'dev');
    const live = await session.live();
    sagemaker.misbehave('CreateModel', { late: 300 });
    const creating = live.models.create({ ModelName: 'late', PrimaryContainer: { Image: image } }, { signal: never() });
    while (!sagemaker.requests.some((it) => it.operation === 'CreateModel')) await setTimeout(10);
    session.dispose();
    assert.equal(await creating, 'arn:aws:sagemaker:eu-west-1:111122223333:model/late');
  });
  test('that were made to get credentials are ended as well', async (t) => {
    const { session, roles } = await connected(t);
    await describe(await session.live());
    assert.equal(await roles.connections(), 1);
    session.dispose();
    assert.equal(await until(roles.connections, 0), 0);
  });
});

suite('the AWS files', () => {
  /** Runs a program that gives credentials for three seconds beside a watcher of the files, and answers how often it ran. */
  async function runs(t: TestContext, write: string): Promise<number> {
    const sagemaker = await startSageMaker();
    t.after(() => sagemaker.stop());
    const script = path.join(home, 'program.sh');
    const log = path.join(home, 'runs');
    writeFileSync(log, '');
    const answer = '{"Version":1,"AccessKeyId":"AKIAIOSFODNN7EXAMPLE","SecretAccessKey":"secret"}';
    writeFileSync(script, `echo x >> ${log}\n${write}\necho '${answer}'\n`);
    files(`[profile program]\nregion = eu-west-1\ncredential_process = sh ${script}\n`);
    await aws.profiles(true);
    const chosen = { profile: 'program' };
    const changes = new FileChanges(
      () => fingerprintOf(awsPlaces(process.env)),
      () => void session.reread(),
      { settle: 20, grace: 200, calm: 300, most: 60_000 },
    );
    const session = new Session({
      load: async () => aws,
      settings: () => ({ endpoint: sagemaker.url }),
      environment: {},
      chosen: { get: () => chosen, set: () => {} },
      log: () => {},
      mfaCode: async () => undefined,
      readsCredentials: (reading) => changes.reads(reading),
    });
    session.onDidChange(() => changes.begin());
    const watcher = watch(home, () => changes.note());
    t.after(() => {
      watcher.close();
      changes.dispose();
      session.dispose();
    });
    await (await session.live()).account();
    await setTimeout(3000);
    return readFileSync(log, 'utf8').length / 2;
  }
  test('that a program touches whenever it runs make it run once', async (t) => {
    assert.equal(await runs(t, `touch ${credentials} ${config}`), 1);
  });
  test('that a program writes whenever it runs make it run no more than once again', async (t) => {
    assert.equal(await runs(t, `echo "# $(date +%N)" >> ${credentials}`), 2);
  });
});
