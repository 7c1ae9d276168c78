import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListInferenceComponentsCommand,
} from '@aws-sdk/client-sagemaker';
import { seedDeployments } from '../sagemaker/seed';
import { refused, start } from './sagemaker';

const now = new Date('2026-11-24T12:00:00Z');

suite('what runs models', () => {
  test('is listed in pages that are cut before they are filtered', async (t) => {
    const { client } = await start(t, { deployments: seedDeployments('eu-west-1', now) });
    const query = { NameContains: 'vision', MaxResults: 100, SortBy: 'Name', SortOrder: 'Ascending' } as const;
    const first = await client.send(new ListEndpointConfigsCommand(query));
    assert.deepEqual(first.EndpointConfigs, []);
    const { EndpointConfigs = [], NextToken } = await client.send(
      new ListEndpointConfigsCommand({ ...query, NextToken: first.NextToken }),
    );
    assert.deepEqual(
      EndpointConfigs.map((it) => it.EndpointConfigName),
      ['vision'],
    );
    assert.equal(NextToken, undefined);
  });
  test('has times, and changes but for configurations', async (t) => {
    const { client } = await start(t, { deployments: seedDeployments('eu-west-1', now) });
    const created = new Date(now.getTime() - 3_600_000);
    const { Endpoints } = await client.send(new ListEndpointsCommand({ NameContains: 'churn' }));
    assert.deepEqual([Endpoints?.[0]?.CreationTime, Endpoints?.[0]?.LastModifiedTime], [created, created]);
    const { InferenceComponents } = await client.send(new ListInferenceComponentsCommand({}));
    assert.deepEqual(InferenceComponents?.[0]?.LastModifiedTime, created);
    const config = await client.send(new DescribeEndpointConfigCommand({ EndpointConfigName: 'churn-12' }));
    assert.deepEqual([config.CreationTime, 'LastModifiedTime' in config], [created, false]);
  });
  test('is refused by the words that hold for everything else', async (t) => {
    const { client } = await start(t);
    const gone = await refused(client.send(new DescribeEndpointCommand({ EndpointName: 'gone' })));
    assert.equal(gone.name, 'ValidationException');
    assert.equal(gone.message, 'Could not find endpoint "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/gone".');
    const { message } = await refused(client.send(new ListEndpointConfigsCommand({ MaxResults: 101 })));
    assert.match(message, /^1 validation error detected: Value '101' at 'maxResults' failed/);
    const named = await refused(client.send(new DescribeEndpointConfigCommand({ EndpointConfigName: 'a_b' })));
    assert.match(named.message, /at 'endpointConfigName' failed to satisfy constraint/);
  });
});
