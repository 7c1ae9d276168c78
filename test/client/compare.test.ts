import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Models } from '../../aws/api';
import type { Target } from '../../aws/modelTarget';
import {
  type ComparedSides,
  compareDefinition,
  compareDeployed,
  type DefinitionHost,
} from '../../client/features/compare/compare';
import { pickDefinition } from '../../client/features/compare/pickDefinition';
import { assertNames, naming } from '../support/facts';
import { arnOf, eventsOf, fail, models, person, world } from './fakes';

const different: ComparedSides = { state: 'different', onlyTags: false, left: 'mine', right: 'theirs' };

function comparing(
  comparison: ComparedSides,
  own: Partial<Models> = {},
  ui = person(),
  isThere = true,
  later = comparison,
) {
  const account = models(own);
  for (const name of isThere ? ['churn', 'other'] : [])
    account.there.set(name, {
      ModelName: name,
      ModelArn: arnOf(name),
      CreationTime: '',
      EnableNetworkIsolation: false,
    });
  const done: string[] = [];
  const names: unknown[] = [];
  const compared: unknown[] = [];
  const found: unknown[] = [];
  let again: Parameters<DefinitionHost['show']>[2];
  let picked: Target | undefined;
  const host: DefinitionHost = {
    ui,
    label: 'models/churn.sagemaker-model.json',
    text: () => '{"ModelName":"churn","Tags":[{"Key":"a","Value":"1"}]}',
    compare: async (left, { ModelName }) => {
      names.push(ModelName);
      return compared.push(left) > 1 ? later : comparison;
    },
    show: async (title, { before, after }, repeat) => {
      again = repeat;
      done.push(`${title}: ${before} | ${after}`);
      return async () => void done.push('refreshed');
    },
    create: async () => void done.push('created'),
    events: eventsOf({
      changed: (name, region) => void done.push(`changed ${name} in ${region}`),
      found: (name, fetched) => void found.push([name, fetched !== undefined]),
    }),
  };
  const pick = async (name: string) => {
    done.push(`picked for ${name}`);
    return picked;
  };
  const run = async (name = 'churn') => compareDefinition(host, name, await world(account).session.live());
  const runOne = async (name: string, partner?: Target) => {
    picked = partner;
    return compareDeployed(host, await world(account).session.live(), [{ name }], pick);
  };
  const runTwo = async (...names: string[]) =>
    compareDeployed(
      host,
      await world(account).session.live(),
      names.map((name) => ({ name })),
      pick,
    );
  return { ui, done, names, compared, found, run, runOne, runTwo, again: () => again?.() };
}

suite('Compare with Deployed', () => {
  test('shows what is deployed on the left and the definition on the right, and says where', async () => {
    const it = comparing(different);
    await it.run();
    assert.deepEqual(it.done, ['churn: deployed in eu-west-1 ↔ definition: theirs | mine']);
    assert.deepEqual(await it.again(), { before: 'theirs', after: 'mine' });
    assert.deepEqual(it.ui.told, []);
  });
  test('says that the model is what the definition says instead of showing an empty diff', async () => {
    const it = comparing({ ...different, state: 'inStep' });
    await it.run();
    assertNames([it.done, it.ui.told], [[], [naming('churn eu-west-1')]]);
  });
  test('offers to create a model that is not there', async () => {
    const it = comparing(different, {}, person({ says: ['Create Model'] }), false);
    await it.run();
    assertNames([it.done, it.ui.told], [['created'], [naming('churn eu-west-1')]]);
    assert.deepEqual(it.found, [['churn', false]]);
  });
  test('asks for a text that can be read', async () => {
    const it = comparing({ ...different, state: 'unreadable' });
    await it.run();
    assert.deepEqual([it.done, it.ui.told.length], [[], 1]);
    assertNames(it.ui.told.join(), naming('syntax'));
  });
  test('applies tags where only they differ and the person wants that, and shows what is there then', async () => {
    const given: unknown[] = [];
    const tags = { ...different, onlyTags: true, left: '{"Tags":[{"Key":"a","Value":"1"}]}' };
    const tag: Models['tag'] = async (_, it) => void given.push(...it);
    const not = comparing(tags, { tag });
    await not.run();
    assert.deepEqual([given, not.done.length], [[], 1]);
    const it = comparing(tags, { tag }, person({ says: ['Apply Tags'] }));
    await it.run();
    assert.deepEqual(given, [{ Key: 'a', Value: '1' }]);
    assert.deepEqual(it.done.slice(1), ['changed churn in eu-west-1', 'refreshed']);
  });
  test('applies no tags of a definition that was edited meanwhile and differs in more', async () => {
    const ui = person({ says: ['Apply Tags'] });
    const it = comparing({ ...different, onlyTags: true }, { tag: () => assert.fail() }, ui, true, different);
    await it.run();
    assertNames(ui.told.at(-1) ?? '', naming('meanwhile'));
  });
  test('leaves tags out on both sides where they may not be read, and says so', async () => {
    const it = comparing({ ...different, state: 'inStep' }, { tags: async () => fail('denied', 'You may not.') });
    await it.run();
    assert.deepEqual(it.compared, [{ definition: '{"ModelName":"churn"}' }]);
    assertNames(it.ui.told.join(), naming('tags'));
  });
  test('fails where the model could not be asked for, and shows nothing', async () => {
    const it = comparing(different, { describe: async () => fail('offline', 'Off.') });
    await assert.rejects(it.run(), { kind: 'offline' });
    assert.deepEqual(it.done, []);
  });
});

suite('Compare Selected', () => {
  test('shows two deployed models beside each other, each under its name', async () => {
    const it = comparing(different);
    await it.runTwo('churn', 'other');
    assert.deepEqual(it.done, ['churn ↔ other, both in eu-west-1: mine | theirs']);
    assert.match(JSON.stringify(it.compared.at(-1)), /"ModelName":"churn"/);
  });
  test('says of two that differ in nothing but their names that they are alike', async () => {
    const it = comparing({ ...different, state: 'inStep' });
    await it.runTwo('churn', 'other');
    assertNames([it.done, it.ui.told], [[], [naming('churn other')]]);
    assert.match(JSON.stringify(it.compared), /"ModelName":"other"/);
  });
  test('lets the person pick the other where one is chosen', async () => {
    const it = comparing(different);
    await it.runOne('churn', { name: 'other', region: 'eu-west-1', account: '111122223333' });
    assert.deepEqual(it.done, ['picked for churn', 'churn ↔ other, both in eu-west-1: mine | theirs']);
    const none = comparing(different);
    await none.runOne('churn');
    assert.deepEqual([none.done, none.compared, none.ui.told], [['picked for churn'], [], []]);
  });
  test('compares a model neither with itself nor with one of another account or region', async () => {
    for (const [partner, told] of [
      [{ name: 'churn' }, /^This is churn itself\. Choose another model\.$/],
      [{ name: 'other', region: 'us-east-1' }, /^other is in another account or region\. Choose a model .* eu-west-1/],
      [{ name: 'other', region: 'eu-west-1', account: '444455556666' }, /^other is in another account or region\./],
    ] as const) {
      const it = comparing(different);
      await it.runOne('churn', partner);
      assert.match(it.ui.told.join(), told);
      assert.deepEqual(it.compared, []);
    }
  });
  test('wants one or two', async () => {
    for (const names of [[], ['churn', 'other', 'churn']]) {
      const it = comparing(different);
      await it.runTwo(...names);
      assertNames([it.compared, it.ui.told], [[], [naming('SageMaker')]]);
    }
  });
});

suite('Compare with a Definition', () => {
  const rest = { ...different, state: 'inStep' } as const;
  test('shows a model beside a definition of another name, and names both', async () => {
    const it = comparing(different);
    await it.run('other');
    assert.deepEqual(it.done, ['other: deployed in eu-west-1 ↔ models/churn.sagemaker-model.json: theirs | mine']);
    assert.deepEqual(it.names, ['other', 'churn']);
  });
  test('says of the two that they are alike where only their names differ', async () => {
    const it = comparing(different, {}, person(), true, rest);
    await it.run('other');
    assertNames([it.done, it.ui.told], [[], [naming('other models/churn.sagemaker-model.json')]]);
  });
  test('does not offer to create a model of another name than that which is gone', async () => {
    const it = comparing(different, {}, person({ says: ['Create Model'] }));
    await it.run('gone');
    assertNames([it.done, it.ui.told], [[], [naming('gone eu-west-1')]]);
  });

  const definitions = [
    { uri: 'file:///w/b.json', name: 'other' },
    { uri: 'file:///w/a.json' },
    { uri: 'file:///w/z.json', name: 'churn' },
    { uri: 'file:///w/c.json', name: 'churn' },
  ];
  const picking = (chooses: readonly string[], found: typeof definitions) => {
    const ui = person({ chooses });
    const labelOf = (uri: string) => uri.replace('file:///w/', '');
    const means = { ui, definitions: async () => found, labelOf, browse: async () => 'file:///elsewhere.json' };
    return { ui, picked: pickDefinition(means, 'churn') };
  };
  test('offers those of the same name first, then by path, and to look elsewhere', async () => {
    const { ui, picked } = picking(['file:///w/b.json'], definitions);
    assert.equal(await picked, 'file:///w/b.json');
    assertNames(ui.asked, [{ question: naming('churn'), detail: 'c.json | z.json | a.json | b.json | Browse…' }]);
    assert.equal(await picking(['browse'], definitions).picked, 'file:///elsewhere.json');
    assert.equal(await picking([], definitions).picked, undefined);
  });
  test('looks elsewhere at once where the workspace has none', async () => {
    const { ui, picked } = picking([], []);
    assert.equal(await picked, 'file:///elsewhere.json');
    assert.deepEqual(ui.asked, []);
  });
});
