import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { assertNames, naming } from '../support/facts';
import { type Client, start, vscodeCapabilities } from './client';

const uri = 'file:///models/churn.sagemaker-model.json';
const broken = '{\n  "ModelName": "churn_model"\n}\n';

/** Runs a test with a client, and ends that. */
const withClient = async (started: Parameters<typeof start>[0], run: (client: Client) => Promise<void>) => {
  const client = await start(started);
  try {
    await run(client);
  } finally {
    await client.stop();
  }
};
const pulling = { capabilities: vscodeCapabilities };

suite('a client that asks for diagnostics', () => {
  test('gets them with range, severity, code, link and message, and is never sent any', () =>
    withClient(pulling, async (client) => {
      await client.open(uri, broken);
      const [diagnostic, ...others] = await client.pull(uri);
      assert.deepEqual(others, []);
      assert.deepEqual(diagnostic, {
        range: { start: { line: 1, character: 15 }, end: { line: 1, character: 28 } },
        severity: 1,
        source: 'SageMaker',
        code: 'malformed-value',
        codeDescription: {
          href: 'https://github.com/sagemaker-model/sagemaker-model/blob/main/docs/rules.md#malformed-value',
        },
        message:
          'ModelName cannot have "_" at character 6. It takes letters, digits and hyphens, with a letter or digit at both ends.',
      } satisfies Diagnostic);
      assert.ok(!client.received.some((it) => it.method === 'textDocument/publishDiagnostics'));
    }));
  test('is shown the other place that has to do with a problem', () =>
    withClient(pulling, async (client) => {
      await client.open(uri, '{ "ModelName": "a", "ModelName": "b" }');
      const [{ relatedInformation } = {} as Diagnostic] = await client.pull(uri);
      assertNames(relatedInformation, [
        {
          location: { uri, range: { start: { line: 0, character: 2 }, end: { line: 0, character: 13 } } },
          message: naming('stands'),
        },
      ]);
    }));
  test('gets those of the text as it is after each edit', () =>
    withClient(pulling, async (client) => {
      await client.open(uri, broken);
      const underscore = { start: { line: 1, character: 21 }, end: { line: 1, character: 22 } };
      await client.change(uri, 2, { range: underscore, text: '-' });
      assert.deepEqual(await client.codes(uri), []);
      await client.change(uri, 3, { text: '{}' });
      assert.deepEqual(await client.codes(uri), ['missing-member']);
    }));
});

suite('a client that does not ask for diagnostics', () => {
  const pushed = (client: Client) => client.next<PublishDiagnosticsParams>('textDocument/publishDiagnostics');
  test('is sent them on opening, on every change, and an empty list on closing', () =>
    withClient({}, async (client) => {
      await client.open(uri, broken);
      const opened = await pushed(client);
      assert.deepEqual(
        [opened.uri, opened.version, opened.diagnostics.map((it) => it.code)],
        [uri, 1, ['malformed-value']],
      );
      await client.change(uri, 2, { text: '{ "ModelName": "churn" }' });
      assert.deepEqual((await pushed(client)).diagnostics, []);
      await client.close(uri);
      assert.deepEqual(await pushed(client), { uri, diagnostics: [] });
    }));
  test('can give its settings at the start and change them', () =>
    withClient({ initializationOptions: { rules: { 'malformed-value': 'hint' } } }, async (client) => {
      await client.open(uri, broken);
      assert.deepEqual(
        (await pushed(client)).diagnostics.map((it) => it.severity),
        [4],
      );
      await client.connection.sendNotification('workspace/didChangeConfiguration', {
        settings: { sagemakerModel: { rules: { 'malformed-value': 'off' } } },
      });
      assert.deepEqual((await pushed(client)).diagnostics, []);
    }));
});

suite('a document is served', () => {
  const served = (documentUri: string, languageId: string) =>
    new Promise<boolean>((resolve) => {
      void withClient(pulling, async (client) => {
        await client.open(documentUri, broken, languageId);
        resolve((await client.pull(documentUri)).length > 0);
      });
    });
  test('by its language, whatever its name', async () => {
    assert.ok(await served('untitled:Untitled-1', 'sagemaker-model'));
    assert.ok(await served('file:///models/churn.json', 'sagemaker-model'));
  });
  test('by its name, whatever its language', async () => assert.ok(await served(uri, 'json')));
  test('not otherwise', async () => {
    assert.ok(!(await served('file:///package.json', 'json')));
    assert.ok(!(await served('file:///sagemaker-model.json', 'json')));
  });
});

suite('settings', () => {
  test('hold for the folder that they are given for', () =>
    withClient(
      {
        ...pulling,
        settings: (scope) => (scope.includes('/quiet/') ? { rules: { 'malformed-value': 'off' } } : { rules: {} }),
      },
      async (client) => {
        await client.open('file:///quiet/a.sagemaker-model.json', broken);
        await client.open('file:///loud/a.sagemaker-model.json', broken);
        assert.deepEqual(await client.codes('file:///quiet/a.sagemaker-model.json'), []);
        assert.deepEqual(await client.codes('file:///loud/a.sagemaker-model.json'), ['malformed-value']);
      },
    ));
  test('can be others for some files', () =>
    withClient(
      {
        ...pulling,
        folders: ['file:///models'],
        settings: () => ({
          rules: { 'malformed-value': 'warning' },
          overrides: [
            { files: ['templates/**', '*-draft.*'], rules: { 'malformed-value': 'off' } },
            { files: 'templates/loud.*', rules: { 'malformed-value': 'error' } },
            { files: [], rules: { 'malformed-value': 'hint' } },
            'nonsense',
          ],
        }),
      },
      async (client) => {
        const severities = async (file: string) => {
          await client.open(`file:///models/${file}.sagemaker-model.json`, broken);
          return (await client.pull(`file:///models/${file}.sagemaker-model.json`)).map((it) => it.severity);
        };
        assert.deepEqual(await severities('churn'), [2]);
        assert.deepEqual(await severities('templates/churn'), []);
        assert.deepEqual(await severities('templates/loud'), [1]);
        assert.deepEqual(await severities('deep/churn-draft'), []);
      },
    ));
  test('that change are asked for again, and the client is told to ask again', async () => {
    let level = 'warning';
    await withClient({ ...pulling, settings: () => ({ rules: { 'malformed-value': level } }) }, async (client) => {
      await client.open(uri, broken);
      assert.deepEqual(
        (await client.pull(uri)).map((it) => it.severity),
        [2],
      );
      level = 'information';
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await client.next('workspace/diagnostic/refresh');
      assert.deepEqual(
        (await client.pull(uri)).map((it) => it.severity),
        [3],
      );
    });
  });
  test('that make no sense are left out and said in the log', () =>
    withClient(
      {
        ...pulling,
        settings: () => ({ rules: { 'no-such-rule': 'off', 'malformed-value': 'loud' }, exclude: ['!a'] }),
      },
      async (client) => {
        await client.open(uri, broken);
        assert.deepEqual(
          (await client.pull(uri)).map((it) => it.severity),
          [1],
        );
        for (const what of [
          /no-such-rule/,
          /malformed-value/,
          /^The setting sagemakerModel\.exclude: "!a" starts with "!"/,
        ])
          assert.match((await client.next<{ message: string }>('window/logMessage')).message, what);
      },
    ));
  test('of any shape are survived', async () => {
    for (const settings of [null, undefined, 1, 'text', [], { rules: null }, { rules: [1] }, { rules: 'off' }])
      await withClient({ ...pulling, settings: () => settings }, async (client) => {
        await client.open(uri, broken);
        assert.deepEqual(await client.codes(uri), ['malformed-value']);
      });
  });
});

suite('a byte order mark that the editor took away', () => {
  const tell = (client: Client, encoding: string) =>
    client.connection.sendNotification('sagemakerModel/didReadEncoding', { uri, encoding });
  test('is reported when the editor says that the file has one, until it says otherwise', () =>
    withClient(pulling, async (client) => {
      await client.open(uri, '{ "ModelName": "churn" }');
      await tell(client, 'utf8bom');
      await client.next('workspace/diagnostic/refresh');
      assert.deepEqual(await client.codes(uri), ['byte-order-mark']);
      await tell(client, 'utf8');
      assert.deepEqual(await client.codes(uri), []);
    }));
});

suite('a client that answers with errors', () => {
  test('is served all the same', async () => {
    const client = await start({
      capabilities: vscodeCapabilities,
      refuses: ['workspace/diagnostic/refresh', 'workspace/configuration', 'client/registerCapability'],
    });
    await client.open(uri, broken);
    assert.deepEqual(await client.codes(uri), ['malformed-value']);
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const said = async (what: RegExp): Promise<void> => {
      const { message } = await client.next<{ message: string }>('window/logMessage');
      if (!what.test(message)) await said(what);
    };
    await said(/did not give its settings/);
    await said(/does not ask for diagnostics again/);
    assert.deepEqual(await client.codes(uri), ['malformed-value']);
    await client.stop();
  });
});

suite('bad input is answered with an empty list, and the server goes on', () => {
  let client: Client;
  const isAlive = async () => {
    await client.open('file:///alive.sagemaker-model.json', broken);
    assert.deepEqual(await client.codes('file:///alive.sagemaker-model.json'), ['malformed-value']);
    await client.close('file:///alive.sagemaker-model.json');
  };
  after(() => client.stop());
  test('unknown and closed documents', async () => {
    client = await start();
    assert.deepEqual(await client.pull('file:///nowhere.sagemaker-model.json'), []);
    await client.open(uri, broken);
    await client.close(uri);
    assert.deepEqual(await client.pull(uri), []);
    await client.close(uri);
    await client.change(uri, 7, { text: '{}' });
    await isAlive();
  });
  test('positions past the end, or in the wrong order', async () => {
    await client.open(uri, broken);
    await client.change(uri, 2, {
      range: { start: { line: 90, character: 9000 }, end: { line: 900, character: 0 } },
      text: ' ',
    });
    await client.change(uri, 3, {
      range: { start: { line: 2, character: 0 }, end: { line: 0, character: 1 } },
      text: '',
    });
    assert.ok(Array.isArray(await client.pull(uri)));
    await isAlive();
  });
  test('hostile text', async () => {
    for (const text of ['\0\u0001\u0002ELF', '['.repeat(100_000), `"${'\ud800'.repeat(1000)}`, 'x'.repeat(5_000_000)]) {
      await client.open('file:///bad.sagemaker-model.json', text);
      assert.ok((await client.pull('file:///bad.sagemaker-model.json')).length > 0);
      await client.close('file:///bad.sagemaker-model.json');
    }
    await isAlive();
  });
  test('requests that it does not know', async () => {
    await assert.rejects(client.connection.sendRequest('textDocument/nonsense', {}));
    await client.connection.sendNotification('sagemakerModel/nonsense', {});
    await isAlive();
  });
});
