import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Failure } from '../../client/failure';
import type { Models } from '../../client/models';
import { models, world } from './fakes';

const kindOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no failure',
    (error: Failure) => `${error.kind}: ${error.remedy}`,
  );

/** An account that notes which other Regions are opened, and how often it is closed. */
function counting() {
  const opened: string[] = [];
  let closed = 0;
  const account: Models = models({
    in: async (region) => {
      opened.push(region);
      return account;
    },
    close: () => void closed++,
  });
  return { account, opened, closed: () => closed };
}

suite('a session', () => {
  test('loads what asks AWS when it is asked for the first time, and not before', async () => {
    const { session, loads } = world();
    assert.equal(session.connection, undefined);
    await session.reconsider();
    await session.reread();
    assert.equal(loads(), 0);
    await session.live();
    assert.ok(loads() > 0);
  });
  test('is opened once, however many ask', async () => {
    const { session, wishes } = world();
    const [a, b] = await Promise.all([session.live(), session.live()]);
    assert.equal(a, b);
    assert.deepEqual(wishes, [{ profile: undefined, region: 'eu-west-1', endpoint: undefined, signIn: undefined }]);
  });
  test('has no region that nobody has named, and asks for one', async () => {
    const it = world();
    it.profiles = [{ name: 'default' }];
    assert.equal(await kindOf(it.session.live()), 'no-region: chooseRegion');
    await it.session.choose({ region: 'eu-west-3' });
    assert.equal((await it.session.live()).region, 'eu-west-3');
  });
  test('tells beforehand whom it would talk to, and of the regions of all profiles, and asks nobody', async () => {
    const it = world();
    it.profiles = [{ name: 'default', region: 'eu-west-1' }, { name: 'bare' }, { name: 'test', region: 'eu-west-3' }];
    const { connection, regions } = await it.session.foreseen();
    assert.deepEqual([connection.region?.value, regions], ['eu-west-1', ['eu-west-1', 'eu-west-3']]);
    assert.equal(it.session.connection, undefined);
    assert.deepEqual(it.wishes, []);
  });
  test('names a profile to the SDK where somebody has named one, and else leaves it its whole chain', async () => {
    const named = world(models(), { settings: () => ({ profile: 'default' }) });
    await named.session.live();
    assert.equal(named.wishes[0]?.profile, 'default');
  });
  test('knows what is no region', async () => {
    const { session } = world(models(), { settings: () => ({ region: 'EU (Ireland)' }) });
    assert.equal(await kindOf(session.live()), 'no-region: chooseRegion');
  });
  test('goes to the account to which renewed keys lead, and says so', async () => {
    let account = '111122223333';
    const { session, changes } = world(models({ account: async () => account }));
    const before = await session.live();
    await before.account();
    await session.reread();
    assert.deepEqual(changes, ['switched', 'account', 'credentials']);
    account = '999988887777';
    await session.reread();
    assert.equal(changes.at(-1), 'switched');
    assert.equal(session.account, '999988887777');
    assert.ok(before.signal.aborted);
  });
  test('knows a profile that is gone', async () => {
    const { session } = world(models(), { settings: () => ({ profile: 'gone', region: 'eu-west-1' }) });
    assert.equal(await kindOf(session.live()), 'no-credentials: chooseProfile');
  });
  test('leaves the old connection when the person goes elsewhere, and what that answers late is for nobody', async () => {
    const it = world();
    const before = await it.session.live();
    await it.session.choose({ region: 'us-east-1' });
    assert.ok(before.signal.aborted);
    const after = await it.session.live();
    assert.equal(after.region, 'us-east-1');
    assert.ok(!after.signal.aborted);
    assert.deepEqual(it.changes, ['switched', 'switched']);
  });
  test('forgets the account of the old connection at once', async () => {
    const { session, changes } = world();
    await (await session.live()).account();
    assert.equal(session.account, '111122223333');
    assert.deepEqual(changes, ['switched', 'account']);
    await session.choose({ region: 'us-east-1' });
    assert.equal(session.account, undefined);
  });
  test('does not take the account that an old connection names late for that of the new one', async () => {
    let answer = (_: string) => {};
    const account = new Promise<string>((resolve) => {
      answer = resolve;
    });
    const { session } = world(models({ account: () => account }));
    const late = (await session.live()).account();
    await session.choose({ region: 'us-east-1' });
    answer('999988887777');
    await late;
    assert.equal(session.account, undefined);
  });
  test('stays where it is when another way leads to the same place', async () => {
    const { session, changes } = world();
    const before = await session.live();
    await session.choose({ region: 'eu-west-1' });
    assert.equal(await session.live(), before);
    assert.deepEqual(changes, ['switched']);
    assert.equal(session.connection?.region?.source, 'chosen');
  });
  test('reads the files again once they have changed, and then no more', async () => {
    const { session, afresh, changes, wishes } = world();
    await session.live();
    await session.reread();
    assert.deepEqual(changes, ['switched', 'credentials']);
    await session.live();
    await session.choose({ region: 'us-east-1' });
    await session.live();
    assert.equal(wishes.length, 3);
    assert.deepEqual([afresh[0], afresh[1], afresh.at(-1)], [false, true, false]);
  });
  test('takes the region that a chosen profile brings, and keeps the one that was chosen where it brings none', async () => {
    const it = world();
    it.profiles = [{ name: 'default', region: 'eu-west-1' }, { name: 'us', region: 'us-east-1' }, { name: 'bare' }];
    await it.session.live();
    await it.session.choose({ region: 'eu-north-1' });
    await it.session.choose({ profile: 'bare' });
    assert.equal((await it.session.live()).region, 'eu-north-1');
    await it.session.choose({ profile: 'us' });
    assert.equal((await it.session.live()).region, 'us-east-1');
    await it.session.unchoose();
    assert.equal((await it.session.live()).region, 'eu-west-1');
  });
  test('says so when the profile that is in use has been removed from the files', async () => {
    const it = world(models(), { settings: () => ({ profile: 'dev', region: 'eu-west-1' }) });
    it.profiles = [{ name: 'dev' }];
    await it.session.live();
    it.profiles = [];
    await it.session.reread();
    assert.equal(await kindOf(it.session.live()), 'no-credentials: chooseProfile');
    it.profiles = [{ name: 'dev' }];
    await it.session.reread();
    assert.equal((await it.session.live()).region, 'eu-west-1');
  });
  test('looks into another region beside the one it is in', async () => {
    const { session, wishes } = world();
    const live = await session.live();
    assert.equal((await session.elsewhere('us-east-1')).region, 'us-east-1');
    assert.equal(await session.elsewhere('eu-west-1'), live);
    assert.equal(session.connection?.region?.value, 'eu-west-1');
    assert.equal(wishes.length, 1);
  });
  test('has one connection for each Region, however often and by how many it is asked for', async () => {
    const { account, opened } = counting();
    const { session } = world(account);
    const [first, second] = await Promise.all([session.elsewhere('us-east-1'), session.elsewhere('us-east-1')]);
    assert.equal(first, second);
    assert.equal(await session.elsewhere('us-east-1'), first);
    await session.elsewhere('us-west-2');
    assert.deepEqual(opened, ['us-east-1', 'us-west-2']);
    await session.choose({ region: 'eu-west-3' });
    assert.notEqual(await session.elsewhere('us-east-1'), first);
    assert.ok(first.signal.aborted);
  });
  test('opens the connection to a Region again after that has failed', async () => {
    let tries = 0;
    const account = models({
      in: async () => {
        if (++tries === 1) throw new Error('offline');
        return account;
      },
    });
    const { session } = world(account);
    await assert.rejects(session.elsewhere('us-east-1'), /offline/);
    assert.equal((await session.elsewhere('us-east-1')).region, 'us-east-1');
  });
  test('ends the network connections of what it leaves: once, and not of what is in use', async () => {
    const { account, closed } = counting();
    const { session } = world(account);
    await session.elsewhere('us-east-1');
    assert.equal(closed(), 0);
    await session.choose({ region: 'eu-west-3' });
    await session.live();
    assert.equal(closed(), 1);
    await session.reread();
    await session.live();
    assert.equal(closed(), 2);
    await session.reconsider();
    assert.equal(closed(), 2);
    session.dispose();
    await new Promise(setImmediate);
    assert.equal(closed(), 3);
  });
  for (const region of [
    '',
    'evil.com#',
    'eu-west-1.evil.com',
    'eu-west-1/',
    'EU-WEST-1',
    ' eu-west-1',
    '../eu-west-1',
    `eu-${'a'.repeat(40)}-1`,
  ])
    test(`asks nobody in what is no Region: ${region}`, async () => {
      const { account, opened } = counting();
      const { session, loads } = world(account);
      await assert.rejects(session.elsewhere(region), {
        name: 'Failure',
        kind: 'no-region',
        message: /isn't a valid AWS Region/,
      });
      await session.live();
      await assert.rejects(session.elsewhere(region), { kind: 'no-region' });
      assert.deepEqual([loads() > 0, opened], [true, []]);
    });
  test('keeps its account, whatever is said of it in another region', async () => {
    const elsewhere = models({ account: async () => undefined });
    const { session, changes } = world(models({ in: async () => elsewhere }));
    await (await session.live()).account();
    assert.equal(await (await session.elsewhere('cn-north-1')).account(), undefined);
    assert.equal(session.account, '111122223333');
    assert.deepEqual(changes, ['switched', 'account']);
  });
  test('asks for the account once, and again after that has failed', async () => {
    let asked = 0;
    const account = async () => {
      if (++asked === 1) throw new Error('offline');
      return '111122223333';
    };
    const live = await world(models({ account })).session.live();
    await assert.rejects(live.account());
    assert.equal(await live.account(), '111122223333');
    await live.account();
    assert.equal(asked, 2);
  });
});
