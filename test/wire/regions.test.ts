import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ClientCapabilities, CodeAction, DocumentLink, InlayHint, TextEdit } from 'vscode-languageserver/node';
import { type Client, start } from './client';

const uri = 'file:///models/churn.sagemaker-model.json';
const textDocument = { uri };
const capabilities: ClientCapabilities = {
  textDocument: {
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    diagnostic: { relatedInformation: true },
  },
};
const image = '"Image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/churn:1"';
const text = `{ "ModelName": "m", "PrimaryContainer": { ${image}, "ModelDataUrl": "s3://models/m.tar.gz" } }`;

async function opened(region: string | undefined, run: (client: Client) => Promise<void>): Promise<void> {
  const client = await start({ capabilities });
  await client.connection.sendNotification('sagemakerModel/didChangeConnection', { account: '111122223333', region });
  await client.open(uri, text);
  await run(client);
  await client.stop();
}

const refactorings = (client: Client): Promise<CodeAction[]> =>
  client.connection.sendRequest('textDocument/codeAction', {
    textDocument,
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics: [], only: ['refactor'] },
  });

suite('regions over the wire', () => {
  test('a definition is judged by the region of the connection, and the light bulb offers to move it there', () =>
    opened('eu-west-1', async (client) => {
      assert.deepEqual(await client.codes(uri), ['image-of-another-region']);
      const [move, ...more] = await refactorings(client);
      assert.deepEqual(more, []);
      assert.equal(move?.title, 'Move this definition to eu-west-1');
      assert.equal(move?.kind, 'refactor.rewrite');
      assert.deepEqual(move?.data, { movesTo: 'eu-west-1' });
      assert.deepEqual(
        move?.edit?.changes?.[uri]?.map((it) => it.newText),
        ['"111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1"'],
      );
    }));

  test('it is not offered to move where it is, or where no region is known', async () => {
    for (const region of ['us-east-1', undefined])
      await opened(region, async (client) => assert.deepEqual(await refactorings(client), []));
  });

  test('a client is told what moves, and what is left for its owner to judge', () =>
    opened(undefined, async (client) => {
      const { from, edits } = await client.connection.sendRequest<{ from?: string; edits: TextEdit[] }>(
        'sagemakerModel/moveToRegion',
        { textDocument, region: 'eu-west-1' },
      );
      assert.equal(from, 'us-east-1');
      assert.equal(edits[0]?.range.start.character, text.indexOf('"1111'));
      const left = await client.connection.sendRequest<{ message: string }[]>('sagemakerModel/reviewAfterMove', {
        textDocument,
        from,
        to: 'eu-west-1',
      });
      assert.deepEqual(
        left.map((it) => it.message.slice(0, 15)),
        ['Push this image', 'Copy what is he'],
      );
    }));

  test('links lead into the console, and the margin says what a value does not', () =>
    opened(undefined, async (client) => {
      const links = await client.connection.sendRequest<DocumentLink[]>('textDocument/documentLink', { textDocument });
      const [bucket] = links.filter((it) => it.target?.includes('/s3/'));
      assert.equal(
        bucket?.target,
        'https://us-east-1.console.aws.amazon.com/s3/object/models?region=us-east-1&prefix=m.tar.gz',
      );
      assert.equal(bucket?.range.start.character, text.indexOf('s3://'));
      const bought = 'arn:aws:sagemaker:eu-west-1:985815980388:model-package/vision';
      const other = 'file:///models/bought.sagemaker-model.json';
      await client.open(other, `{ "PrimaryContainer": { "ModelPackageName": "${bought}" } }`);
      const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
      const hints = await client.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', {
        textDocument: { uri: other },
        range,
      });
      assert.deepEqual(
        hints.map((it) => it.label),
        ['AWS Marketplace'],
      );
    }));
});
