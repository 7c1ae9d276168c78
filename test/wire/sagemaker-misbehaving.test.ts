import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import {
  CreateModelCommand,
  DeleteModelCommand,
  ListModelsCommand,
  paginateListModels,
  ResourceLimitExceeded,
} from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import { clientOf, post, stsClientOf } from '../sagemaker/clients';
import { internalFailure, type Misbehaviour, startSageMaker, throttled, unavailable } from '../sagemaker/server';
import { arn, churn, named, refused, start } from './sagemaker';

suite('a SageMaker that misbehaves', () => {
  const create = () => new CreateModelCommand(churn);
  const failing = async (t: TestContext, how: Misbehaviour) => {
    const { sagemaker, client } = await start(t);
    sagemaker.misbehave('CreateModel', how);
    const error = await refused(client.send(create()));
    return { ...error, name: error.name, message: error.message, error, made: sagemaker.models.size, sagemaker };
  };
  test('throttles', async (t) => {
    const { name, message, $metadata, made } = await failing(t, throttled);
    assert.deepEqual([name, message, $metadata.httpStatusCode], ['ThrottlingException', 'Rate exceeded', 400]);
    assert.equal(made, 0);
  });
  test('fails with 500 and 503', async (t) => {
    const internal = await failing(t, internalFailure);
    assert.deepEqual([internal.name, internal.$metadata.httpStatusCode], ['InternalFailure', 500]);
    const busy = await failing(t, unavailable);
    assert.deepEqual([busy.name, busy.$metadata.httpStatusCode], ['ServiceUnavailable', 503]);
  });
  test('says any error, a declared one with its text in Message', async (t) => {
    const how = { error: 'ResourceLimitExceeded', message: 'The account-level service limit is 0.' };
    const { error, message, sagemaker } = await failing(t, how);
    assert.ok(error instanceof ResourceLimitExceeded);
    assert.equal(message, how.message);
    sagemaker.misbehave('CreateModel', how);
    const { text } = await post(sagemaker, 'CreateModel', '{}');
    assert.deepEqual(JSON.parse(text), { __type: how.error, Message: how.message });
  });
  test('is retried by the SDK three times in all, and recovers', async (t) => {
    const { sagemaker } = await start(t);
    const retryStrategy = new ConfiguredRetryStrategy(3, 1);
    const client = clientOf(sagemaker, { maxAttempts: 3, retryStrategy });
    for (const how of [throttled, internalFailure]) sagemaker.misbehave('CreateModel', how);
    const { $metadata } = await client.send(create());
    assert.equal($metadata.attempts, 3);
    assert.deepEqual(
      sagemaker.requests.map((it) => it.headers['amz-sdk-request']),
      ['attempt=1; max=3', 'attempt=2; max=3', 'attempt=3; max=3'],
    );
    sagemaker.misbehave('any', unavailable, Number.POSITIVE_INFINITY);
    const error = await refused(client.send(new DeleteModelCommand({ ModelName: 'churn' })));
    assert.equal(error.$metadata.attempts, 3);
  });
  test('hides behind a proxy, of whose page the SDK makes a SyntaxError with the status', async (t) => {
    for (const html of [502, 200]) {
      const { name, $metadata, made } = await failing(t, { html });
      assert.deepEqual([name, $metadata.httpStatusCode], ['SyntaxError', html]);
      assert.equal($metadata.requestId, undefined);
      assert.equal(made, 0);
    }
  });
  test('resets the connection before it reads, amid the answer, or when all is done', async (t) => {
    const before = await failing(t, { reset: 'before' });
    assert.match(before.message, /ECONNRESET|EPIPE|socket hang up/);
    assert.equal(before.made, 0);
    assert.equal(before.sagemaker.requests[0]?.operation, 'CreateModel');
    assert.equal(before.sagemaker.requests[0]?.body, undefined);
    const amid = await failing(t, { reset: 'amid' });
    assert.match(amid.message, /aborted/);
    assert.equal(amid.made, 1);
    const after = await failing(t, { reset: 'after' });
    assert.match(after.message, /ECONNRESET|EPIPE|socket hang up/);
    assert.equal(after.made, 1);
    assert.deepEqual(after.sagemaker.requests[0]?.body, churn);
  });
  test('makes the SDK create twice, and be refused, where the answer was lost', async (t) => {
    const { sagemaker } = await start(t);
    const client = clientOf(sagemaker, { retryStrategy: new ConfiguredRetryStrategy(2, 1) });
    sagemaker.misbehave('CreateModel', { reset: 'after' });
    assert.equal((await refused(client.send(create()))).message, `Cannot create already existing model "${arn}".`);
    assert.equal(sagemaker.requests.length, 2);
  });
  test('never answers, though it did what it was asked', async (t) => {
    const { sagemaker, client } = await start(t);
    sagemaker.misbehave('CreateModel', { silent: true });
    const { name } = await refused(client.send(create(), { abortSignal: AbortSignal.timeout(30) }));
    assert.equal(name, 'AbortError');
    assert.equal(sagemaker.models.size, 1);
  });
  test('lets go of those it has not answered when it stops', async () => {
    const sagemaker = await startSageMaker();
    sagemaker.misbehave('any', { silent: true });
    const call = refused(clientOf(sagemaker).send(create()));
    while (sagemaker.requests.length === 0) await new Promise(setImmediate);
    await sagemaker.stop();
    assert.match((await call).message, /ECONNRESET|EPIPE|socket hang up/);
  });
  test('answers late', async (t) => {
    const { sagemaker, client } = await start(t);
    sagemaker.misbehave('CreateModel', { late: 20 });
    const begin = performance.now();
    assert.equal((await client.send(create())).ModelArn, arn);
    assert.ok(performance.now() - begin >= 19);
  });
  test('answers with JSON that breaks off', async (t) => {
    const { name, $metadata, made } = await failing(t, { malformed: true });
    assert.deepEqual([name, $metadata.httpStatusCode], ['SyntaxError', 200]);
    assert.equal(made, 1);
  });
  test('gives one and the same token for ever, and the SDK follows it', async (t) => {
    const { sagemaker, client } = await start(t, { models: named('a', 'b', 'c') });
    sagemaker.misbehave('ListModels', { sameToken: true }, Number.POSITIVE_INFINITY);
    const pages: unknown[] = [];
    const tokens = new Set<unknown>();
    for await (const { Models, NextToken } of paginateListModels({ client, pageSize: 2 }, {})) {
      pages.push(Models?.map((it) => it.ModelName).join(''));
      tokens.add(NextToken);
      if (pages.length === 5) break;
    }
    assert.deepEqual(pages, ['ab', 'ab', 'ab', 'ab', 'ab']);
    assert.equal(tokens.size, 1);
  });
  test('gives empty pages with tokens before those that hold something', async (t) => {
    const { sagemaker, client } = await start(t, { models: named('a', 'b', 'c') });
    sagemaker.misbehave('ListModels', { emptyPage: true }, 3);
    const pages: unknown[] = [];
    const tokens = new Set<unknown>();
    for await (const { Models, NextToken } of paginateListModels({ client, pageSize: 2 }, {})) {
      pages.push(Models?.map((it) => it.ModelName).join(''));
      tokens.add(NextToken);
    }
    assert.deepEqual(pages, ['', '', '', 'ab', 'c']);
    assert.equal(tokens.size, 5);
  });
  test('does so as often as it was told, with the operation it was told, until told to behave', async (t) => {
    const { sagemaker, client } = await start(t);
    const list = () => client.send(new ListModelsCommand());
    sagemaker.misbehave('ListModels', throttled, 2);
    await client.send(create());
    assert.equal((await refused(list())).name, 'ThrottlingException');
    assert.equal((await refused(list())).name, 'ThrottlingException');
    await list();
    sagemaker.misbehave('any', unavailable, Number.POSITIVE_INFINITY);
    assert.equal((await refused(list())).name, 'ServiceUnavailable');
    assert.match((await refused(stsClientOf(sagemaker).send(new GetCallerIdentityCommand()))).name, /Unavailable/);
    sagemaker.behave();
    await list();
  });
});
