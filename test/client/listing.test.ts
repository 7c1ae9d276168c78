import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Listing } from '../../client/listing';
import type { Query } from '../../client/models';
import { paged, summary } from './fakes';

const { signal } = new AbortController();
const byName: Query = { sortBy: 'Name', order: 'Ascending' };
const many = (count: number) => Array.from({ length: count }, (_, i) => summary(`m${String(i).padStart(5, '0')}`));
const names = (listing: Listing) => listing.models.map((it) => it.name);

suite('a list of models', () => {
  test('is read no further than somebody asks, to the end of 10,000', async () => {
    const source = paged(many(10_000), 100);
    const listing = new Listing(source, byName);
    await listing.more(signal);
    assert.deepEqual([listing.models.length, listing.hasMore, source.asked.length], [100, true, 1]);
    while (listing.hasMore) await listing.more(signal);
    assert.deepEqual([listing.models.length, source.asked.length], [10_000, 100]);
  });
  test('goes on over short and empty pages, for names are compared after a page is cut', async () => {
    const all = [...many(300), summary('rare'), ...many(300).map((it) => ({ ...it, arn: `${it.arn}-2` }))];
    const source = paged(all, 100);
    const listing = new Listing(source, { ...byName, nameContains: 'rare' });
    await listing.more(signal);
    assert.deepEqual(names(listing), ['rare']);
    assert.equal(listing.hasMore, false);
  });
  test('has no names that SageMaker cannot give, which could be shown or become a path', async () => {
    const given = ['../../../escaped', 'a/b', '[a](command:b)', 'a_b', '-a', 'a-', '', 'a'.repeat(64), ' a'];
    const kept = ['a', 'A-1', 'con', 'a'.repeat(63)];
    const listing = new Listing(
      paged(
        [...given, ...kept].map((it) => summary(it)),
        100,
      ),
      byName,
    );
    await listing.more(signal);
    assert.deepEqual(names(listing), kept);
  });
  test('looks through no more pages at once than it may, and says that there may be more', async () => {
    const source = paged(many(10_000), 100);
    const listing = new Listing(source, { ...byName, nameContains: 'nothing' });
    await listing.more(signal);
    assert.deepEqual([listing.scanned, listing.hasMore, listing.models.length], [20, true, 0]);
    await listing.more(signal);
    assert.equal(listing.scanned, 40);
  });
  test('asks once where it is asked for more twice at once, and loses nothing', async () => {
    const listing = new Listing(paged(many(500), 100), byName);
    await Promise.all([listing.more(signal), listing.more(signal)]);
    assert.deepEqual([listing.models.length, listing.hasMore], [100, true]);
    while (listing.hasMore) await Promise.all([listing.more(signal), listing.more(signal)]);
    assert.equal(listing.models.length, 500);
  });
  test('ends where a token comes again', async () => {
    let asked = 0;
    const list = async () => {
      asked++;
      return { models: [summary('a')], next: 'same' };
    };
    const listing = new Listing({ list }, byName);
    await listing.more(signal);
    assert.deepEqual([asked, listing.hasMore, names(listing)], [2, false, ['a']]);
  });
  test('keeps what it has found when a page fails, and goes on from there', async () => {
    const source = paged(many(30), 10);
    let fails = true;
    const list: typeof source.list = async (query, next, signal) => {
      if (next === '20' && fails) throw new Error('throttled');
      return source.list(query, next, signal);
    };
    const listing = new Listing({ list }, byName, { models: 100, pages: 20 });
    await assert.rejects(listing.more(signal), /throttled/);
    assert.equal(listing.models.length, 20);
    fails = false;
    await listing.more(signal);
    assert.equal(listing.models.length, 30);
    assert.deepEqual(source.asked, [0, 10, 20]);
  });
  test('takes in a new model where it belongs, once, and only if the filter lets it', async () => {
    const listing = new Listing(paged([summary('a'), summary('c')], 10), byName);
    await listing.more(signal);
    listing.add(summary('b'));
    listing.add(summary('b'));
    assert.deepEqual(names(listing), ['a', 'b', 'c']);
    const newest = new Listing(paged([summary('a-1', new Date('2026-01-01'))], 10), {
      sortBy: 'CreationTime',
      order: 'Descending',
      nameContains: 'a-',
    });
    await newest.more(signal);
    newest.add(summary('a-2', new Date('2026-02-01')));
    newest.add(summary('b-1', new Date('2026-03-01')));
    assert.deepEqual(names(newest), ['a-2', 'a-1']);
  });
});
