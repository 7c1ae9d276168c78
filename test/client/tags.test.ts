import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Models, Tag } from '../../aws/api';
import { applyTags, changeOf, tagsIn, tagsText } from '../../client/models/tags';
import { assertNames, naming } from '../support/facts';
import { fail, models, person, summary, world } from './fakes';

const tags = (of: Readonly<Record<string, string>>): Tag[] =>
  Object.entries(of).map(([Key, Value]) => ({ Key, Value }));

/** An account with one model that has tags. */
function tagged(of: Readonly<Record<string, string>>, own: Partial<Models> = {}) {
  const there = new Map(Object.entries(of));
  const calls: string[] = [];
  const account = models({
    tags: async () => tags(Object.fromEntries(there)),
    tag: async (_, given) => {
      calls.push(`give ${given.map((it) => it.Key)}`);
      for (const { Key = '', Value = '' } of given) there.set(Key, Value);
    },
    untag: async (_, keys) => {
      calls.push(`take ${keys}`);
      for (const it of keys) there.delete(it);
    },
    ...own,
  });
  return { account, calls, there };
}

async function apply(account: Models, wanted: Readonly<Record<string, string>>, ui = person()) {
  const live = await world(account).session.live();
  return { ui, done: await applyTags(ui, live, summary('churn'), tags(wanted)) };
}

suite('Edit Tags', () => {
  test('changes what differs and nothing else, after a yes that lists it', async () => {
    const { account, calls, there } = tagged({ a: '1', b: '2', c: '3', 'aws:stack': 's' });
    const { ui, done } = await apply(account, { a: '1', b: '4', d: '' });
    assert.ok(done);
    assertNames(ui.asked, [{ question: naming('churn eu-west-1'), detail: 'Add d = \nChange b: 2 → 4\nRemove c = 3' }]);
    assert.deepEqual(calls, ['give d,b', 'take c']);
    assert.deepEqual(Object.fromEntries(there), { a: '1', b: '4', d: '', 'aws:stack': 's' });
  });
  test('changes nothing without a yes, and asks for none where nothing differs', async () => {
    const { account, calls } = tagged({ a: '1' });
    assert.equal((await apply(account, {}, person({ agrees: false }))).done, false);
    const { ui, done } = await apply(account, { a: '1' });
    assert.deepEqual([done, ui.asked.length, calls.length], [true, 0, 0]);
  });
  test('makes room first where a model has all the tags that it can have', async () => {
    const full = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, '']));
    const { account, calls } = tagged(full);
    const { k0, ...others } = full;
    await apply(account, { ...others, other: '' });
    assert.deepEqual(calls, ['take k0', 'give other']);
    assert.equal(k0, '');
  });
  test('tells exactly what was done where the second half fails', async () => {
    const { account } = tagged({ a: '1', b: '2' }, { untag: async () => fail('denied', 'You may not remove tags.') });
    await assert.rejects(apply(account, { a: '3' }), {
      kind: 'denied',
      message: 'Not all tags were changed. What is left: Remove b = 2. You may not remove tags.',
    });
  });
  test('says that nothing was done where nothing was, and that it is not known where nobody can tell', async () => {
    const tag = async () => fail('denied', 'You may not.');
    await assert.rejects(apply(tagged({}, { tag }).account, { a: '1' }), {
      message: 'No tag was changed. You may not.',
    });
    let asked = 0;
    const unsure = tagged({}, { tag, tags: async () => (++asked > 1 ? fail('offline', 'Off.') : []) });
    await assert.rejects(apply(unsure.account, { a: '1' }), {
      message: 'It is not known which tags were changed. You may not.',
    });
  });
  test('has succeeded where only the answer was lost', async () => {
    const { account, there } = tagged({});
    const lost: Models['tag'] = async () => {
      there.set('a', '1');
      fail('timeout', 'Lost.', { isAmbiguous: true });
    };
    assert.ok((await apply({ ...account, tag: lost }, { a: '1' })).done);
  });
});

suite('the text of tags', () => {
  test('is read as what was written, without the tags of AWS', () => {
    const own = tags({ b: '2', a: '' });
    assert.deepEqual(tagsIn(tagsText([...own, { Key: 'aws:x', Value: 'y' }])), tags({ a: '', b: '2' }));
    assert.deepEqual(changeOf(own, tagsIn(tagsText(own))), { added: [], changed: [], removed: [] });
  });
  test('changes nothing where it holds something else', () => {
    for (const it of ['', '[]', '{}', '{"Tags":{}}', '{"Tags":[{"Key":"a"}]}', '{"Tags":[],"ModelName":"m"}'])
      assert.throws(() => tagsIn(it), /no tags yet, so nothing was changed/, it);
    assert.throws(() => tagsIn(tagsText(tags({ a: '1' })).replace('[', '[{"Key":"a","Value":""},')), /key a stands/);
    assert.throws(() => tagsIn('{"Tags":[{"Key":"aws:a","Value":""}]}'), /key aws:a is kept for AWS/);
  });
  test("aren't changed if the ARN is of another model or account", async () => {
    const { account, calls } = tagged({ a: '1' });
    const live = await world(account).session.live();
    for (const arn of [summary('another').arn, summary('churn').arn.replace('eu-west-1', 'us-east-1'), '']) {
      const ui = person();
      await assert.rejects(applyTags(ui, live, { name: 'churn', arn }, []), /model ARN isn't valid/);
      assert.deepEqual([ui.asked, calls], [[], []]);
    }
  });
});
