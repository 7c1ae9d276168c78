import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Client, start } from './client';

const uri = 'file:///models/churn.sagemaker-model.json';
const request = { ModelName: 'churn', PrimaryContainer: { Image: 'i' } };

/** An answer about a definition that is open. */
const ask = (client: Client, method: string, more: object) =>
  client.connection.sendRequest<Record<string, string & string[]> | null>(`sagemakerModel/${method}`, {
    textDocument: { uri },
    ...more,
  });

suite('the forms of other tools', () => {
  test('are written and read over the wire, YAML as well', async () => {
    const client = await start();
    await client.open(uri, JSON.stringify(request));
    for (const form of ['aws-cli', 'boto3', 'cloudformation-yaml']) {
      const written = await ask(client, 'exportDefinition', { form, region: 'eu-west-1' });
      assert.deepEqual(written?.lost, []);
      const back = await ask(client, 'importDefinition', { text: written?.text });
      assert.deepEqual(JSON.parse(back?.text ?? ''), request);
    }
    assert.match((await ask(client, 'importDefinition', { text: 'Hello' }))?.refused ?? '', /no request/);
    await client.stop();
  });
  test('of a deployed model have nothing in them that only an answer has', async () => {
    const client = await start();
    const deployed = 'sagemaker-deployed:/m.sagemaker-model.json';
    await client.open(deployed, JSON.stringify({ ...request, ModelArn: 'arn', CreationTime: 'now' }));
    const written = await ask(client, 'exportDefinition', { textDocument: { uri: deployed }, form: 'terraform' });
    assert.doesNotMatch(JSON.stringify(written), /arn"|CreationTime/);
    await client.stop();
  });
  test('are none of a document that is not open', async () => {
    const client = await start();
    assert.equal(await ask(client, 'exportDefinition', { form: 'cdk' }), null);
    await client.stop();
  });
});

suite('the policies that a definition needs', () => {
  test('are in the account and region of the connection, where the definition says none', async () => {
    const client = await start();
    await client.open(uri, JSON.stringify(request));
    await client.connection.sendNotification('sagemakerModel/didChangeConnection', {
      account: '111122223333',
      region: 'eu-west-1',
    });
    const caller = await ask(client, 'generatePolicy', { policy: 'caller' });
    assert.match(caller?.text ?? '', /arn:aws:sagemaker:eu-west-1:111122223333:model\/churn/);
    assert.match(caller?.notes?.[0] ?? '', /This is a start/);
    assert.equal(await ask(client, 'generatePolicy', { policy: 'none' }), null);
    await client.stop();
  });
});
