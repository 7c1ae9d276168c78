import assert from 'node:assert/strict';
import { execFileSync, fork, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { ErrorCodes, LSPErrorCodes } from 'vscode-languageserver/node';
import { bin } from '../../package.json';
import { questions } from './questions';
import { type Answer, framed, Raw } from './raw';

const uri = 'file:///m.sagemaker-model.json';
const position = { line: 0, character: 3 };
const textDocument = { uri };

/** A server, which is gone once the test is over. */
function started(t: TestContext, ...flags: string[]): Raw {
  const server = new Raw(...flags);
  t.after(() => server.child.kill());
  return server;
}

async function initialized(t: TestContext, capabilities?: object, ...flags: string[]): Promise<Raw> {
  const server = started(t, ...flags);
  await server.initialize(capabilities);
  return server;
}

/** That a server is there and answers. */
async function assertAnswers(server: Raw): Promise<void> {
  server.open(uri, '{ "ModelName": "m" }');
  const { result } = await server.ask('textDocument/hover', { textDocument, position });
  assert.match(JSON.stringify(result), /ModelName/);
}

suite('a client whose messages cannot be told from each other is told so, and the server ends', {
  concurrency: 4,
}, () => {
  // vscode-jsonrpc reports these and reads on, which makes headers of bodies: it would never answer again.
  for (const [what, bytes] of [
    ['no length', 'Content-Type: application/json\r\n\r\n{}'],
    ['a length that is no number', 'Content-Length: many\r\n\r\n{}'],
    ['a length below nothing', 'Content-Length: -5\r\n\r\n{}'],
    ['an empty header', '\r\n\r\n{}'],
    ['a header that is none', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['no header', '{"jsonrpc":"2.0"}\r\n\r\n'],
    ['a length that is too small', 'Content-Length: 2\r\n\r\n{"jsonrpc":"2.0","id":1,"method":"x"}\r\n\r\n'],
    [
      'an encoding that it does not know',
      'Content-Length: 2\r\nContent-Type: a; charset=utf-9\r\n\r\n{}no header\r\n\r\n',
    ],
  ] as const)
    test(what, async (t) => {
      const server = await initialized(t);
      server.write(bytes);
      const goesOn = setInterval(() => server.send('shutdown'), 50);
      assert.equal(await server.ended, 1);
      clearInterval(goesOn);
      assert.match(server.errors, /cannot be read.*The server ends/s);
    });
});

suite('a message that is whole and says nothing is left out', { concurrency: 4 }, () => {
  for (const [what, bytes] of [
    ['no JSON', 'Content-Length: 5\r\n\r\n{"a":'],
    ['nothing', 'Content-Length: 0\r\n\r\n'],
    ['a number', framed(5)],
    ['null', framed(null)],
    ['a list, which was a batch once', framed([{ jsonrpc: '2.0', id: 1, method: 'shutdown' }])],
    ['an object with nothing in it', framed({})],
    ['an answer that nobody has asked for', framed({ jsonrpc: '2.0', id: 77, result: null })],
    ['a cancellation of nothing', framed({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 4711 } })],
    ['a cancellation without params', framed({ jsonrpc: '2.0', method: '$/cancelRequest' })],
    ['a cancellation without an id', framed({ jsonrpc: '2.0', method: '$/cancelRequest', params: {} })],
    [
      'a cancellation with an id that is none',
      framed({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: null } }),
    ],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('Content-Length: 4\r\n\r\n'), Buffer.from([0xff, 0xfe, 0, 1])]),
    ],
  ] as const)
    test(what, async (t) => {
      const server = await initialized(t);
      server.write(bytes);
      await assertAnswers(server);
      assert.equal(await server.stop(), 0);
    });
});

test('a message without content is skipped on every channel', async (t) => {
  const server = bin['sagemaker-model-language-server'];
  const nothing = [
    { jsonrpc: '2.0', method: '$/cancelRequest', params: null },
    { jsonrpc: '2.0', method: '$/cancelRequest' },
    { jsonrpc: '2.0' },
  ];
  const initialize = { jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, capabilities: {} } };
  const byNode = fork(server, ['--node-ipc'], { stdio: 'ignore' });
  t.after(() => byNode.kill());
  for (const it of nothing) byNode.send(it);
  const answer = new Promise<Answer>((resolve, reject) => {
    byNode.on('message', (it: Answer) => it.id === 1 && resolve(it));
    byNode.on('exit', () => reject(new Error('The server has ended.')));
  });
  byNode.send(initialize);
  assert.equal((await answer).id, 1);

  for (const flag of ['--socket', '--pipe']) {
    const folder = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-pipe-'));
    const isPipe = flag === '--pipe';
    const pipe = process.platform === 'win32' ? `\\\\.\\pipe\\${path.basename(folder)}` : path.join(folder, 'p');
    const listening = createServer();
    await new Promise<void>((resolve) => (isPipe ? listening.listen(pipe, resolve) : listening.listen(0, resolve)));
    const where = isPipe ? pipe : String((listening.address() as AddressInfo).port);
    const child = spawn(process.execPath, [server, `${flag}=${where}`], { stdio: 'ignore' });
    t.after(() => child.kill());
    const said = await new Promise<string>((resolve, reject) => {
      child.on('exit', () => reject(new Error('The server has ended.')));
      listening.on('connection', (socket) => {
        for (const it of [...nothing, initialize]) socket.write(framed(it));
        socket.on('data', (it) => resolve(String(it)));
        t.after(() => socket.destroy());
      });
    });
    assert.match(said, /"capabilities"|Content-Length/);
    listening.close();
    rmSync(folder, { recursive: true });
  }
});

suite('messages are read however they come', () => {
  test('byte by byte, and several at once', async (t) => {
    const server = await initialized(t);
    const opening = framed({
      jsonrpc: '2.0',
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'sagemaker-model', version: 1, text: '{ "ModelName": "größe😀" }' } },
    });
    for (const byte of opening) {
      server.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const question = (id: string) =>
      framed({ jsonrpc: '2.0', id, method: 'textDocument/documentSymbol', params: { textDocument } });
    server.write(Buffer.concat([question('a'), question('b')]));
    for (const id of ['a', 'b']) assert.match(JSON.stringify((await server.answer(id)).result), /ModelName/);
  });
  test('with other fields in the header, in any letter case', async (t) => {
    const server = await initialized(t);
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 'x',
      method: 'textDocument/hover',
      params: { textDocument, position },
    });
    server.write(
      `content-LENGTH:   ${body.length}\r\nX-Other: a:b\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n${body}`,
    );
    assert.equal((await server.answer('x')).result, null);
  });
});

suite('the order of the protocol', { concurrency: 4 }, () => {
  test('a request before the first is refused, and what is told before it does not count', async (t) => {
    const server = started(t);
    server.open(uri, '{ "ModelName": "m" }');
    for (const method of ['textDocument/hover', 'shutdown', 'no/such'])
      assert.equal((await server.ask(method, { textDocument, position })).error?.code, ErrorCodes.ServerNotInitialized);
    await server.initialize();
    assert.equal((await server.ask('textDocument/hover', { textDocument, position })).result, null);
    await assertAnswers(server);
  });
  test('a failed initialize can be repeated, and other requests are rejected until one succeeds', async (t) => {
    const server = started(t);
    for (const params of [{}, null, [], { capabilities: null }, { capabilities: 5 }]) {
      const { error } = await server.ask('initialize', params);
      assert.equal(error?.code, ErrorCodes.InvalidParams);
      assert.match(error.message, /capabilities/);
    }
    // Invalid values at deeper levels fail as well.
    const { error } = await server.ask('initialize', { capabilities: {}, workspaceFolders: 5 });
    assert.ok(error);
    server.open(uri, '{ "ModelName": "m" }');
    for (const method of ['textDocument/hover', 'shutdown'])
      assert.equal((await server.ask(method, { textDocument, position })).error?.code, ErrorCodes.ServerNotInitialized);
    await server.initialize();
    assert.equal((await server.ask('initialize', { capabilities: {} })).error?.code, ErrorCodes.InvalidRequest);
    await assertAnswers(server);
    assert.equal(await server.stop(), 0);
  });
  test('a second beginning is refused', async (t) => {
    const server = await initialized(t);
    assert.equal((await server.ask('initialize', { capabilities: {} })).error?.code, ErrorCodes.InvalidRequest);
    await assertAnswers(server);
  });
  test('after its end a request is refused', async (t) => {
    const server = await initialized(t);
    server.open(uri, '{}');
    assert.equal((await server.ask('shutdown')).result, null);
    for (const method of ['textDocument/hover', 'shutdown', 'initialize'])
      assert.equal((await server.ask(method, { textDocument, position })).error?.code, ErrorCodes.InvalidRequest);
    server.notify('exit');
    assert.equal(await server.ended, 0);
  });
  test('who leaves without an end leaves with an error', async (t) => {
    const server = await initialized(t);
    server.notify('exit');
    assert.equal(await server.ended, 1);
  });
  test('who leaves before the beginning does as well', async (t) => {
    const server = started(t);
    server.notify('exit');
    assert.equal(await server.ended, 1);
  });
  test('a client that goes after the end goes in peace', async (t) => {
    const server = await initialized(t);
    await server.ask('shutdown');
    server.child.stdin.end();
    assert.equal(await server.ended, 0);
  });
  test('a server whose client has died ends', async (t) => {
    const server = started(t);
    const { pid } = spawnSync(process.execPath, ['--version']);
    // vscode-languageserver looks every three seconds.
    await server.initialize({}, pid);
    assert.equal(await server.ended, 1);
  });
});

suite('what a server does not know', () => {
  test('is refused where it is a request, and passed over where it is not', async (t) => {
    const server = await initialized(t);
    server.notify('no/such');
    server.notify('$/such');
    for (const method of ['no/such', '$/such'])
      assert.equal((await server.ask(method)).error?.code, ErrorCodes.MethodNotFound);
    await assertAnswers(server);
  });
  test('params that are none are an error or nothing, and no end', async (t) => {
    const server = await initialized(t);
    server.open(uri, '{ "ModelName": "m" }');
    const bad = [{}, null, 5, { textDocument: null }, { textDocument: { uri: 5 } }, { textDocument }, [], [1, 2]];
    for (const method of Object.keys(questions(uri))) {
      const ids = bad.map((it) => server.send(method, it));
      for (const id of ids) {
        const { error, result } = await server.answer(id);
        assert.ok(error ? error.code < 0 && error.message : result !== undefined, method);
      }
    }
    for (const method of ['didOpen', 'didChange', 'didClose']) server.notify(`textDocument/${method}`, {});
    for (const method of ['didReadEncoding', 'didChangeConnection', 'didUpdateAccountResources'])
      server.notify(`sagemakerModel/${method}`, {});
    await assertAnswers(server);
    assert.equal(await server.stop(), 0);
  });
  test("values of the wrong type from a client aren't kept, and the next answers are right", async (t) => {
    const server = await initialized(t, { workspace: { workspaceFolders: true }, textDocument: { diagnostic: {} } });
    server.open(uri, '{ "ModelName": "m", "PrimaryContainer": { "ModelPackageName": "" } }');
    const problems = async () => (await server.ask('textDocument/diagnostic', { textDocument })).result;
    const package_ = { textDocument, position: { line: 0, character: 64 } };
    const before = await problems();
    const offered = (await server.ask('textDocument/completion', package_)).result;
    const bad = [null, 5, 'text', [], {}, { a: { b: 1 } }];
    for (const it of bad) {
      server.notify('sagemakerModel/didReadEncoding', { uri, encoding: it });
      server.notify('sagemakerModel/didReadEncoding', { uri: it, encoding: 'utf8bom' });
      server.notify('sagemakerModel/didUpdateAccountResources', { names: 'model-package', strings: it });
      server.notify('sagemakerModel/didUpdateAccountResources', { names: it, strings: [it] });
      server.notify('sagemakerModel/didUpdateAccountResources', { names: 'model-package', strings: [it] });
      server.notify('sagemakerModel/didReadEncoding', { uri, encoding: 'utf8' });
      server.notify('workspace/didChangeWatchedFiles', { changes: it });
      server.notify('workspace/didChangeWatchedFiles', { changes: [it] });
      for (const type of [1, 2, 3]) server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: it, type }] });
      server.notify('workspace/didChangeWorkspaceFolders', { event: it });
      server.notify('workspace/didChangeWorkspaceFolders', { event: { added: [it], removed: [it] } });
      server.notify('workspace/didChangeConfiguration', it);
      server.notify('workspace/didChangeConfiguration', { settings: { sagemakerModel: it } });
      const params = { previousResultIds: it };
      const { error, result } = await server.ask('workspace/diagnostic', params);
      assert.ok(error ?? result);
      for (const odd of ['', 'x:////y', '%', 'file:', ':']) {
        server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: odd, type: 1 }] });
        server.open(odd, '{ "ModelName": "m" }');
        server.close(odd);
      }
      server.notify('sagemakerModel/didChangeConnection', { account: it, region: it });
      // A string can be an account, and is then used.
      if (typeof it === 'string') server.notify('sagemakerModel/didChangeConnection', {});
      assert.deepEqual(await problems(), before);
      assert.deepEqual(
        ((await server.ask('textDocument/completion', package_)).result as unknown[] | null)?.length,
        (offered as unknown[]).length,
      );
    }
    await assertAnswers(server);
    assert.equal(await server.stop(), 0);
  });
  test('edits that begin behind the last line are at the end', async (t) => {
    const server = await initialized(t);
    server.open(uri, '{\n"ModelName": "m"');
    const range = { start: { line: 99, character: 0 }, end: { line: 99, character: 0 } };
    const change = { textDocument: { uri, version: 2 }, contentChanges: [{ range, text: '\n}' }] };
    server.notify('textDocument/didChange', change);
    const { result } = await server.ask('textDocument/foldingRange', { textDocument });
    assert.deepEqual(result, [{ startLine: 0, endLine: 1 }]);
  });
});

suite('much at once', { concurrency: 2 }, () => {
  test('a thousand requests, each taken back, are each answered', async (t) => {
    const server = await initialized(t);
    server.open(uri, '{ "ModelName": "m" }');
    const ids = Array.from({ length: 1000 }, (_, at) => {
      const id = server.send(at % 2 ? 'textDocument/hover' : 'textDocument/codeAction', {
        textDocument,
        position,
        range: { start: position, end: position },
        context: { diagnostics: [] },
      });
      server.notify('$/cancelRequest', { id });
      return id;
    });
    for (const id of ids) {
      const { error } = await server.answer(id);
      assert.ok(!error || error.code === LSPErrorCodes.RequestCancelled, error?.message);
    }
    await assertAnswers(server);
  });
  test('a text that has changed or gone before its answer is none to be wrong about', async (t) => {
    const server = await initialized(t, { workspace: { configuration: true }, textDocument: { diagnostic: {} } });
    const range = { start: { line: 9, character: 0 }, end: { line: 12, character: 5 } };
    const long = `{\n${Array.from({ length: 12 }, (_, at) => `"Unknown${at}": 1`).join(',\n')}\n}`;
    server.open(uri, long);
    const asked = ['textDocument/diagnostic', 'textDocument/codeAction', 'textDocument/inlayHint'].map((method) =>
      server.send(method, { textDocument, range, context: { diagnostics: [] } }),
    );
    server.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: '{}' }] });
    // All of them wait for the client's settings, and the text is another meanwhile.
    const wanted = await server.take((it) => it.method === 'workspace/configuration');
    server.write(framed({ jsonrpc: '2.0', id: wanted.id, result: [{}] }));
    const [problems, actions, hints] = await Promise.all(asked.map((id) => server.answer(id)));
    assert.match(JSON.stringify(problems?.result), /missing-member/);
    assert.doesNotMatch(JSON.stringify(problems?.result), /Unknown/);
    assert.deepEqual([actions?.error, hints?.result], [undefined, []]);
    const last = server.send('textDocument/diagnostic', { textDocument });
    server.close(uri);
    assert.equal((await server.answer(last)).error, undefined);
  });
  const container = (at: number) => ({ Image: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/churn:${at}` });
  const definition = (at: number, containers: number) =>
    JSON.stringify({ ModelName: `m-${at}`, Containers: Array.from({ length: containers }, (_, it) => container(it)) });
  test('500 open definitions take less than 150 MB', async (t) => {
    const server = await initialized(t, { textDocument: { diagnostic: {} } });
    const uris = Array.from({ length: 500 }, (_, at) => `file:///${at}.sagemaker-model.json`);
    for (const [at, it] of uris.entries()) server.open(it, definition(at, 30));
    for (const it of uris) await server.ask('textDocument/diagnostic', { textDocument: { uri: it } });
    const kilobytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(server.child.pid)], { encoding: 'utf8' }));
    assert.ok(kilobytes < 150 * 1024, `${kilobytes} KB`);
  });
  test('5,000 definitions, 70 MB that are opened and closed, leave nothing behind in a server that may have 64 MB', async (t) => {
    const server = await initialized(t, { textDocument: { diagnostic: {} } }, '--max-old-space-size=64');
    for (let at = 0; at < 5000; at++) {
      const it = `file:///${at}.sagemaker-model.json`;
      server.open(it, definition(at, 200));
      if (at % 20 === 0) await server.ask('textDocument/diagnostic', { textDocument: { uri: it } });
      server.close(it);
    }
    await assertAnswers(server);
    assert.equal(await server.stop(), 0);
  });
});
