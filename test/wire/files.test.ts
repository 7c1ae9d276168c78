import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, suite, type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Client, start, vscodeCapabilities } from './client';

const root = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-files-'));
after(() => rmSync(root, { recursive: true }));
let count = 0;

const name = (it: string) => `${it}.sagemaker-model.json`;
const definition = (model: string) => JSON.stringify({ ModelName: model });

/** A workspace, and a folder next to it. */
interface Place {
  readonly workspace: string;
  readonly outside: string;
}

function fresh(): Place {
  const [workspace, outside] = ['workspace', 'outside'].map((it) => path.join(root, String(++count), it)) as [
    string,
    string,
  ];
  for (const it of [workspace, outside]) mkdirSync(it, { recursive: true });
  writeFileSync(path.join(outside, name('secret')), definition('secret'));
  return { workspace, outside };
}

async function opened(t: TestContext, { workspace }: Place): Promise<Client> {
  const client = await start({ capabilities: vscodeCapabilities, folders: [pathToFileURL(workspace).toString()] });
  t.after(() => client.stop());
  return client;
}

/** The definitions that the server knows: their paths and the names of their models. */
async function known(client: Client, { workspace }: Place): Promise<Record<string, string | undefined>> {
  const { definitions } = await client.connection.sendRequest<{ definitions: { uri: string; name?: string }[] }>(
    'sagemakerModel/definitions',
  );
  const pathOf = (uri: string) => path.posix.relative(pathToFileURL(workspace).pathname, new URL(uri).pathname);
  return Object.fromEntries(definitions.map((it) => [pathOf(it.uri), it.name]));
}

const tell = (client: Client, { workspace }: Place, type: 1 | 2 | 3, ...files: string[]) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: files.map((it) => ({ uri: pathToFileURL(path.join(workspace, it)).toString(), type })),
  });

/** Waits until the server knows just these definitions. */
async function knows(client: Client, place: Place, expected: Readonly<Record<string, string>>): Promise<void> {
  const end = Date.now() + 3000;
  for (;;) {
    const now = await known(client, place);
    if (JSON.stringify(now) === JSON.stringify(expected)) return;
    if (Date.now() > end) return assert.deepEqual(now, expected);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

interface Case {
  readonly what: string;
  /** Makes files, and says which of them a client announces. */
  readonly make: (place: Place) => readonly string[];
  /** The definitions that are found beside `here`. */
  readonly found?: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    what: 'a folder whose name has a dot',
    make: ({ workspace, outside }) => {
      mkdirSync(path.join(outside, 'models.v2'));
      writeFileSync(path.join(outside, 'models.v2', name('a')), definition('a'));
      renameSync(path.join(outside, 'models.v2'), path.join(workspace, 'models.v2'));
      return ['models.v2'];
    },
    found: { [`models.v2/${name('a')}`]: 'a' },
  },
  {
    what: 'a folder that is named like a definition',
    make: ({ workspace }) => {
      mkdirSync(path.join(workspace, name('folder')));
      writeFileSync(path.join(workspace, name('folder'), name('y')), definition('y'));
      return [name('folder')];
    },
    found: { [`${name('folder')}/${name('y')}`]: 'y' },
  },
  {
    what: 'a link to the folder in which it is',
    make: ({ workspace }) => {
      symlinkSync('.', path.join(workspace, 'self'));
      return ['self', `self/${name('here')}`, `self/self/${name('here')}`];
    },
  },
  {
    what: 'links to files in the workspace and outside of it',
    make: ({ workspace, outside }) => {
      symlinkSync(name('here'), path.join(workspace, name('inner')));
      symlinkSync(path.join(outside, name('secret')), path.join(workspace, name('outer')));
      return [name('inner'), name('outer')];
    },
  },
  {
    what: 'a link to a folder outside of the workspace, and what is in it',
    make: ({ workspace, outside }) => {
      symlinkSync(outside, path.join(workspace, 'linked'));
      return ['linked', `linked/${name('secret')}`];
    },
  },
  {
    what: 'links that lead nowhere, and to each other',
    make: ({ workspace }) => {
      symlinkSync('nowhere', path.join(workspace, name('broken')));
      symlinkSync(name('two'), path.join(workspace, name('one')));
      symlinkSync(name('one'), path.join(workspace, name('two')));
      return [name('broken'), name('one'), name('two')];
    },
  },
  {
    what: 'pipes, which would be waited for, more than there are threads to read with',
    make: ({ workspace }) => {
      const pipes = [1, 2, 3, 4, 5, 6].map((it) => name(`pipe-${it}`));
      execFileSync('mkfifo', pipes, { cwd: workspace });
      return pipes;
    },
  },
  {
    what: 'a second name of the same file',
    make: ({ workspace }) => {
      linkSync(path.join(workspace, name('here')), path.join(workspace, name('a-hard-link')));
      return [name('a-hard-link')];
    },
    found: { [name('a-hard-link')]: 'here' },
  },
];

suite('a search at the start and what is told later find the same', () => {
  for (const { what, make, found = {} } of cases)
    test(what, async (t) => {
      const place = fresh();
      writeFileSync(path.join(place.workspace, name('here')), definition('here'));
      const here = { [name('here')]: 'here' };
      const expected = Object.fromEntries(Object.entries({ ...found, ...here }).sort());
      const early = await opened(t, place);
      await knows(early, place, here);
      const announced = make(place);
      // An event for a file that comes last shows that the others have been handled.
      writeFileSync(path.join(place.workspace, name('zz')), definition('zz'));
      await tell(early, place, 1, ...announced, name('zz'));
      await knows(early, place, { ...expected, [name('zz')]: 'zz' });
      rmSync(path.join(place.workspace, name('zz')));
      await tell(early, place, 3, name('zz'));
      await tell(early, place, 2, ...announced);
      await knows(early, place, expected);
      await knows(await opened(t, place), place, expected);
    });
});

suite('what is at a path decides, not what it was', () => {
  test('a file that is replaced by a link, a pipe, or a folder isn’t a definition any more', async (t) => {
    const place = fresh();
    const inside = (it: string) => path.join(place.workspace, it);
    for (const it of ['kept', 'link', 'pipe', 'folder']) writeFileSync(inside(name(it)), definition(it));
    const client = await opened(t, place);
    await knows(client, place, {
      [name('folder')]: 'folder',
      [name('kept')]: 'kept',
      [name('link')]: 'link',
      [name('pipe')]: 'pipe',
    });
    for (const it of ['link', 'pipe', 'folder']) rmSync(inside(name(it)));
    symlinkSync(path.join(place.outside, name('secret')), inside(name('link')));
    execFileSync('mkfifo', [inside(name('pipe'))]);
    mkdirSync(inside(name('folder')));
    await tell(client, place, 2, name('link'), name('pipe'), name('folder'), name('kept'));
    await knows(client, place, { [name('kept')]: 'kept' });
  });
  test('a folder that is replaced by a link takes its definitions with it', async (t) => {
    const place = fresh();
    mkdirSync(path.join(place.workspace, 'models'));
    writeFileSync(path.join(place.workspace, 'models', name('a')), definition('a'));
    const client = await opened(t, place);
    await knows(client, place, { [`models/${name('a')}`]: 'a' });
    rmSync(path.join(place.workspace, 'models'), { recursive: true });
    symlinkSync(place.outside, path.join(place.workspace, 'models'));
    await tell(client, place, 1, 'models');
    await knows(client, place, {});
  });
});

suite('the name in a definition that can’t be read any more is forgotten', () => {
  const shared = async (t: TestContext) => {
    const place = fresh();
    const files = [name('a'), name('b')].map((it) => path.join(place.workspace, it)) as [string, string];
    for (const it of files) writeFileSync(it, definition('churn'));
    const client = await opened(t, place);
    await knows(client, place, { [name('a')]: 'churn', [name('b')]: 'churn' });
    const codes = async () => (await client.codes(pathToFileURL(files[0]).toString())).includes('shared-name');
    assert.ok(await codes());
    return { place, client, codes, b: files[1] };
  };
  test('if it has become too large', async (t) => {
    const { place, client, codes, b } = await shared(t);
    writeFileSync(b, ' '.repeat(10_000_001));
    await tell(client, place, 2, name('b'));
    await knows(client, place, { [name('a')]: 'churn', [name('b')]: undefined as never });
    assert.ok(!(await codes()));
  });
  test('if it is gone, but announced as changed', async (t) => {
    const { place, client, codes, b } = await shared(t);
    rmSync(b);
    await tell(client, place, 2, name('b'));
    await knows(client, place, { [name('a')]: 'churn' });
    assert.ok(!(await codes()));
  });
  test('if it is deleted while it is open, in a client that doesn’t watch files', async (t) => {
    const { place, client, codes, b } = await shared(t);
    const uri = pathToFileURL(b).toString();
    await client.open(uri, definition('churn'));
    rmSync(b);
    await client.close(uri);
    await knows(client, place, { [name('a')]: 'churn' });
    assert.ok(!(await codes()));
  });
  test('but not if it is still there', async (t) => {
    const { place, client, codes, b } = await shared(t);
    await client.open(pathToFileURL(b).toString(), definition('churn'));
    await client.close(pathToFileURL(b).toString());
    await tell(client, place, 2, name('b'));
    await knows(client, place, { [name('a')]: 'churn', [name('b')]: 'churn' });
    assert.ok(await codes());
  });
});
