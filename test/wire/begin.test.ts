import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { start } from './client';

interface Question {
  readonly asks: string;
  readonly proposal?: string;
  readonly choices: readonly { readonly key: string }[];
}
interface Begun {
  readonly text: string;
  readonly snippet: string;
  readonly ofName: readonly { readonly message: string; readonly isError: boolean }[];
}

/** A workspace with one definition. */
async function workspace() {
  const text = JSON.stringify({ ModelName: 'churn', ExecutionRoleArn: 'arn:aws:iam::111122223333:role/Used' });
  const file = 'file:///models/churn.sagemaker-model.json';
  const client = await start({
    folders: ['file:///models'],
    disk: { find: async () => [file], read: async () => ({ text, encoding: 'utf8' }) },
  });
  await client.open('file:///elsewhere.sagemaker-model.json', '{}');
  const ask = (answers: object) =>
    client.connection.sendRequest<Question | null>('sagemakerModel/newDefinitionQuestion', {
      answers,
      folder: 'churn',
    });
  const begin = (answers: object) => client.connection.sendRequest<Begun>('sagemakerModel/newDefinition', { answers });
  // The workspace is searched when the server has begun.
  while ((await ask({ kind: 'model-package' }))?.proposal === 'churn') await client.pull(file);
  return { client, ask, begin };
}

suite('a definition to begin with', () => {
  test('is asked for over the wire, with what the workspace and the connection say', async () => {
    const { client, ask, begin } = await workspace();
    const account = { account: '111122223333', region: 'eu-west-1' };
    await client.connection.sendNotification('sagemakerModel/didChangeConnection', account);
    assert.equal((await ask({ kind: 'model-package' }))?.proposal, 'churn-2');
    const answers = { kind: 'model-package', name: 'churn-2' };
    const role = await ask(answers);
    assert.deepEqual(
      role?.choices.map((it) => it.key),
      ['arn:aws:iam::111122223333:role/Used', ''],
    );
    assert.equal(await ask({ ...answers, role: '' }), null);
    const { snippet, ofName } = await begin({ ...answers, role: '' });
    assert.match(snippet, /arn:aws:sagemaker:eu-west-1:111122223333:model-package\/\$\{1:your-package\}/);
    assert.deepEqual(ofName, []);
    await client.stop();
  });
  test('says of its name what SageMaker says, and which definition has it', async () => {
    const { client, begin } = await workspace();
    const said = async (name: string) => (await begin({ name })).ofName;
    assert.deepEqual(
      (await said('churn')).map((it) => it.isError),
      [false],
    );
    assert.match((await said('churn'))[0]?.message ?? '', /churn\.sagemaker-model\.json has this name as well/);
    for (const it of ['', 'my_model', '-a', 'a"b', 'x'.repeat(64)])
      assert.deepEqual(
        (await said(it)).map(({ isError }) => isError),
        [true],
        it,
      );
    await client.stop();
  });
});
