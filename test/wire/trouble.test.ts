import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, type TestContext, test } from 'node:test';
import type { Models, Query } from '../../aws/api';
import { isFailure } from '../../aws/failure';
import { ModelPager } from '../../aws/modelPager';
import { connect } from '../../aws/sdk/index';
import { create } from '../../client/features/create/createModel';
import type { CreateHost } from '../../client/features/create/host';
import { eventsOf, noting, person, world } from '../client/fakes';
import { seedModels } from '../sagemaker/seed';
import { internalFailure, type Misbehaviour, type SageMaker, startSageMaker, throttled } from '../sagemaker/server';
import { assertNames, naming } from '../support/facts';

const folder = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-trouble-'));
const request = {
  ModelName: 'churn',
  PrimaryContainer: { Image: '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0' },
};
const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn';
const byName: Query = { sortBy: 'Name', order: 'Ascending' };
const ever = Number.POSITIVE_INFINITY;
const { signal } = new AbortController();

before(() => {
  const [AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE] = [
    path.join(folder, 'config'),
    path.join(folder, 'credentials'),
  ];
  writeFileSync(AWS_CONFIG_FILE, '[profile dev]\nregion = eu-west-1\n');
  writeFileSync(AWS_SHARED_CREDENTIALS_FILE, '[dev]\naws_access_key_id = AKIADEV\naws_secret_access_key = secret\n');
  Object.assign(process.env, { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, AWS_EC2_METADATA_DISABLED: 'true' });
});
after(() => rmSync(folder, { recursive: true }));

/** @param patience how long an answer is waited for, in milliseconds */
async function connected(
  t: TestContext,
  now?: () => number,
  patience = 300,
): Promise<{ sagemaker: SageMaker; models: Models }> {
  const sagemaker = await startSageMaker({ now });
  t.after(() => sagemaker.stop());
  const wish = { profile: 'dev', region: 'eu-west-1', endpoint: sagemaker.url };
  const limits = { connectionTimeout: patience, requestTimeout: patience };
  const outside = { log: () => {}, mfaCode: async () => undefined };
  return { sagemaker, models: await connect(wish, outside, true, limits) };
}

/** What a person is told when they create a model, and whether one is there and how often it was asked for. */
async function creating(t: TestContext, how: Misbehaviour, times = 1, now?: () => number) {
  const { sagemaker, models } = await connected(t, now);
  sagemaker.misbehave('CreateModel', how, times);
  const ui = person();
  const means: CreateHost = {
    ui,
    session: world(models).session,
    definition: () => ({ text: JSON.stringify(request), version: 1 }),
    problems: async () => ({ version: 1, problems: [] }),
    revealFirstError: async () => {},
    events: eventsOf(),
    describe: async () => {},
    compare: async () => {},
    mark: async (refusal) => void ui.told.push(`marked: ${refusal}`),
    pending: () => noting([]),
    rename: async () => false,
    rescue: async () => {},
    wait: async () => {},
  };
  const found = await create(means);
  const sent = sagemaker.requests.filter((it) => it.operation === 'CreateModel').length;
  return { told: ui.told, attempts: ui.attempts, sent, isThere: sagemaker.models.has(arn), arn: found };
}

suite('creating a model while something goes wrong', () => {
  const passes: readonly (readonly [what: string, how: Misbehaviour])[] = [
    ['throttled once', throttled],
    ['a fault that passes', internalFailure],
    ['a connection that is reset before the request is taken', { reset: 'before' }],
  ];
  for (const [what, how] of passes)
    test(`${what}: the person sees a second attempt, and the model`, async (t) => {
      const it = await creating(t, how);
      assert.deepEqual([it.arn, it.told, it.attempts], [arn, [`Created ${arn}`], [2]]);
    });
  test('throttled again and again: nothing was created, and that is said', async (t) => {
    const it = await creating(t, throttled, ever);
    assert.equal(it.isThere, false);
    assertNames(it.told[0] ?? '', naming('asked'));
    assert.deepEqual(it.attempts, [2, 3]);
  });
  const taken: readonly (readonly [what: string, how: Misbehaviour])[] = [
    ['a connection that is reset after the request was taken', { reset: 'after' }],
    ['a connection that is reset amid the answer', { reset: 'amid' }],
    ['silence', { silent: true }],
    ['an answer that is no JSON', { malformed: true }],
  ];
  for (const [what, how] of taken)
    for (const times of [1, ever])
      test(`${what}, ${times === 1 ? 'once' : 'for ever'}: the model is there, once, and that is said`, async (t) => {
        const it = await creating(t, how, times);
        assert.deepEqual([it.arn, it.told, it.isThere], [arn, [`Created ${arn}`], true]);
      });
  const never: readonly (readonly [what: string, how: Misbehaviour, sentence: RegExp])[] = [
    ['a fault that stays', internalFailure, /^No model was created\. SageMaker has a fault of its own \(status 500\)/],
    ['a page of a proxy', { html: 502 }, /^No model was created\. SageMaker has a fault of its own \(status 502\)/],
    ['a page in the place of the answer', { html: 200 }, /^No model was created\. What answers at .* is not SageMaker/],
  ];
  for (const [what, how, sentence] of never)
    test(`${what}: AWS is asked, and that there is none is said`, async (t) => {
      const it = await creating(t, how, ever);
      assert.deepEqual([it.arn, it.isThere], [undefined, false]);
      assert.match(it.told[0] ?? '', sentence);
      assert.equal(it.told.length, 1);
    });
  test('a clock that is off: says so', async (t) => {
    const it = await creating(
      t,
      { error: 'InvalidSignatureException', message: 'Signature expired: a is now earlier than b' },
      ever,
    );
    assert.match(it.told[0] ?? '', /clock/);
  });
  test('a clock that is an hour off: the SDK learns the right time from the refusal, and the model is made', async (t) => {
    const it = await creating(t, throttled, 0, () => Date.now() + 3_600_000);
    assert.equal(it.isThere, true);
  });
  test('a refusal: it is marked, and said', async (t) => {
    const message = 'RoleArn: Cross-account pass role is not allowed.';
    const it = await creating(t, { error: 'ValidationException', message });
    assertNames(it.told, [`marked: ${message}`, naming(`${message}`)]);
    assert.equal(it.sent, 1);
  });
});

suite('listing models while something goes wrong', () => {
  const seeds = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      request: { ...request, ModelName: `m-${String(i).padStart(5, '0')}` },
    }));
  test('keys that expire amid the list: what was found stays, and it goes on once they are renewed', async (t) => {
    const { sagemaker, models } = await connected(t);
    for (const it of seeds(250)) sagemaker.add(it);
    const listing = new ModelPager(models, byName);
    await listing.more(signal);
    sagemaker.keys.set('AKIADEV', { state: 'expired' });
    const failure = await listing.more(signal).catch((error) => error);
    assert.ok(isFailure(failure) && failure.kind === 'expired');
    assertNames(failure.message, naming('dev'));
    assert.equal(listing.models.length, 100);
    sagemaker.keys.clear();
    while (listing.hasMore) await listing.more(signal);
    assert.equal(listing.models.length, 250);
  });
  test('a token that comes again ends the list', async (t) => {
    const { sagemaker, models } = await connected(t);
    for (const it of seeds(250)) sagemaker.add(it);
    sagemaker.misbehave('ListModels', { sameToken: true }, ever);
    const listing = new ModelPager(models, byName);
    for (let i = 0; i < 10 && listing.hasMore; i++) await listing.more(signal);
    assert.equal(listing.hasMore, false);
    assert.ok(sagemaker.requests.length <= 3);
  });
  test('a hundred empty pages: twenty at a time, and the person says when to go on', async (t) => {
    const { sagemaker, models } = await connected(t);
    for (const it of seedModels('eu-west-1', new Date())) sagemaker.add(it);
    sagemaker.misbehave('ListModels', { emptyPage: true }, 100);
    const listing = new ModelPager(models, byName);
    await listing.more(signal);
    assert.ok(listing.scanned <= 20);
    for (let i = 0; i < 10 && listing.models.length === 0 && listing.hasMore; i++) await listing.more(signal);
    assert.ok(listing.models.length > 0 || !listing.hasMore);
  });
  test('10,000 models: a hundred pages, each asked for once', async (t) => {
    // A page that is cut of so many takes its time on a busy machine, and one that is late is asked for again.
    const { sagemaker, models } = await connected(t, undefined, 30_000);
    for (const it of seeds(10_000)) sagemaker.add(it);
    const listing = new ModelPager(models, byName);
    while (listing.hasMore) await listing.more(signal);
    assert.equal(listing.models.length, 10_000);
    assert.equal(sagemaker.requests.length, 100);
  });
  test('a connection that is left amid a page ends without a word to the person', async (t) => {
    const { sagemaker, models } = await connected(t);
    sagemaker.misbehave('ListModels', { silent: true });
    const leaving = new AbortController();
    const listing = new ModelPager(models, byName).more(leaving.signal).catch((error) => error);
    leaving.abort();
    const failure = await listing;
    assert.ok(isFailure(failure) && failure.kind === 'cancelled');
  });
});
