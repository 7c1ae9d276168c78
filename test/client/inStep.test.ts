import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { DescribeModelResponse, Models } from '../../aws/api';
import { checkInStep, type ListedDefinition } from '../../client/features/sync/checkAll';
import { SyncStatusTracker, standingExplained } from '../../client/models/syncStatus';
import { nameIn } from '../../client/ui/modelName';
import { assertNames, naming } from '../support/facts';
import { arnOf, fail, models, person, world } from './fakes';

const answer = (name: string): DescribeModelResponse => ({
  ModelName: name,
  ModelArn: arnOf(name),
  CreationTime: '',
  EnableNetworkIsolation: false,
});

/** A definition of a model; one whose text says `other` is not what is deployed. */
const definition = (uri: string, text = `{"ModelName":"${uri}"}`) => ({ uri, label: `${uri}.json`, text: () => text });

/** An account with the models `a`, `b` and `c`, and what is asked of it. */
async function account(own: Partial<Models> = {}, isShown = () => true) {
  const it = models(own);
  for (const name of ['a', 'b', 'c']) it.there.set(name, answer(name));
  const asked: string[] = [];
  let [running, most] = [0, 0];
  const { describe } = it;
  const counted: Models = {
    ...it,
    describe: async (name, signal) => {
      asked.push(name);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return describe(name, signal);
    },
  };
  const { session } = world(counted);
  const compared: string[] = [];
  const inStep = new SyncStatusTracker(
    async (text) => {
      compared.push(text);
      return { state: /nonsense/.test(text) ? 'unreadable' : /other/.test(text) ? 'different' : 'inStep' };
    },
    isShown,
    () => 1_000,
  );
  return { it, session, live: await session.live(), asked, most: () => most, inStep, compared };
}

suite('Definitions and what is deployed', () => {
  test('are in step, different, not created or not known, and SageMaker is asked once for each name', async () => {
    const { inStep, live, asked } = await account();
    const found = await inStep.look(
      [
        definition('a'),
        definition('b', '{"ModelName":"b","other":1}'),
        definition('none'),
        definition('unnamed', '{}'),
        definition('broken', '{"ModelName":"c",nonsense'),
        definition('again', '{"ModelName":"a","other":1}'),
      ],
      live,
    );
    assertNames(
      [...found].map(([uri, it]) => `${uri}: ${it.state} ${it.remark ?? ''}`.trim()),
      [
        'a: inStep',
        'b: different',
        'none: notCreated',
        naming('unnamed: incomparable'),
        naming('broken: incomparable'),
        'again: different',
      ],
    );
    assert.deepEqual(asked.sort(), ['a', 'b', 'c', 'none']);
    assert.equal(inStep.different, 2);
    assert.equal(inStep.ofModel('a')?.state, 'different');
    assertNames(standingExplained(found.get('unnamed') as never, 'en', 2_000), naming('compared'));
  });
  test('are asked for four at a time', async () => {
    const { inStep, live, most, asked } = await account();
    const names = Array.from({ length: 40 }, (_, at) => `model-${at}`);
    await inStep.look(
      names.map((it) => definition(it)),
      live,
    );
    assert.deepEqual([asked.length, most()], [40, 4]);
  });
  test('are judged anew by what is known while a definition is edited, and nothing is asked for a name being typed', async () => {
    const { inStep, live, asked } = await account();
    await inStep.look([definition('a')], live);
    await inStep.edited(definition('a', '{"ModelName":"a","other":1}'));
    assert.equal(inStep.of('a')?.state, 'different');
    await inStep.edited(definition('a', '{"ModelName":"ab"}'));
    assert.equal(inStep.of('a'), undefined);
    await inStep.edited(definition('never-looked-at', '{"ModelName":"a"}'));
    assert.equal(inStep.of('never-looked-at')?.state, 'inStep');
    assert.deepEqual(asked, ['a']);
  });
  test('are asked for again once something may have changed', async () => {
    const { it, inStep, live, asked } = await account();
    await inStep.look([definition('a'), definition('b')], live);
    it.there.delete('a');
    await inStep.look([definition('a')], live);
    assert.equal(inStep.of('a')?.state, 'inStep');
    inStep.expire('a');
    await inStep.look([definition('a'), definition('b')], live);
    assert.deepEqual([inStep.of('a')?.state, asked.length], ['notCreated', 3]);
    inStep.found('b', undefined, live);
    await inStep.look([definition('b')], live);
    assert.deepEqual([inStep.of('b')?.state, asked.length], ['notCreated', 3]);
    inStep.clear();
    assert.deepEqual([inStep.of('a'), inStep.of('b')], [undefined, undefined]);
  });
  test('are not known without a network, which is found out once', async () => {
    const { inStep, live, asked } = await account({
      describe: async () => fail('offline', 'SageMaker cannot be reached.'),
    });
    const found = await inStep.look(
      Array.from({ length: 30 }, (_, at) => definition(`model-${at}`)),
      live,
    );
    assert.equal(found.size, 30);
    assert.ok([...found.values()].every((it) => it.state === 'unknown' && /cannot be reached/.test(it.remark ?? '')));
    assert.ok(asked.length <= 4, `asked ${asked.length} times`);
    const before = asked.length;
    await inStep.look([definition('model-0')], live);
    assert.equal(asked.length, before);
    inStep.expire('failures');
    await inStep.look([definition('model-0')], live);
    assert.equal(asked.length, before + 1);
  });
  test('go on to be looked at where SageMaker refuses one name', async () => {
    const { inStep, live } = await account({
      describe: async (name) => (name === 'b' ? fail('refused', 'SageMaker refuses this.') : answer(name)),
    });
    const found = await inStep.look([definition('b'), definition('a'), definition('c')], live);
    assert.deepEqual([...found.values()].map((it) => it.state).sort(), ['inStep', 'inStep', 'unknown']);
  });
  test('are compared without tags where those may not be read, which is said', async () => {
    const { inStep, live, compared } = await account({ tags: async () => fail('denied', 'No.') });
    const found = await inStep.look([definition('a', '{"ModelName":"a","Tags":[{"Key":"other","Value":"1"}]}')], live);
    assert.deepEqual(
      [...found.values()].map((it) => [it.state, it.remark]),
      [['inStepButTags', undefined]],
    );
    assert.deepEqual(compared, ['{"ModelName":"a"}']);
  });
  test('keep the newest text, whichever is judged last', async () => {
    const { inStep, live } = await account();
    await inStep.look([definition('a')], live);
    const slow = {
      uri: 'a',
      text: () => new Promise<string>((resolve) => setTimeout(resolve, 20, '{"ModelName":"a"}')),
    };
    const earlier = inStep.edited(slow);
    await inStep.edited(definition('a', '{"ModelName":"a","other":1}'));
    await earlier;
    assert.equal(inStep.of('a')?.state, 'different');
  });
  test('are not shown to a person who does not want to see it, and are counted no more', async () => {
    let isShown = true;
    const { inStep, live } = await account({}, () => isShown);
    let told = 0;
    inStep.onDidChange(() => told++);
    await inStep.look([definition('a', '{"ModelName":"a","other":1}')], live);
    assert.equal(told, 1);
    isShown = false;
    assert.deepEqual([inStep.of('a'), inStep.different, inStep.ofModel('a')], [undefined, 0, undefined]);
  });
  test('are left when their files are gone, and stay out where the look was cancelled', async () => {
    const { inStep, live } = await account();
    await inStep.look([definition('a')], live);
    inStep.leave('a');
    assert.equal(inStep.of('a'), undefined);
    const cancelled = AbortSignal.abort();
    assert.equal((await inStep.look([definition('b')], live, { signal: cancelled })).size, 0);
  });
  test('are asked for again by a new look, and keep what is known where that is cancelled', async () => {
    let isStopped = false;
    const { it, inStep, live, asked } = await account({
      describe: async (name) =>
        isStopped ? fail('cancelled', 'Cancelled.') : (it.there.get(name) ?? fail('not-found', 'There is none.')),
    });
    const both = [definition('a'), definition('b')];
    await inStep.look(both, live);
    it.there.clear();
    isStopped = true;
    const stopped = await inStep.look(both, live, { afresh: true });
    assert.deepEqual([stopped.size, inStep.of('a')?.state, inStep.of('b')?.state], [0, 'inStep', 'inStep']);
    isStopped = false;
    await inStep.look(both, live);
    assert.deepEqual([asked.length, inStep.of('a')?.state], [4, 'inStep']);
    const again = await inStep.look(both, live, { afresh: true });
    assert.deepEqual(
      [...again.values()].map(({ state }) => state),
      ['notCreated', 'notCreated'],
    );
  });
  test('are not told by an answer to a connection that was left', async () => {
    const { inStep, live, asked } = await account();
    const fetched = { answer: answer('a'), hasTags: true, asked: 5 };
    inStep.found('a', fetched, { ...live, signal: AbortSignal.abort() });
    assert.ok(!inStep.knows('a'));
    inStep.found('a', fetched, live);
    const found = await inStep.look([definition('a')], live);
    assert.deepEqual([found.get('a')?.asked, asked], [5, []]);
  });
  test('go on to be looked at where single names are denied, and not where all are', async () => {
    const denied = await account({
      describe: async (name) => (name === 'model-3' ? fail('denied', 'You may not.') : answer(name)),
    });
    const many = Array.from({ length: 20 }, (_, at) => definition(`model-${at}`));
    const found = await denied.inStep.look(many, denied.live);
    assert.deepEqual(
      [...found].filter(([, it]) => it.state !== 'inStep').map(([uri]) => uri),
      ['model-3'],
    );
    const all = await account({ describe: async () => fail('denied', 'You may not.') });
    await all.inStep.look(many, all.live);
    assert.ok(all.asked.length < 10, `asked ${all.asked.length} times`);
  });
  test('are compared as they are when the answer comes, though they were edited meanwhile', async () => {
    const { inStep, live } = await account();
    let text = '{"ModelName":"a"}';
    const edited = { uri: 'a', text: () => text };
    const looking = inStep.look([edited], live);
    text = '{"ModelName":"a","other":1}';
    await inStep.edited(edited);
    await looking;
    assert.equal(inStep.of('a')?.state, 'different');
    text = '{"ModelName":"ab"}';
    await inStep.edited(edited);
    text = '{"ModelName":"a"}';
    await inStep.edited(edited);
    assert.equal(inStep.of('a')?.state, 'inStep');
  });
  test('say nothing of a connection that was left while they were compared', async () => {
    const { inStep, live } = await account();
    const looking = inStep.look([definition('a')], live);
    await new Promise((resolve) => setImmediate(resolve));
    inStep.clear();
    await looking;
    assert.equal(inStep.of('a'), undefined);
  });
  test('are left with the folder in which they were, and where their files cannot be read', async () => {
    const { inStep, live } = await account();
    const one = definition('file:///w/x/a.json', '{"ModelName":"a","other":1}');
    const two = definition('file:///w/xy/b.json', '{"ModelName":"b","other":1}');
    await inStep.look([one, two], live);
    inStep.leave('file:///w/x');
    assert.deepEqual([inStep.different, inStep.looked('b')], [1, ['file:///w/xy/b.json']]);
    const gone = { ...two, text: () => Promise.reject(new Error('No such file')) };
    await inStep.look([gone], live, { afresh: true });
    assert.equal(inStep.different, 0);
  });
  test('tell of a text that cannot be compared once, and not at each key', async () => {
    const { inStep, live } = await account();
    await inStep.look([definition('c')], live);
    let told = 0;
    inStep.onDidChange(() => told++);
    for (let key = 0; key < 20; key++) await inStep.edited(definition('c', `{"ModelName":"c", nonsense ${key}`));
    assert.equal(told, 1);
    assert.equal(inStep.of('c'), undefined);
  });
  test('say of which day it is where that is not today', async () => {
    const standing = { state: 'inStep', region: 'eu-west-1', asked: Date.parse('2026-11-20T12:00:00Z') } as const;
    assert.match(standingExplained(standing, 'en', Date.parse('2026-11-20T13:00:00Z')), / \d+:00\sPM\.$/);
    assert.match(standingExplained(standing, 'en', Date.parse('2026-11-24T12:00:00Z')), /as of Nov 20, 2026/);
  });
});

suite('the name in a definition', () => {
  for (const [text, name] of [
    ['{"PrimaryContainer":{"Environment":{"ModelName":"inner"}},"ModelName":"outer"}', 'outer'],
    ['{ // "ModelName": "old"\n "ModelName": "new" }', 'new'],
    ['{"ModelName": "b\\u0061r"}', 'bar'],
    ['{"Tags": [{"Key": "ModelName", "Value": "x"}], "ModelName" : "last", }', 'last'],
    ['{"ModelName": "no name"}', undefined],
    ['["ModelName"]', undefined],
    ['{"a": "ModelName", "b": "c"}', undefined],
    ['{"ModelName": "first", "ModelName": "last"}', 'last'],
    ['{"ModelName": "bad name", "ModelName": "good"}', 'good'],
    ['{"ModelName": "good", "ModelName": "bad name"}', undefined],
    ['{"ModelName": "good", "ModelName": ["x"]}', undefined],
    ['{"Model\\u004eame": "escaped"}', 'escaped'],
    ['{"ModelName": " padded "}', undefined],
    ['{"ModelName": "arn:aws:sagemaker:eu-west-1:111122223333:model/churn"}', undefined],
    ['{"ModelName": "of the first", "Tags": []} {"ModelName": "of-another"}', undefined],
    ['{"ModelName": "first"} {"ModelName": "of-another"}', 'first'],
  ] as const)
    test(`of ${text} is ${name ?? 'none'}`, () => assert.equal(nameIn(text), name));
});

suite('reading a model name takes time linear in the length of the text', () => {
  for (const [what, text] of [
    ['quotes that are escaped', `{"a": ${'\\"'.repeat(300_000)}`],
    ['comments without an end', `{${'/* '.repeat(80_000)}`],
    ['strings without an end', `{${'"a\n'.repeat(200_000)}`],
    ['brackets', `{"a":${'['.repeat(900_000)}`],
  ] as const)
    test(what, () => {
      const began = process.cpuUsage();
      assert.equal(nameIn(text), undefined);
      const { user, system } = process.cpuUsage(began);
      assert.ok(user + system < 1_000_000, `${user + system} microseconds`);
    });
  test('and a text of more than 1 MB has no model name', () => {
    const of = (length: number) => nameIn(`{"ModelName": "churn"}`.padEnd(length));
    assert.equal(of(1_000_000), 'churn');
    assert.equal(of(1_000_001), undefined);
  });
});

suite('Check Which Definitions Are in Step', () => {
  async function checking(listed: readonly ListedDefinition[], ui = person()) {
    const { inStep, live, asked } = await account();
    return { ui, chosen: await checkInStep(ui, inStep, listed, live), asked };
  }
  const all = [
    definition('a'),
    definition('none'),
    definition('b', '{"ModelName":"b","other":1}'),
    definition('unnamed', '{}'),
  ];

  test('lists what is worth a look first, and returns the one that is selected', async () => {
    const { ui, chosen } = await checking(all, person({ chooses: ['b'] }));
    assert.deepEqual(chosen, { uri: 'b', state: 'different' });
    assertNames(ui.asked, [
      {
        question: naming('1'),
        detail: 'b.json | none.json | unnamed.json | a.json',
      },
    ]);
  });
  test('returns the state with it', async () => {
    const { chosen } = await checking(all, person({ chooses: ['none'] }));
    assert.deepEqual(chosen, { uri: 'none', state: 'notCreated' });
  });
  test('says it in one sentence where all are in step', async () => {
    const { ui, chosen } = await checking([definition('a'), definition('b')]);
    assertNames([ui.told, chosen], [[naming('2')], undefined]);
  });
  test('says so where there are no definitions, and asks nothing', async () => {
    const { ui, asked } = await checking([]);
    assertNames(ui.told.join(), naming('workspace'));
    assert.deepEqual(asked, []);
  });
});
