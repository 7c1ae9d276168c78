import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Models } from '../../aws/api';
import { type Failure, isFailure } from '../../aws/failure';
import { longestAnswer } from '../../aws/sdk/answers';
import { connect } from '../../aws/sdk/index';
import { type Impostor, long, startImpostor, whole } from '../sagemaker/impostor';
import { assertNames, naming } from '../support/facts';

const home = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-hostile-'));
const { signal } = new AbortController();
const byName = { sortBy: 'Name', order: 'Ascending' } as const;
const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn';
const request = { ModelName: 'churn', PrimaryContainer: { Image: 'r/i:1' } };
const outside = { log: () => {}, mfaCode: async () => undefined };
let impostor: Impostor;
let models: Models;

before(async () => {
  for (const it of Object.keys(process.env))
    if (it.startsWith('AWS_') && !it.startsWith('AWS_SDK_JS')) delete process.env[it];
  const credentials = path.join(home, 'credentials');
  writeFileSync(credentials, '[dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n');
  Object.assign(process.env, {
    AWS_CONFIG_FILE: path.join(home, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
  });
  impostor = await startImpostor();
  const wish = { profile: 'dev', region: 'eu-west-1', endpoint: impostor.url };
  models = await connect(wish, outside, true, { connectionTimeout: 2000, requestTimeout: 2000 });
});
after(async () => {
  models.close();
  await impostor.stop();
  rmSync(home, { recursive: true });
});

/** How a call fails. */
const failure = (call: Promise<unknown>): Promise<Failure> =>
  call.then(
    (it) => assert.fail(`The call didn't fail: ${JSON.stringify(it)?.slice(0, 200)}`),
    (error) => {
      assert.ok(isFailure(error), String(error));
      return error;
    },
  );

const describe = () => models.describe('churn', signal);

suite('a response', () => {
  for (const status of [200, 400, 500])
    test(`of 1 GB with status ${status} isn't read to its end`, async () => {
      impostor.answer(long(status, 1_000_000_000));
      const before = process.memoryUsage().rss;
      const { kind, message } = await failure(describe());
      assert.deepEqual([kind, /too long/.test(message)], ['wrong-endpoint', true], message);
      assert.ok(process.memoryUsage().rss - before < 200_000_000);
    });
  test("isn't read either if its declared length is too long", async () => {
    impostor.answer((response) => {
      response.writeHead(200, { 'content-length': '1000000000' });
      response.write(Buffer.alloc(longestAnswer + 1));
    });
    assert.equal((await failure(describe())).kind, 'wrong-endpoint');
  });
  test("is read if it's long, but not too long", async () => {
    const Environment = { A: 'x'.repeat(longestAnswer - 1000) };
    impostor.answer(
      whole(200, JSON.stringify({ ModelName: 'churn', ModelArn: arn, PrimaryContainer: { Environment } })),
    );
    assert.equal((await describe()).PrimaryContainer?.Environment?.A?.length, longestAnswer - 1000);
  });
  test('that never ends has the same timeout as any other', async () => {
    impostor.answer((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    });
    const began = Date.now();
    assert.equal((await failure(describe())).kind, 'timeout');
    assert.ok(Date.now() - began < 5000);
  });
  test("that isn't HTTP isn't from SageMaker", async (t) => {
    const server = createServer((socket) => void socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.6\r\n'));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const address = server.address();
    const endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const there = await connect({ profile: 'dev', region: 'eu-west-1', endpoint }, outside, true);
    const { kind, message } = await failure(there.describe('churn', signal));
    assert.equal(kind, 'wrong-endpoint', message);
  });
  for (const [what, status, body, type] of [
    ['another page', 200, '<html></html>', 'text/html'],
    ['plain text', 200, 'It works!', 'text/plain'],
    ['nothing', 200, '', undefined],
    ['an empty object', 200, '{}', undefined],
    ['null', 200, 'null', undefined],
    ['a list', 200, '[1,2]', undefined],
    ['a text', 200, '"text"', undefined],
    ['deep lists', 200, '['.repeat(1_000_000), undefined],
    ['deep objects', 200, `${'{"ModelName":'.repeat(300_000)}1${'}'.repeat(300_000)}`, undefined],
    ['other types', 200, '{"ModelName":{},"ModelArn":[],"CreationTime":"now"}', undefined],
    ['a redirection', 301, '', undefined],
    ['a byte order mark', 200, '\ufeff{}', undefined],
  ] as const)
    test(`of ${what} isn't from SageMaker`, async () => {
      impostor.answer(whole(status, body, type));
      for (const call of [describe, () => models.create(request, { signal })]) {
        const { kind, isAmbiguous } = await failure(call());
        assert.deepEqual([kind, isAmbiguous], ['wrong-endpoint', true]);
      }
    });
  for (const body of [
    '{"__type":{},"message":[]}',
    '{"__type":"ValidationException","message":{"a":1}}',
    '{"__type":"ValidationException","Message":7}',
    '{"__type":"constructor","message":"x"}',
    '{"__type":"__proto__","__proto__":{"name":1}}',
    '{"code":[1],"$metadata":{"attempts":"many","httpStatusCode":"x"},"stack":1,"name":5}',
    'null',
    '[]',
    '1',
  ])
    test(`with the error ${body} is a failure`, async () => {
      for (const status of [400, 403, 500]) {
        impostor.answer(whole(status, body));
        const { message, said } = await failure(describe());
        assert.deepEqual([typeof message, typeof said], ['string', 'string']);
      }
    });
  test("with an invalid time isn't from SageMaker", async () => {
    impostor.answer(whole(200, JSON.stringify({ ModelName: 'churn', ModelArn: arn, CreationTime: {} })));
    assert.equal((await failure(describe())).kind, 'wrong-endpoint');
  });
  test('with a long message is cut', async () => {
    impostor.answer(whole(400, JSON.stringify({ __type: 'ValidationException', message: 'x'.repeat(1_000_000) })));
    const { message, said = '' } = await failure(describe());
    assert.ok(message.length <= 10_000 && said.length <= 10_000);
  });
  test('has only the values of the declared types', async () => {
    const answer = {
      ModelName: 'churn',
      ModelArn: arn,
      CreationTime: 1e300,
      ExecutionRoleArn: { toString: 'x' },
      EnableNetworkIsolation: 'yes',
      PrimaryContainer: {
        Image: 7,
        ContainerHostname: 'a',
        Environment: { A: '1', B: 2, __proto__: 'x', C: null },
        More: {},
      },
      Containers: [{ Image: 'r/i:1' }, 'x', null, 7],
      VpcConfig: 'x',
      __type: 'x',
      Other: {},
    };
    impostor.answer(whole(200, JSON.stringify(answer)));
    assert.deepEqual(await describe(), {
      ModelName: 'churn',
      ModelArn: arn,
      PrimaryContainer: { ContainerHostname: 'a', Environment: { A: '1' } },
      Containers: [{ Image: 'r/i:1' }],
      CreationTime: undefined,
    });
  });
  test('has no models without a name or an ARN', async () => {
    const Models = [
      { ModelName: {}, ModelArn: arn },
      { ModelName: 'x' },
      null,
      7,
      { ModelName: 'churn', ModelArn: arn },
    ];
    impostor.answer(whole(200, JSON.stringify({ Models, NextToken: {} })));
    const page = await models.list(byName, undefined, signal);
    assert.deepEqual(page, { models: [{ name: 'churn', arn, created: new Date(0) }], next: undefined });
  });
  test('to ListTags with endless tokens is read for only five pages, and that is reported', async () => {
    let pages = 0;
    impostor.answer((response) =>
      whole(200, JSON.stringify({ Tags: [{ Key: `k${pages}`, Value: '' }], NextToken: String(pages++) }))(response),
    );
    const { message } = await failure(models.tags(arn, signal));
    assertNames(message, naming('5'));
    assert.equal(pages, 5);
  });
});

suite('an AWS emulator', () => {
  /** XML as the AWS Query protocol and moto write it. */
  const query = (code: string, message = 'Nothing is known of this key.') =>
    `<ErrorResponse xmlns="https://x/doc/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`;
  const moto = (code: string) =>
    `<?xml version="1.0" encoding="utf-8"?>\n<ErrorResponse><Errors><Error><Code>${code}</Code><Message><![CDATA[No such key.]]></Message><Type>Sender</Type></Error></Errors></ErrorResponse>`;
  for (const [body, status, kind] of [
    [query('InvalidClientTokenId'), 403, 'no-credentials'],
    [moto('InvalidClientTokenId'), 403, 'no-credentials'],
    [moto('SignatureDoesNotMatch'), 403, 'no-credentials'],
    [moto('AuthFailure'), 401, 'no-credentials'],
    [query('MissingAuthenticationToken'), 403, 'no-credentials'],
    [query('ExpiredToken'), 403, 'expired'],
    [query('SignatureDoesNotMatch', 'Signature expired: 1 is now earlier than 2'), 403, 'clock'],
    [moto('AccessDenied'), 403, 'denied'],
  ] as const)
    test(`rejects credentials in XML: ${/<Code>\w+/.exec(body)} is ${kind}`, async () => {
      impostor.answer(whole(status, body, 'text/xml'));
      assert.equal((await failure(describe())).kind, kind);
    });
  test('causes credentials that it rejects in XML to be read again', async () => {
    const before = impostor.requests();
    impostor.answer(whole(403, moto('InvalidClientTokenId'), 'text/xml'));
    await failure(describe());
    assert.equal(impostor.requests() - before, 2);
  });
  for (const [what, body, type] of [
    [
      'a proxy that denies access',
      '<html><head><title>403 Forbidden</title></head><body><code>AccessDenied</code></body></html>',
      'text/html',
    ],
    ['a proxy that quotes an answer', `<html><pre>${query('InvalidClientTokenId')}</pre></html>`, 'text/html'],
    [
      'S3',
      '<?xml version="1.0"?>\n<Error><Code>InvalidAccessKeyId</Code><Message>No.</Message></Error>',
      'application/xml',
    ],
    ['another service', query('InvalidAction'), 'text/xml'],
    ['another XML', '<?xml version="1.0"?><soap:Envelope><Code>AccessDenied</Code></soap:Envelope>', 'text/xml'],
    ['XML that begins late', `${' '.repeat(5000)}${query('InvalidClientTokenId')}`, 'text/xml'],
    ['plain text', 'Forbidden', 'text/plain'],
  ] as const)
    test(`isn't assumed for ${what}`, async () => {
      impostor.answer(whole(403, body, type));
      assert.equal((await failure(describe())).kind, 'wrong-endpoint');
    });
  for (const [message, type] of [
    [`Could not find model "${arn}".`, 'ValidationException'],
    [`Could not find model '${arn}'.`, 'ValidationException'],
    ['Could not find model "churn".', 'ValidationException'],
    [`Could not find model ${arn}.`, 'ValidationException'],
    ['could not find model churn', 'ValidationException'],
    ['The model churn does not exist', 'ResourceNotFound'],
    ['Not there', 'ResourceNotFoundException'],
  ] as const)
    test(`reports that a model doesn't exist: ${type}, ${message}`, async () => {
      impostor.answer(whole(400, JSON.stringify({ __type: type, message })));
      assert.equal((await failure(describe())).kind, 'not-found');
      assert.equal((await failure(models.remove('churn', { signal }))).kind, 'not-found');
    });
  for (const [message, type] of [
    ['Could not find model data at s3://bucket/model.tar.gz.', 'ValidationException'],
    [`Could not find model package "${arn}".`, 'ValidationException'],
    ["Could not find model quality job definition 'x'.", 'ValidationException'],
    ['The role could not be found. Could not find model "x".', 'ValidationException'],
    ['Could not find model "', 'ValidationException'],
    ['Model package x does not exist', 'ResourceNotFound'],
  ] as const)
    test(`rejects a model for another reason: ${message}`, async () => {
      impostor.answer(whole(400, JSON.stringify({ __type: type, message })));
      assert.equal((await failure(models.create(request, { signal }))).kind, 'refused');
    });
  test("reports that an endpoint doesn't exist, in moto's wording", async () => {
    for (const message of ["Could not find endpoint configuration 'x'.", 'Could not find endpoint "x".']) {
      impostor.answer(whole(400, JSON.stringify({ __type: 'ValidationException', message })));
      assert.equal((await failure(models.endpointConfig('x', signal))).kind, 'not-found');
    }
  });
});
