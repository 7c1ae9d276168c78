import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { permit } from '../../server/language/operations/policy';
import { read } from '../../server/language/syntax/document';
import { validDefinitions } from '../support/definitions';

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: object;
}

/** The statements of a policy by their first actions, and what it says beside them. */
function policy(request: object, name: string, given: { account?: string; region?: string } = {}) {
  const found = permit(read(JSON.stringify(request)), name, given) ?? assert.fail();
  const { Statement }: { Statement: Statement[] } = JSON.parse(found.text);
  const by = (action: string) => Statement.filter((it) => it.Action.includes(action));
  return { by, on: (action: string) => by(action).flatMap((it) => it.Resource), ...found };
}

const role = 'arn:aws:iam::111122223333:role/r';
const churn = {
  ModelName: 'Churn',
  ExecutionRoleArn: role,
  PrimaryContainer: {
    Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/churn:1',
    ModelDataUrl: 's3://models/churn/model.tar.gz',
  },
};

suite("the permissions of a model's role", () => {
  test('are about the very object, repository and logs, in the region and account of the definition', () => {
    const { on, by, notes } = policy(churn, 'permissions', { account: '444455556666', region: 'us-east-1' });
    assert.deepEqual(on('s3:GetObject'), ['arn:aws:s3:::models/churn/model.tar.gz']);
    assert.deepEqual(on('s3:ListBucket'), ['arn:aws:s3:::models']);
    assert.deepEqual(by('s3:ListBucket')[0]?.Condition, { StringLike: { 's3:prefix': ['churn/model.tar.gz'] } });
    assert.deepEqual(on('ecr:BatchGetImage'), ['arn:aws:ecr:eu-west-1:111122223333:repository/team/churn']);
    assert.deepEqual(on('ecr:GetAuthorizationToken'), ['*']);
    assert.deepEqual(on('logs:PutLogEvents'), [
      'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/sagemaker/Endpoints/*',
    ]);
    assert.deepEqual(by('ec2:CreateNetworkInterface'), []);
    assert.deepEqual(by('lambda:InvokeFunction'), []);
    assert.match(notes.join(' '), /^This is a start: .*KMS key/);
  });
  test('are about all under a prefix, whatever makes it one', () => {
    const s3 = (S3Uri: string, S3DataType: string) => ({ ModelDataSource: { S3DataSource: { S3Uri, S3DataType } } });
    const containers = [
      { Mode: 'MultiModel', ModelDataUrl: 's3://many/of' },
      s3('s3://weights/llm/', 'S3Prefix'),
      s3('s3://one/object', 'S3Object'),
      { ModelDataUrl: 's3://whole' },
      { Environment: { HF_MODEL_ID: 's3://hf/llama', SAGEMAKER_SUBMIT_DIRECTORY: 's3://code/source.tar.gz', A: 'x' } },
    ];
    assert.deepEqual(policy({ Containers: containers }, 'permissions').on('s3:GetObject'), [
      'arn:aws:s3:::many/of*',
      'arn:aws:s3:::weights/llm/*',
      'arn:aws:s3:::one/object',
      'arn:aws:s3:::whole/*',
      'arn:aws:s3:::hf/llama*',
      'arn:aws:s3:::code/source.tar.gz',
    ]);
  });
  test('find no wildcard in a key that has the letters of one, and know access points', () => {
    const at = (ModelDataUrl: string) => policy({ PrimaryContainer: { ModelDataUrl } }, 'permissions');
    assert.deepEqual(at('s3://b/a*b?${c}').on('s3:GetObject'), ['arn:aws:s3:::b/a${*}b${?}${$}{c}']);
    const point = at('s3://arn:aws:s3:eu-west-1:111122223333:accesspoint/p/k');
    assert.deepEqual(point.on('s3:GetObject'), ['arn:aws:s3:eu-west-1:111122223333:accesspoint/p/object/k']);
    assert.deepEqual(point.on('s3:ListBucket'), ['arn:aws:s3:eu-west-1:111122223333:accesspoint/p']);
  });
  test('reach the VPC and the credentials of a private registry where the definition has them', () => {
    const provider = 'arn:aws:lambda:eu-west-1:111122223333:function:login';
    const { on } = policy(
      {
        ...churn,
        PrimaryContainer: {
          Image: 'registry.example.com/churn:1',
          ImageConfig: { RepositoryAuthConfig: { RepositoryCredentialsProviderArn: provider } },
        },
        VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
      },
      'permissions',
      { region: 'eu-west-1' },
    );
    assert.deepEqual(on('lambda:InvokeFunction'), [provider]);
    assert.deepEqual(on('ec2:CreateNetworkInterface'), [
      'arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1',
      'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1',
      'arn:aws:ec2:eu-west-1:111122223333:network-interface/*',
    ]);
    assert.deepEqual(on('ecr:BatchGetImage'), []);
  });
  test('say what they cannot know: packages, hubs, artifacts without an address in S3, account and region', () => {
    const { text, notes } = policy(
      { PrimaryContainer: { ModelPackageName: 'p', ModelDataUrl: 'https://example.com/m.tar.gz' } },
      'permissions',
    );
    assert.match(text, /"arn:aws:logs:\*:\*:log-group/);
    for (const it of [/\bregion and the account, so \* stands/, /model package/, /not named by an s3:\/\//])
      assert.match(notes.join(' '), it);
  });
});

suite('who may use a role and create a model', () => {
  test('SageMaker may take on the role', () => {
    const { text } = policy(churn, 'trust');
    const [statement] = JSON.parse(text).Statement;
    assert.deepEqual(statement, {
      Effect: 'Allow',
      Principal: { Service: 'sagemaker.amazonaws.com' },
      Action: ['sts:AssumeRole'],
    });
  });
  test('the creator may create this one model, and pass this one role to SageMaker', () => {
    const { on, by } = policy(churn, 'caller');
    const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model/';
    assert.deepEqual(on('sagemaker:CreateModel'), [`${arn}churn`, `${arn}Churn`]);
    assert.deepEqual(on('iam:PassRole'), [role]);
    assert.deepEqual(by('iam:PassRole')[0]?.Condition, {
      StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' },
    });
    assert.deepEqual(by('sagemaker:AddTags'), []);
    const tagged = policy({ ...churn, Tags: [{ Key: 'k', Value: 'v' }] }, 'caller');
    assert.equal(tagged.by('sagemaker:AddTags').length, 1);
  });
  test('what the definition does not say yet is open, and that is told', () => {
    const { on, notes } = policy({}, 'caller', { account: '111122223333', region: 'cn-north-1' });
    assert.deepEqual(on('sagemaker:CreateModel'), ['arn:aws-cn:sagemaker:cn-north-1:111122223333:model/*']);
    assert.deepEqual(on('iam:PassRole'), ['arn:aws-cn:iam::111122223333:role/*']);
    assert.match(notes.join(' '), /names no role.*no name yet/);
  });
  test('there is a policy of each kind for every example, and none of another kind', () => {
    for (const { text } of validDefinitions()) {
      for (const it of ['permissions', 'trust', 'caller']) assert.ok(permit(read(text), it, {}));
      assert.equal(permit(read(text), 'toString', {}), undefined);
    }
  });
});
