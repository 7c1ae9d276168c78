import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { disk } from '../../server/workspace/disk';
import { type FileSystem, type Kind, Workspace } from '../../server/workspace/files';

/** Lets checks that were added start. */
const started = () => new Promise((resolve) => setImmediate(resolve));

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

const ending = '.sagemaker-model.json';

/** A workspace over files that a test changes. */
async function over(folders: readonly string[], files: readonly string[], more: Partial<FileSystem> = {}) {
  const disk = { find: async () => [...files], read: async () => undefined, ...more };
  const workspace = new Workspace(disk);
  workspace.enter(folders);
  await workspace.search(async () => []);
  return workspace;
}

suite('created and deleted files', () => {
  test('take no more work if there are more definitions', async () => {
    const files = Array.from({ length: 10_000 }, (_, at) => `file:///w/f${at % 100}/${at}${ending}`);
    const workspace = await over(['file:///w'], files, { kindOf: async () => 'file' });
    // Work for every definition uses its URI.
    const { startsWith } = String.prototype;
    let compared = 0;
    String.prototype.startsWith = function (this: string, ...of) {
      compared++;
      return startsWith.apply(this, of);
    };
    try {
      for (let at = 0; at < 20_000; at++) workspace.remove(`file:///w/node_modules/p${at}/index.js`);
      assert.ok(compared < 10 * 20_000, `${compared} comparisons`);
      assert.equal(workspace.files().length, 10_000);
      assert.equal(workspace.remove('file:///w/f7').length, 100);
      assert.deepEqual(workspace.remove('file:///w/f8/8.sagemaker-model.json'), [`file:///w/f8/8${ending}`]);
      assert.equal(workspace.files().length, 9_899);
    } finally {
      String.prototype.startsWith = startsWith;
    }
  });
  test("that are excluded aren't checked", async () => {
    const asked: string[] = [];
    const workspace = await over(['file:///w'], [], {
      kindOf: async (uri) => {
        asked.push(uri);
        return undefined;
      },
    });
    for (const it of ['node_modules', 'node_modules/a', '.git/index', 'src', 'src/a.ts'])
      await workspace.add(`file:///w/${it}`);
    await workspace.add('file:///elsewhere/a');
    assert.deepEqual(asked, ['file:///w/src', 'file:///w/src/a.ts']);
  });
  test('that are reported during a check: the latest event counts, whichever answer comes first', async () => {
    const file = `file:///w/a${ending}`;
    for (const [kinds, order, expected] of [
      [['file', 'file'], [0, 1], [file]],
      [[undefined, 'file'], [0, 1], [file]],
      [[undefined, 'file'], [1, 0], [file]],
      [['file', undefined], [0, 1], []],
      [['file', undefined], [1, 0], []],
    ] as const) {
      const answers: ((kind: Kind | undefined) => void)[] = [];
      const workspace = await over(['file:///w'], [], {
        kindOf: () => new Promise((resolve) => answers.push(resolve)),
      });
      const looks = [workspace.add(file), workspace.add(file)];
      await started();
      for (const it of order) {
        answers[it]?.(kinds[it]);
        await started();
      }
      await Promise.all(looks);
      assert.deepEqual(workspace.files(), expected, JSON.stringify([kinds, order]));
    }
  });
  test('a file that is deleted during a check stays removed, and one that is recreated is found', async () => {
    const file = `file:///w/a${ending}`;
    let answer: (kind: Kind) => void = () => {};
    const workspace = await over(['file:///w'], [], { kindOf: () => new Promise((resolve) => (answer = resolve)) });
    const look = workspace.add(file);
    await started();
    workspace.remove('file:///w');
    answer('file');
    await look;
    assert.deepEqual(workspace.files(), []);
    const again = workspace.add(file);
    await started();
    answer('file');
    await again;
    assert.deepEqual(workspace.files(), [file]);
  });
});

suite('a search that fails', () => {
  test('in one folder keeps its known definitions, but not the deleted ones in another folder', async () => {
    let failing = '';
    let files: readonly string[] = [`file:///a/1${ending}`, `file:///b/2${ending}`];
    const workspace = await over(['file:///a', 'file:///b'], [], {
      find: async (folder) => {
        if (folder === failing) throw new Error('down');
        return files.filter((it) => it.startsWith(folder));
      },
    });
    [failing, files] = ['file:///a', []];
    const news = await workspace.search(async () => []);
    assert.deepEqual(news, { come: [], gone: [`file:///b/2${ending}`] });
    assert.deepEqual(workspace.files(), [`file:///a/1${ending}`]);
  });
});

suite('labels', () => {
  const labels = async (...folders: string[]) => {
    const workspace = await over(folders, []);
    return folders.map((it) => workspace.labelOf(`${it}/in/m${ending}`));
  };
  test('tell folders of one name apart', async () => {
    assert.deepEqual(await labels('file:///x/models', 'file:///y/models', 'file:///y/other'), [
      `x/models/in/m${ending}`,
      `y/models/in/m${ending}`,
      `other/in/m${ending}`,
    ]);
    assert.deepEqual(await labels('file:///models', 'file:///y/models'), [
      `/models/in/m${ending}`,
      `y/models/in/m${ending}`,
    ]);
    const remote = await labels('vscode-vfs://a/models', 'vscode-vfs://b/models');
    assert.equal(new Set(remote).size, 2);
  });
  test('are only paths if there is one folder', async () => {
    assert.deepEqual(await labels('file:///x/models'), [`in/m${ending}`]);
  });
});

suite('names that differ only in case', () => {
  const windows = disk({ find: assert.fail, read: assert.fail }, assert.fail, 'win32');
  const linux = disk({ find: assert.fail, read: assert.fail }, assert.fail, 'linux');
  const known = [`file:///c%3A/Work/Models/Churn${ending}`];
  const on = (it: FileSystem) =>
    over(['file:///C:/work'], known, { ignoresCase: it.ignoresCase, kindOf: async () => 'file' });
  test('are one file if the file system ignores case, and keep their spelling', async () => {
    const workspace = await on(windows);
    assert.deepEqual(workspace.files(), known);
    for (const it of [`file:///c:/WORK/models/CHURN${ending}`, `file:///C%3A/work/MODELS/churn${ending}`]) {
      assert.ok(workspace.has(it));
      assert.equal(workspace.fileOf(it), known[0]);
      assert.deepEqual(await workspace.add(it), { come: known, gone: [] });
      assert.equal(workspace.folderOf(it), 'file:///c%3A/work');
    }
    assert.equal(workspace.pathOf(known[0] ?? ''), `Models/Churn${ending}`);
    assert.deepEqual(workspace.remove('file:///C:/WORK/MODELS'), known);
  });
  test('are two files otherwise, and the case of a drive letter never matters', async () => {
    const workspace = await on(linux);
    assert.deepEqual(workspace.files(), []);
    const virtual = await over(['vscode-vfs://github/a'], [], { ignoresCase: windows.ignoresCase });
    assert.equal(virtual.folderOf('vscode-vfs://github/A/m'), undefined);
    const drive = await over(['file:///C:/w'], [], { ignoresCase: linux.ignoresCase });
    assert.equal(drive.folderOf('file:///c:/w/m'), 'file:///c%3A/w');
  });
});

test("a text that isn't a URI isn't in any folder", async () => {
  const workspace = await over(['file:///w'], []);
  for (const it of ['', 'x:////y', '%', '::', 'file:', '\u0000']) {
    assert.equal(workspace.folderOf(it), undefined);
    assert.equal(typeof workspace.pathOf(it), 'string');
    assert.deepEqual(workspace.remove(it), []);
    assert.deepEqual(await workspace.add(it), { come: [], gone: [] });
  }
});
