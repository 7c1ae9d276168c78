import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { awsPlaces, FileChanges, fingerprintOf } from '../../client/fileChanges';

const minute = 60_000;

/** Files of which the text is told, and what is done when that changes; time passes only as it is told to. */
function watched(t: TestContext, changed: (it: World) => void = () => {}) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000_000_000 });
  const world: World = {
    text: 'as it was',
    told: 0,
    changes: new FileChanges(
      async () => world.text,
      () => {
        world.told++;
        changed(world);
      },
    ),
    write: (text) => {
      world.text = text;
      world.changes.note();
    },
    pass: async (milliseconds) => {
      for (let left = milliseconds; left > 0; left -= 50) {
        t.mock.timers.tick(50);
        for (let i = 0; i < 10; i++) await Promise.resolve();
      }
    },
  };
  world.changes.begin();
  t.after(() => world.changes.dispose());
  return world;
}

interface World {
  text: string;
  told: number;
  readonly changes: FileChanges;
  write(text: string): void;
  pass(milliseconds: number): Promise<void>;
}

/** A program that gives credentials: it takes a second, and writes something into the files, so long after it has ended. */
function program(later: number, text: () => string) {
  const runs: number[] = [];
  const run = ({ changes, write }: World) => {
    runs.push(Date.now());
    changes.reads(new Promise<void>((resolve) => setTimeout(resolve, 1000)));
    setTimeout(() => write(text()), 1000 + later);
  };
  return { runs, run };
}

suite('a change of the AWS files', () => {
  test('is followed at once, and several together once', async (t) => {
    const it = watched(t);
    for (const text of ['a', 'b', 'c']) it.write(text);
    await it.pass(minute);
    assert.equal(it.told, 1);
    it.write('d');
    await it.pass(400);
    assert.equal(it.told, 2);
  });
  test('is none where what is in them stays the same', async (t) => {
    const it = watched(t);
    it.write(it.text);
    await it.pass(minute);
    assert.equal(it.told, 0);
  });
  test('counts only after the account has been asked for something', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    let asked = 0;
    const changes = new FileChanges(
      async () => String(asked++),
      () => assert.fail('It was followed.'),
    );
    changes.note();
    t.mock.timers.tick(minute);
    assert.equal(asked, 0);
  });
  test('is followed by no more than one run of a program that writes to them whenever it runs', async (t) => {
    let run = 0;
    for (const later of [-500, 0, 1500]) {
      const own = program(later, () => `expires ${run++}`);
      const it = watched(t, own.run);
      own.run(it);
      await it.pass(9 * minute);
      assert.equal(own.runs.length, 2, `written ${later} ms later`);
      it.write(`by the person ${run++}`);
      await it.pass(400);
      assert.equal(own.runs.length, 3);
      it.changes.dispose();
      t.mock.timers.reset();
    }
  });
  test('is followed by no run of a program that only touches them', async (t) => {
    const own = program(0, () => 'as it was');
    const it = watched(t, own.run);
    own.run(it);
    await it.pass(minute);
    assert.equal(own.runs.length, 1);
  });
  test('that always comes long after a program has run is followed ever later', async (t) => {
    let run = 0;
    const own = program(10_000, () => `expires ${run++}`);
    const it = watched(t, own.run);
    own.run(it);
    await it.pass(60 * minute);
    assert.ok(own.runs.length < 20, String(own.runs.length));
    const pauses = own.runs.slice(1).map((at, i) => at - (own.runs[i] ?? 0));
    assert.ok((pauses.at(-1) ?? 0) > 5 * minute, pauses.join());
  });
  test('by the person is followed, late, where credentials are being read at that time', async (t) => {
    const it = watched(t);
    it.changes.reads(new Promise<void>((resolve) => setTimeout(resolve, 1000)));
    await it.pass(500);
    it.write('by the person');
    await it.pass(4000);
    assert.equal(it.told, 0);
    await it.pass(2000);
    assert.equal(it.told, 1);
  });
  test('by the person is followed at once where credentials were taken from memory', async (t) => {
    const it = watched(t);
    it.changes.reads(Promise.resolve());
    for (let i = 0; i < 10; i++) await Promise.resolve();
    await it.pass(50);
    it.write('by the person');
    await it.pass(400);
    assert.equal(it.told, 1);
  });
  test('is followed no longer once nobody wants to know', async (t) => {
    const it = watched(t);
    it.write('a');
    it.changes.dispose();
    it.write('b');
    await it.pass(minute);
    assert.equal(it.told, 0);
  });
});

suite('the AWS files', () => {
  test('are where the SDK looks for them', () => {
    const home = path.resolve('/home/me');
    const at = (...parts: string[]) => path.join(home, ...parts);
    assert.deepEqual(awsPlaces({ HOME: home }), {
      files: [at('.aws/config'), at('.aws/credentials')],
      caches: [at('.aws/sso/cache'), at('.aws/login/cache')],
    });
    const own = { HOME: home, AWS_CONFIG_FILE: '~/own/config', AWS_SHARED_CREDENTIALS_FILE: path.resolve('/etc/aws') };
    assert.deepEqual(awsPlaces(own).files, [at('own/config'), path.resolve('/etc/aws')]);
    assert.deepEqual(awsPlaces({ HOME: home, AWS_CONFIG_FILE: '~you/x' }).files[0], path.resolve('~you/x'));
    assert.deepEqual(awsPlaces({ USERPROFILE: home }).files[0], at('.aws/config'));
    assert.deepEqual(awsPlaces({}).files[0], path.join(homedir(), '.aws/config'));
  });
  test('have another fingerprint where there is something else in them, and only there', async (t) => {
    const home = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-files-'));
    t.after(() => rmSync(home, { recursive: true }));
    const places = awsPlaces({ HOME: home });
    const [config = '', credentials = ''] = places.files;
    const [sso = '', login = ''] = places.caches;
    const seen: string[] = [];
    const changes = async (what: string, isChange: boolean) => {
      const now = await fingerprintOf(places);
      assert.equal(now !== seen.at(-1), isChange, what);
      seen.push(now);
    };
    await changes('nothing is there', true);
    mkdirSync(sso, { recursive: true });
    mkdirSync(login, { recursive: true });
    await changes('empty folders', false);
    writeFileSync(config, '[default]\n');
    await changes('a config file', true);
    writeFileSync(credentials, '[default]\n');
    await changes('a credentials file', true);
    utimesSync(credentials, 1, 1);
    writeFileSync(config, '[default]\n');
    await changes('touched', false);
    writeFileSync(path.join(sso, 'a.json'), '{}');
    await changes('a session', true);
    writeFileSync(path.join(sso, 'a.json'), '{"a":1}');
    await changes('another session', true);
    writeFileSync(path.join(login, 'b.json'), '{}');
    await changes('a login', true);
    writeFileSync(path.join(sso, 'a.json.lock'), '');
    await changes('a lock', false);
    writeFileSync(credentials, `[default]\n#${'x'.repeat(1_100_000)}`);
    await changes('a long file', true);
    rmSync(credentials);
    await changes('no credentials file', true);
  });
  test('that are no files keep nobody waiting', { skip: process.platform === 'win32' }, async (t) => {
    const home = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-pipe-'));
    t.after(() => rmSync(home, { recursive: true }));
    const places = awsPlaces({ HOME: home });
    mkdirSync(path.join(home, '.aws'));
    for (const it of places.files) execFileSync('mkfifo', [it]);
    assert.match(await fingerprintOf(places), /^[0-9a-f]{64}$/);
  });
});
