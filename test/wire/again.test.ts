import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import type { PublishDiagnosticsParams, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import type { Disk } from '../../server/workspace';
import { type Client, type Started, start, vscodeCapabilities } from './client';

const folder = 'file:///models';
const uris = Array.from({ length: 120 }, (_, at) => `${folder}/${at}.sagemaker-model.json`);
const text = (at: number) => JSON.stringify({ ModelName: `churn_${at}` });

/** A workspace of definitions that are counted when they are read. */
function counted() {
  const reads: string[] = [];
  const state = { running: 0, most: 0 };
  const disk: Disk = {
    find: async () => [...uris],
    kindOf: async () => 'file',
    read: async (uri) => {
      reads.push(uri);
      state.most = Math.max(state.most, ++state.running);
      await new Promise((resolve) => setImmediate(resolve));
      state.running--;
      return { text: text(uris.indexOf(uri)), encoding: 'utf8' };
    },
  };
  return { disk, reads, state };
}

async function opened(t: TestContext, started: Started): Promise<Client> {
  const client = await start({ folders: [folder], ...started });
  t.after(() => client.stop());
  return client;
}

const published = (client: Client) =>
  client.received.filter((it) => it.method === 'textDocument/publishDiagnostics').map((it) => it.params);

/** Waits until it is so, and fails after ten seconds. */
async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !isSo(); await new Promise((resolve) => setTimeout(resolve, 5)))
    if (Date.now() > end) assert.fail('Waited for ten seconds.');
}

/** How many problems the client has last been sent of each file. */
function latest(client: Client): Map<string, number> {
  const all = published(client) as PublishDiagnosticsParams[];
  return new Map(all.map(({ uri, diagnostics }) => [uri, diagnostics.length]));
}

/** Waits until the client has been sent the problems of all files. */
const allSent = (client: Client) => until(() => latest(client).size >= uris.length);

/** Waits until nothing has happened for a while. */
async function quiet(client: Client, reads: readonly string[]): Promise<void> {
  for (let before = -1; before !== client.received.length + reads.length; ) {
    before = client.received.length + reads.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What a client tells, and how many files at most have to be read again because of it. */
const changes: readonly { what: string; tell: (client: Client) => Promise<void> }[] = [
  {
    what: 'the account and the region',
    tell: async ({ connection }) => {
      await connection.sendNotification('sagemakerModel/didChangeConnection', { region: 'eu-west-1' });
      await connection.sendNotification('sagemakerModel/didChangeConnection', {
        region: 'eu-west-1',
        account: '111122223333',
      });
    },
  },
  {
    what: 'the encoding of a file',
    tell: ({ connection }) =>
      connection.sendNotification('sagemakerModel/didReadEncoding', { uri: uris[0], encoding: 'utf8bom' }),
  },
  {
    what: 'settings that are the same as before',
    tell: ({ connection }) => connection.sendNotification('workspace/didChangeConfiguration', { settings: null }),
  },
];

suite('files that nobody has opened aren’t read and told again because of', () => {
  for (const { what, tell } of changes)
    for (const isPushed of [true, false])
      test(`${what}, by a client that ${isPushed ? 'is sent problems' : 'asks for them'}`, async (t) => {
        const { disk, reads } = counted();
        const capabilities = isPushed ? { workspace: { configuration: true } } : vscodeCapabilities;
        const client = await opened(t, { disk, capabilities });
        const pieces: unknown[] = [];
        if (!isPushed) {
          client.connection.onProgress(
            { method: 'workspace/diagnostic' } as never,
            'all',
            (it) => void pieces.push(it),
          );
          const params = { previousResultIds: [], partialResultToken: 'all' };
          client.connection.sendRequest('workspace/diagnostic', params).catch(() => {});
        }
        const inPieces = () => pieces.reduce((sum: number, it) => sum + Object(it).items.length, 0);
        await (isPushed ? allSent(client) : until(() => inPieces() === uris.length));
        await quiet(client, reads);
        const [before, told] = [published(client).length, pieces.length];
        reads.length = 0;
        await tell(client);
        await quiet(client, reads);
        assert.deepEqual([reads.length, published(client).length - before, pieces.length - told], [0, 0, 0]);
      });
  test('settings that are others for some of them: only those are', async (t) => {
    const { disk, reads } = counted();
    let set: object = {};
    const settings = (_scope: string, section: string) => (section === 'sagemakerModel' ? set : {});
    const client = await opened(t, { disk, settings, capabilities: { workspace: { configuration: true } } });
    await allSent(client);
    await quiet(client, reads);
    const before = published(client).length;
    reads.length = 0;
    set = { overrides: [{ files: ['1*'], rules: { 'malformed-value': 'off' } }] };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await until(() => published(client).length - before >= 31);
    await quiet(client, reads);
    const others = uris.filter((it) => it.startsWith(`${folder}/1`));
    assert.deepEqual(reads.toSorted(), others.toSorted());
    const sent = published(client).slice(before) as PublishDiagnosticsParams[];
    assert.deepEqual(
      sent.map((it) => [it.uri, it.diagnostics]).toSorted(),
      others.toSorted().map((it) => [it, []]),
    );
  });
  test('files that are left out from now on: the others stay as they are', async (t) => {
    const { disk, reads } = counted();
    let set: object = {};
    const settings = (_scope: string, section: string) => (section === 'sagemakerModel' ? set : {});
    const client = await opened(t, { disk, settings, capabilities: { workspace: { configuration: true } } });
    await allSent(client);
    await quiet(client, reads);
    const before = published(client).length;
    reads.length = 0;
    set = { exclude: ['1*'] };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await until(() => published(client).length - before >= 31);
    await quiet(client, reads);
    assert.deepEqual(reads, []);
    const sent = published(client).slice(before) as PublishDiagnosticsParams[];
    assert.ok(sent.every((it) => it.uri.startsWith(`${folder}/1`) && it.diagnostics.length === 0));
    assert.equal(sent.length, uris.filter((it) => it.startsWith(`${folder}/1`)).length);
  });
});

suite('an open document', () => {
  test('isn’t told the same again, but is told what differs', async (t) => {
    const client = await opened(t, { folders: [], capabilities: {} });
    const uri = 'file:///m.sagemaker-model.json';
    const image = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1';
    await client.open(uri, JSON.stringify({ ModelName: 'm', PrimaryContainer: { Image: image } }));
    await quiet(client, []);
    assert.equal(published(client).length, 1);
    const connect = (region: string) =>
      client.connection.sendNotification('sagemakerModel/didChangeConnection', { region });
    await connect('eu-west-1');
    await quiet(client, []);
    assert.equal(published(client).length, 1);
    await connect('us-east-1');
    await quiet(client, []);
    const codes = (published(client).at(-1) as PublishDiagnosticsParams).diagnostics.map((it) => it.code);
    assert.deepEqual([published(client).length, codes.includes('image-of-another-region')], [2, true]);
  });
});

test('a client that says what it knows is told the rest', async (t) => {
  const { disk } = counted();
  const client = await opened(t, { disk, capabilities: vscodeCapabilities });
  const ask = (previousResultIds: object[]) =>
    client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
  const first = await ask([]);
  assert.ok(first.items.every((it) => it.kind === 'full'));
  const [one, ...others] = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
  const second = await ask([{ ...one, value: 'old' }, ...others]);
  assert.deepEqual(
    second.items.filter((it) => it.kind === 'full').map((it) => it.uri),
    [one?.uri],
  );
  assert.equal(second.items.length, first.items.length);
});

test('no more than 32 files are read at the same time', async (t) => {
  const { disk, state, reads } = counted();
  const client = await opened(t, { disk, capabilities: vscodeCapabilities });
  await quiet(client, reads);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: uris.map((uri) => ({ uri, type: 2 })),
  });
  await client.connection.sendRequest('sagemakerModel/definitions');
  await quiet(client, reads);
  assert.ok(state.most > 1 && state.most <= 32, `${state.most} at the same time`);
});

suite('settings that a client fails to give', () => {
  test('are asked for again when they are needed next, also for files that nobody has opened', async (t) => {
    const { disk } = counted();
    let isFailing = true;
    const settings = (_scope: string, section: string) => {
      if (isFailing) throw new Error('Not yet.');
      return section === 'sagemakerModel' ? { rules: { 'malformed-value': 'off' } } : {};
    };
    const client = await opened(t, { disk, settings, capabilities: vscodeCapabilities });
    await client.open('file:///m.sagemaker-model.json', text(0));
    assert.deepEqual(await client.codes('file:///m.sagemaker-model.json'), ['malformed-value']);
    const unopened = () => uris.map((it) => latest(client).get(it));
    await until(() => unopened().every((it) => it === 1));
    isFailing = false;
    assert.deepEqual(await client.codes('file:///m.sagemaker-model.json'), []);
    // The settings of the folder are needed next when one of its files is.
    await client.pull(uris[0] ?? '');
    await until(() => unopened().every((it) => it === 0));
    const asked = client.received.filter((it) => it.method === 'workspace/configuration').length;
    await client.codes('file:///m.sagemaker-model.json');
    assert.equal(client.received.filter((it) => it.method === 'workspace/configuration').length, asked);
    const warned = client.received.filter((it) =>
      JSON.stringify(it.params ?? null).includes('did not give its settings'),
    );
    assert.equal(warned.length, 2);
  });
});

suite('definitions that only the client can find', () => {
  const virtual = 'vscode-vfs://github/company/models';
  const bytes = Buffer.from(JSON.stringify({ ModelName: 'ähnlich', Tags: [{ Key: 'x', Value: 'y'.repeat(100_000) }] }));
  const answered = async (t: TestContext, answers: Started['answers']) =>
    opened(t, {
      folders: [virtual],
      initializationOptions: { files: true },
      answers,
      capabilities: vscodeCapabilities,
    });
  const named = async (client: Client) => {
    const { definitions } = await client.connection.sendRequest<{ definitions: object[] }>(
      'sagemakerModel/definitions',
    );
    return definitions;
  };
  const uri = `${virtual}/a.sagemaker-model.json`;
  for (const [what, content] of [
    ['Base64', bytes.toString('base64')],
    ['numbers', [...bytes]],
  ] as const)
    test(`are read from ${what}`, async (t) => {
      const client = await answered(t, {
        'sagemakerModel/findFiles': () => [uri],
        'sagemakerModel/readFile': () => content,
      });
      assert.deepEqual(await named(client), [{ uri, name: 'ähnlich' }]);
    });
  for (const content of ['no Base64!', 5, {}, null, 'A'.repeat(13_400_004)])
    test(`have no name if the client answers ${JSON.stringify(content).slice(0, 20)}`, async (t) => {
      const client = await answered(t, {
        'sagemakerModel/findFiles': () => [uri, 5],
        'sagemakerModel/readFile': () => content,
      });
      assert.deepEqual(await named(client), [{ uri }]);
    });
  test('stay known if the client fails to find them later', async (t) => {
    let isFailing = false;
    let exclude: string[] = [];
    const client = await opened(t, {
      folders: [virtual],
      initializationOptions: { files: true },
      capabilities: vscodeCapabilities,
      settings: (_scope, section) => (section === 'sagemakerModel' ? { exclude } : {}),
      answers: {
        'sagemakerModel/findFiles': () => {
          if (isFailing) throw new Error('The network is down.');
          return [uri, `${virtual}/old/b.sagemaker-model.json`];
        },
        'sagemakerModel/readFile': () => bytes.toString('base64'),
      },
    });
    assert.equal((await named(client)).length, 2);
    isFailing = true;
    exclude = ['old'];
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    // What is left out is known all the same.
    assert.deepEqual(await named(client), [{ uri, name: 'ähnlich' }]);
  });
});
