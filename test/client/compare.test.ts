import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  type Comparison,
  compareDefinition,
  compareDeployed,
  type DefinitionMeans,
} from '../../client/commands/compare';
import type { Models } from '../../client/models';
import { arnOf, fail, models, person, world } from './fakes';

const different: Comparison = { state: 'different', onlyTags: false, left: 'mine', right: 'theirs' };

function comparing(
  comparison: Comparison,
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
  const compared: unknown[] = [];
  const found: unknown[] = [];
  let again: Parameters<DefinitionMeans['show']>[2];
  const means: DefinitionMeans = {
    ui,
    text: () => '{"ModelName":"churn","Tags":[{"Key":"a","Value":"1"}]}',
    compare: async (left) => {
      return compared.push(left) > 1 ? later : comparison;
    },
    show: async (title, { before, after }, repeat) => {
      again = repeat;
      done.push(`${title}: ${before} | ${after}`);
      return async () => void done.push('refreshed');
    },
    create: async () => void done.push('created'),
    changed: (name) => void done.push(`changed ${name}`),
    found: (name, fetched) => void found.push([name, fetched !== undefined]),
  };
  const run = async () => compareDefinition(means, 'churn', await world(account).session.live());
  const runTwo = async (...names: string[]) =>
    compareDeployed(
      means,
      await world(account).session.live(),
      names.map((name) => ({ name })),
    );
  return { ui, done, compared, found, run, runTwo, again: () => again?.() };
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
    assert.deepEqual([it.done, it.ui.told], [[], ['The model churn in eu-west-1 is what this definition says.']]);
  });
  test('offers to create a model that is not there', async () => {
    const it = comparing(different, {}, person({ says: ['Create Model'] }), false);
    await it.run();
    assert.deepEqual([it.done, it.ui.told], [['created'], ['There is no model churn in eu-west-1.']]);
    assert.deepEqual(it.found, [['churn', false]]);
  });
  test('asks for a text that can be read', async () => {
    const it = comparing({ ...different, state: 'unreadable' });
    await it.run();
    assert.deepEqual([it.done, it.ui.told.length], [[], 1]);
    assert.match(it.ui.told.join(), /Correct its syntax first/);
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
    assert.deepEqual(it.done.slice(1), ['changed churn', 'refreshed']);
  });
  test('applies no tags of a definition that was edited meanwhile and differs in more', async () => {
    const ui = person({ says: ['Apply Tags'] });
    const it = comparing({ ...different, onlyTags: true }, { tag: () => assert.fail() }, ui, true, different);
    await it.run();
    assert.match(ui.told.at(-1) ?? '', /edited meanwhile, so nothing was changed/);
  });
  test('leaves tags out on both sides where they may not be read, and says so', async () => {
    const it = comparing({ ...different, state: 'inStep' }, { tags: async () => fail('denied', 'You may not.') });
    await it.run();
    assert.deepEqual(it.compared, [{ definition: '{"ModelName":"churn"}' }]);
    assert.match(it.ui.told.join(), /^The tags are not compared/);
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
    assert.deepEqual([it.done, it.ui.told], [[], ['churn and other are alike but for their names.']]);
    assert.match(JSON.stringify(it.compared), /"ModelName":"other"/);
  });
  test('wants exactly two', async () => {
    for (const names of [['churn'], ['churn', 'other', 'churn']]) {
      const it = comparing(different);
      await it.runTwo(...names);
      assert.deepEqual([it.compared, it.ui.told], [[], ['Choose two models in the view SageMaker first.']]);
    }
  });
});
