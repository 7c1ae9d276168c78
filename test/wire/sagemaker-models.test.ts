import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import {
  AddTagsCommand,
  CreateModelCommand,
  DeleteTagsCommand,
  DescribeModelCommand,
  ListModelsCommand,
  type ListModelsCommandInput,
  ListTagsCommand,
  paginateListModels,
} from '@aws-sdk/client-sagemaker';
import { clientOf, post } from '../sagemaker/clients';
import { seedModels } from '../sagemaker/seed';
import { arn, churn, image, named, refused, start } from './sagemaker';

suite('a description of a model', () => {
  test('has the request with defaults filled in, the ARN and the time, and no tags', async (t) => {
    const time = Math.floor(Date.now() / 1000) * 1000 + 250;
    const { client } = await start(t, { now: () => time });
    const Containers = [{ Image: image }, { Image: image, Mode: 'MultiModel' as const }];
    await client.send(new CreateModelCommand({ ...churn, Tags: [{ Key: 'team', Value: 'a' }] }));
    await client.send(new CreateModelCommand({ ModelName: 'steps', Containers, EnableNetworkIsolation: true }));
    const { $metadata: _, ...single } = await client.send(new DescribeModelCommand({ ModelName: 'churn' }));
    assert.deepEqual(single, {
      ...churn,
      PrimaryContainer: { Image: image, Mode: 'SingleModel' },
      EnableNetworkIsolation: false,
      ModelArn: arn,
      CreationTime: new Date(time),
    });
    const { $metadata: __, ...steps } = await client.send(new DescribeModelCommand({ ModelName: 'steps' }));
    assert.deepEqual(steps, {
      ModelName: 'steps',
      Containers: [
        { ContainerHostname: 'container-1', Image: image, Mode: 'SingleModel' },
        { ContainerHostname: 'container-2', ...Containers[1] },
      ],
      InferenceExecutionConfig: { Mode: 'Serial' },
      EnableNetworkIsolation: true,
      ModelArn: arn.replace('churn', 'steps'),
      CreationTime: new Date(time),
    });
  });
  test('has what the service adds, of which the SDK drops what it does not know', async (t) => {
    const { sagemaker, client } = await start(t);
    const DeploymentRecommendation = { RecommendationStatus: 'IN_PROGRESS' as const };
    const alsoDescribed: object = { DeploymentRecommendation, Newer: 1 };
    sagemaker.add({ request: churn, alsoDescribed });
    const described = await client.send(new DescribeModelCommand({ ModelName: 'churn' }));
    assert.deepEqual(described.DeploymentRecommendation, DeploymentRecommendation);
    assert.equal('Newer' in described, false);
    const { text } = await post(sagemaker, 'DescribeModel', '{"ModelName":"churn"}');
    assert.equal(JSON.parse(text).Newer, 1);
  });
});

suite('a list of models', () => {
  const listed = async (t: TestContext, request: ListModelsCommandInput, ...names: string[]) => {
    const { client } = await start(t, { models: named(...names) });
    const { Models = [], NextToken } = await client.send(new ListModelsCommand(request));
    return { names: Models.map((it) => it.ModelName), NextToken };
  };
  test('has name, ARN and time of each, and nothing else', async (t) => {
    const { sagemaker } = await start(t, { models: named('churn') });
    const { text } = await post(sagemaker, 'ListModels', '{}');
    const CreationTime = Date.parse('2026-11-01T12:00:00Z') / 1000;
    assert.deepEqual(JSON.parse(text), { Models: [{ ModelName: 'churn', ModelArn: arn, CreationTime }] });
  });
  test('has models that nobody asked for where the options or they themselves say', async (t) => {
    const place = { region: 'us-east-1', account: '444455556666' };
    const models = [{ request: churn }, { request: churn, region: 'eu-west-1', account: '777788889999' }];
    const { sagemaker } = await start(t, { ...place, models });
    assert.deepEqual(
      [...sagemaker.models.keys()],
      ['us-east-1:444455556666', 'eu-west-1:777788889999'].map((it) => `arn:aws:sagemaker:${it}:model/churn`),
    );
    const client = clientOf(sagemaker, { region: 'us-east-1' });
    assert.ok(await client.send(new DescribeModelCommand({ ModelName: 'churn' })));
  });
  test('begins with the youngest, and can be sorted by name and age, upwards and downwards', async (t) => {
    const names = ['b', 'c', 'a'];
    const order = async (request: ListModelsCommandInput) => (await listed(t, request, ...names)).names.join('');
    assert.equal(await order({}), 'bca');
    assert.equal(await order({ SortOrder: 'Ascending' }), 'acb');
    assert.equal(await order({ SortBy: 'Name' }), 'cba');
    assert.equal(await order({ SortBy: 'Name', SortOrder: 'Ascending' }), 'abc');
  });
  test('comes in pages of ten, or of as many as are asked for', async (t) => {
    const names = Array.from({ length: 12 }, (_, i) => `m${i}`);
    const ten = await listed(t, {}, ...names);
    assert.equal(ten.names.length, 10);
    assert.ok(ten.NextToken);
    const all = await listed(t, { MaxResults: 12 }, ...names);
    assert.deepEqual(all, { names, NextToken: undefined });
  });
  test('has every model once over its pages, whatever comes and goes meanwhile', async (t) => {
    const { sagemaker, client } = await start(t, { models: named('a', 'b', 'c', 'd', 'e') });
    const seen: (string | undefined)[] = [];
    for await (const { Models = [] } of paginateListModels({ client, pageSize: 2 }, {})) {
      seen.push(...Models.map((it) => it.ModelName));
      sagemaker.models.delete(arn.replace('churn', 'b'));
      sagemaker.add({ request: { ...churn, ModelName: `new${seen.length}` } });
    }
    assert.deepEqual(seen, ['a', 'b', 'c', 'd', 'e']);
  });
  test('is cut into pages before it is filtered, so that one may be empty and not the last', async (t) => {
    const { client } = await start(t, { models: named('a1', 'a2', 'b1', 'a3', 'b2') });
    const pages: (string | undefined)[][] = [];
    for await (const page of paginateListModels({ client, pageSize: 2 }, { NameContains: 'b' }))
      pages.push((page.Models ?? []).map((it) => it.ModelName));
    assert.deepEqual(pages, [[], ['b1'], ['b2']]);
  });
  test('can be of models made from one time on and before another', async (t) => {
    const time = (minute: number) => new Date(Date.parse('2026-11-01T12:00:00Z') - minute * 60_000);
    const request = { CreationTimeAfter: time(2), CreationTimeBefore: time(0) };
    assert.deepEqual((await listed(t, request, 'a', 'b', 'c', 'd')).names, ['b', 'c']);
  });
  test('is not continued by a token that it never gave', async (t) => {
    const { client } = await start(t);
    const { name } = await refused(client.send(new ListModelsCommand({ NextToken: 'nonsense' })));
    assert.equal(name, 'ValidationException');
  });
});

suite('the tags of a model', () => {
  const pairs = (count: number) => Array.from({ length: count }, (_, i) => ({ Key: `k${100 + i}`, Value: `${i}` }));
  test('are listed by ARN, in pages of fifty', async (t) => {
    const { client } = await start(t, { models: [{ request: { ...churn, Tags: pairs(60) } }] });
    const first = await client.send(new ListTagsCommand({ ResourceArn: arn }));
    assert.equal(first.Tags?.length, 50);
    const rest = await client.send(new ListTagsCommand({ ResourceArn: arn, NextToken: first.NextToken }));
    assert.deepEqual([...(first.Tags ?? []), ...(rest.Tags ?? [])], pairs(60));
    assert.equal(rest.NextToken, undefined);
  });
  test('are those of its request, and can be added, replaced and taken away', async (t) => {
    const { client } = await start(t);
    const list = async () => (await client.send(new ListTagsCommand({ ResourceArn: arn }))).Tags;
    await client.send(new CreateModelCommand({ ...churn, Tags: pairs(2) }));
    assert.deepEqual(await list(), pairs(2));
    const Tags = [
      { Key: 'k101', Value: 'new' },
      { Key: 'team', Value: '' },
    ];
    const added = await client.send(new AddTagsCommand({ ResourceArn: arn, Tags }));
    assert.deepEqual(added.Tags, [...pairs(1), ...Tags]);
    assert.deepEqual(await list(), [...pairs(1), ...Tags]);
    await client.send(new DeleteTagsCommand({ ResourceArn: arn, TagKeys: ['k100', 'team'] }));
    assert.deepEqual(await list(), [Tags[0]]);
  });
  test('are not those of a model that is not there', async (t) => {
    const { client } = await start(t);
    const { message } = await refused(client.send(new ListTagsCommand({ ResourceArn: arn })));
    assert.equal(message, `Could not find model "${arn}".`);
  });
});

suite('the models to try things out on', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  for (const region of ['eu-west-1', 'us-east-1'] as const)
    test(`are three dozen that SageMaker would make in ${region}`, async (t) => {
      const { sagemaker } = await start(t);
      const client = clientOf(sagemaker, { region });
      const seeds = seedModels(region, now);
      for (const { request } of seeds) await client.send(new CreateModelCommand(request));
      assert.equal(sagemaker.models.size, seeds.length);
      assert.ok(seeds.length >= 36, `${seeds.length}`);
      const ages = seeds.map(({ created = now }) => now.getTime() - created.getTime());
      assert.ok(Math.min(...ages) <= 3_600_000 && Math.max(...ages) > 4 * 365 * 86_400_000);
    });
});
