import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from 'jsonc-parser';
import { check } from '../../server/language/check';
import { read } from '../../server/language/document';
import { leftBehind, move } from '../../server/language/move';

const definition = `{
  "ModelName": "m",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "Containers": [
    {
      "Image": "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0",
      "ModelDataUrl": "s3://models-us-east-1/a.tar.gz",
      "Environment": { "BUCKET": "s3://models-us-east-1/more/", "TOKEN": "us-east-11" }
    },
    {
      "Image": "111122223333.dkr-ecr.us-east-1.on.aws/own@sha256:${'0'.repeat(64)}",
      "ModelDataUrl": "s3://models-us-east-1/b.tar.gz"
    },
    {
      "Image": "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0",
      "ModelDataSource": { "S3DataSource": {
        "S3Uri": "s3://jumpstart-cache-prod-us-east-1/bert/", "S3DataType": "S3Prefix", "CompressionType": "None",
        "HubAccessConfig": { "HubContentArn": "arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/bert/1.0.0" }
      } }
    },
    { "ModelPackageName": "arn:aws:sagemaker:us-east-1:111122223333:model-package/p/1" }
  ],
  "VpcConfig": {
    "SecurityGroupIds": ["sg-0a1b2c3d4e5f60718"],
    "Subnets": ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  }
}`;

const movedText = (text: string, region: string) => applyEdits(text, [...move(read(text), region).edits]);
const leftIn = (text: string, from: string, to: string) =>
  leftBehind(read(text), from, to).map(
    ({ offset, length, message }) => `${JSON.parse(text.slice(offset, offset + length))}: ${message}`,
  );

suite('a definition that is moved to another region', () => {
  test('names there what is known, and keeps all else as it is written', () => {
    const after = movedText(definition, 'eu-central-1');
    assert.equal(move(read(definition), 'eu-central-1').from, 'us-east-1');
    const changed = after
      .split('\n')
      .filter((it, at) => it !== definition.split('\n')[at])
      .map((it) => it.trim().replace(/,$/, ''));
    assert.deepEqual(changed, [
      '"Image": "492215442770.dkr.ecr.eu-central-1.amazonaws.com/sagemaker-xgboost:3.2-0"',
      `"Image": "111122223333.dkr.ecr.eu-central-1.amazonaws.com/own@sha256:${'0'.repeat(64)}"`,
      '"Image": "492215442770.dkr.ecr.eu-central-1.amazonaws.com/sagemaker-xgboost:3.2-0"',
      '"S3Uri": "s3://jumpstart-cache-prod-eu-central-1/bert/", "S3DataType": "S3Prefix", "CompressionType": "None"',
      '"HubAccessConfig": { "HubContentArn": "arn:aws:sagemaker:eu-central-1:aws:hub-content/SageMakerPublicHub/Model/bert/1.0.0" }',
      '{ "ModelPackageName": "arn:aws:sagemaker:eu-central-1:111122223333:model-package/p/1" }',
    ]);
  });

  test('is coherent in its region, but for what only its owner can know', () => {
    const found = check(read(movedText(definition, 'cn-north-1')), { region: 'cn-north-1' });
    assert.deepEqual(
      [...new Set(found.map((it) => it.rule).filter((it) => /region|partition|suffix/.test(it)))],
      ['bucket-of-another-region'],
    );
  });

  test('is told of once for each thing that only its owner can judge', () => {
    assert.deepEqual(leftIn(movedText(definition, 'eu-central-1'), 'us-east-1', 'eu-central-1'), [
      's3://models-us-east-1/a.tar.gz: Copy what is here to a bucket in eu-central-1, and name that.',
      's3://models-us-east-1/more/: This value names us-east-1. See whether it has to name eu-central-1.',
      `111122223333.dkr.ecr.eu-central-1.amazonaws.com/own@sha256:${'0'.repeat(64)}: Push this image to the registry of account 111122223333 in eu-central-1, if it is not there yet.`,
      'arn:aws:sagemaker:eu-central-1:111122223333:model-package/p/1: See whether this is in eu-central-1, under this name.',
      'sg-0a1b2c3d4e5f60718: Name those of a VPC in eu-central-1.',
      'subnet-0a1b2c3d4e5f60718: Name those of a VPC in eu-central-1.',
    ]);
  });

  test('gets a role of the other partition, which its owner has to name', () => {
    const after = movedText(definition, 'us-gov-west-1');
    assert.match(after, /"arn:aws-us-gov:iam::111122223333:role\/r"/);
    assert.equal(
      leftIn(after, 'us-east-1', 'us-gov-west-1')[0],
      'arn:aws-us-gov:iam::111122223333:role/r: Name a role of your account in the partition aws-us-gov.',
    );
  });

  test('keeps an image that AWS is not known to provide there, and says so', () => {
    const after = movedText(definition, 'us-iso-west-1');
    assert.match(after, /683313688378\.dkr\.ecr\.us-east-1/);
    assert.match(
      leftIn(after, 'us-east-1', 'us-iso-west-1').join('\n'),
      /xgboost:3\.2-0: It is not known that AWS provides this image in us-iso-west-1\. Choose another one\./,
    );
  });

  test('is moved back to what it was, where nothing had to be chosen', () => {
    const text = definition.replace('dkr-ecr.us-east-1.on.aws', 'dkr.ecr.us-east-1.amazonaws.com');
    assert.equal(movedText(movedText(text, 'ap-south-1'), 'us-east-1'), text);
  });

  test('needs no change where it is there, or names no region', () => {
    assert.deepEqual(move(read(movedText(definition, 'eu-west-1')), 'eu-west-1').edits, []);
    assert.deepEqual(
      move(read('{ "ModelName": "m", "PrimaryContainer": { "ModelPackageName": "p/1" } }'), 'eu-west-1'),
      {
        from: undefined,
        edits: [],
      },
    );
    for (const text of ['', '[]', '{ "PrimaryContainer": { "Image": "683']) move(read(text), 'eu-west-1');
  });
});
