import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Background } from '../../aws/background';
import { AccountResources } from '../../client/features/accountResources/accountResources';
import type { DidUpdateAccountResourcesParams } from '../../protocol/environment';
import { fail, models, world } from './fakes';

const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/3';

/** The things of an account of whose packages is asked. */
function owned(packages: () => Promise<readonly string[]>) {
  let asked = 0;
  const told: DidUpdateAccountResourcesParams[] = [];
  const lines: string[] = [];
  const account = world(
    models({
      packages: () => {
        asked++;
        return packages();
      },
    }),
  );
  const things = new AccountResources(
    new Background(account.session),
    (it) => told.push(it),
    (line) => lines.push(line),
  );
  return { things, account, told, lines, asked: () => asked };
}

/** The user has sent AWS a request, and AWS has responded. */
async function connected({ session }: ReturnType<typeof world>): Promise<void> {
  await (await session.live()).account();
}

suite('the model packages of the account', () => {
  test('are not asked for before the person has asked AWS for something', async () => {
    const { things, account, asked } = owned(async () => [arn]);
    await things.wanted();
    assert.deepEqual([asked(), account.loads()], [0, 0]);
    await connected(account);
    await things.wanted();
    assert.equal(asked(), 1);
  });
  test("aren't requested after the connection was only opened", async () => {
    const { things, account, asked } = owned(async () => [arn]);
    await account.session.live();
    await things.wanted();
    assert.equal(asked(), 0);
  });
  test('are told, and asked for again after five minutes', async () => {
    const { things, account, told, asked } = owned(async () => [arn]);
    await connected(account);
    await things.wanted(0);
    await things.wanted(4 * 60_000);
    assert.deepEqual([told, asked()], [[{ names: 'model-package', strings: [arn] }], 1]);
    await things.wanted(6 * 60_000);
    assert.equal(asked(), 2);
  });
  test('are asked for again of another connection, and not told of the one that was left', async () => {
    let answer = (_: readonly string[]) => {};
    const { things, account, told, asked } = owned(() => new Promise((resolve) => (answer = resolve)));
    await connected(account);
    const first = things.wanted();
    await new Promise(setImmediate);
    await account.session.select({ region: 'us-east-1' });
    answer([arn]);
    await first;
    assert.deepEqual(told, []);
    await connected(account);
    const second = things.wanted();
    await new Promise(setImmediate);
    answer([]);
    await second;
    assert.deepEqual([told.length, asked()], [1, 2]);
  });
  test('that may not be listed are a line in the log, and no question to the person', async () => {
    const { things, account, told, lines } = owned(async () => fail('denied', 'You may not list them.'));
    await connected(account);
    await things.wanted();
    assert.deepEqual([told, lines.length], [[], 1]);
  });
  test('are requested again soon after a failure if they are needed again, and then less and less often', async () => {
    let fails = 3;
    const { things, account, told, asked } = owned(async () => {
      if (fails-- > 0) fail('timeout', 'No answer.');
      return [arn];
    });
    await connected(account);
    const askedAt: number[] = [];
    for (let second = 0; second < 60; second++) {
      const before = asked();
      await things.wanted(second * 1000);
      if (asked() > before) askedAt.push(second);
    }
    assert.deepEqual(askedAt, [0, 5, 15, 35]);
    assert.equal(told.length, 1);
  });
  test('are requested once however often they are needed in the meantime', async () => {
    let answer = (_: readonly string[]) => {};
    const { things, account, told, asked } = owned(() => new Promise((resolve) => (answer = resolve)));
    await connected(account);
    const all = [things.wanted(0), things.wanted(1), things.wanted(600_000)];
    await new Promise(setImmediate);
    answer([arn]);
    await Promise.all(all);
    assert.deepEqual([asked(), told.length], [1, 1]);
  });
  test('are sent again to a restarted language server without another request to AWS', async () => {
    const { things, account, told, asked } = owned(async () => [arn]);
    things.tellAgain();
    assert.deepEqual(told, []);
    await connected(account);
    await things.wanted();
    things.tellAgain();
    assert.deepEqual([told.length, asked()], [2, 1]);
    assert.deepEqual(told[1], told[0]);
    await account.session.select({ region: 'us-east-1' });
    things.tellAgain();
    assert.equal(told.length, 2);
  });
});
