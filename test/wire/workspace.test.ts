import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type Diagnostic,
  type PublishDiagnosticsParams,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import { disk } from '../../server/workspace/disk';
import type { FileSystem } from '../../server/workspace/files';
import { assertNames, naming } from '../support/facts';
import { type Client, start, vscodeCapabilities } from './client';

const root = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-workspace-'));
after(() => rmSync(root, { recursive: true }));
let folder = root;
let count = 0;
const uriOf = (file: string) => pathToFileURL(path.join(folder, file)).toString();
const nameOf = (uri: string) => path.posix.relative(pathToFileURL(folder).pathname, new URL(uri).pathname);

const definition = (name: string) =>
  `{\n  "ModelName": "${name}",\n  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" },\n  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r"\n}\n`;

function write(file: string, text: string): string {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  return uriOf(file);
}

/** A new folder with some files in it. */
function fresh(files: Readonly<Record<string, string>>): void {
  folder = path.join(root, String(++count));
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) write(file, text);
}

interface Item {
  readonly uri: string;
  readonly items: readonly Diagnostic[];
}

/** Asks for the problems of the workspace as VS Code does; what comes is told piece by piece. */
function poll(client: Client) {
  const source = new CancellationTokenSource();
  const token = `poll-${++count}`;
  const pieces: Item[] = [];
  const known = new Map<string, string[]>();
  let wake = () => {};
  client.connection.onProgress({ method: 'workspace/diagnostic' } as never, token, (value: unknown) => {
    const { items } = value as { items: Item[] };
    pieces.push(...items);
    for (const { uri, items: found } of items)
      known.set(
        nameOf(uri),
        found.map((it) => String(it.code)),
      );
    wake();
  });
  const ended = client.connection.sendRequest<WorkspaceDiagnosticReport>(
    'workspace/diagnostic',
    { identifier: 'sagemaker-model', previousResultIds: [], partialResultToken: token },
    source.token,
  );
  // A client that stops does not wait for the answer.
  ended.catch(() => {});
  return {
    ended,
    pieces,
    cancel: () => source.cancel(),
    /** Waits until the client knows just that, by file; files without a problem left out. */
    async knows(expected: Readonly<Record<string, readonly string[]>>): Promise<void> {
      const now = () => Object.fromEntries([...known].filter(([, codes]) => codes.length > 0).sort());
      for (;;) {
        if (JSON.stringify(now()) === JSON.stringify(expected)) return;
        const more = new Promise<boolean>((resolve) => {
          const timer = setTimeout(resolve, 5000, false);
          wake = () => {
            clearTimeout(timer);
            resolve(true);
          };
        });
        if (!(await more)) assert.deepEqual(now(), expected);
      }
    },
  };
}

/** Waits until it is so, and fails after five seconds. */
async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 5000; !isSo(); await new Promise((resolve) => setTimeout(resolve, 5)))
    if (Date.now() > end) assert.fail('It did not come to this.');
}

let client: Client;
afterEach(() => client.stop());
const open = async (more: Partial<Parameters<typeof start>[0]> = {}) => {
  client = await start({ capabilities: vscodeCapabilities, folders: [pathToFileURL(folder).toString()], ...more });
  return client;
};
/** All problems at once, for which the server waits until it knows the definitions of the workspace. */
const atOnce = () =>
  client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
const changed = (...changes: readonly (readonly [uri: string, type: 1 | 2 | 3])[]) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: changes.map(([uri, type]) => ({ uri, type })),
  });
const a = 'a.sagemaker-model.json';
const b = 'deep/er/b.sagemaker-model.json';

suite('the problems of definitions that nobody has opened', () => {
  test('are told piece by piece, and again when a file comes, changes or goes', async () => {
    fresh({ [a]: definition('a_'), [b]: definition('b'), 'c.json': '{', 'node_modules/x.sagemaker-model.json': '{' });
    const { knows } = poll(await open());
    await knows({ [a]: ['malformed-value'] });
    await changed([write(b, definition('b_')), 2], [write('new.sagemaker-model.json', '{}'), 1]);
    await knows({
      [a]: ['malformed-value'],
      [b]: ['malformed-value'],
      'new.sagemaker-model.json': ['missing-member', 'no-container'],
    });
    await changed([write(a, definition('a')), 2]);
    await knows({ [b]: ['malformed-value'], 'new.sagemaker-model.json': ['missing-member', 'no-container'] });
    rmSync(path.join(folder, 'deep'), { recursive: true });
    await changed([uriOf('deep'), 3], [uriOf('new.sagemaker-model.json'), 3], [uriOf('other.txt'), 3]);
    await knows({});
  });
  test('of which nothing is said while they have none', async () => {
    fresh({ [a]: definition('a'), [b]: definition('b_') });
    const { knows, pieces } = poll(await open());
    await knows({ [b]: ['malformed-value'] });
    assert.deepEqual(
      pieces.map((it) => nameOf(it.uri)),
      [b],
    );
  });
  test('are those of the editor while a file is open, and those of the disk after that', async () => {
    fresh({ [a]: definition('a_') });
    await open();
    await client.open(uriOf(a), definition('a'));
    const { knows, pieces } = poll(client);
    assert.deepEqual(await client.codes(uriOf(a)), []);
    assert.deepEqual(pieces, []);
    await client.close(uriOf(a));
    await knows({ [a]: ['malformed-value'] });
    assert.deepEqual(await client.codes(uriOf(a)), ['malformed-value']);
  });
  test('are those of the text alone, and those of the account and region in use once it is open', async () => {
    fresh({ [a]: definition('a'), [b]: definition('b_') });
    const { knows } = poll(await open());
    await client.connection.sendNotification('sagemakerModel/didChangeConnection', {
      account: '444455556666',
      region: 'us-east-1',
    });
    await knows({ [b]: ['malformed-value'] });
    await client.open(uriOf(a), definition('a'));
    assert.deepEqual(await client.codes(uriOf(a)), ['image-of-another-region', 'role-of-another-account']);
    await client.close(uriOf(a));
    assert.deepEqual(await client.codes(uriOf(a)), []);
  });
  test('leave out what the settings and VS Code itself leave out', async () => {
    fresh({ [a]: '{', [b]: '{', 'hidden/h.sagemaker-model.json': '{', 'top/t.sagemaker-model.json': '{' });
    // In the settings of VS Code itself, a name is one at the top.
    const inner = 'in/top/t.sagemaker-model.json';
    write(inner, '{');
    const settings = (_scope: string, section: string) =>
      section === 'files.exclude'
        ? { '**/hidden': true, '**/deep': false, top: true }
        : { exclude: ['deep', '/', '/er', `!${a}`] };
    const { knows } = poll(await open({ settings }));
    await knows({ [a]: ['json-syntax'], [inner]: ['json-syntax'] });
    await changed([write('hidden/i.sagemaker-model.json', '{'), 1], [write('deep/j.sagemaker-model.json', '{'), 1]);
    await changed([write('j.sagemaker-model.json', '{'), 1]);
    await knows({ [a]: ['json-syntax'], [inner]: ['json-syntax'], 'j.sagemaker-model.json': ['json-syntax'] });
  });
  test('are none where a file is too large for a definition, which is said in the log', async () => {
    fresh({ [a]: '{', [b]: `{${' '.repeat(10_000_000)}` });
    const { knows } = poll(await open());
    await knows({ [a]: ['json-syntax'] });
    const { message } = await client.next<{ message: string }>('window/logMessage');
    assertNames(message, naming('b.sagemaker-model.json 10 MB'));
  });
  test('heed settings that change', async () => {
    fresh({ [a]: definition('a_') });
    let set: object = {};
    const { knows } = poll(await open({ settings: (_scope, section) => (section === 'sagemakerModel' ? set : {}) }));
    await knows({ [a]: ['malformed-value'] });
    set = { rules: { 'malformed-value': 'off' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await knows({});
    set = {};
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await knows({ [a]: ['malformed-value'] });
    set = { exclude: ['*.json'] };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await knows({});
  });
  test('come from every folder of the workspace, and go with it', async () => {
    fresh({ 'one/o.sagemaker-model.json': '{}', 'two/t.sagemaker-model.json': '{}' });
    const none = ['missing-member', 'no-container'];
    const capabilities = {
      ...vscodeCapabilities,
      workspace: { ...vscodeCapabilities.workspace, workspaceFolders: true },
    };
    const { knows } = poll(await open({ capabilities, folders: [uriOf('one')] }));
    await knows({ 'one/o.sagemaker-model.json': none });
    const [one, two] = [uriOf('one'), uriOf('two')].map((uri) => ({ uri, name: uri }));
    const tell = (added: unknown[], removed: unknown[]) =>
      client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added, removed } });
    await tell([two], []);
    await knows({ 'one/o.sagemaker-model.json': none, 'two/t.sagemaker-model.json': none });
    await tell([], [one]);
    await knows({ 'two/t.sagemaker-model.json': none });
  });
  test('are asked for without an end, until the client does not want to hear more or asks anew', async () => {
    fresh({ [a]: definition('a_') });
    const first = poll(await open());
    await first.knows({ [a]: ['malformed-value'] });
    const second = poll(client);
    assert.deepEqual(await first.ended, { items: [] });
    await second.knows({ [a]: ['malformed-value'] });
    second.cancel();
    assert.deepEqual(await second.ended, { items: [] });
    const third = poll(client);
    await third.knows({ [a]: ['malformed-value'] });
  });
  test('are given all at once to a client that takes no pieces', async () => {
    fresh({ [a]: definition('a_'), [b]: definition('b') });
    await poll(await open()).knows({ [a]: ['malformed-value'] });
    const { items } = await atOnce();
    assert.deepEqual(
      items.map((it) => [nameOf(it.uri), it.kind === 'full' && it.items.length]),
      [
        [a, 1],
        [b, 0],
      ],
    );
  });
  test('are sent to a client that does not ask', async () => {
    fresh({ [a]: definition('a_') });
    await open({ capabilities: {} });
    const pushed = () => client.next<PublishDiagnosticsParams>('textDocument/publishDiagnostics');
    assert.deepEqual(
      (await pushed()).diagnostics.map((it) => it.code),
      ['malformed-value'],
    );
    await client.open(uriOf(a), definition('a'));
    assert.deepEqual((await pushed()).diagnostics, []);
    await client.close(uriOf(a));
    assert.deepEqual(
      (await pushed()).diagnostics.map((it) => it.code),
      ['malformed-value'],
    );
    rmSync(path.join(folder, a));
    await changed([uriOf(a), 3]);
    assert.deepEqual((await pushed()).diagnostics, []);
  });
  test('are sent to a client that asks for those of what is open, until it asks for these', async () => {
    fresh({ [a]: definition('a_'), [b]: definition('b') });
    await open();
    const pushed = async () => {
      const { uri, diagnostics } = await client.next<PublishDiagnosticsParams>('textDocument/publishDiagnostics');
      return [nameOf(uri), ...diagnostics.map((it) => it.code)];
    };
    assert.deepEqual(await pushed(), [a, 'malformed-value']);
    await client.open(uriOf(a), definition('a_'));
    assert.deepEqual(await pushed(), [a]);
    assert.deepEqual(await client.codes(uriOf(a)), ['malformed-value']);
    await client.close(uriOf(a));
    assert.deepEqual(await pushed(), [a, 'malformed-value']);
    const { knows } = poll(client);
    assert.deepEqual(await pushed(), [a]);
    await knows({ [a]: ['malformed-value'] });
    await changed([write(b, definition('b_')), 2]);
    await knows({ [a]: ['malformed-value'], [b]: ['malformed-value'] });
    assert.ok(!client.received.some((it) => it.method === 'textDocument/publishDiagnostics'));
  });
  test('survive files that cannot be read and folders that are not there', async () => {
    fresh({ [a]: definition('a_') });
    mkdirSync(path.join(folder, 'folder.sagemaker-model.json'));
    const { knows } = poll(await open({ folders: [pathToFileURL(folder).toString(), 'file:///nowhere', 'memfs:/x'] }));
    await changed([uriOf('folder.sagemaker-model.json'), 1], [uriOf('gone.sagemaker-model.json'), 2]);
    await knows({ [a]: ['malformed-value'] });
  });
});

suite('the definitions of the workspace', () => {
  const named = async () => {
    const { definitions } = await client.connection.sendRequest<{ definitions: { uri: string; name?: string }[] }>(
      'sagemakerModel/definitions',
    );
    return definitions.map((it) => [nameOf(it.uri), ...(it.name === undefined ? [] : [it.name])]);
  };
  test('are told with the names of their models, open or not, without those that are left out', async () => {
    fresh({ [b]: definition('b'), [a]: definition('a'), 'n.sagemaker-model.json': '{ "ModelName": 1 }' });
    write('out/o.sagemaker-model.json', definition('o'));
    const settings = (_scope: string, section: string) => (section === 'sagemakerModel' ? { exclude: ['out'] } : {});
    await open({ settings });
    assert.deepEqual(await named(), [[a, 'a'], [b, 'b'], ['n.sagemaker-model.json']]);
    await client.open(uriOf(a), definition('open'));
    await client.open(uriOf('out/o.sagemaker-model.json'), definition('o'));
    await client.open('untitled:Untitled-1', definition('untitled'));
    await client.change(uriOf(a), 2, { text: definition('edited') });
    await changed([write('new.sagemaker-model.json', definition('new')), 1]);
    rmSync(path.join(folder, 'n.sagemaker-model.json'));
    await changed([uriOf('n.sagemaker-model.json'), 3]);
    assert.deepEqual(await named(), [
      [a, 'edited'],
      [b, 'b'],
      ['new.sagemaker-model.json', 'new'],
    ]);
  });
  test('are those of the folders that the workspace has by now, though the first are still being searched', async () => {
    fresh({ 'one/o.sagemaker-model.json': definition('one'), 'two/t.sagemaker-model.json': definition('two') });
    const real = disk({ find: assert.fail, read: assert.fail }, assert.fail);
    const slow: FileSystem = {
      ...real,
      find: async (...of) => {
        await new Promise((resolve) => setTimeout(resolve, of[0].endsWith('one') ? 5 : 50));
        return real.find(...of);
      },
    };
    const workspace = { ...vscodeCapabilities.workspace, workspaceFolders: true };
    await open({ disk: slow, capabilities: { ...vscodeCapabilities, workspace }, folders: [uriOf('one')] });
    const first = named();
    const [one, two] = [uriOf('one'), uriOf('two')].map((uri) => ({ uri, name: uri }));
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [two], removed: [one] },
    });
    assert.deepEqual(await first, [['two/t.sagemaker-model.json', 'two']]);
  });
  test('are none where no folder is open', async () => {
    await open({ folders: [] });
    assert.deepEqual(await named(), []);
  });
});

suite('two definitions with one ModelName', () => {
  test('are an information in each, with the place in the other', async () => {
    fresh({ [a]: definition('churn'), [b]: definition('churn') });
    const { knows, pieces } = poll(await open());
    await knows({ [a]: ['shared-name'], [b]: ['shared-name'] });
    const [{ items: [found] = [] } = { items: [] }] = pieces.filter((it) => nameOf(it.uri) === a);
    assert.equal(found?.severity, 3);
    assertNames(found?.relatedInformation, [
      {
        location: { uri: uriOf(b), range: { start: { line: 1, character: 15 }, end: { line: 1, character: 22 } } },
        message: naming('same'),
      },
    ]);
    await changed([write(b, definition('other')), 2]);
    await knows({});
  });
  test('are found while one is being written, and the client is told to ask again about the other', async () => {
    fresh({ [a]: definition('churn'), [b]: definition('other') });
    await open();
    await atOnce();
    const { knows } = poll(client);
    await client.open(uriOf(a), definition('churn'));
    await client.open(uriOf(b), definition('other'));
    assert.deepEqual(await client.codes(uriOf(a)), []);
    await client.change(uriOf(b), 2, { text: definition('churn') });
    assert.deepEqual(await client.codes(uriOf(b)), ['shared-name']);
    await client.next('workspace/diagnostic/refresh');
    assert.deepEqual(await client.codes(uriOf(a)), ['shared-name']);
    await client.close(uriOf(b));
    await client.next('workspace/diagnostic/refresh');
    assert.deepEqual(await client.codes(uriOf(a)), []);
    await knows({});
  });
});

suite('a workspace that is on no disk', () => {
  const virtual = 'vscode-vfs://github/company/models';
  const files: Readonly<Record<string, Uint8Array>> = {
    [`${virtual}/${a}`]: Buffer.from(definition('a_')),
    [`${virtual}/${b}`]: Buffer.from(`\ufeff${definition('b')}`, 'utf16le'),
    [`${virtual}/old/c.sagemaker-model.json`]: Buffer.from('{'),
    [`${virtual}/node_modules/x.sagemaker-model.json`]: Buffer.from('{'),
  };
  const answers: NonNullable<Parameters<typeof start>[0]>['answers'] = {
    'sagemakerModel/findFiles': ({ folder, ending }) =>
      Object.keys(files).filter((it) => it.startsWith(`${folder}/`) && it.endsWith(ending ?? '')),
    'sagemakerModel/readFile': ({ uri = '' }) => files[uri] && [...files[uri]],
  };
  const initializationOptions = { files: true };
  const found = async () => {
    const { items } = await atOnce();
    return items.map((it) => [it.uri, it.kind === 'full' ? it.items.map(({ code }) => code) : []]);
  };
  const settings = (_: string, section: string) => (section === 'sagemakerModel' ? { exclude: ['old'] } : {});

  test('is looked for and read by the client, and left out is what it would be on a disk', async () => {
    await open({ folders: [virtual], initializationOptions, answers, settings });
    assert.deepEqual(await found(), [
      [`${virtual}/${a}`, ['malformed-value']],
      [`${virtual}/${b}`, ['not-utf-8']],
    ]);
  });
  test('has no definitions but the open ones where the client knows nothing of it, and that is said in the log', async () => {
    await open({ folders: [virtual], initializationOptions, refuses: ['sagemakerModel/findFiles'] });
    assert.deepEqual(await found(), []);
    const { message } = await client.next<{ message: string }>('window/logMessage');
    assertNames(message, naming(`${virtual}`));
    await client.open(`${virtual}/${a}`, definition('a_'));
    assert.deepEqual(await client.codes(`${virtual}/${a}`), ['malformed-value']);
  });
});

suite('what happens meanwhile is not lost', () => {
  test('a problem that goes between two times of asking', async () => {
    fresh({ [a]: definition('a_') });
    const first = poll(await open());
    await first.knows({ [a]: ['malformed-value'] });
    first.cancel();
    await first.ended;
    await changed([write(a, definition('a')), 2]);
    // The server has dealt with the change when it answers what was sent after it.
    assert.deepEqual(await client.codes(uriOf(a)), []);
    const second = poll(client);
    await until(() => second.pieces.some((it) => nameOf(it.uri) === a && it.items.length === 0));
  });
  test('a file that comes while the folders are searched', async () => {
    fresh({ [a]: definition('a') });
    const real = disk({ find: assert.fail, read: assert.fail }, assert.fail);
    let go = () => {};
    const waiting = new Promise<void>((resolve) => (go = resolve));
    const slow: FileSystem = {
      ...real,
      find: async (...of) => {
        const files = await real.find(...of);
        await waiting;
        return files;
      },
    };
    const { knows } = poll(await open({ disk: slow }));
    await changed([write('new.sagemaker-model.json', definition('new_')), 1]);
    await client.codes(uriOf('new.sagemaker-model.json'));
    go();
    await knows({ 'new.sagemaker-model.json': ['malformed-value'] });
  });
  test('a file that is open while it is deleted or left out', async () => {
    fresh({ [a]: definition('a_') });
    const { knows, pieces } = poll(await open());
    await knows({ [a]: ['malformed-value'] });
    await client.open(uriOf(a), definition('a_'));
    rmSync(path.join(folder, a));
    await changed([uriOf(a), 3]);
    await client.close(uriOf(a));
    await until(() => pieces.some((it) => nameOf(it.uri) === a && it.items.length === 0));
  });
  test('a folder that comes with all that is in it', async () => {
    fresh({ [a]: definition('a') });
    const { knows } = poll(await open());
    write('come/deep/x.sagemaker-model.json', definition('x_'));
    await changed([uriOf('come'), 1], [uriOf('other.txt'), 1]);
    await knows({ 'come/deep/x.sagemaker-model.json': ['malformed-value'] });
  });
  test('a search that a client waits for, which takes all at once', async () => {
    fresh({ [a]: definition('a_') });
    await open();
    const { items } = await atOnce();
    assert.equal(items.length, 1);
  });
  test('what a client calls a file in its own way', async () => {
    fresh({ 'a+b@c/x.sagemaker-model.json': definition('x_') });
    await open({ capabilities: {} });
    const pushed = () => client.next<PublishDiagnosticsParams>('textDocument/publishDiagnostics');
    const own = `${pathToFileURL(folder)}/a+b@c/x.sagemaker-model.json`;
    const first = await pushed();
    assert.notEqual(first.uri, own);
    await client.open(own, definition('x'));
    assert.deepEqual(
      [await pushed(), await pushed()].map((it) => [it.uri, it.diagnostics.length]),
      [
        [first.uri, 0],
        [own, 0],
      ],
    );
  });
  test('what the inner of two folders leaves out', async () => {
    fresh({ 'in/x/a.sagemaker-model.json': '{', 'in/b.sagemaker-model.json': '{' });
    const settings = (scope: string, section: string) =>
      section === 'sagemakerModel' && scope.endsWith('/in') ? { exclude: ['x/**'] } : {};
    const { knows } = poll(await open({ settings, folders: [pathToFileURL(folder).toString(), uriOf('in')] }));
    await knows({ 'in/b.sagemaker-model.json': ['json-syntax'] });
  });
});
