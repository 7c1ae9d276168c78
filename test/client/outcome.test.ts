import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Models, Request } from '../../aws/api';
import { Usages } from '../../aws/usage';
import { create, resume } from '../../client/features/create/createModel';
import type { CreateHost } from '../../client/features/create/host';
import { freeName } from '../../client/features/create/nameConflict';
import { deleteModels } from '../../client/features/models/deleteModels';
import { shiftRange } from '../../client/ui/trackedRange';
import { assertNames, naming } from '../support/facts';
import { arnOf, eventsOf, fail, models, noting, type Person, person, summary, world } from './fakes';

const request: Request = {
  ModelName: 'churn',
  PrimaryContainer: { Image: 'r/i:1', Environment: { A: '1' } },
  Tags: [{ Key: 'team', Value: 'growth' }],
};

const { signal } = new AbortController();
const called = (name: string) => ({ ModelName: name, ModelArn: arnOf(name) });

interface Told {
  readonly arn: string | undefined;
  readonly ui: Person;
  readonly shown: string[];
}

/** Runs Create Model on a definition, whose name changes when it is asked to. */
async function run(account: Models, ui: Person): Promise<Told> {
  const shown: string[] = [];
  let [text, version] = [JSON.stringify(request), 1];
  const means: CreateHost = {
    ui,
    session: world(account).session,
    definition: () => ({ text, version }),
    problems: async () => ({ version, problems: [] }),
    revealFirstError: async () => {},
    events: eventsOf({
      created: (model) => void shown.push(`created ${model.name}`),
      removed: ({ name, arn }, { region }) => void shown.push(`removed ${name} ${region} ${arn}`),
    }),
    describe: async (model) => void shown.push(`describe ${model.name}`),
    compare: async (name) => void shown.push(`compare ${name}`),
    mark: async (refusal) => void shown.push(`mark ${refusal}`),
    pending: () => noting(shown),
    rename: async (name) => {
      [text, version] = [JSON.stringify({ ...request, ModelName: name }), version + 1];
      return true;
    },
    rescue: async (deployed) => void shown.push(`rescue ${deployed.ModelName} ${JSON.stringify(deployed.Tags)}`),
    wait: async () => {},
  };
  return { arn: await create(means), ui, shown };
}

/** An account whose answers to CreateModel are lost, after they were carried out or before. */
function losing(isCarriedOut: boolean, times = 1, how: 'cancelled' | 'offline' = 'offline') {
  const account = models();
  const create: Models['create'] = async (request, asking) => {
    if (times-- <= 0) return account.create(request, asking);
    if (isCarriedOut) await account.create(request, asking);
    return fail(how, 'The connection is lost.', { isAmbiguous: true });
  };
  return { ...account, create };
}

suite('an end that nobody knows', () => {
  test('is found out: the model is there, and that is what is said', async () => {
    const account = losing(true);
    const { arn, ui, shown } = await run(account, person());
    assert.equal(arn, arnOf('churn'));
    assert.equal(account.created.length, 1);
    assert.deepEqual(shown, ['remember', 'forget', 'created churn']);
    assert.deepEqual(ui.told, [`Created ${arnOf('churn')}`]);
  });
  test('is found out: there is none, and it can be tried again', async () => {
    const account = losing(false);
    const { arn, ui } = await run(account, person({ says: ['Try Again'] }));
    assert.equal(arn, arnOf('churn'));
    assert.equal(account.created.length, 1);
    assertNames(ui.told[0], naming('The connection is lost.'));
  });
  test('cannot be found out at first: nothing is sent again before it is known', async () => {
    const account = losing(true, 1);
    let isOffline = true;
    const describe: Models['describe'] = async (name, signal) => {
      if (isOffline) return fail('offline', 'No network.');
      return account.describe(name, signal);
    };
    const ui = person({ says: ['Try Again'] }, async () => {
      isOffline = false;
      return true;
    });
    const { arn, shown } = await run({ ...account, describe }, ui);
    assert.equal(arn, arnOf('churn'));
    assert.equal(account.created.length, 1);
    assert.match(ui.told[0] ?? '', /^It is not known whether model churn was created: .* No network\.$/);
    assert.equal(ui.asked.length, 1);
    assert.equal(shown[0], 'remember');
  });
  test('stays what it is where the person gives up: nothing is claimed, and it is asked when the window comes back', async () => {
    const account = losing(true, 1);
    const { arn, ui, shown } = await run(
      { ...account, describe: async () => fail('offline', 'No network.') },
      person(),
    );
    assert.equal(arn, undefined);
    assert.deepEqual(shown, ['remember']);
    assert.equal(ui.told.length, 1);
  });
  test('of a request that was stopped is said, either way', async () => {
    const late = await run(losing(true, 1, 'cancelled'), person());
    assert.deepEqual(late.ui.told, [`Created ${arnOf('churn')}`]);
    const inTime = await run(losing(false, 1, 'cancelled'), person());
    assert.equal(inTime.arn, undefined);
    assertNames(inTime.ui.told, [naming('Cancel')]);
  });
  test('is not mistaken for another model of that name', async () => {
    const account = losing(false);
    account.there.set('churn', {
      ModelName: 'churn',
      ModelArn: arnOf('churn'),
      CreationTime: new Date().toISOString(),
    });
    const { arn, shown } = await run(account, person());
    assert.equal(arn, undefined);
    assert.ok(!shown.includes('created churn'));
  });
  test('is told when the window comes back', async () => {
    for (const isThere of [true, false]) {
      const account = models();
      if (isThere) await account.create(request, { signal: new AbortController().signal });
      const ui = person();
      const shown: string[] = [];
      const means = {
        ui,
        events: eventsOf({ created: () => void shown.push('created'), removed: () => void shown.push('removed') }),
        describe: async () => {},
        rescue: async () => {},
        wait: async () => {},
      };
      const sent = { request, began: Date.now() - 60_000, region: 'eu-west-1' };
      await resume(means, () => world(account).session.live(), sent, noting(shown));
      assert.deepEqual(shown, isThere ? ['forget', 'created'] : ['forget']);
      assert.match(ui.told[0] ?? '', isThere ? /arn:/ : /^Model churn was not created/);
    }
  });
});

test('a definition that was not sent when the window closed is opened from the message that says so', async () => {
  for (const says of [['Show Definition'], []]) {
    const shown: unknown[] = [];
    const means: Parameters<typeof resume>[0] = {
      ui: person({ says }),
      events: eventsOf(),
      describe: async () => {},
      rescue: async (model) => void shown.push(model),
      wait: async () => {},
    };
    const sent = { request, began: Date.now(), region: 'eu-west-1' };
    await resume(means, () => world(models()).session.live(), sent, noting([]));
    assert.deepEqual(shown, says.length > 0 ? [request] : []);
  }
});

test('a model that was deleted to be replaced when the window closed is open when it comes back', async () => {
  for (const isGone of [true, false]) {
    const account = models();
    const deleted = called('churn');
    if (!isGone) account.there.set('churn', deleted);
    const ui = person();
    const shown: string[] = [];
    const means: Parameters<typeof resume>[0] = {
      ui,
      events: eventsOf({ created: () => {}, removed: ({ name }) => void shown.push(`removed ${name}`) }),
      describe: async () => {},
      rescue: async () => void shown.push('rescue'),
      wait: async () => {},
    };
    const sent = { request, began: Date.now(), region: 'eu-west-1', deleted };
    await resume(means, () => world(account).session.live(), sent, noting(shown));
    assert.deepEqual(shown, isGone ? ['removed churn', 'rescue', 'forget'] : ['forget']);
    assert.match(ui.told[0] ?? '', isGone ? /churn .*editor/ : /^Model churn was not created/);
  }
});

suite('a name that is taken', () => {
  /** An account with an older model of that name, and its tags. */
  const taken = () => {
    const account = models({ tags: async () => [{ Key: 'old', Value: 'yes' }] });
    account.there.set('churn', {
      ModelName: 'churn',
      ModelArn: arnOf('churn'),
      CreationTime: '2026-01-01T00:00:00.000Z',
      PrimaryContainer: { Image: 'r/i:0' },
    });
    return account;
  };
  test('offers four ways on', async () => {
    const { ui, arn } = await run(taken(), person());
    assert.equal(arn, undefined);
    assertNames(ui.asked[1], {
      question: naming('churn eu-west-1'),
      detail: 'Compare | Create as churn-2 | Describe | Replace…',
    });
    assert.deepEqual(ui.told, []);
  });
  test('to compare, and to describe: nothing is created', async () => {
    for (const [way, shows] of [
      ['compare', 'compare churn'],
      ['open', 'describe churn'],
    ] as const) {
      const account = taken();
      const { shown } = await run(account, person({ chooses: [way] }));
      assert.equal(shown.at(-1), shows);
      assert.equal(account.created.length, 0);
    }
  });
  test('to create under the next name, which is written into the definition, checked and confirmed', async () => {
    const account = taken();
    account.there.set('churn-2', called('churn-2'));
    const { arn, ui } = await run(account, person({ chooses: ['next'] }));
    assert.equal(arn, arnOf('churn-3'));
    assert.deepEqual(account.created[0]?.ModelName, 'churn-3');
    assert.equal(ui.asked.at(-1)?.question, 'Create model churn-3?');
  });
  test('to replace, once its name is typed', async () => {
    const account = taken();
    const { arn, shown } = await run(account, person({ chooses: ['replace'] }));
    assert.equal(arn, arnOf('churn'));
    assert.deepEqual(shown.slice(-3), [`removed churn eu-west-1 ${arnOf('churn')}`, 'forget', 'created churn']);
    assert.equal(account.there.get('churn')?.PrimaryContainer?.Image, 'r/i:1');
    const other = taken();
    assert.equal((await run(other, person({ chooses: ['replace'], types: false }))).arn, undefined);
    assert.equal(other.there.get('churn')?.PrimaryContainer?.Image, 'r/i:0');
  });
  test('to replace, and where the second half fails what is gone is in an editor, and that is said', async () => {
    const account = taken();
    const create: Models['create'] = async (request, asking) =>
      account.there.has('churn') ? account.create(request, asking) : fail('refused', 'Not this role.');
    const { arn, ui, shown } = await run({ ...account, create }, person({ chooses: ['replace'] }));
    assert.equal(arn, undefined);
    const gone = [`removed churn eu-west-1 ${arnOf('churn')}`, 'rescue churn [{"Key":"old","Value":"yes"}]'];
    assert.deepEqual(shown.slice(-3), [...gone, 'forget']);
    assertNames(ui.told, [naming('churn Not this role.')]);
  });
  test('to replace, and where it cannot be deleted nothing has changed', async () => {
    const account = { ...taken(), remove: async () => fail('denied', 'You may not.') };
    const { arn, ui, shown } = await run(account, person({ chooses: ['replace'] }));
    assert.equal(arn, undefined);
    assert.ok(!shown.some((it) => it.startsWith('removed')));
    assert.equal(account.there.get('churn')?.PrimaryContainer?.Image, 'r/i:0');
    assert.deepEqual(ui.told, ['You may not.']);
  });
  test('to replace, though SageMaker does not let go of the name at once', async () => {
    const account = taken();
    let held = 2;
    const create: Models['create'] = async (request, asking) => {
      if (!account.there.has('churn') && held-- > 0) return fail('exists', 'It is there.');
      return account.create(request, asking);
    };
    assert.equal((await run({ ...account, create }, person({ chooses: ['replace'] }))).arn, arnOf('churn'));
  });
  test('is followed by the next one that is free, of no more than 63 characters', async () => {
    const account = models();
    account.there.set('churn-9', called('churn-9'));
    account.there.set('churn-10', called('churn-10'));
    assert.equal(await freeName(account, 'churn-9', signal), 'churn-11');
    assert.equal(await freeName(account, 'churn-2026-11', signal), 'churn-2026-12');
    const long = await freeName(account, 'a'.repeat(63), signal);
    assert.equal(long, `${'a'.repeat(61)}-2`);
  });
  test('offers no other name after 50 that already exist, but still offers the other actions', async () => {
    const account = taken();
    let asked = 0;
    const describe: Models['describe'] = async (name, stop) => {
      assert.ok(!stop.aborted);
      if (name !== 'churn') asked++;
      return account.there.get('churn') ?? fail('not-found', 'There is no such model.');
    };
    assert.equal(await freeName({ describe }, 'churn', signal), undefined);
    assert.equal(asked, 50);
    const who = person();
    await run({ ...account, describe }, who);
    assert.equal(who.asked.at(-1)?.detail, 'Compare | Describe | Replace…');
  });
  test('stops looking for a name when the user cancels', async () => {
    const controller = new AbortController();
    const account = taken();
    let asked = 0;
    const describe: Models['describe'] = async (_, stop) => {
      if (stop.aborted) fail('cancelled', 'Canceled.');
      if (++asked === 3) controller.abort();
      return account.there.get('churn') ?? fail('not-found', 'There is no such model.');
    };
    await run({ ...account, describe }, person({ signal: controller.signal }));
    assert.equal(asked, 3);
  });
});

suite('a refusal', () => {
  test('is marked in the definition, and said', async () => {
    const account = models({
      create: async () =>
        fail('refused', 'Requested image r/i:1 not found.', { said: 'Requested image r/i:1 not found.' }),
    });
    const { shown, ui } = await run(account, person());
    assert.deepEqual(shown, ['remember', 'forget', 'mark Requested image r/i:1 not found.']);
    assertNames(ui.told, [naming('Requested image r/i:1 not found.')]);
  });
  test('stays on its value while the text around it changes, and goes when that changes', () => {
    const mark = { start: 10, end: 20 };
    assert.deepEqual(shiftRange(mark, { start: 0, end: 2, added: 5 }), { start: 13, end: 23 });
    assert.deepEqual(shiftRange(mark, { start: 20, end: 25, added: 0 }), mark);
    assert.deepEqual(shiftRange(mark, { start: 10, end: 10, added: 4 }), { start: 14, end: 24 });
    for (const change of [
      { start: 12, end: 12, added: 1 },
      { start: 5, end: 11, added: 0 },
      { start: 19, end: 30, added: 0 },
      { start: 0, end: 40, added: 40 },
    ])
      assert.equal(shiftRange(mark, change), undefined);
  });
});

suite('Delete Model', () => {
  async function removal(own: Partial<Models>, names: readonly string[], ui = person()) {
    const account = models(own);
    for (const it of ['a', 'b', 'c']) account.there.set(it, called(it));
    const removed: string[] = [];
    const live = await world(account).session.live();
    const events = eventsOf({ removed: (it) => void removed.push(it.name) });
    const context = { ui, events, usages: new Usages() };
    const gone = await deleteModels(
      context,
      live,
      names.map((it) => summary(it)),
    );
    return { gone, removed, ui, account };
  }
  test('says what stays, and deletes once the name is typed', async () => {
    const { gone, removed, ui } = await removal({}, ['a']);
    assert.deepEqual([gone, removed], [1, ['a']]);
    assert.match(ui.asked[0]?.detail ?? '', / 111122223333\n.* eu-west-1\n.*\n.*artifacts.*images.*roles/);
    assert.deepEqual(ui.told, ['Deleted a.']);
  });
  test('looks who uses the model where the person wants that, and says it before', async () => {
    const { ui, removed } = await removal(
      {
        endpointConfigs: async () => ({ names: ['live'] }),
        endpointConfig: async () => ['a'],
        endpoints: async () => ({ names: ['prod'] }),
        endpointConfigsOf: async () => ['live'],
      },
      ['a', 'b'],
      person({ says: ['Look Who Uses It'] }),
    );
    assert.match(ui.asked[1]?.detail ?? '', /\na: .* prod .*live.*\nb: .+/);
    assert.deepEqual(removed, ['a', 'b']);
  });
  test('asks nobody who uses it where the person does not want that', async () => {
    const { removed } = await removal({ endpointConfigs: () => assert.fail('It was asked.') }, ['a']);
    assert.deepEqual(removed, ['a']);
  });
  test('deletes nothing without a yes, or where another word is typed', async () => {
    assert.equal((await removal({}, ['a'], person({ agrees: false }))).account.there.size, 3);
    assert.equal((await removal({}, ['a'], person({ types: false }))).account.there.size, 3);
  });
  test('of several says in one message what became of each', async () => {
    const remove: Models['remove'] = async (name) => (name === 'b' ? fail('denied', 'You may not.') : undefined);
    const { removed, ui } = await removal({ remove }, ['a', 'b', 'c']);
    assert.deepEqual(removed, ['a', 'c']);
    assertNames(ui.told, [naming('2 3 b: You may not.')]);
  });
  test('finds out what became of it where the answer is lost', async () => {
    const account = models();
    const lost = async (name: string) => {
      account.there.delete(name);
      fail('offline', 'Lost.', { isAmbiguous: true });
    };
    account.there.set('a', called('a'));
    const { removed } = await removal({ remove: lost, describe: account.describe }, ['a']);
    assert.deepEqual(removed, ['a']);
  });
});
