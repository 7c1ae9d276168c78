import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { LogOutputChannel } from 'vscode';
import { maskSecrets, redact } from '../../aws/redact';
import { redacting } from '../../client/ui/redactedLog';

const secretKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const sessionToken = `IQoJb3JpZ2luX2VjE${'Ab1+/'.repeat(40)}==`;

/** A channel that keeps the lines written to it. */
function channel(lines: string[]): LogOutputChannel {
  const keep = (line: string) => void lines.push(line);
  const nothing = () => {};
  const writing = { trace: keep, debug: keep, info: keep, warn: keep, error: keep };
  const others = { append: keep, appendLine: keep, replace: keep, clear: nothing, show: nothing, hide: nothing };
  const fixed = {
    name: 'SageMaker Models',
    logLevel: 1,
    dispose: nothing,
    onDidChangeLogLevel: () => ({ dispose: nothing }),
  };
  return { ...writing, ...others, ...fixed };
}

suite('a redacted line', () => {
  const own = /acme|111122223333|1111-2222-3333/i;
  for (const line of [
    'Nothing at arn:aws:sagemaker:eu-west-1:111122223333:model-package/acme-secret, account 111122223333',
    'arn:aws:s3:::acme-bucket/models/model.tar.gz',
    'arn:aws:s3:::acme-bucket/a,acme/b).tar.gz, and arn:aws:s3:::acme',
    'arn:aws:sns:eu-west-1:111122223333:acme-topic',
    'arn:aws:sns:eu-west-1:111122223333:AcmeTopic:acme-1',
    'arn:aws-us-gov:elasticloadbalancing:us-gov-west-1:111122223333:loadBalancer/acme',
    'arn:aws:iam::111122223333:role/service-role/Acme_Role',
    'ARN:AWS:IAM::111122223333:role/acme',
    'sagemaker-tags:/eu-west-1/x?profile=dev&arn=arn%3Aaws%3Asagemaker%3Aeu-west-1%3A111122223333%3Amodel%2Facme',
    'vscode://x/?arn=arn%253Aaws%253Asagemaker%253Aeu-west-1%253A111122223333%253Amodel%252Facme',
    'resource={"arn":"arn:aws:sagemaker:eu-west-1:111122223333:endpoint/acme"}',
    '["arn:aws:iam::111122223333:user/acme","arn:aws:iam::111122223333:group/acme"]',
    'bucket_111122223333_x',
    'bucket-111122223333',
    'x111122223333y',
    'a%20111122223333%20b',
    '111122223333.dkr.ecr.eu-west-1.amazonaws.com',
    'Account: 1111-2222-3333',
    'dead-beef-111122223333',
    'Wrong\n  arn:aws:sagemaker:eu-west-1:111122223333:model/acme\n  111122223333',
  ])
    test(`reveals nothing about the account: ${line.replace(/\s+/g, ' ').slice(0, 90)}`, () =>
      assert.doesNotMatch(redact(line), own));
  test('keeps the service, the Region, and the type of a resource', () => {
    assert.equal(
      redact('ListTags: arn:aws:sagemaker:eu-west-1:111122223333:model/acme in 12 ms'),
      'ListTags: arn:aws:sagemaker:eu-west-1:************:model/*** in 12 ms',
    );
    assert.equal(redact('at arn:aws:s3:::acme/x.'), 'at arn:aws:s3:::***');
    assert.equal(
      redact('arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Facme'),
      'arn%3Aaws%3Aiam%3A%3A************%3Arole/***',
    );
  });
  for (const line of [
    'DescribeModel: answered in 1234 ms, 3f2504e0-4f89-41d3-9a0c-030582301123',
    'The language server 1.0.0 is running.',
    '1764374400000 and 12345678901 and 1234567890123',
    'Learn:aws is fun, and so is a yarn',
    'It took 2026-11-29T12:00:00.000Z, at 127.0.0.1:45678',
    'An ASIAN market of 12 models',
    'signature version 4, credential_process of profile dev, a password is set',
    '/home/me/work/models/churn.sagemaker-model.json',
    'file:///home/me/Projects/1/churn.sagemaker-model.json: 0123456789abcdef0123456789abcdef01234567',
  ])
    test(`stays as it is: ${line}`, () => assert.equal(redact(line), line));
  test('takes no longer for a long or hostile line', () => {
    const began = Date.now();
    for (const it of ['arn:aws:', 'eyJ', '://', '%3A', '1', 'IQoJ', 'a:b@', '%2', '"', 'AKIA', 'arn%25', ',', '-1111'])
      redact(it.repeat(1_000_000 / it.length));
    assert.ok(Date.now() - began < 2000, `${Date.now() - began} ms`);
  });
});

suite('a line of the log never has', () => {
  for (const [what, secret, line] of [
    ['an access key ID', 'AKIAIOSFODNN7EXAMPLE', 'with AKIAIOSFODNN7EXAMPLE.'],
    ['a temporary access key ID', 'ASIAIOSFODNN7EXAMPLE', 'key_ASIAIOSFODNN7EXAMPLE_x'],
    ['a secret access key', secretKey, `it is ${secretKey}`],
    ['a secret access key of a program', secretKey, `{"SecretAccessKey": "${secretKey}"}`],
    ['a secret access key of a file', 'short', 'aws_secret_access_key = short'],
    ['a session token', sessionToken.slice(20), `x-amz-security-token:${sessionToken}`],
    ['a session token without a name', sessionToken.slice(20), `(${sessionToken})`],
    ['a session token of a program', 'abcdef', `{\\"SessionToken\\":\\"abcdef\\"}`],
    [
      'a signature',
      'AKIAIOSFODNN7EXAMPLE',
      'Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261129/eu-west-1',
    ],
    ['the signature in a URL', 'fe5f80f77d5fa3bee', 'https://x/?X-Amz-Signature=fe5f80f77d5fa3bee&X-Amz-Date=1'],
    ['a bearer token', 'aoaAAAAAGI', 'Authorization: Bearer aoaAAAAAGI'],
    ['a JSON web token', 'eyJzdWIiOiIxMjM0', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0.abc'],
    ['a password', 'hunter2', 'http://me:hunter2@proxy:8080/'],
    ['a Hugging Face token', 'hf_abcdefghijklmnopqrst', 'HF_TOKEN is hf_abcdefghijklmnopqrst'],
  ] as const)
    test(`${what}, redacted or not`, () => {
      assert.ok(!maskSecrets(line).includes(secret), maskSecrets(line));
      assert.ok(!redact(line).includes(secret), redact(line));
    });
});

suite('the log', () => {
  test('redacts everything that is written to it, in any way', () => {
    const lines: string[] = [];
    const log = redacting(channel(lines), () => true);
    const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model/acme';
    for (const it of ['trace', 'debug', 'info', 'warn', 'error'] as const) {
      log[it](arn);
      log[it]('found', arn, { arn }, new Error(arn));
    }
    log.error(new Error(arn));
    log.append(arn);
    log.appendLine(arn);
    log.replace(arn);
    assert.equal(lines.length, 14);
    assert.deepEqual(
      lines.filter((it) => /acme|111122223333/.test(it)),
      [],
    );
  });
  test('shows ARNs if the setting is off, follows changes of the setting, and never shows access keys', () => {
    const lines: string[] = [];
    let isRedacted = false;
    const log = redacting(channel(lines), () => isRedacted);
    log.info('arn:aws:iam::111122223333:user/me has AKIAIOSFODNN7EXAMPLE');
    isRedacted = true;
    log.info('arn:aws:iam::111122223333:user/me has AKIAIOSFODNN7EXAMPLE');
    assert.deepEqual(lines, [
      'arn:aws:iam::111122223333:user/me has AKIA***',
      'arn:aws:iam::************:user/*** has AKIA***',
    ]);
  });
  test("accepts values that can't be written as JSON", () => {
    const lines: string[] = [];
    const circle: { self?: unknown } = {};
    circle.self = circle;
    redacting(channel(lines), () => true).info('x', circle, undefined, 1n);
    assert.deepEqual(lines, ['x [object Object] undefined 1']);
  });
});
