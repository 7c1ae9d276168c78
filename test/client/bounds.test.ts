import './vscode';
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { newHost } from '../../client/features/newDefinition/host';
import { definitionAt } from '../../client/features/sync/decorations';
import { window } from './vscode';

const turn = () => new Promise(setImmediate);
const [file, link, unknown, folder] = [1, 65, 0, 2];

suite('the text of a definition that is not open', () => {
  const text = async (type: number, size: number, bytes = size) => {
    window.files = { stat: async () => ({ type, size }), readFile: async () => new Uint8Array(bytes).fill(0x20) };
    return definitionAt({ toString: () => 'file:///a' } as never).text();
  };
  test('is read from a file and from a link to a file, up to a limit', async () => {
    assert.equal(await text(file, 3), '   ');
    assert.equal(await text(link, 3), '   ');
    assert.equal((await text(file, 10_000_000)).length, 10_000_000);
  });
  test('is not read from what is larger, also if it only turns out then', async () => {
    await assert.rejects(async () => text(file, 10_000_001, 0));
    await assert.rejects(async () => text(file, 0, 10_000_001));
  });
  test('is not read from what is not a file, such as a pipe', async () => {
    await assert.rejects(async () => text(unknown, 0));
    await assert.rejects(async () => text(folder, 0));
  });
});

suite('a new definition in a folder', () => {
  const open = (folder: object) =>
    newHost({} as BaseLanguageClient, async () => ({ regions: [], roles: [] }), folder as never).open('churn', {
      text: '{}',
      snippet: '{}',
    } as never);
  test('gets the first name that is free', async () => {
    const written: string[] = [];
    const stop = new Error('written');
    window.files = {
      stat: async ({ path }) => {
        if (!/churn(?:-[2-9])?\.sagemaker/.test(path)) throw new Error('There is no such file.');
        return { type: file, size: 0 };
      },
      writeFile: async ({ path }) => {
        written.push(path);
        throw stop;
      },
    };
    await assert.rejects(open({ path: '/w' }), stop);
    assert.deepEqual(written, ['/w/churn-10.sagemaker-model.json']);
  });
  test('is not created where the file system says that every file exists', async () => {
    let asked = 0;
    window.files = {
      stat: async () => {
        // A loop without an end would end here.
        if (++asked > 500) throw new Error('There is no such file.');
        return { type: file, size: 0 };
      },
      writeFile: async () => assert.fail('Something was written.'),
    };
    await assert.rejects(open({ path: '/w' }), /churn\.sagemaker-model\.json/);
    assert.equal(asked, 50);
    await turn();
  });
});
