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
import { create, resume } from '../../client/commands/create';
import type { Remembered } from '../../client/commands/send';
import type { Models } from '../../client/models';
import { type Left, PendingCreates } from '../../client/remembering';
import { arnOf, fail, models, person, world } from './fakes';

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

  /** A window of the workspace. A window that is opened later in this process takes earlier ones for gone. */
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
  /** How many requests are kept by now. */
  const recordsNow = () => (existsSync(folder()) ? files().filter((it) => it.endsWith('.json')).length : 0);
  /** What a window is handed when it opens. */
  async function left(of = window()): Promise<Left[]> {
    const found: Left[] = [];
    await of.resume((it) => found.push(it));
    of.dispose();
    return found;
  }
  const namesOf = (all: readonly Left[]) => all.map((it) => it.sent.request.ModelName).sort();

  test('are kept each by itself: of two at once, the end of one leaves the other', async () => {
    const first = window();
    const [a, b] = [first.open(), first.open()];
    await Promise.all([a.keep(sent('a')), b.keep(sent('b'))]);
    await a.forget();
    assert.deepEqual(namesOf(await left()), ['b']);
  });
  test('are told apart though they have one name, in two Regions or in one', async () => {
    const first = window();
    const all = [first.open(), first.open(), first.open()];
    await Promise.all(all.map((it, at) => it.keep(sent('a', at === 0 ? 'us-east-1' : 'eu-west-1'))));
    await all[1]?.forget();
    assert.deepEqual((await left()).map((it) => it.sent.region).sort(), ['eu-west-1', 'us-east-1']);
  });
  test('by Create Model are kept until their own answer: that of another one ends nothing', async () => {
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
        created: () => {},
        removed: () => {},
        describe: async () => {},
        compare: async () => {},
        mark: async () => {},
        pending: () => first.open(),
        rename: async () => false,
        rescue: async () => {},
        wait: async () => {},
      });
    const a = creating('a');
    creating('b').catch(() => assert.fail('It never answers.'));
    for (let tries = 0; recordsNow() < 2 && tries < 400; tries++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    answer();
    assert.equal(await a, arnOf('a'));
    const [kept, ...more] = await left();
    assert.deepEqual([kept?.sent.request.ModelName, more.length], ['b', 0]);
    assert.deepEqual([kept?.sent.account, kept?.sent.profile], ['111122223333', 'default']);
  });
  test('are all there after many were kept and ended at once', async () => {
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
  test('can be read by this person alone, whatever the umask is', { skip: onWindows }, async () => {
    const before = process.umask(0);
    try {
      mkdirSync(folder(), { recursive: true, mode: 0o777 });
      await window().open().keep(sent('a'));
      const [file = ''] = files();
      const modeOf = (it: string) => (statSync(it).mode & 0o777).toString(8);
      assert.deepEqual([modeOf(folder()), modeOf(path.join(folder(), file))], ['700', '600']);
      // Taken over by another window, it stays so.
      await left();
      assert.deepEqual(
        files().map((it) => modeOf(path.join(folder(), it))),
        ['600'],
      );
    } finally {
      process.umask(before);
    }
  });
  test('leave no part of a file behind that was not written to its end', async () => {
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
  test('are handed out though others are damaged, which are put aside with a line in the log', async () => {
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
  test('are found where an earlier version kept its only one', async () => {
    mkdirSync(storage, { recursive: true });
    writeFileSync(path.join(storage, 'sent.json'), JSON.stringify(sent('old')));
    const [found] = await left();
    assert.equal(found?.sent.request.ModelName, 'old');
    assert.ok(!readdirSync(storage).includes('sent.json'));
    await found?.pending.forget();
    assert.deepEqual(await left(), []);
  });
  test('of another window are left to it as long as that is there, and taken over when it was killed', async () => {
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
  test('of a window on another machine are left to it until they must be settled', async () => {
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
  test('are handed to one of two windows that open at once', async () => {
    const first = window();
    for (let at = 0; at < 10; at++) await first.open().keep(sent(`m${at}`));
    const [one, other] = await Promise.all([left(), left()]);
    assert.equal(new Set(namesOf([...one, ...other])).size, 10);
    assert.equal(one.length + other.length, 10);
  });
  test('are kept by VS Code where no file can be written, or the window has no folder', async () => {
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
      created: () => void shown.push('created'),
      removed: () => {},
      describe: async () => {},
      rescue: async () => {},
      wait: async () => {},
    };
    const pending = { keep: async () => {}, forget: async () => void shown.push('forget') };
    await resume(means, () => world(account).session.live(), { ...sent('churn'), ...own }, pending);
    return { shown, ui };
  };
  test('is not looked for in another account or at another endpoint, and stays kept', async () => {
    for (const own of [
      { account: '999988887777', profile: 'other' },
      { account: '111122223333', endpoint: 'https://example.com' },
    ]) {
      const { shown, ui } = await resumed(own, models({ describe: () => assert.fail('It was asked.') }));
      assert.deepEqual(shown, []);
      assert.match(ui.told[0] ?? '', /^Couldn't confirm whether model churn was created/);
    }
  });
  test('is looked for in its own account', async () => {
    const { shown } = await resumed({ account: '111122223333' });
    assert.deepEqual(shown, ['forget']);
  });
  test('is not kept if nothing came of it, because the model in its place could not be deleted', async () => {
    const account = models({ remove: async () => fail('denied', 'You may not.') });
    account.there.set('churn', { ModelName: 'churn', ModelArn: arnOf('churn'), CreationTime: '2026-01-01T00:00:00Z' });
    const shown: string[] = [];
    await create({
      ui: person({ chooses: ['replace'] }),
      session: world(account).session,
      definition: () => ({ text: '{ "ModelName": "churn" }', version: 1 }),
      problems: async () => ({ version: 1, problems: [] }),
      revealFirstError: async () => {},
      created: () => {},
      removed: () => {},
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
