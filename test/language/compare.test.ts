import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compare } from '../../server/language/operations/compare';
import { importModel } from '../../server/language/operations/import';
import { assertNames, naming } from '../support/facts';

const answer = {
  ModelName: 'churn',
  PrimaryContainer: {
    Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:7',
    Mode: 'SingleModel',
    ModelDataUrl: 's3://models/churn/model.tar.gz',
    Environment: { LOG_LEVEL: '20', WORKERS: '4' },
  },
  ExecutionRoleArn: 'arn:aws:iam::111122223333:role/r',
  Tags: [
    { Key: 'team', Value: 'growth' },
    { Key: 'aws:cloudformation:stack-name', Value: 'churn' },
  ],
  VpcConfig: { SecurityGroupIds: ['sg-0a1b2c3d'], Subnets: ['subnet-0a1b2c3d', 'subnet-0a1b2c3e'] },
  EnableNetworkIsolation: false,
  ModelArn: 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn',
  CreationTime: '2026-11-20T10:00:00.000Z',
  DeploymentRecommendation: { RecommendationStatus: 'COMPLETED' },
  $metadata: { httpStatusCode: 200 },
};
const { PrimaryContainer: container, ExecutionRoleArn, VpcConfig: network } = answer;
const request = { ModelName: 'churn', ExecutionRoleArn, Tags: answer.Tags.slice(0, 1), VpcConfig: network };

/** What tells a definition from what is deployed, in one line each. */
const told = (definition: object, deployed: object = answer) => {
  const { state, differences } = compare({ definition: JSON.stringify(definition) }, deployed);
  return [state, ...differences.map((it) => `${it.kind} ${it.path}`)];
};
const withContainer = (members: object, deployed: object = {}) =>
  told(
    { ...request, PrimaryContainer: { ...container, ...members } },
    { ...answer, PrimaryContainer: { ...container, ...deployed } },
  );
const imported = (deployed: object) => JSON.parse(importModel(deployed).text);

suite('a deployed model as a definition', () => {
  test('is what makes one like it, in the order of the API, without what says nothing', () => {
    assert.equal(
      importModel(answer).text,
      `{
  "ModelName": "churn",
  "PrimaryContainer": {
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:7",
    "ModelDataUrl": "s3://models/churn/model.tar.gz",
    "Environment": {
      "LOG_LEVEL": "20",
      "WORKERS": "4"
    }
  },
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "Tags": [
    {
      "Key": "team",
      "Value": "growth"
    }
  ],
  "VpcConfig": {
    "SecurityGroupIds": [
      "sg-0a1b2c3d"
    ],
    "Subnets": [
      "subnet-0a1b2c3d",
      "subnet-0a1b2c3e"
    ]
  }
}
`,
    );
  });
  test('has no defaults, nothing that is empty, and no null', () => {
    const containers = [
      {
        Image: 'i',
        ImageConfig: { RepositoryAccessMode: 'Platform', RepositoryAuthConfig: {} },
        Mode: 'SingleModel',
        Environment: {},
        AdditionalModelDataSources: [],
        ModelPackageName: null,
        MultiModelConfig: { ModelCacheSetting: 'Enabled' },
        ContainerMetricsConfig: {
          MetricsEndpoints: [{ MetricsEndpointPath: '/m', MetricPublishFrequencyInSeconds: 60 }],
        },
      },
    ];
    const execution = { InferenceExecutionConfig: { Mode: 'Serial' } };
    assert.deepEqual(imported({ ModelName: 'm', Containers: containers, Tags: [], ...execution }), {
      ModelName: 'm',
      Containers: [{ Image: 'i', ContainerMetricsConfig: { MetricsEndpoints: [{ MetricsEndpointPath: '/m' }] } }],
    });
  });
  test('keeps a default that has to stand beside what is said', () => {
    const ImageConfig = {
      RepositoryAccessMode: 'Platform',
      RepositoryAuthConfig: { RepositoryCredentialsProviderArn: 'arn:aws:lambda:eu-west-1:111122223333:function:f' },
    };
    assert.deepEqual(imported({ PrimaryContainer: { ImageConfig } }), { PrimaryContainer: { ImageConfig } });
  });
  test('names an archive once, by its address, where the answer has it as a source as well', () => {
    const source = (more: object) => ({
      ModelDataUrl: 's3://models/churn/model.tar.gz',
      ModelDataSource: {
        S3DataSource: {
          S3Uri: 's3://models/churn/model.tar.gz',
          S3DataType: 'S3Object',
          CompressionType: 'Gzip',
          ...more,
        },
      },
    });
    assert.deepEqual(imported({ PrimaryContainer: source({}) }), {
      PrimaryContainer: { ModelDataUrl: 's3://models/churn/model.tar.gz' },
    });
    for (const other of [source({ S3Uri: 's3://models/other/model.tar.gz' }), source({ CompressionType: 'None' })])
      assert.deepEqual(imported({ PrimaryContainer: other }), { PrimaryContainer: other });
  });
  test('comes with what there is to know of it beyond what goes without saying, and never with what a secret is', () => {
    const { remarks } = importModel({
      ...answer,
      PrimaryContainer: { ...container, Environment: { HF_TOKEN: 'hf_abcdefghijklmnopqrstuvwxyz' } },
    });
    assertNames(remarks, [naming('HF_TOKEN secret')]);
    assert.equal(remarks.join().includes('hf_'), false);
    assert.deepEqual(importModel(answer).remarks, []);
  });
  test('is not thrown off by what is no answer', () => {
    for (const it of [undefined, null, 'text', [], 5]) assert.equal(importModel(it).text, '{}\n');
  });
});

suite('a definition beside what is deployed', () => {
  test('is in step with the model that was imported into it', () => {
    assert.deepEqual(told(imported(answer)), ['inStep']);
  });
  test('is in step where it leaves out what holds by default, and where it says that', () => {
    assert.deepEqual(withContainer({ Mode: undefined }), ['inStep']);
    assert.deepEqual(
      withContainer(
        { MultiModelConfig: { ModelCacheSetting: 'Enabled' }, Environment: {} },
        { Environment: undefined },
      ),
      ['inStep'],
    );
    assert.deepEqual(told({ ...request, PrimaryContainer: container, InferenceExecutionConfig: { Mode: 'Serial' } }), [
      'inStep',
    ]);
  });
  test('is in step whatever the order of tags, subnets and variables', () => {
    const Environment = { WORKERS: '4', LOG_LEVEL: '20' };
    assert.deepEqual(withContainer({ Environment }), ['inStep']);
    const VpcConfig = { ...request.VpcConfig, Subnets: request.VpcConfig.Subnets.toReversed() };
    assert.deepEqual(told({ ...request, PrimaryContainer: container, VpcConfig, Tags: request.Tags.slice(0, 1) }), [
      'inStep',
    ]);
  });
  test('is in step with what the service fills in, and not with what it has taken away', () => {
    assert.deepEqual(withContainer({}, { ContainerHostname: 'container-1' }), ['inStep']);
    assert.deepEqual(withContainer({ ContainerHostname: 'one' }), [
      'different',
      'removed PrimaryContainer › ContainerHostname',
    ]);
  });
  test('is in step, in another form, where it writes the only container as a list', () => {
    const { left, right } = compare({ definition: JSON.stringify({ ...request, Containers: [container] }) }, answer);
    assert.deepEqual(JSON.parse(right).Containers, JSON.parse(left).Containers);
    assert.deepEqual(told({ ...request, Containers: [container] }), ['inStep', 'form Containers']);
    assert.deepEqual(told({ ...request, Containers: [{ ...container, Image: 'other' }] }), [
      'different',
      'form Containers',
      'changed Containers › container 1 › Image',
    ]);
    const list = { ...request, Containers: [container] };
    assert.deepEqual(told({ ...request, PrimaryContainer: container }, list), ['inStep', 'form PrimaryContainer']);
  });
  test('is in step, in another form, where it names an archive by a source', () => {
    const S3DataSource = { S3Uri: container.ModelDataUrl, S3DataType: 'S3Object', CompressionType: 'Gzip' };
    const { ModelDataUrl, ...others } = container;
    assert.deepEqual(told({ ...request, PrimaryContainer: { ...others, ModelDataSource: { S3DataSource } } }), [
      'inStep',
      'form PrimaryContainer › ModelDataSource',
    ]);
  });
  test('is different by what is changed, only there and only here', () => {
    assert.deepEqual(withContainer({ Environment: { LOG_LEVEL: '10', WORKERS: '4', MORE: '1' } }), [
      'different',
      'changed PrimaryContainer › Environment › LOG_LEVEL',
      'removed PrimaryContainer › Environment › MORE',
    ]);
    assert.deepEqual(withContainer({ Mode: 'MultiModel' }), ['different', 'changed PrimaryContainer › Mode']);
    assert.deepEqual(withContainer({}, { Mode: 'MultiModel' }), ['different', 'changed PrimaryContainer › Mode']);
    const VpcConfig = { ...request.VpcConfig, Subnets: ['subnet-0a1b2c3d', 'subnet-0a1b2c3f'] };
    assert.deepEqual(told({ ...request, PrimaryContainer: container, VpcConfig }), [
      'different',
      'changed VpcConfig › Subnets › subnet-0a1b2c3f',
    ]);
  });
  test('is different by one container where one is left out in the midst of them', () => {
    const named = (ContainerHostname: string) => ({ ContainerHostname, Image: ContainerHostname });
    const deployed = { Containers: ['a', 'b', 'c', 'd'].map(named) };
    assert.deepEqual(told({ Containers: ['a', 'c', 'd'].map(named) }, deployed), [
      'different',
      'added Containers › container 2',
    ]);
    assert.deepEqual(told({ Containers: ['a', 'b', 'x', 'c', 'd'].map(named) }, deployed), [
      'different',
      'removed Containers › container 3',
    ]);
  });
  test('says whether only tags differ, which can be changed in place', () => {
    const tags = (...Tags: object[]) =>
      compare({ definition: JSON.stringify({ ...request, PrimaryContainer: container, Tags }) }, answer);
    const { differences, onlyTags } = tags({ Key: 'team', Value: 'retention' }, { Key: 'stage', Value: 'beta' });
    assert.equal(onlyTags, true);
    assert.deepEqual(differences, [
      { path: 'Tags › team › Value', kind: 'changed', inPlace: true },
      { path: 'Tags › stage', kind: 'removed', inPlace: true },
    ]);
    assert.equal(tags({ Key: 'team', Value: 'growth' }).onlyTags, false);
    assert.equal(compare({ definition: '{ "ModelName": "other" }' }, answer).onlyTags, false);
  });
  test('shows nothing but what differs, in its own order and with the defaults that it writes', () => {
    const definition = {
      Tags: [{ Value: 'growth', Key: 'team' }],
      VpcConfig: { Subnets: request.VpcConfig.Subnets.toReversed(), SecurityGroupIds: ['sg-0a1b2c3d'] },
      PrimaryContainer: { ...container, Environment: { WORKERS: '5', LOG_LEVEL: '20' } },
      EnableNetworkIsolation: false,
      ModelName: 'churn',
      ExecutionRoleArn: request.ExecutionRoleArn,
    };
    const { left, right } = compare({ definition: JSON.stringify(definition) }, answer);
    const [before, after] = [left.split('\n'), right.split('\n')];
    assert.equal(before.length, after.length);
    assert.deepEqual(
      before.flatMap((line, at) => (line === after[at] ? [] : [line.trim(), after[at]?.trim()])),
      ['"WORKERS": "5",', '"WORKERS": "4",'],
    );
    assert.match(left, /"Mode": "SingleModel"[\s\S]*"EnableNetworkIsolation": false/);
  });
  test('does not differ by a member that only answers have and nobody knows yet', () => {
    assert.deepEqual(told({ ...request, PrimaryContainer: container }, { ...answer, Newer: { than: 'we' } }), [
      'inStep',
    ]);
    assert.deepEqual(told({ ...request, PrimaryContainer: container, Newer: 1 }), ['different', 'removed Newer']);
  });
  test('is unreadable where it is no JSON object', () => {
    for (const definition of ['', '{ "ModelName": ', '[]', '{ "ModelName": "a", }']) {
      const { state, left, differences } = compare({ definition }, answer);
      assert.deepEqual([state, left, differences], ['unreadable', definition, []]);
    }
  });
});

suite('two deployed models', () => {
  test('are compared without what only answers have', () => {
    const other = { ...answer, ModelArn: 'another', CreationTime: 'later', Tags: answer.Tags.slice(0, 1) };
    const { state, left, right } = compare({ other }, answer);
    assert.deepEqual([state, left], ['inStep', right]);
  });
  test('differ by a hostname that only one of them has, for nothing is left to the service any more', () => {
    const named = { ...answer, PrimaryContainer: { ...container, ContainerHostname: 'one' } };
    const { differences } = compare({ other: answer }, named);
    assert.deepEqual(
      differences.map((it) => `${it.kind} ${it.path}`),
      ['added PrimaryContainer › ContainerHostname'],
    );
  });
});
