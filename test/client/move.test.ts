import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type MoveHost, moveDefinition } from '../../client/features/move/move';
import { assertNames, naming } from '../support/facts';
import { person } from './fakes';

/** A definition for us-east-1 in which so many places are left to the person. */
function definition(own: Partial<MoveHost> = {}, left = 2) {
  const ui = person({ says: ['Show'] });
  const done: string[] = [];
  const means: MoveHost = {
    ui,
    chooseRegion: async () => 'eu-west-1',
    rewrite: async (region) => {
      done.push(`rewritten for ${region}`);
      return { from: 'us-east-1', done: 'changed' };
    },
    mark: async (from, to) => {
      done.push(`marked from ${from} to ${to}`);
      return left;
    },
    showFirstMark: async () => void done.push('shown'),
    ...own,
  };
  return { ui, done, means };
}

suite('moving a definition to another region', () => {
  test('rewrites it for the region that was chosen, and marks and shows what is left to the person', async () => {
    const { ui, done, means } = definition();
    await moveDefinition(means);
    assert.deepEqual(done, ['rewritten for eu-west-1', 'marked from us-east-1 to eu-west-1', 'shown']);
    assertNames(ui.told.join(), naming('eu-west-1 2'));
  });

  test('asks for no region where one is named', async () => {
    const { done, means } = definition({ chooseRegion: () => assert.fail() });
    await moveDefinition(means, 'ap-south-1');
    assert.equal(done[0], 'rewritten for ap-south-1');
  });

  test('says so where nothing is left, and where there was nothing to write', async () => {
    const all = definition({}, 0);
    await moveDefinition(all.means);
    assertNames(all.ui.told.join(), naming('eu-west-1'));
    const none = definition({ rewrite: async () => ({ done: 'nothing' }) });
    await moveDefinition(none.means);
    assertNames(none.ui.told.join(), naming('definition'));
    assert.deepEqual(none.done, []);
  });

  test('writes nothing into a definition that has changed meanwhile, and says so', async () => {
    const { ui, done, means } = definition({ rewrite: async () => ({ from: 'us-east-1', done: 'edited' }) });
    await moveDefinition(means);
    assertNames(ui.told.join(), naming('meanwhile'));
    assert.deepEqual(done, []);
  });

  test('marks what is left though the definition named no region before', async () => {
    const { done, means } = definition({ rewrite: async () => ({ done: 'changed' }) });
    await moveDefinition(means);
    assert.deepEqual(done, ['marked from undefined to eu-west-1', 'shown']);
  });

  test('does and says nothing more where the person chooses no region, or discards the changes', async () => {
    const without = definition({ chooseRegion: async () => undefined });
    await moveDefinition(without.means);
    const discarded = definition({ rewrite: async () => ({ from: 'us-east-1', done: 'discarded' }) });
    await moveDefinition(discarded.means);
    for (const { ui, done } of [without, discarded]) assert.deepEqual([ui.told, done], [[], []]);
  });
});
