import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { Failure } from '../../aws/failure';
import { create } from '../../client/features/create/createModel';
import type { CreateHost } from '../../client/features/create/host';
import { assertNames, naming } from '../support/facts';
import { arnOf, eventsOf, models, noting, type Person, person, world } from './fakes';

const churn = '{ "ModelName": "churn", "PrimaryContainer": { "Image": "r/i:1" }, "ExecutionRoleArn": "arn:role" }';

interface Told {
  readonly means: CreateHost;
  readonly ui: Person;
  readonly account: ReturnType<typeof models>;
  readonly shown: string[];
}

function means(own: Partial<CreateHost> = {}, ui = person(), account = models()): Told {
  const shown: string[] = [];
  return {
    ui,
    account,
    shown,
    means: {
      ui,
      session: world(account).session,
      definition: () => ({ text: churn, version: 3 }),
      problems: async () => ({ version: 3, problems: [] }),
      revealFirstError: async () => void shown.push('first error'),
      events: eventsOf({
        created: (model) => void shown.push(`created ${model.name}`),
        removed: (model) => void shown.push(`removed ${model.name}`),
      }),
      describe: async (model) => void shown.push(`describe ${model.name}`),
      compare: async (name) => void shown.push(`compare ${name}`),
      mark: async (refusal) => void shown.push(`mark ${refusal}`),
      pending: () => noting(shown),
      rename: async () => false,
      rescue: async (deployed) => void shown.push(`rescue ${JSON.stringify(deployed)}`),
      wait: async () => {},
      ...own,
    },
  };
}

const problem = { isError: true, code: 'malformed-value', text: '"a b"', message: 'ModelName cannot have " ".' };

suite('Create Model', () => {
  test('shows what will be created, where and as whom, and creates it on one yes', async () => {
    const it = means();
    assert.equal(await create(it.means), arnOf('churn'));
    assert.deepEqual(it.account.created, [JSON.parse(churn)]);
    assert.deepEqual(it.shown, ['remember', 'forget', 'created churn']);
    assert.deepEqual(it.ui.asked, [
      {
        question: 'Create model churn?',
        detail: [
          'Account: 111122223333',
          'Profile: default',
          'Region: eu-west-1, Europe (Ireland)',
          'Role: arn:role',
          'Container: r/i:1',
        ].join('\n'),
      },
    ]);
    assert.deepEqual(it.ui.told, [`Created ${arnOf('churn')}`]);
  });
  test('creates nothing without a yes', async () => {
    const it = means({}, person({ agrees: false }));
    assert.equal(await create(it.means), undefined);
    assert.deepEqual(it.account.created, []);
  });
  test('creates nothing with an error in it, and shows the first', async () => {
    const it = means({ problems: async () => ({ version: 3, problems: [problem, problem] }) });
    assert.equal(await create(it.means), undefined);
    assert.deepEqual([it.account.created.length, it.ui.asked.length], [0, 0]);
    assert.deepEqual(it.shown, ['first error']);
    assertNames(it.ui.told, [naming('2 ModelName cannot have " ".')]);
  });
  test('creates nothing in which a place is still to be filled in', async () => {
    const placeholder = { isError: false, code: 'placeholder', text: '"${NAME}"', message: 'Fill it in.' };
    const it = means({ problems: async () => ({ version: 3, problems: [placeholder] }) });
    assert.equal(await create(it.means), undefined);
    assertNames(it.ui.told, [naming('Fill it in.')]);
  });
  test('says which members are not sent', async () => {
    const unknown = { isError: false, code: 'unknown-member', text: '"Owner"', message: '' };
    const it = means({ problems: async () => ({ version: 3, problems: [unknown] }) });
    await create(it.means);
    assert.match(it.ui.asked[0]?.detail ?? '', /\n[^\n]*"Owner"$/);
  });
  test('creates nothing that was checked in another version, or not at all', async () => {
    for (const problems of [
      async () => ({ version: 2, problems: [] }),
      async () => ({ version: undefined, problems: [] }),
      async () => Promise.reject(new Error('The server is gone.')),
    ]) {
      const it = means({ problems });
      assert.equal(await create(it.means), undefined);
      assert.deepEqual([it.account.created.length, it.ui.told.length], [0, 1]);
    }
  });
  test("creates nothing if the server couldn't check the definition, and doesn't report that the server isn't responding", async () => {
    const failed = new ResponseError(LSPErrorCodes.RequestFailed, "This definition couldn't be checked.");
    const it = means({ problems: async () => Promise.reject(failed) });
    assert.equal(await create(it.means), undefined);
    assert.deepEqual([it.account.created.length, it.ui.asked.length, it.ui.told.length], [0, 0, 1]);
    assertNames(it.ui.told[0] ?? '', naming('checked'));
    assert.doesNotMatch(it.ui.told[0] ?? '', /not answer/);
  });
  test('creates nothing that is no JSON, though a rule that says so is switched off', async () => {
    const it = means({ definition: () => ({ text: '{ // why\n}', version: 3 }) });
    assert.equal(await create(it.means), undefined);
    assertNames(it.ui.told[0] ?? '', naming('created'));
  });
  test('offers what people do next', async () => {
    for (const [says, look] of [
      ['Describe', (it: Told) => it.shown.at(-1)],
      ['Copy ARN', (it: Told) => it.ui.copied[0]],
      ['Open in Console', (it: Told) => it.ui.opened[0]],
    ] as const) {
      const it = means({}, person({ says: [says] }));
      await create(it.means);
      await new Promise(setImmediate);
      assert.match(look(it) ?? '', /describe churn|:model\/churn$|#\/models\/churn$/, says);
    }
  });
  test('goes on where it was once a failure is mended, and asks only once', async () => {
    let fails = 2;
    const account = models();
    const failing = models({
      create: async (request, asking) => {
        if (fails-- > 0) throw new Failure('throttled', 'Too often.', { remedy: 'retry' });
        return account.create(request, asking);
      },
    });
    const it = means({}, person({ says: ['Try Again'] }), { ...failing, created: account.created });
    assert.equal(await create(it.means), arnOf('churn'));
    assert.deepEqual([account.created.length, it.ui.asked.length, it.ui.mended.length], [1, 1, 2]);
  });
  test('asks again where keys were refused, for others may be of another account', async () => {
    let account = '111122223333';
    const failing = models({
      account: async () => account,
      create: async ({ ModelName = '' }) => {
        if (account === '111122223333') throw new Failure('expired', 'Expired.', { remedy: 'retry' });
        return arnOf(ModelName);
      },
    });
    const ui = person({ says: ['Try Again'] }, async () => {
      account = '999988887777';
      return true;
    });
    await create(means({ session: world(failing).session }, ui).means);
    assert.deepEqual(
      ui.asked.map((it) => it.detail.split('\n')[0]),
      ['Account: 111122223333', 'Account: 999988887777'],
    );
  });
  test('shows all that is sent, one line for each, and sends nothing that is no object', async () => {
    const both = {
      ModelName: 'm',
      PrimaryContainer: { Image: 'r/a:1' },
      Containers: [{ Image: 'r/b:1' }],
      ExecutionRoleArn: 'role\nAccount: 222222222222',
    };
    const it = means({ definition: () => ({ text: JSON.stringify(both), version: 3 }) });
    await create(it.means);
    const lines = it.ui.asked[0]?.detail.split('\n') ?? [];
    assert.ok(lines.includes('Container: r/a:1') && lines.includes('Container: r/b:1'));
    assert.equal(lines.filter((line) => line.startsWith('Account:')).length, 1);
    for (const text of ['null', '[]', '"x"']) {
      const none = means({ definition: () => ({ text, version: 3 }) });
      assert.equal(await create(none.means), undefined);
      assert.equal(none.account.created.length, 0);
    }
  });
  test('asks again where mending has led to another account or region', async () => {
    let fails = true;
    const failing = models({
      create: async ({ ModelName = '' }) => {
        if (fails) throw new Failure('denied', 'Not allowed.', { remedy: 'chooseProfile' });
        return arnOf(ModelName);
      },
    });
    const it = world(failing);
    const ui = person({ says: ['Choose Profile'] }, async () => {
      fails = false;
      await it.session.select({ region: 'us-east-1' });
      return true;
    });
    await create(means({ session: it.session }, ui).means);
    assert.equal(ui.asked.length, 2);
    assert.match(ui.asked[1]?.detail ?? '', /us-east-1/);
  });
  test('ends with the sentence of the failure where nobody mends it', async () => {
    const denied = new Failure('denied', 'Not allowed.', { remedy: 'chooseProfile' });
    const it = means({}, person(), models({ create: () => Promise.reject(denied) }));
    assert.equal(await create(it.means), undefined);
    assert.deepEqual(it.ui.told, ['Not allowed.']);
  });
});
