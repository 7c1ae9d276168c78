import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Workspace } from '../server/workspace';

suite('a search of the workspace', () => {
  test('heeds what comes and goes meanwhile, in its order, and ends', async () => {
    let end = () => {};
    const searching = new Promise<void>((resolve) => {
      end = resolve;
    });
    const [kept, gone, come, back] = ['kept', 'gone', 'come', 'back'].map(
      (it) => `file:///w/${it}.sagemaker-model.json`,
    );
    const workspace = new Workspace({
      find: async () => {
        await searching;
        return [kept, gone, back].filter((it) => it !== undefined);
      },
      read: async () => undefined,
    });
    workspace.enter(['file:///w']);
    const search = workspace.search(async () => []);
    workspace.remove(gone ?? '');
    workspace.remove(back ?? '');
    await workspace.add(back ?? '');
    await workspace.add(come ?? '');
    end();
    await search;
    assert.deepEqual([...workspace.files()].sort(), [back, come, kept]);
  });
});
