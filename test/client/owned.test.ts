import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Owned, OwnedThings } from '../../client/owned';
import { fail, models, world } from './fakes';

const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/3';

/** The things of an account of whose packages is asked. */
function owned(packages: () => Promise<readonly string[]>) {
  let asked = 0;
  const told: Owned[] = [];
  const lines: string[] = [];
  const account = world(
    models({
      packages: () => {
        asked++;
        return packages();
      },
    }),
  );
  const things = new OwnedThings(
    account.session,
    (it) => told.push(it),
    (line) => lines.push(line),
  );
  return { things, account, told, lines, asked: () => asked };
}

suite('the model packages of the account', () => {
  test('are not asked for before the person has asked AWS for something', async () => {
    const { things, account, asked } = owned(async () => [arn]);
    await things.wanted();
    assert.deepEqual([asked(), account.loads()], [0, 0]);
    await account.session.live();
    await things.wanted();
    assert.equal(asked(), 1);
  });
  test('are told, and asked for again after five minutes', async () => {
    const { things, account, told, asked } = owned(async () => [arn]);
    await account.session.live();
    await things.wanted(0);
    await things.wanted(4 * 60_000);
    assert.deepEqual([told, asked()], [[{ names: 'model-package', strings: [arn] }], 1]);
    await things.wanted(6 * 60_000);
    assert.equal(asked(), 2);
  });
  test('are asked for again of another connection, and not told of the one that was left', async () => {
    let answer = (_: readonly string[]) => {};
    const { things, account, told, asked } = owned(() => new Promise((resolve) => (answer = resolve)));
    await account.session.live();
    const first = things.wanted();
    await new Promise(setImmediate);
    await account.session.choose({ region: 'us-east-1' });
    answer([arn]);
    await first;
    assert.deepEqual(told, []);
    const second = things.wanted();
    await new Promise(setImmediate);
    answer([]);
    await second;
    assert.deepEqual([told.length, asked()], [1, 2]);
  });
  test('that may not be listed are a line in the log, and no question to the person', async () => {
    const { things, account, told, lines } = owned(async () => fail('denied', 'You may not list them.'));
    await account.session.live();
    await things.wanted();
    assert.deepEqual([told, lines.length], [[], 1]);
  });
});
