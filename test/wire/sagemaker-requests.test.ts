import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import {
  AddTagsCommand,
  CreateModelCommand,
  type CreateModelInput,
  DeleteModelCommand,
  DescribeModelCommand,
  ListModelsCommand,
  SageMakerServiceException,
} from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { clientOf, post, stsClientOf } from '../sagemaker/clients';
import { throttled } from '../sagemaker/server';
import { arn, churn, image, refused, role, start } from './sagemaker';

suite('a request to SageMaker', () => {
  test('is a signed POST of JSON that names its operation in a header', async (t) => {
    const { sagemaker, client } = await start(t);
    await client.send(new CreateModelCommand(churn));
    const [{ operation, region, accessKeyId, body, headers } = assert.fail()] = sagemaker.requests;
    assert.deepEqual(
      { operation, region, accessKeyId, body },
      { operation: 'CreateModel', region: 'eu-west-1', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', body: churn },
    );
    assert.equal(headers['content-type'], 'application/x-amz-json-1.1');
    assert.equal(headers['x-amz-target'], 'SageMaker.CreateModel');
    assert.match(headers.authorization ?? '', /^AWS4-HMAC-SHA256 .*\/eu-west-1\/sagemaker\/aws4_request/);
    assert.match(String(headers['x-amz-date']), /^\d{8}T\d{6}Z$/);
    assert.match(String(headers['x-amz-content-sha256']), /^[0-9a-f]{64}$/);
    assert.match(String(headers['amz-sdk-invocation-id']), /^[0-9a-f-]{36}$/);
    assert.equal(headers['amz-sdk-request'], 'attempt=1; max=1');
  });
  test('leaves the SDK without unknown and null members, but with wrong types and without required ones', async (t) => {
    const { sagemaker, client } = await start(t);
    const Environment = { WORKERS: 4 };
    const PrimaryContainer = { Image: image, Img: image, Mode: null, Environment };
    const request: object = { PrimaryContainer, $schema: 'x', Tags: null };
    await refused(client.send(new CreateModelCommand(request as CreateModelInput)));
    assert.deepEqual(sagemaker.requests[0]?.body, { PrimaryContainer: { Image: image, Environment } });
  });
  test('with a wrong JSON type is refused before anything else is looked at', async (t) => {
    const { client } = await start(t);
    const wrong = async (members: object) => {
      const { name, message } = await refused(client.send(new CreateModelCommand(members as CreateModelInput)));
      assert.equal(name, 'SerializationException');
      return message;
    };
    assert.equal(
      await wrong({ PrimaryContainer: { Environment: { WORKERS: 4 } } }),
      'NUMBER_VALUE can not be converted to a String',
    );
    assert.equal(await wrong({ EnableNetworkIsolation: 'true' }), 'STRING_VALUE can not be converted to a Boolean');
    assert.equal(await wrong({ ModelName: true }), 'TRUE_VALUE can not be converted to a String');
    assert.equal(await wrong({ Tags: { team: 'a' } }), 'START_OBJECT can not be converted to a List');
  });
  test('of which no JSON can be made is refused too', async (t) => {
    const { sagemaker } = await start(t);
    const { status, text } = await post(sagemaker, 'CreateModel', '{ "ModelName": ');
    assert.equal(status, 400);
    assert.equal(JSON.parse(text).__type, 'SerializationException');
    assert.equal(sagemaker.requests[0]?.body, '{ "ModelName": ');
  });
  test('may have members that the service does not know: it ignores them, and null', async (t) => {
    const { sagemaker } = await start(t);
    const { status } = await post(sagemaker, 'CreateModel', JSON.stringify({ ...churn, Newer: { A: 1 }, Tags: null }));
    assert.equal(status, 200);
    assert.deepEqual(sagemaker.models.get(arn)?.request, churn);
  });
  test('for an operation that the service does not have is refused', async (t) => {
    const { sagemaker } = await start(t);
    const { status, text } = await post(sagemaker, 'UpdateModel', '{}');
    assert.equal(status, 400);
    assert.equal(JSON.parse(text).__type, 'UnknownOperationException');
  });
});

suite('an answer of SageMaker', () => {
  test('has an id, whether it is a result or an error', async (t) => {
    const { sagemaker, client } = await start(t);
    const { $metadata } = await client.send(new CreateModelCommand(churn));
    const error = await refused(client.send(new CreateModelCommand(churn)));
    const plain = await post(sagemaker, 'ListModels', '{}');
    const ids = [$metadata.requestId, error.$metadata.requestId, plain.headers.get('x-amzn-requestid')];
    for (const id of ids) assert.match(id ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(new Set(ids).size, 3);
  });
  test('has times as seconds with a fraction, like the request', async (t) => {
    const { sagemaker, client } = await start(t);
    sagemaker.add({ request: churn, created: new Date(1_700_000_000_500) });
    const { text } = await post(sagemaker, 'DescribeModel', '{"ModelName":"churn"}');
    assert.equal(JSON.parse(text).CreationTime, 1_700_000_000.5);
    const after = new Date(1_700_000_000_500);
    const { Models } = await client.send(new ListModelsCommand({ CreationTimeAfter: after }));
    assert.deepEqual(Models?.[0]?.CreationTime, after);
    assert.deepEqual(sagemaker.requests.at(-1)?.body, { CreationTimeAfter: 1_700_000_000.5 });
  });
  test('is empty to DeleteModel, and the ARN to CreateModel', async (t) => {
    const { sagemaker, client } = await start(t);
    assert.equal((await client.send(new CreateModelCommand(churn))).ModelArn, arn);
    const { status, text } = await post(sagemaker, 'DeleteModel', '{"ModelName":"churn"}');
    assert.deepEqual({ status, text }, { status: 200, text: '' });
    assert.equal(sagemaker.models.size, 0);
    sagemaker.add({ request: churn });
    await client.send(new DeleteModelCommand({ ModelName: 'churn' }));
    assert.equal(sagemaker.models.size, 0);
  });
  test('is an undeclared ValidationException where a name is taken or nobody has it', async (t) => {
    const { client } = await start(t);
    const ModelName = 'churn';
    const describing = client.send(new DescribeModelCommand({ ModelName }));
    for (const call of [describing, client.send(new DeleteModelCommand({ ModelName }))]) {
      const missing = await refused(call);
      assert.equal(missing.name, 'ValidationException');
      assert.equal(missing.message, `Could not find model "${arn}".`);
    }
    await client.send(new CreateModelCommand(churn));
    const taken = await refused(client.send(new CreateModelCommand(churn)));
    assert.equal(taken.name, 'ValidationException');
    assert.equal(taken.message, `Cannot create already existing model "${arn}".`);
    assert.equal(taken.$metadata.httpStatusCode, 400);
    assert.ok(taken instanceof SageMakerServiceException);
    assert.equal(taken.constructor, SageMakerServiceException);
  });
});

suite('who asks SageMaker', () => {
  const asked = async (t: TestContext, key: string, state?: 'expired' | 'unknown') => {
    const { sagemaker } = await start(t);
    sagemaker.keys.set('AKIABAD', { state });
    const client = clientOf(sagemaker, { credentials: { accessKeyId: key, secretAccessKey: 's' } });
    return refused(client.send(new DescribeModelCommand({ ModelName: 'churn' })));
  };
  test('must sign', async (t) => {
    const { sagemaker } = await start(t);
    const client = clientOf(sagemaker, { signer: { sign: async (request) => request } });
    const { name, $metadata } = await refused(client.send(new ListModelsCommand()));
    assert.equal(name, 'MissingAuthenticationTokenException');
    assert.equal($metadata.httpStatusCode, 400);
  });
  test('must have a key that is known and has not expired', async (t) => {
    const expired = await asked(t, 'AKIABAD', 'expired');
    assert.equal(expired.name, 'ExpiredTokenException');
    assert.equal(expired.message, 'The security token included in the request is expired');
    const unknown = await asked(t, 'AKIABAD', 'unknown');
    assert.equal(unknown.name, 'UnrecognizedClientException');
    assert.equal(unknown.message, 'The security token included in the request is invalid.');
    assert.equal((await asked(t, 'AKIAGOOD', 'unknown')).name, 'ValidationException');
  });
  test('must have a clock that is right to a quarter of an hour', async (t) => {
    const time = Date.parse('2026-11-01T12:00:00Z');
    const { sagemaker } = await start(t, { now: () => time });
    const signedAt = (at: number) => {
      const client = clientOf(sagemaker, { systemClockOffset: at - Date.now() });
      return client.send(new ListModelsCommand());
    };
    const late = await refused(signedAt(time - 16 * 60_000));
    assert.equal(late.name, 'InvalidSignatureException');
    assert.match(
      late.message,
      /^Signature expired: 20261101T114[34]\d\dZ is now earlier than 20261101T114500Z \(20261101T120000Z - 15 min\.\)$/,
    );
    const early = await refused(signedAt(time + 17 * 60_000));
    assert.match(
      early.message,
      /^Signature not yet current: 20261101T121[67]\d\dZ is still later than 20261101T121500Z \(20261101T120000Z \+ 15 min\.\)$/,
    );
    await signedAt(time - 14 * 60_000);
  });
  test('may do only what a policy allows', async (t) => {
    const { sagemaker, client } = await start(t);
    const denied = async (action: 'CreateModel' | 'AddTags' | 'DescribeModel' | 'ListModels', call: () => object) => {
      sagemaker.keys.set('AKIAIOSFODNN7EXAMPLE', { user: 'ann', denied: [`sagemaker:${action}`] });
      return refused(call() as Promise<unknown>);
    };
    const text = (action: string, resource: string) =>
      `User: arn:aws:iam::111122223333:user/ann is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
    const create = await denied('CreateModel', () => client.send(new CreateModelCommand(churn)));
    assert.equal(create.name, 'AccessDeniedException');
    assert.equal(create.message, text('sagemaker:CreateModel', arn));
    const list = await denied('ListModels', () => client.send(new ListModelsCommand()));
    assert.equal(list.message, text('sagemaker:ListModels', arn.replace('churn', '*')));
    const Tags = [{ Key: 'a', Value: 'b' }];
    const tag = await denied('AddTags', () => client.send(new AddTagsCommand({ ResourceArn: arn, Tags })));
    assert.equal(tag.message, text('sagemaker:AddTags', arn));
    const withTags = await denied('AddTags', () => client.send(new CreateModelCommand({ ...churn, Tags })));
    assert.equal(withTags.message, text('sagemaker:AddTags', arn));
    sagemaker.keys.set('AKIAIOSFODNN7EXAMPLE', { user: 'ann', denied: ['iam:PassRole'] });
    const pass = await refused(client.send(new CreateModelCommand(churn)));
    assert.equal(pass.message, text('iam:PassRole', role));
    await client.send(new CreateModelCommand({ ...churn, ExecutionRoleArn: undefined }));
  });
  test('sees the models of one account in one region', async (t) => {
    const { sagemaker, client } = await start(t);
    sagemaker.keys.set('AKIAOTHER', { account: '444455556666' });
    const other = { accessKeyId: 'AKIAOTHER', secretAccessKey: 's' };
    const clients = [client, clientOf(sagemaker, { region: 'us-east-1' }), clientOf(sagemaker, { credentials: other })];
    const arns = [arn, arn.replace('eu-west-1', 'us-east-1'), arn.replace('111122223333', '444455556666')];
    for (const it of clients) {
      const packed = { ModelName: 'churn', PrimaryContainer: { ModelPackageName: 'churn' } };
      await it.send(new CreateModelCommand(packed));
    }
    assert.deepEqual([...sagemaker.models.keys()], arns);
    for (const [i, it] of clients.entries()) {
      const { Models } = await it.send(new ListModelsCommand());
      assert.deepEqual(
        Models?.map(({ ModelArn }) => ModelArn),
        [arns[i]],
      );
    }
  });
  test('is in the partition of the region', async (t) => {
    const { sagemaker } = await start(t);
    const partitions = { 'cn-north-1': 'aws-cn', 'us-gov-west-1': 'aws-us-gov', 'eusc-de-east-1': 'aws-eusc' };
    for (const [region, partition] of Object.entries(partitions)) {
      const request = { ModelName: 'churn', PrimaryContainer: { ModelPackageName: 'churn' } };
      const { ModelArn } = await clientOf(sagemaker, { region }).send(new CreateModelCommand(request));
      assert.equal(ModelArn, `arn:${partition}:sagemaker:${region}:111122223333:model/churn`);
    }
  });
  test('learns from STS who it is', async (t) => {
    const { sagemaker } = await start(t);
    sagemaker.keys.set('AKIAOTHER', { account: '444455556666', user: 'ann & ben' });
    const { Account, Arn, UserId, $metadata } = await stsClientOf(sagemaker, 'AKIAOTHER').send(
      new GetCallerIdentityCommand(),
    );
    assert.deepEqual(
      { Account, Arn, UserId },
      { Account: '444455556666', Arn: 'arn:aws:iam::444455556666:user/ann & ben', UserId: 'AIDAOTHER' },
    );
    assert.match($metadata.requestId ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual(sagemaker.requests[0]?.body, { Action: 'GetCallerIdentity', Version: '2011-06-15' });
  });
  test('hears the errors of STS under its own names', async (t) => {
    const { sagemaker } = await start(t);
    const client = stsClientOf(sagemaker);
    const ask = () => refused(client.send(new GetCallerIdentityCommand()));
    sagemaker.keys.set('AKIAIOSFODNN7EXAMPLE', { state: 'expired' });
    const expired = await ask();
    assert.match(expired.name, /^ExpiredToken/);
    assert.equal(expired.message, 'The security token included in the request is expired');
    assert.equal(expired.$metadata.httpStatusCode, 403);
    sagemaker.keys.set('AKIAIOSFODNN7EXAMPLE', { state: 'unknown' });
    assert.equal((await ask()).name, 'InvalidClientTokenId');
    sagemaker.misbehave('GetCallerIdentity', throttled);
    assert.equal((await ask()).name, 'ThrottlingException');
  });
});
