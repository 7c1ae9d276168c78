import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import {
  type ContainerDefinition,
  CreateModelCommand,
  type CreateModelInput,
  DescribeModelCommand,
  ListModelsCommand,
  type ListModelsCommandInput,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import { post } from '../sagemaker/clients';
import { arn, churn, image, refused, role, start } from './sagemaker';

suite('a limit that a request breaks', () => {
  const messageOf = async (t: TestContext, request: object) => {
    const { sagemaker } = await start(t);
    const { status, text } = await post(sagemaker, 'CreateModel', JSON.stringify(request));
    assert.equal(status, 400);
    const { __type, message } = JSON.parse(text);
    assert.equal(__type, 'ValidationException');
    return message;
  };
  const one = (value: string, at: string, demand: string) =>
    `1 validation error detected: Value ${value} at '${at}' failed to satisfy constraint: ${demand}`;

  test('is told with the value, its path in lower camel case and the limit', async (t) => {
    const long = 'a'.repeat(64);
    const demand = 'Member must have length less than or equal to 63';
    assert.equal(await messageOf(t, { ...churn, ModelName: long }), one(`'${long}'`, 'modelName', demand));
  });
  test('is told together with all others', async (t) => {
    const name = `${'a'.repeat(63)}_`;
    const text = await messageOf(t, { ModelName: name, ExecutionRoleArn: `${role} and more` });
    assert.match(
      text,
      /^3 validation errors detected: Value 'a+_' at 'modelName' .* to 63; Value 'a+_' at 'modelName'/,
    );
    assert.match(
      text,
      /; Value 'arn:[^']* and more' at 'executionRoleArn' failed to satisfy constraint: Member must satisfy regular expression pattern: \(\?:arn:aws\[a-z-\]\*\)\S*\)$/,
    );
  });
  test('may be that something is missing', async (t) => {
    assert.equal(await messageOf(t, {}), one('null', 'modelName', 'Member must not be null'));
    const noKey = await messageOf(t, { ...churn, Tags: [{ Key: 'a', Value: '' }, { Value: 'b' }] });
    assert.equal(noKey, one('null', 'tags.2.member.key', 'Member must not be null'));
  });
  test('may be one of a few values', async (t) => {
    const PrimaryContainer = { Image: image, Mode: 'Multi' };
    const demand = 'Member must satisfy enum value set: [SingleModel, MultiModel]';
    assert.equal(await messageOf(t, { ...churn, PrimaryContainer }), one("'Multi'", 'primaryContainer.mode', demand));
  });
  test('is told of the item of a list by its number, counted from one', async (t) => {
    const Containers = [{ Image: image }, { Image: 'a b' }];
    const text = await messageOf(t, { ModelName: 'churn', Containers });
    assert.match(text, /Value 'a b' at 'containers\.2\.member\.image' failed/);
  });
  test('may be the length of a list or a map, told of the whole', async (t) => {
    const VpcConfig = { SecurityGroupIds: ['sg-1', 'sg-2', 'sg-3', 'sg-4', 'sg-5', 'sg-6'], Subnets: [] };
    const text = await messageOf(t, { ...churn, VpcConfig });
    assert.match(
      text,
      /'\[sg-1, .*, sg-6\]' at 'vpcConfig\.securityGroupIds' .*: Member must have length less than or/,
    );
    assert.match(text, /'\[\]' at 'vpcConfig\.subnets' .*: Member must have length greater than or equal to 1$/);
    const Environment = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`A${i}`, '']));
    const many = await messageOf(t, { ...churn, PrimaryContainer: { Image: image, Environment } });
    assert.match(many, /'\{A0=, A1=, .*\}' at 'primaryContainer\.environment' .* equal to 100$/);
  });
  test('is told of a map as a whole, with all that holds for its keys or its values', async (t) => {
    const inMap = (Environment: object) => messageOf(t, { ...churn, PrimaryContainer: { Image: image, Environment } });
    const long = 'x'.repeat(1025);
    const demand =
      'Map value must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 0]';
    const path = 'primaryContainer.environment';
    assert.equal(await inMap({ A: 'b', LONG: long }), one(`'{A=b, LONG=${long}}'`, path, demand));
    assert.match(
      await inMap({ 'a.b': 'c' }),
      /Map keys must satisfy constraint: \[.*, Member must satisfy regular exp/,
    );
  });
  test('may be one of the other operations', async (t) => {
    const { client } = await start(t);
    const list = async (request: ListModelsCommandInput) =>
      (await refused(client.send(new ListModelsCommand(request)))).message;
    assert.match(
      await list({ MaxResults: 101 }),
      /'101' at 'maxResults' .*: Member must have value less than or equal to 100$/,
    );
    assert.match(
      await list({ MaxResults: 0 }),
      /'0' at 'maxResults' .*: Member must have value greater than or equal to 1$/,
    );
    assert.match(
      await list({ NameContains: 'my_model' }),
      /'my_model' at 'nameContains' .* regular expression pattern/,
    );
    assert.match(await list({ NameContains: 'a'.repeat(64) }), / at 'nameContains' .* less than or equal to 63$/);
    assert.match(await list({ NextToken: 'a'.repeat(8193) }), / at 'nextToken' .* less than or equal to 8192$/);
    const tags = await refused(client.send(new ListTagsCommand({ ResourceArn: arn, MaxResults: 49 })));
    assert.match(tags.message, / at 'maxResults' .* greater than or equal to 50$/);
    const name = await refused(client.send(new DescribeModelCommand({ ModelName: 'a.b' })));
    assert.match(name.message, /^1 validation error detected: Value 'a\.b' at 'modelName'/);
  });
});

suite('a model that SageMaker does not make', () => {
  const containers = (...Containers: ContainerDefinition[]): CreateModelInput => ({ ModelName: 'churn', Containers });
  const source = (S3Uri: string, AcceptEula?: boolean): ContainerDefinition => ({
    Image: image,
    ModelDataSource: {
      S3DataSource: {
        S3Uri,
        S3DataType: 'S3Prefix',
        CompressionType: 'None',
        ...(AcceptEula !== undefined && { ModelAccessConfig: { AcceptEula } }),
      },
    },
  });
  const both = 'Specify one of either Image and Model Data URL or ModelPackageName in container definition.';
  const gated = 's3://jumpstart-private-cache-prod-eu-west-1/llama/';
  const eula = `The AcceptEula value must be explicitly defined as True in order to accept the end-user license agreement (EULA) that this "${gated}" model requires.`;
  const notEcr = (it: string) => `Using non-ECR image "${it}" without Vpc repository access mode is not supported.`;
  const american = image.replace('eu-west-1', 'us-east-1');
  const packageArn = 'arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/1';

  /** Each request with what is said of it; with nothing, it is made. */
  const cases: readonly (readonly [name: string, request: CreateModelInput, message?: string])[] = [
    ['has an image and a package', containers({ Image: image, ModelPackageName: 'churn' }), both],
    ['has data and a package', containers({ ModelDataUrl: 's3://b/m.tar.gz', ModelPackageName: 'churn' }), both],
    ['has neither an image nor a package', containers({ ModelDataUrl: 's3://b/m.tar.gz' }), both],
    ['has an image of Docker Hub', containers({ Image: 'nginx:1' }), notEcr('nginx:1')],
    ['has a public image', containers({ Image: 'public.ecr.aws/nginx:1' }), notEcr('public.ecr.aws/nginx:1')],
    [
      'has such an image through its VPC, and is made',
      containers({ Image: 'nginx:1', ImageConfig: { RepositoryAccessMode: 'Vpc' } }),
    ],
    [
      'has an image of another region',
      containers({ Image: american }),
      `Region of "${american}" does not match expected region of eu-west-1. Cross region ECR image pulls are not allowed.`,
    ],
    [
      'has a package of another region',
      containers({ ModelPackageName: packageArn }),
      'ARN should be scoped to correct region: eu-west-1',
    ],
    [
      'has two containers of many models',
      containers({ Image: image, Mode: 'MultiModel' }, { Image: image, Mode: 'MultiModel' }),
      'More than one container in MultiModel mode is not supported with inference pipeline.',
    ],
    ['has gated weights', containers({ Image: image }, source(gated)), eula],
    ['has gated weights and declines', containers(source(gated, false)), eula],
    ['has gated weights and accepts, and is made', containers(source(gated, true))],
    [
      'has a role of another account',
      { ...churn, ExecutionRoleArn: 'arn:aws:iam::444455556666:role/Other' },
      'RoleArn: Cross-account pass role is not allowed.',
    ],
  ];
  for (const [name, request, message] of cases)
    test(name, async (t) => {
      const { sagemaker, client } = await start(t);
      const call = client.send(new CreateModelCommand(request));
      if (message === undefined) await call;
      else {
        const error = await refused(call);
        assert.deepEqual([error.name, error.message], ['ValidationException', message]);
      }
      assert.equal(sagemaker.models.size, message === undefined ? 1 : 0);
    });

  test('names what is wrong in the account', async (t) => {
    const { sagemaker, client } = await start(t);
    const { data, roles, images, packages } = sagemaker.faults;
    const said = async (request: CreateModelInput) =>
      (await refused(client.send(new CreateModelCommand({ ...request, ExecutionRoleArn: role })))).message;
    const uri = 's3://models/churn/model.tar.gz';
    data.set(uri, 'missing').set('s3://models/locked/', 'unreadable');
    assert.equal(await said(containers({ Image: image, ModelDataUrl: uri })), `Could not find model data at ${uri}.`);
    assert.equal(
      await said(containers(source('s3://models/locked/'))),
      `Could not access model data at s3://models/locked/. Please ensure that the role "${role}" exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com". Also ensure that the role has "s3:GetObject" permissions and that the object is located in eu-west-1.`,
    );
    images.set(image, 'missing');
    assert.equal(await said(churn), `Requested image ${image} not found.`);
    images.set(image, 'OCI manifest');
    assert.equal(
      await said(churn),
      `Unsupported manifest media type application/vnd.oci.image.manifest.v1+json for image ${image}. Ensure that valid manifest media type is used for specified image.`,
    );
    const label = (it: string) =>
      `Your Ecr Image ${image} does not contain required com.amazonaws.sagemaker.capabilities.${it}=true Docker label(s).`;
    images.set(image, 'no multi-models label');
    assert.equal(await said(containers({ Image: image, Mode: 'MultiModel' })), label('multi-models'));
    images.set(image, 'no accept-bind-to-port label');
    assert.equal(await said(containers({ Image: image }, { Image: image })), label('accept-bind-to-port'));
    packages.set('seldom', 'not subscribed').set('bought', 'from Marketplace');
    assert.equal(
      await said(containers({ ModelPackageName: 'seldom' })),
      'Caller is not subscribed to the marketplace offering.',
    );
    assert.equal(
      await said(containers({ ModelPackageName: 'bought', Environment: { A: 'b' } })),
      'Environment variable map cannot be specified when using a ModelPackage subscribed from AWS Marketplace.',
    );
    roles.set(role, 'untrusted');
    assert.equal(
      await said(churn),
      `The execution role ARN "${role}" is invalid. Please ensure that the role exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com".`,
    );
    assert.equal(sagemaker.models.size, 0);
  });
  test('is made where what the account lacks is not needed', async (t) => {
    const { sagemaker, client } = await start(t);
    sagemaker.faults.packages.set('bought', 'from Marketplace');
    await client.send(new CreateModelCommand({ ...containers({ ModelPackageName: 'bought' }), ModelName: 'bought' }));
    sagemaker.faults.images.set(image, 'no multi-models label');
    await client.send(new CreateModelCommand({ ...containers({ Image: image }), ModelName: 'single' }));
    sagemaker.faults.images.set(image, 'no accept-bind-to-port label');
    await client.send(new CreateModelCommand({ ...containers({ Image: image }), ModelName: 'alone' }));
    assert.equal(sagemaker.models.size, 3);
  });
});
