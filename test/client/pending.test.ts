import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import type { Models } from '../../aws/api';
import { create, resume } from '../../client/features/create/createModel';
import { type Left, PendingCreates } from '../../client/features/create/pendingStore';
import type { Remembered } from '../../client/features/create/submit';
import { arnOf, eventsOf, fail, models, person, world } from './fakes';

const sent = (ModelName: string, region = 'eu-west-1'): Remembered => ({
  request: { ModelName, PrimaryContainer: { Image: 'r/i:1', Environment: { TOKEN: 'secret' } } },
  began: Date.now(),
  region,
});

suite('models that are being created', () => {
  let storage = '';
  let lines: string[] = [];
  let memento: Map<string, unknown>;
  beforeEach(() => {
    storage = path.join(mkdtempSync(path.join(tmpdir(), 'sagemaker-model-')), 'storage');
    lines = [];
    memento = new Map();
  });
  afterEach(() => rmSync(path.dirname(storage), { recursive: true }));

  /** A window of the workspace. A window that is opened later in this process treats earlier ones as gone. */
  const window = () =>
    new PendingCreates({
      storage,
      memento: {
        get: <T>(key: string) => memento.get(key) as T | undefined,
        update: async (key, value) => void memento.set(key, value),
      },
      log: { warn: (line) => lines.push(line) },
    });
  const folder = () => path.join(storage, 'pending');
  const files = () => readdirSync(folder()).sort();
  /** The number of requests that are kept. */
  const recordsNow = () => (existsSync(folder()) ? files().filter((it) => it.endsWith('.json')).length : 0);
  /** The requests that a window gets when it opens. */
  async function left(of = window()): Promise<Left[]> {
    const found: Left[] = [];
    await of.resume((it) => found.push(it));
    of.dispose();
    return found;
  }
  const namesOf = (all: readonly Left[]) => all.map((it) => it.sent.request.ModelName).sort();

  test('are kept separately: when one of two ends, the other stays', async () => {
    const first = window();
    const [a, b] = [first.open(), first.open()];
    await Promise.all([a.keep(sent('a')), b.keep(sent('b'))]);
    await a.forget();
    assert.deepEqual(namesOf(await left()), ['b']);
  });
  test('are kept apart even if they have the same name, in two Regions or in one', async () => {
    const first = window();
    const all = [first.open(), first.open(), first.open()];
    await Promise.all(all.map((it, at) => it.keep(sent('a', at === 0 ? 'us-east-1' : 'eu-west-1'))));
    await all[1]?.forget();
    assert.deepEqual((await left()).map((it) => it.sent.region).sort(), ['eu-west-1', 'us-east-1']);
  });
  test('by Create Model are kept until their own response, not that of another model', async () => {
    const first = window();
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    const account = models();
    const createModel: Models['create'] = async (request, asking) => {
      if (request.ModelName === 'a') await held;
      if (request.ModelName === 'b') return new Promise(() => {});
      return account.create(request, asking);
    };
    const { session } = world({ ...account, create: createModel });
    const creating = (ModelName: string) =>
      create({
        ui: person(),
        session,
        definition: () => ({ text: JSON.stringify({ ModelName }), version: 1 }),
        problems: async () => ({ version: 1, problems: [] }),
        revealFirstError: async () => {},
        events: eventsOf(),
        describe: async () => {},
        compare: async () => {},
        mark: async () => {},
        pending: () => first.open(),
        rename: async () => false,
        rescue: async () => {},
        wait: async () => {},
      });
    const a = creating('a');
    creating('b').catch(() => assert.fail('There was a response.'));
    for (let tries = 0; recordsNow() < 2 && tries < 400; tries++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    answer();
    assert.equal(await a, arnOf('a'));
    const [kept, ...more] = await left();
    assert.deepEqual([kept?.sent.request.ModelName, more.length], ['b', 0]);
    assert.deepEqual([kept?.sent.account, kept?.sent.profile], ['111122223333', 'default']);
  });
  test('are all kept after many are added and removed at once', async () => {
    const first = window();
    const all = Array.from({ length: 40 }, (_, at) => ({ at, pending: first.open() }));
    await Promise.all(
      all.map(async ({ at, pending }) => {
        await pending.keep(sent(`m${at}`));
        await pending.keep({ ...sent(`m${at}`), deleted: { ModelName: `m${at}`, ModelArn: arnOf(`m${at}`) } });
        if (at % 2 === 0) await pending.forget();
      }),
    );
    const found = await left();
    assert.equal(found.length, 20);
    assert.ok(found.every((it) => it.sent.deleted));
  });
  const onWindows = process.platform === 'win32' && 'Files have no such modes on Windows.';
  test('can be read only by this user, whatever the umask', { skip: onWindows }, async () => {
    const before = process.umask(0);
    try {
      mkdirSync(folder(), { recursive: true, mode: 0o777 });
      await window().open().keep(sent('a'));
      const [file = ''] = files();
      const modeOf = (it: string) => (statSync(it).mode & 0o777).toString(8);
      assert.deepEqual([modeOf(folder()), modeOf(path.join(folder(), file))], ['700', '600']);
      // This stays true when another window takes over the request.
      await left();
      assert.deepEqual(
        files().map((it) => modeOf(path.join(folder(), it))),
        ['600'],
      );
    } finally {
      process.umask(before);
    }
  });
  test('leave no incomplete file behind', async () => {
    await window().open().keep(sent('a'));
    const [old, young] = ['old.tmp', 'young.tmp'].map((it) => path.join(folder(), it)) as [string, string];
    for (const it of [old, young]) writeFileSync(it, '{"request":');
    utimesSync(old, new Date(0), new Date(0));
    assert.deepEqual(namesOf(await left()), ['a']);
    assert.deepEqual(
      files().filter((it) => it.endsWith('.tmp')),
      ['young.tmp'],
    );
  });
  test('are returned even if other files are damaged; damaged files are renamed and logged', async () => {
    await window().open().keep(sent('a'));
    const damaged = [
      '{"request":',
      '[]',
      '{}',
      '{"request":{"ModelName":"x"},"region":"evil.com#","began":1}',
      '\u0000',
    ];
    for (const [at, text] of damaged.entries()) writeFileSync(path.join(folder(), `${at}.json`), text);
    assert.deepEqual(namesOf(await left()), ['a']);
    assert.equal(lines.length, damaged.length);
    assert.equal(files().filter((it) => it.endsWith('.damaged')).length, damaged.length);
    lines = [];
    await left();
    assert.deepEqual(lines, []);
  });
  test('are found where earlier versions kept their single file', async () => {
    mkdirSync(storage, { recursive: true });
    writeFileSync(path.join(storage, 'sent.json'), JSON.stringify(sent('old')));
    const [found] = await left();
    assert.equal(found?.sent.request.ModelName, 'old');
    assert.ok(!readdirSync(storage).includes('sent.json'));
    await found?.pending.forget();
    assert.deepEqual(await left(), []);
  });
  test('of another window are left to that window while it is open, and taken over when it was killed', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      await window().open().keep(sent('a'));
      const [name = ''] = files();
      const file = path.join(folder(), name);
      const kept = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, JSON.stringify({ ...kept, owner: { ...kept.owner, process: other.pid } }));
      assert.deepEqual(await left(), []);
      assert.deepEqual(files(), [name]);
      other.kill('SIGKILL');
      await once(other, 'exit');
      assert.deepEqual(namesOf(await left()), ['a']);
    } finally {
      other.kill('SIGKILL');
    }
  });
  test('of a window on another computer are left to that window until they must be settled', async () => {
    await window().open().keep(sent('a'));
    const [name = ''] = files();
    const file = path.join(folder(), name);
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    const elsewhere = { ...kept, owner: { ...kept.owner, host: 'elsewhere' } };
    writeFileSync(file, JSON.stringify(elsewhere));
    assert.deepEqual(await left(), []);
    writeFileSync(file, JSON.stringify({ ...elsewhere, began: Date.now() - 3_600_000 }));
    assert.deepEqual(namesOf(await left()), ['a']);
  });
  test('are given to only one of two windows that open at the same time', async () => {
    const first = window();
    for (let at = 0; at < 10; at++) await first.open().keep(sent(`m${at}`));
    const [one, other] = await Promise.all([left(), left()]);
    assert.equal(new Set(namesOf([...one, ...other])).size, 10);
    assert.equal(one.length + other.length, 10);
  });
  test("are kept in VS Code's storage if no file can be written or the window has no folder", async () => {
    mkdirSync(path.dirname(storage), { recursive: true });
    writeFileSync(storage, 'no folder');
    const first = window();
    const [a, b] = [first.open(), first.open()];
    await a.keep(sent('a'));
    await b.keep(sent('b'));
    await a.forget();
    assert.equal(lines.length, 2);
    const [found, ...more] = await left();
    assert.deepEqual([found?.sent.request.ModelName, more.length], ['b', 0]);
    await found?.pending.forget();
    assert.deepEqual(await left(), []);
  });
});

suite('a model that was being created when the window closed', () => {
  const resumed = async (own: Partial<Remembered>, account = models()) => {
    const ui = person();
    const shown: string[] = [];
    const means = {
      ui,
      events: eventsOf({ created: () => void shown.push('created'), removed: () => {} }),
      describe: async () => {},
      rescue: async () => {},
      wait: async () => {},
    };
    const pending = { keep: async () => {}, forget: async () => void shown.push('forget') };
    await resume(means, () => world(account).session.live(), { ...sent('churn'), ...own }, pending);
    return { shown, ui };
  };
  test("isn't looked up in another account or at another endpoint, and stays on record", async () => {
    for (const own of [
      { account: '999988887777', profile: 'other' },
      { account: '111122223333', endpoint: 'https://example.com' },
    ]) {
      const { shown, ui } = await resumed(own, models({ describe: () => assert.fail('A request was sent.') }));
      assert.deepEqual(shown, []);
      assert.match(ui.told[0] ?? '', /^Couldn't confirm whether model churn was created/);
    }
  });
  test('is looked up in its own account', async () => {
    const { shown } = await resumed({ account: '111122223333' });
    assert.deepEqual(shown, ['forget']);
  });
  test("isn't kept if it was never sent because the existing model couldn't be deleted", async () => {
    const account = models({ remove: async () => fail('denied', 'You may not.') });
    account.there.set('churn', { ModelName: 'churn', ModelArn: arnOf('churn'), CreationTime: '2026-01-01T00:00:00Z' });
    const shown: string[] = [];
    await create({
      ui: person({ chooses: ['replace'] }),
      session: world(account).session,
      definition: () => ({ text: '{ "ModelName": "churn" }', version: 1 }),
      problems: async () => ({ version: 1, problems: [] }),
      revealFirstError: async () => {},
      events: eventsOf(),
      describe: async () => {},
      compare: async () => {},
      mark: async () => {},
      pending: () => ({
        keep: async ({ deleted }) => void shown.push(deleted ? 'keep both' : 'keep'),
        forget: async () => void shown.push('forget'),
      }),
      rename: async () => false,
      rescue: async () => {},
      wait: async () => {},
    });
    assert.deepEqual(shown, ['keep', 'forget', 'keep both', 'forget']);
  });
});
