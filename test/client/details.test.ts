import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { DescribeModelResponse, Models } from '../../aws/api';
import { consoleUrl, parseArn } from '../../aws/arn';
import { DescribeCache } from '../../aws/describeCache';
import { RequestLimiter } from '../../aws/limiter';
import { isNamePart, targetOf } from '../../aws/modelTarget';
import { redact } from '../../aws/redact';
import type { Detail } from '../../aws/usage';
import { containerName, detailsOf, kindOf } from '../../client/models/details';
import { whereIs } from '../../client/models/locate';
import { nameIn } from '../../client/ui/modelName';
import { ageInWords } from '../../client/ui/words';
import { partitions, regions } from '../../knowledge/partitions';
import { arnOf, models, summary, world } from './fakes';

const { signal } = new AbortController();
const answer = (own: Partial<DescribeModelResponse>): DescribeModelResponse => ({
  ModelName: 'm',
  ModelArn: arnOf('m'),
  ...own,
});
const lines = (details: readonly Detail[], indent = ''): string[] =>
  details.flatMap((it) => [`${indent}${it.label}: ${it.value}`, ...lines(it.children, `${indent}  `)]);

suite('a model', () => {
  test('is of one of four kinds', () => {
    assert.equal(kindOf(answer({ PrimaryContainer: { Image: 'i' } })), 'single');
    assert.equal(kindOf(answer({ PrimaryContainer: { Image: 'i', Mode: 'MultiModel' } })), 'multi-model');
    assert.equal(kindOf(answer({ PrimaryContainer: { ModelPackageName: 'p' } })), 'package');
    assert.equal(kindOf(answer({ Containers: [{ Image: 'i' }, { Image: 'j' }] })), 'pipeline');
    assert.equal(kindOf(answer({ PrimaryContainer: {}, Containers: [] })), 'single');
  });
  test('is shown as rows to copy', () => {
    const details = detailsOf(
      answer({
        Containers: [
          { ContainerHostname: 'prepare', Image: 'r/prepare:1', Mode: 'SingleModel', Environment: { A: '1' } },
          { Image: 'r/predict:2', ModelDataSource: { S3DataSource: source } },
        ],
        ExecutionRoleArn: 'arn:role',
        VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
        EnableNetworkIsolation: true,
      }),
      [{ Key: 'team', Value: 'growth' }],
    );
    assert.deepEqual(lines(details), [
      'Container: prepare',
      '  Image: r/prepare:1',
      '  Mode: SingleModel',
      '  Environment: A',
      '    A: 1',
      'Container: predict:2',
      '  Image: r/predict:2',
      '  Model data: s3://b/p/',
      'Role: arn:role',
      'VPC: subnet-1, sg-1',
      '  Subnet: subnet-1',
      '  Security group: sg-1',
      'Network isolation: on',
      'team: growth',
    ]);
  });
  test('has containers with names that people know', () => {
    assert.equal(containerName({ ModelPackageName: 'arn:aws:sagemaker:r:1:model-package/churn/3' }), 'churn/3');
    assert.equal(containerName({}), '');
  });
});

const source = { S3Uri: 's3://b/p/', S3DataType: 'S3Prefix', CompressionType: 'None' } as const;

suite('what was described', () => {
  const limiter = new RequestLimiter();
  const live = (own: Partial<Models>) => ({ models: models(own), limiter, signal });
  test('is asked for once, and again when a model of that name was created anew', async () => {
    let asked = 0;
    const account = models({ describe: async () => answer({ ModelName: String(++asked) }) });
    const described = new DescribeCache();
    await Promise.all([described.get(live(account), summary('m')), described.get(live(account), summary('m'))]);
    await described.get(live(account), summary('m', new Date('2026-12-01')));
    assert.equal(asked, 2);
  });
  test('is asked for at most four at a time', async () => {
    let [running, most] = [0, 0];
    const account = models({
      describe: async () => {
        most = Math.max(most, ++running);
        await new Promise(setImmediate);
        running--;
        return answer({});
      },
    });
    const described = new DescribeCache();
    await Promise.all(Array.from({ length: 50 }, (_, i) => described.get(live(account), summary(`m${i}`))));
    assert.equal(most, 4);
  });
  test('leaves its roles for other definitions, the latest first, and nothing where it failed', async () => {
    const described = new DescribeCache();
    for (const role of ['a', 'b', undefined])
      await described.get(live({ describe: async () => answer({ ExecutionRoleArn: role }) }), summary(`m-${role}`));
    const offline = { describe: () => Promise.reject(new Error('offline')) };
    const failing = assert.rejects(described.get(live(offline), summary('m')));
    assert.deepEqual(await described.roles(), ['b', 'a']);
    await failing;
  });
  test('is not kept where it failed, or where a recommendation is still to come', async () => {
    let asked = 0;
    const account = models({
      describe: async () => {
        if (++asked === 1) throw new Error('offline');
        const isLate = asked === 2;
        return answer({ DeploymentRecommendation: { RecommendationStatus: isLate ? 'IN_PROGRESS' : 'COMPLETED' } });
      },
    });
    const described = new DescribeCache();
    await assert.rejects(described.get(live(account), summary('m')));
    for (let i = 0; i < 4; i++) await described.get(live(account), summary('m'));
    assert.equal(asked, 3);
  });
});

suite('the console', () => {
  test('has the address of each partition', () => {
    const arn = (partition: string, region: string) => `arn:${partition}:sagemaker:${region}:111122223333:model/churn`;
    const page = (region: string) => `/sagemaker/home?region=${region}#/models/churn`;
    assert.equal(consoleUrl(arn('aws', 'eu-west-1')), `https://eu-west-1.console.aws.amazon.com${page('eu-west-1')}`);
    assert.equal(
      consoleUrl(arn('aws-cn', 'cn-north-1')),
      `https://cn-north-1.console.amazonaws.cn${page('cn-north-1')}`,
    );
    assert.match(consoleUrl(arn('aws-us-gov', 'us-gov-west-1')) ?? '', /console\.amazonaws-us-gov\.com/);
    assert.match(consoleUrl(arn('aws-eusc', 'eusc-de-east-1')) ?? '', /console\.amazonaws-eusc\.eu/);
    assert.equal(consoleUrl(arn('aws-iso', 'us-iso-east-1')), undefined);
  });
  test('and every region stands in one partition', () => {
    assert.equal(new Set(regions.map((it) => it.id)).size, regions.length);
    for (const { id, partition } of regions)
      assert.deepEqual(
        partitions.filter((it) => it.pattern.test(id)).map((it) => it.id),
        [partition],
      );
    assert.ok(regions.length >= 40);
  });
});

test('a name or an ARN that is typed is understood, and nothing else', () => {
  assert.deepEqual(targetOf(' churn-1 '), { name: 'churn-1' });
  assert.deepEqual(targetOf(`${arnOf('churn', 'us-east-1')}\n`), {
    name: 'churn',
    region: 'us-east-1',
    account: '111122223333',
  });
  for (const it of ['', 'a b', 'a_b', '-a', 'a-', 'a'.repeat(64), 'arn:aws:iam::1:role/x'])
    assert.equal(targetOf(it), undefined, it);
  assert.equal(parseArn(`${arnOf('churn')}/2`), undefined);
  assert.ok(isNamePart('-a-') && !isNamePart('a.b') && !isNamePart(''));
});

test('a model is looked for where it is, and not under the same name in another account', async () => {
  const { session } = world();
  assert.equal((await whereIs(session, { name: 'm' })).region, 'eu-west-1');
  assert.equal(
    (await whereIs(session, { name: 'm', region: 'us-east-1', account: '111122223333' })).region,
    'us-east-1',
  );
  await assert.rejects(whereIs(session, { name: 'm', account: '999988887777' }), /in account 999988887777/);
  assert.equal(nameIn('{ "Tags": [], "ModelName" : "churn", '), 'churn');
  assert.equal(nameIn('{ "ModelName": "a b" }'), undefined);
});

suite('an ARN that anybody may have made', () => {
  const arn = (partition: string, region: string) => `arn:${partition}:sagemaker:${region}:111122223333:model/churn`;
  test('is one where its region can be in its partition, also a region that is newer than this', () => {
    for (const [partition, region] of [
      ['aws', 'eu-west-1'],
      ['aws', 'ap-southeast-9'],
      ['aws', 'nz-north-1'],
      ['aws-cn', 'cn-south-1'],
      ['aws-us-gov', 'us-gov-central-1'],
    ] as const)
      assert.equal(parseArn(arn(partition, region))?.region, region);
  });
  test('is none where its region is no region, or one of another partition', () => {
    for (const [partition, region] of [
      ['aws', 'x'],
      ['aws', '-'],
      ['aws', 'eu-west-1-'],
      ['aws', 'cn-north-1'],
      ['aws', 'us-gov-west-1'],
      ['aws-cn', 'eu-west-1'],
      ['aws-cn', 'nz-north-1'],
    ] as const)
      assert.equal(parseArn(arn(partition, region)), undefined, `${partition} ${region}`);
  });
  test('leads nowhere while it is not known whose the credentials are', async () => {
    const { session, wishes } = world(models({ account: async () => undefined }));
    for (const region of ['eu-west-1', 'us-east-1'])
      await assert.rejects(
        whereIs(session, { name: 'm', region, account: '111122223333' }),
        /It is not known whether you are connected to account 111122223333/,
      );
    assert.deepEqual(
      wishes.map((it) => it.region),
      ['eu-west-1'],
    );
  });
  test('is judged by the account of the connection, and not by what a region says that the ARN names', async () => {
    const { session, wishes } = world();
    await assert.rejects(whereIs(session, { name: 'm', region: 'us-east-1', account: '999988887777' }), /999988887777/);
    await assert.rejects(whereIs(session, { name: 'm', region: 'cn-north-1', account: '111122223333' }), /AWS China/);
    assert.deepEqual(
      wishes.map((it) => it.region),
      ['eu-west-1'],
    );
  });
  test('leads to the account that is in use by now, where the person went elsewhere meanwhile', async () => {
    let account = '111122223333';
    let isFirst = true;
    const own = models({
      account: async () => account,
      in: async () => {
        if (isFirst) {
          isFirst = false;
          account = '999988887777';
          await session.select({ region: 'eu-west-3' });
        }
        return own;
      },
    });
    const { session } = world(own);
    const target = { name: 'm', region: 'us-east-1', account: '111122223333' };
    await assert.rejects(whereIs(session, target), /999988887777/);
  });
});

test('a line of the log keeps no account where a person wants that', () => {
  assert.equal(
    redact('CreateModel: arn:aws:sagemaker:eu-west-1:111122223333:model/churn, 111122223333 in 12 ms'),
    'CreateModel: arn:aws:sagemaker:eu-west-1:************:model/***, ************ in 12 ms',
  );
  assert.equal(
    redact('User: arn:aws:iam::111122223333:user/me is not'),
    'User: arn:aws:iam::************:user/*** is not',
  );
});

test('the age of a model is said in words', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  const age = (time: string) => ageInWords(new Date(time), now, 'en');
  assert.deepEqual(
    ['2026-11-23T11:59:50Z', '2026-11-23T11:00:00Z', '2026-11-20T12:00:00Z', '2024-11-20T12:00:00Z'].map(age),
    ['now', '1 hour ago', '3 days ago', '2 years ago'],
  );
  assert.equal(age('2026-11-23T12:00:30Z'), 'now');
});
