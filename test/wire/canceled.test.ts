import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LSPErrorCodes } from 'vscode-languageserver/node';
import { questions } from './questions';
import { framed, Raw } from './raw';

const uri = 'file:///m.sagemaker-model.json';

test('a request that is canceled before the server starts on it is answered with RequestCancelled', async (t) => {
  const server = new Raw();
  t.after(() => server.child.kill());
  await server.initialize();
  server.open(uri, '{ "ModelName": "m" }');
  for (const [method, params] of Object.entries(questions(uri))) {
    const ask = (id: string) => framed({ jsonrpc: '2.0', id, method, params });
    const cancel = framed({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: `${method} canceled` } });
    // In one piece, so that the server has read the cancellation before it handles the request.
    server.write(Buffer.concat([ask(`${method} canceled`), cancel, ask(`${method} kept`)]));
    const { error } = await server.answer(`${method} canceled`);
    assert.equal(error?.code, LSPErrorCodes.RequestCancelled, method);
    assert.equal((await server.answer(`${method} kept`)).error, undefined, method);
  }
});
