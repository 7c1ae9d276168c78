import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from 'jsonc-parser';
import { check } from '../../server/language/check/check';
import { move, needsReview } from '../../server/language/operations/moveToRegion';
import { read } from '../../server/language/syntax/document';
import { assertNames, naming } from '../support/facts';

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
const leftIn = (text: string, from: string | undefined, to: string) =>
  needsReview(read(text), from, to).map(
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
      `"Image": "111122223333.dkr-ecr.eu-central-1.on.aws/own@sha256:${'0'.repeat(64)}"`,
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
      ['bucket-of-another-region', 'another-region'],
      'and what is of SageMaker JumpStart, which is not known to be there',
    );
  });

  test('is told of once for each thing that only its owner can judge', () => {
    assertNames(leftIn(movedText(definition, 'eu-central-1'), 'us-east-1', 'eu-central-1'), [
      naming('s3://models-us-east-1/a.tar.gz eu-central-1'),
      naming('s3://models-us-east-1/more/ us-east-1 eu-central-1'),
      naming(`111122223333.dkr-ecr.eu-central-1.on.aws/own@sha256:${'0'.repeat(64)} 111122223333 eu-central-1`),
      naming('arn:aws:sagemaker:eu-central-1:111122223333:model-package/p/1 eu-central-1'),
      naming('sg-0a1b2c3d4e5f60718 VPC eu-central-1'),
      naming('subnet-0a1b2c3d4e5f60718 VPC eu-central-1'),
    ]);
  });

  test('gets a role of the other partition, which its owner has to name', () => {
    const after = movedText(definition, 'us-gov-west-1');
    assert.match(after, /"arn:aws-us-gov:iam::111122223333:role\/r"/);
    assertNames(
      leftIn(after, 'us-east-1', 'us-gov-west-1')[0],
      naming('arn:aws-us-gov:iam::111122223333:role/r aws-us-gov'),
    );
  });

  test('keeps an image that AWS is not known to provide there, and says so', () => {
    const after = movedText(definition, 'us-iso-west-1');
    assert.match(after, /683313688378\.dkr\.ecr\.us-east-1/);
    assertNames(leftIn(after, 'us-east-1', 'us-iso-west-1').join('\n'), naming('xgboost:3.2-0 us-iso-west-1'));
  });

  test('is moved back to what it was, where nothing had to be chosen', () => {
    assert.equal(movedText(movedText(definition, 'ap-south-1'), 'us-east-1'), definition);
  });

  test('keeps the kind of host that its own images have, where the other region has it, and says where it has not', () => {
    const own = (host: string) => `{ "PrimaryContainer": { "Image": "111122223333.${host}/x:1" } }`;
    const fips = own('dkr.ecr-fips.us-east-1.amazonaws.com');
    assert.equal(movedText(fips, 'us-east-1'), fips);
    assert.equal(movedText(fips, 'us-west-2'), own('dkr.ecr-fips.us-west-2.amazonaws.com'));
    assert.equal(movedText(fips, 'us-gov-west-1'), own('dkr.ecr-fips.us-gov-west-1.amazonaws.com'));
    const both = own('dkr-ecr-fips.us-east-1.on.aws');
    assert.equal(movedText(both, 'us-east-2'), own('dkr-ecr-fips.us-east-2.on.aws'));
    const dual = own('dkr-ecr.us-east-1.on.aws');
    assert.equal(movedText(dual, 'cn-north-1'), own('dkr-ecr.cn-north-1.on.amazonwebservices.com.cn'));
    for (const [text, region] of [
      [fips, 'eu-west-1'],
      [both, 'eu-west-1'],
      [dual, 'us-iso-east-1'],
    ] as const) {
      assert.equal(movedText(text, region), text);
      assert.match(leftIn(text, 'us-east-1', region).join(), new RegExp(`: .*host .*${region}`));
    }
  });

  test('claims no account in another partition, for accounts are not shared', () => {
    const text = `{
      "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
      "Containers": [
        { "Image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/x:1" },
        { "ModelPackageName": "arn:aws:sagemaker:us-east-1:111122223333:model-package/p/1" },
        { "ModelPackageName": "arn:aws:sagemaker:us-east-1:865070037744:model-package/sold" }
      ]
    }`;
    const left = leftIn(movedText(text, 'cn-north-1'), 'us-east-1', 'cn-north-1');
    assertNames(
      left.map((it) => it.replace(/^.*?: /, '')),
      [naming('aws-cn'), naming('aws-cn'), naming('aws-cn'), naming('aws-cn')],
    );
  });

  test('has its role marked also where nothing but the partition of that changes', () => {
    const text =
      '{ "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r", "PrimaryContainer": { "Image": "registry.corp/c:1" } }';
    const { from, edits } = move(read(text), 'cn-north-1');
    assert.equal(edits.length, 1);
    assertNames(leftIn(movedText(text, 'cn-north-1'), from, 'cn-north-1'), [
      naming('arn:aws-cn:iam::111122223333:role/r aws-cn'),
    ]);
  });

  test('keeps a package of AWS Marketplace where its seller is not known there, and says so', () => {
    const sold = (region: string, account: string) =>
      `{ "PrimaryContainer": { "ModelPackageName": "arn:aws:sagemaker:${region}:${account}:model-package/p" } }`;
    const text = sold('us-east-1', '865070037744');
    assert.equal(movedText(text, 'ca-west-1'), text);
    assertNames(leftIn(text, 'us-east-1', 'ca-west-1').join(), naming('Marketplace ca-west-1'));
    assert.equal(movedText(sold('ca-west-1', '865070037744'), 'eu-west-1'), sold('eu-west-1', '985815980388'));
  });

  test('keeps what is of SageMaker JumpStart where that is not known to be, and says so', () => {
    const text = `{ "PrimaryContainer": { "ModelDataSource": { "S3DataSource": {
      "S3Uri": "s3://jumpstart-cache-prod-us-east-1/bert/",
      "HubAccessConfig": { "HubContentArn": "arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/bert/1" }
    } } } }`;
    for (const region of ['us-iso-east-1', 'eu-north-7', 'us-gov-west-1']) {
      assert.equal(movedText(text, region), text);
      const left = leftIn(text, 'us-east-1', region);
      assert.equal(left.length, 2);
      for (const it of left) assert.match(it, new RegExp(`: .*AWS.* ${region}`));
    }
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
