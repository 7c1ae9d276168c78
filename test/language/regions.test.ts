import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from 'jsonc-parser';
import { consoleOf, dnsSuffixOf, isRegion, partitionOf, regions } from '../../knowledge/partitions';
import { arnOf, locationOf } from '../../server/language/aws/arn';
import { check } from '../../server/language/check/check';
import { edits } from '../../server/language/check/fix';
import { regionOf, regionsNamed } from '../../server/language/entities/regions';
import { read } from '../../server/language/syntax/document';
import type { AnalysisContext } from '../../server/language/types';
import { assertNames, naming } from '../support/facts';

suite('regions and partitions', () => {
  test('every region of the table is one of the partition that it is listed in', () => {
    for (const { id, partition } of regions) assert.equal(partitionOf(id)?.id, partition, id);
  });

  test('a region that is newer than the table is known by its form', () => {
    assert.equal(partitionOf('eu-north-9')?.id, 'aws');
    assert.equal(partitionOf('us-gov-south-1')?.id, 'aws-us-gov');
    assert.equal(partitionOf('cn-south-1')?.id, 'aws-cn');
    assert.equal(partitionOf('eusc-de-west-2')?.id, 'aws-eusc');
    for (const it of ['', 'eu', 'eu-west', 'eu-west-1a', 'mars-north-1', 'xeu-west-1']) assert.ok(!isRegion(it), it);
  });

  test('hosts end as the partition has it, and isolated partitions have no console that is known', () => {
    assert.equal(dnsSuffixOf('cn-north-1'), 'amazonaws.com.cn');
    assert.equal(dnsSuffixOf('us-gov-west-1'), 'amazonaws.com');
    assert.equal(dnsSuffixOf('eusc-de-east-1'), 'amazonaws.eu');
    assert.equal(consoleOf('eu-west-1'), 'eu-west-1.console.aws.amazon.com');
    assert.equal(consoleOf('us-gov-west-1'), 'us-gov-west-1.console.amazonaws-us-gov.com');
    assert.equal(consoleOf('us-iso-east-1'), undefined);
  });
});

suite('what AWS calls things is taken apart', () => {
  test('an ARN, with colons in its resource, and without a region', () => {
    assert.deepEqual(arnOf('arn:aws:lambda:eu-west-1:111122223333:function:keys:live'), {
      partition: 'aws',
      service: 'lambda',
      region: 'eu-west-1',
      account: '111122223333',
      resource: 'function:keys:live',
    });
    assert.equal(arnOf('arn:aws-cn:iam::111122223333:role/service-role/r')?.region, '');
    for (const it of ['', 'arn:aws:iam', 'arn:aws:iam::111122223333:', 'role/r']) assert.equal(arnOf(it), undefined);
  });

  test('the region in the name of a bucket is a whole part of it', () => {
    assert.equal(locationOf('s3://sagemaker-eu-west-1-111122223333/m.tar.gz')?.region, 'eu-west-1');
    assert.equal(locationOf('s3://models.us-gov-west-1/m')?.region, 'us-gov-west-1');
    for (const it of ['s3://models/eu-west-1/m', 's3://neu-west-1/m', 's3://models-eu-west-12/m', 'https://h/m'])
      assert.equal(locationOf(it)?.region, undefined, it);
  });

  test('a bucket of JumpStart ends with its region', () => {
    const { region, isJumpStart } = locationOf('s3://jumpstart-private-cache-prod-ap-south-1/m/') ?? {};
    assert.deepEqual([region, isJumpStart], ['ap-south-1', true]);
  });
});

const image = (region: string) => `111122223333.dkr.ecr.${region}.amazonaws.com/churn:1`;
const definition = (containers: string[], more = '') =>
  read(`{ "ModelName": "m"${more}, "Containers": [${containers.map((it) => `{ ${it} }`).join(', ')}] }`);

suite('the region that a definition is for', () => {
  test('every value that names a region or a partition is found', () => {
    const document = definition(
      [
        `"Image": "${image('eu-west-1')}", "ModelDataUrl": "s3://sagemaker-us-east-1-111122223333/m.tar.gz"`,
        '"ModelPackageName": "arn:aws:sagemaker:eu-west-2:111122223333:model-package/p/1"',
        '"Image": "ghcr.io/me/churn:1", "ImageConfig": { "RepositoryAccessMode": "Vpc", "RepositoryAuthConfig": { "RepositoryCredentialsProviderArn": "arn:aws:lambda:eu-west-3:111122223333:function:f" } }',
        '"ModelDataSource": { "S3DataSource": { "S3Uri": "s3://jumpstart-cache-prod-eu-north-1/m/", "HubAccessConfig": { "HubContentArn": "arn:aws:sagemaker:eu-south-1:aws:hub-content/h/Model/m/1" } } }',
      ],
      ', "ExecutionRoleArn": "arn:aws-cn:iam::111122223333:role/r"',
    );
    assert.deepEqual(
      regionsNamed(document).map(({ what, region, partition }) => `${what}: ${region ?? partition}`),
      [
        'role: aws-cn',
        'image: eu-west-1',
        'bucket: us-east-1',
        'model package: eu-west-2',
        'Lambda function: eu-west-3',
        'JumpStart bucket: eu-north-1',
        'hub content: eu-south-1',
      ],
    );
  });

  test('it is the one given, else the one that most values name; names of buckets only break a tie', () => {
    const two = [`"Image": "${image('us-east-1')}"`, `"Image": "${image('eu-west-1')}"`];
    const of = (containers: string[], given = {}) => regionOf(regionsNamed(definition(containers)), given);
    assert.equal(of(two, { region: 'ap-south-1' }), 'ap-south-1');
    assert.equal(of(two), 'us-east-1');
    assert.equal(of([...two, `"Image": "${image('eu-west-1')}"`]), 'eu-west-1');
    const bucket = '"ModelDataUrl": "s3://models-eu-west-1/m.tar.gz"';
    assert.equal(of([...two, bucket]), 'eu-west-1');
    assert.equal(of([`"Image": "${image('us-east-1')}"`, bucket, bucket]), 'us-east-1');
    assert.equal(of([]), undefined);
  });

  test('a placeholder names no region', () => {
    assert.deepEqual(
      regionsNamed(definition(['"Image": "111122223333.dkr.ecr.${AWS::Region}.amazonaws.com/c:1"'])),
      [],
    );
  });
});

const about = /region|partition|suffix/;
const problems = (document: ReturnType<typeof read>, given: AnalysisContext = {}) =>
  check(document, given).filter((it) => about.test(it.rule));
const role = ', "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r"';
const packaged = (region: string, account = '111122223333') =>
  `"ModelPackageName": "arn:aws:sagemaker:${region}:${account}:model-package/p/1"`;

suite('what does not go together in one region', () => {
  test('is said at the odd one out, once, with the others beside it', () => {
    const document = definition([
      `"Image": "${image('eu-west-1')}"`,
      `"Image": "${image('us-east-1')}"`,
      packaged('eu-west-1'),
    ]);
    const [problem, ...others] = problems(document);
    assert.deepEqual(others, []);
    assert.deepEqual([problem?.rule, problem?.severity], ['another-region', 'warning']);
    assert.equal(document.text.slice(problem?.offset).indexOf(`"${image('us-east-1')}"`), 0);
    assertNames(
      problem?.related?.map((it) => it.message),
      [naming('eu-west-1'), naming('eu-west-1')],
    );
  });

  test('has no more than five others beside it', () => {
    const here = Array.from({ length: 7 }, () => `"Image": "${image('eu-west-1')}"`);
    const [problem, ...others] = problems(definition([...here, packaged('us-east-1')]));
    assert.deepEqual(others, []);
    assert.equal(problem?.related?.length, 5);
  });

  test('is an error where the region is known in which the model is created, and nothing else has to witness', () => {
    const document = definition([`"Image": "${image('us-east-1')}"`, packaged('us-east-1')], role);
    const found = problems(document, { region: 'eu-west-1' });
    assert.deepEqual(
      found.map((it) => `${it.severity} ${it.rule}`),
      ['error image-of-another-region', 'error package-of-another-region'],
    );
    assert.ok(found.every((it) => (it.related ?? []).length === 0));
  });

  test('is decided by images and packages before buckets and functions, and never by an image that is pulled by VPC', () => {
    const byVpc = (more = '') =>
      `"Image": "${image('us-east-1')}", "ImageConfig": { "RepositoryAccessMode": "Vpc"${more} }`;
    const reported = (...containers: string[]) => {
      const document = definition(containers);
      return problems(document).map(({ offset, message }) => [
        document.text
          .slice(offset)
          .split(',')[0]
          ?.replace(/[" }\]]+/g, ''),
        message,
      ]);
    };
    assert.deepEqual(reported(byVpc(), byVpc(), packaged('eu-west-1')), []);
    const jumpStart = '"ModelDataUrl": "s3://jumpstart-cache-prod-us-east-1/m.tar.gz"';
    const [[value] = [], ...others] = reported(`${packaged('eu-west-1')}, ${jumpStart}`, jumpStart.replace('m.', 'n.'));
    assert.equal(value, 's3://jumpstart-cache-prod-us-east-1/m.tar.gz');
    assert.equal(others.length, 1);
  });

  test('is not called the odd one out where as many are in the one region as in the other', () => {
    const [problem, ...others] = problems(definition([`"Image": "${image('eu-west-1')}"`, packaged('us-east-1')]));
    assert.deepEqual(others, []);
    assertNames(problem?.message, naming('us-east-1 eu-west-1'));
    const [guess] = problems(
      definition(['"ModelDataUrl": "s3://a-eu-west-1/m.tar.gz"', '"ModelDataUrl": "s3://b-us-east-1/m.tar.gz"']),
    );
    assertNames(guess?.message ?? '', naming('eu-west-1'));
  });

  test('is not an image that the VPC of the model reaches', () => {
    const document = definition([`"Image": "${image('us-east-1')}", "ImageConfig": { "RepositoryAccessMode": "Vpc" }`]);
    assert.deepEqual(problems(document, { region: 'eu-west-1' }), []);
  });

  test('a function and hub content of another region are warnings, whether the region is known or not', () => {
    const document = definition([
      `"Image": "${image('eu-west-1')}", "ImageConfig": { "RepositoryAccessMode": "Platform", "RepositoryAuthConfig": { "RepositoryCredentialsProviderArn": "arn:aws:lambda:us-east-1:111122223333:function:f" } }`,
      `"Image": "${image('eu-west-1')}", "ModelDataSource": { "S3DataSource": { "S3Uri": "s3://m/m/", "S3DataType": "S3Prefix", "CompressionType": "None", "HubAccessConfig": { "HubContentArn": "arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/m/1" } } }`,
    ]);
    for (const given of [{}, { region: 'eu-west-1' }])
      assert.deepEqual(
        problems(document, given).map((it) => it.rule),
        ['another-region', 'another-region'],
      );
  });

  test('a role is judged by its partition: against the region that is given, or that the rest names', () => {
    const ofRole = (given: AnalysisContext, containers: string[], partition: string) =>
      problems(definition(containers, role.replace('arn:aws:', `arn:${partition}:`)), given).map((it) => it.rule);
    assert.deepEqual(ofRole({ region: 'us-gov-west-1' }, [], 'aws'), ['another-partition']);
    assert.deepEqual(ofRole({}, [`"Image": "${image('us-gov-west-1')}"`], 'aws'), ['another-partition']);
    assert.deepEqual(ofRole({}, [`"Image": "${image('us-gov-west-1')}"`], 'aws-us-gov'), []);
    assert.deepEqual(ofRole({}, [], 'aws-cn'), []);
    assert.deepEqual(ofRole({ region: 'mars-north-1' }, [], 'aws'), [], 'of no partition that is known');
    const bucket = '"ModelDataUrl": "s3://models-cn-north-1/m.tar.gz"';
    assert.deepEqual(ofRole({}, [bucket], 'aws'), [], 'the name of a bucket proves nothing');
  });

  test('an ARN begins with the partition of its region, and what is in another region is said once', () => {
    assert.deepEqual(
      problems(definition([packaged('cn-north-1')])).map((it) => it.fixes?.[0]?.title),
      ['Write arn:aws-cn:'],
    );
    assert.deepEqual(
      problems(definition([packaged('cn-north-1')]), { region: 'eu-west-1' }).map((it) => it.rule),
      ['package-of-another-region'],
    );
  });

  test('an ARN that contradicts itself is said once, and is no proof of a partition', () => {
    const rules = (more: string, given: AnalysisContext = {}) =>
      problems(definition([packaged('cn-north-1')], more), given).map((it) => it.message.replace(/ .*/, ''));
    assert.equal(rules(role).length, 1);
    assert.equal(rules(role, { region: 'cn-north-1' }).length, 2);
    const [problem] = problems(definition([packaged('cn-north-1')], role));
    assert.equal(problem?.fixes?.[0]?.title, 'Write arn:aws-cn:');
  });

  test('what is of another partition has those beside it that show the region, and not itself', () => {
    const document = definition(
      [`"Image": "${image('cn-north-1').replace('.com', '.com.cn')}"`, packaged('cn-north-1')],
      role,
    );
    assertNames(
      problems(document).map(({ rule, related = [] }) => [rule, ...related.map((it) => it.message)]),
      [
        ['another-partition', naming('cn-north-1'), naming('cn-north-1')],
        ['another-partition', naming('cn-north-1')],
      ],
    );
  });

  test('of an image one thing is said: the one that mends all', () => {
    const rules = (name: string, region: string) =>
      problems(definition([`"Image": "${name}"`]), { region }).map((it) => it.rule);
    const pytorch = 'pytorch-inference:2.6.0-cpu-py312';
    assert.deepEqual(rules(`763104351884.dkr.ecr.us-east-1.amazonaws.com.cn/${pytorch}`, 'cn-north-1'), [
      'image-of-another-region',
    ]);
    assert.deepEqual(rules(`763104351884.dkr.ecr.cn-north-1.amazonaws.com/${pytorch}`, 'cn-north-1'), [
      'registry-of-another-region',
    ]);
    assert.deepEqual(
      rules('763104351884.dkr.ecr.eu-south-2.amazonaws.com/pytorch-inference:1.4.0-cpu-py3', 'eu-west-1'),
      ['image-of-another-region'],
    );
    for (const name of [
      '111122223333.dkr.ecr.cn-north-1.amazonaws.com/c:1',
      `727897471807.dkr.ecr.cn-north-1.amazonaws.com/${pytorch}`,
    ])
      assert.deepEqual(rules(name, 'cn-north-1'), ['registry-suffix']);
  });

  test('is mended where it is certain what belongs there', () => {
    const mended = (container: string) => {
      const document = definition([container], role);
      const [problem] = problems(document, { region: 'eu-central-1' });
      const [fix] = problem?.fixes ?? [];
      return fix && applyEdits(document.text, edits(document, fix));
    };
    const bucket = '"ModelDataUrl": "s3://jumpstart-private-cache-prod-us-east-1/m.tar.gz"';
    assert.match(
      mended('"Image": "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0"') ?? '',
      /"492215442770\.dkr\.ecr\.eu-central-1\.amazonaws\.com\/sagemaker-xgboost:3\.2-0"/,
    );
    assert.match(mended(bucket) ?? '', /s3:\/\/jumpstart-private-cache-prod-eu-central-1\/m\.tar\.gz/);
    assert.match(
      mended(packaged('us-east-1', '865070037744')) ?? '',
      /sagemaker:eu-central-1:446921602837:model-package/,
    );
    // A seller's account is one, whatever region stands before it.
    assert.match(
      mended(packaged('us-east-1', '985815980388')) ?? '',
      /sagemaker:eu-central-1:446921602837:model-package/,
    );
    assert.equal(mended(packaged('us-east-1')), undefined);
  });
});
