import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Models } from '../../aws/api';
import { RequestLimiter } from '../../aws/limiter';
import { type ScanProgress, scanUsages, Usages, usageDetail, usageInWords } from '../../aws/usage';
import { findUsages, showUsages } from '../../client/features/models/findUsages';
import { assertNames, naming } from '../support/facts';
import { fail, models, person, summary, world } from './fakes';

const { signal } = new AbortController();
const pages =
  (...all: readonly (readonly string[])[]): Models['endpoints'] =>
  async (next = '0') => ({
    names: all[Number(next)] ?? [],
    next: Number(next) + 1 < all.length ? String(Number(next) + 1) : undefined,
  });

/** `churn` in one configuration of an endpoint, in one of none, and in a component. */
const used: Partial<Models> = {
  endpointConfigs: pages(['live', 'other'], [], ['old']),
  endpointConfig: async (name) => (name === 'other' ? ['else'] : ['else', 'churn']),
  endpoints: pages(['prod'], ['far']),
  endpointConfigsOf: async (name) => (name === 'prod' ? ['live'] : ['other']),
  components: pages(['part']),
  component: async () => ({ models: ['churn'], endpoint: 'shared' }),
};

async function told(own: Partial<Models>, names = ['churn'], stop = signal) {
  const steps: ScanProgress[] = [];
  const usage = await scanUsages(
    { models: models(own), limiter: new RequestLimiter() },
    names,
    stop,
    (it) => void steps.push(it),
  );
  return { usage, steps, words: usageInWords(usage) };
}

suite('who uses a model', () => {
  test('is found among configurations, their endpoints and components, on whatever page', async () => {
    const { words, usage } = await told(used);
    assertNames(words, naming('prod live'));
    assert.deepEqual(
      usage.scans.map((it) => [it.at, it.looked, it.total]),
      [
        ['configs', 3, 3],
        ['endpoints', 2, 2],
        ['components', 1, 1],
      ],
    );
  });
  test('is looked for in no more than 100 pages, and reports that the list was truncated', async () => {
    for (const names of [[], ['live']]) {
      let asked = 0;
      const endpointConfigs = async () => ({ names, next: String(++asked) });
      const { usage, words } = await told({ ...used, endpointConfigs, endpoints: pages(['prod']) });
      assert.equal(asked, 100);
      assert.deepEqual(usage.scans[0]?.total, undefined);
      assertNames(words, naming('configurations 100'));
    }
  });
  test('is looked for in no more than 10,000 entries, however many are on one page', async () => {
    const names = Array.from({ length: 10_001 }, (_, at) => `c${at}`);
    const whole = await told({ endpointConfigs: pages(names.slice(1)), endpointConfig: async () => [] });
    assert.equal(whole.usage.scans[0]?.total, 10_000);
    const { usage } = await told({ endpointConfigs: pages(names), endpointConfig: async () => [] });
    assert.deepEqual([usage.scans[0]?.looked, usage.scans[0]?.total], [10_000, undefined]);
    assert.match(usage.scans[0]?.failure?.message ?? '', /truncated after 1 pages/);
  });
  test('is not looked for among endpoints where no configuration counts', async () => {
    const { words } = await told(
      { ...used, component: async () => ({ models: [] }), endpoints: () => fail('unknown', '') },
      ['x'],
    );
    assertNames(words, naming('configurations 3 1'));
  });
  test('is said as far as it was looked; how many there are is known with the last page', async () => {
    const { steps } = await told(used);
    assert.deepEqual(
      steps.slice(0, 3).map((it) => [it.looked, it.total]),
      [
        [1, undefined],
        [2, undefined],
        [3, 3],
      ],
    );
  });
  test('is looked for with four calls at a time, and none after it is stopped', async () => {
    const controller = new AbortController();
    let [running, most, calls] = [0, 0, 0];
    const names = Array.from({ length: 340 }, (_, i) => `c${i}`);
    const { usage, words } = await told(
      {
        endpointConfigs: pages(names),
        endpointConfig: async () => {
          if (controller.signal.aborted) fail('cancelled', 'Cancelled.');
          most = Math.max(most, ++running);
          await new Promise(setImmediate);
          running--;
          if (++calls === 12) controller.abort();
          return [];
        },
        components: async () => fail('cancelled', 'Cancelled.'),
      },
      ['churn'],
      controller.signal,
    );
    assert.equal(most, 4);
    assert.ok(calls < 20, String(calls));
    assert.equal(usage.scans[0]?.total, 340);
    assert.match(
      words,
      /^Used by nothing that was looked at \(configurations: 1\d of 340 looked at, then stopped, comp/,
    );
  });
  test('is not known where it may not be seen, and that is said', async () => {
    const { words } = await told({ ...used, endpointConfigsOf: () => fail('denied', 'You may not see endpoints.') });
    assertNames(words, naming('live configurations 3 0 1'));
  });
  test('does not depend on what went away since it was listed, nor on a list that leads back to itself', async () => {
    const endpointConfig = async (name: string) => (name === 'live' ? fail('not-found', 'Gone.') : ['churn']);
    const { usage } = await told({
      endpointConfig,
      endpointConfigs: async () => ({ names: ['live', 'old'], next: 'n' }),
    });
    assert.deepEqual(usage.scans[0], { at: 'configs', looked: 4, total: 4 });
  });
  test('is kept for each model, and forgotten with the connection', async () => {
    const live = await world().session.live();
    const usages = new Usages();
    usages.set(live, ['churn', 'else'], (await told(used, ['churn', 'else'])).usage);
    assert.equal(usages.get(live, 'churn')?.uses.length, 3);
    assert.deepEqual(
      usages.get(live, 'else')?.uses.map((it) => it.config),
      ['live', 'other', 'old'],
    );
    assert.equal(usages.get({ ...live, region: 'us-east-1' }, 'churn'), undefined);
    let changes = 0;
    const listening = usages.onDidChange(() => changes++);
    usages.clear();
    listening.dispose();
    usages.clear();
    assert.equal(changes, 1);
    assert.equal(usages.get(live, 'churn'), undefined);
  });
  test('is shown as rows, the last of which says how far it was looked', async () => {
    const { children, value } = usageDetail((await told(used)).usage);
    assert.match(value, /^endpoint prod \(configuration live\), configuration old, /);
    assertNames(
      children.map((it) => `${it.label}: ${it.value}`),
      ['Endpoint: prod, live', 'No endpoint: old', 'Endpoint: shared, part', naming('configurations 3 2 1')],
    );
  });
});

suite('Used By', () => {
  async function run(chooses: readonly string[], own = used) {
    const ui = person({ chooses });
    const live = await world(models(own)).session.live();
    await showUsages(ui, summary('churn'), await findUsages(ui, live, ['churn']));
    return ui;
  }
  test('says how far it has come', async () => {
    assert.deepEqual((await run([])).progressed.slice(1, 3), [
      'configurations: 2 looked at',
      'configurations: 3 of 3 looked at',
    ]);
  });
  test('opens the page of what is chosen in the console', async () => {
    const page = 'https://eu-west-1.console.aws.amazon.com/sagemaker/home?region=eu-west-1#/endpointConfig/live';
    const ui = await run(['0', page]);
    assert.equal(ui.asked[1]?.detail, 'Open prod | Copy prod | Open live | Copy live');
    assert.deepEqual(ui.opened, [page]);
  });
  test('copies a name', async () => {
    assert.deepEqual((await run(['2', 'copy part'])).copied, ['part']);
  });
  test('fails where nothing can be asked, and not where only something may not be seen', async () => {
    const offline = async () => fail('offline', 'No network.');
    await assert.rejects(run([], { ...used, endpointConfigs: offline }), /No network/);
    const ui = await run([], { endpointConfigs: async () => fail('denied', 'You may not list them.') });
    assert.match(ui.told[0] ?? '', /^churn: Used by nothing that was looked at \(.*\)\. You may not list them\.$/);
  });
  test('says that nothing uses a model, and what was looked at for that', async () => {
    assertNames((await run([], {})).told, [naming('churn configurations 0')]);
  });
});
