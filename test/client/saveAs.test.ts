import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Models } from '../../aws/api';
import { type SaveHost, saveAs } from '../../client/features/saveAs/saveAs';
import { assertNames, naming } from '../support/facts';
import { arnOf, eventsOf, fail, models, type Person, person, world } from './fakes';

function saving(
  names: readonly string[],
  ui: Person = person(),
  own: Partial<Models> = {},
  means: Partial<SaveHost> = {},
) {
  const account = models(own);
  for (const name of names)
    account.there.set(name, {
      ModelName: name,
      ModelArn: arnOf(name),
      CreationTime: '',
      EnableNetworkIsolation: false,
    });
  const files = new Map<string, string>();
  const done: string[] = [];
  const saved: string[] = [];
  const all: SaveHost = {
    ui,
    definition: async ({ ModelName }) => ({ text: `definition of ${ModelName}`, remarks: [] }),
    askFile: async (name) => `/w/${name}`,
    askFolder: async () => '/all',
    fileIn: (folder, name) => `${folder}/${name}`,
    exists: async (file) => files.has(file.toLowerCase()),
    write: async (file, text) => void files.set(file.toLowerCase(), text),
    events: eventsOf({
      found: (name, fetched, files) => void saved.push(`${files}: ${name} ${fetched?.answer.ModelArn}`),
    }),
    open: async (file) => void done.push(`open ${file}`),
    reveal: async (folder) => void done.push(`reveal ${folder}`),
    show: async (lines) => void done.push(`show ${lines.join('|')}`),
    ...means,
  };
  return { ui, files, done, saved, run: async () => saveAs(all, await world(account).session.live(), names) };
}

const fileOf = (name: string) => `/all/${name}.sagemaker-model.json`;

suite('Save as Definition', () => {
  test('writes one model into a file that is named after it, opens that, and tells what there is to know', async () => {
    const it = saving(
      ['churn'],
      person(),
      {},
      {
        definition: async () => ({ text: 'clean', remarks: ['TOKEN looks like a secret.'] }),
      },
    );
    await it.run();
    assert.deepEqual([...it.files], [['/w/churn.sagemaker-model.json', 'clean']]);
    assert.deepEqual(it.done, ['open /w/churn.sagemaker-model.json']);
    assert.deepEqual(it.saved, [`/w/churn.sagemaker-model.json: churn ${arnOf('churn')}`]);
    assertNames(it.ui.told, [naming('churn TOKEN')]);
  });
  test('says that a definition is without tags where they may not be read', async () => {
    const it = saving(['churn'], person(), { tags: async () => fail('denied', 'You may not.') });
    await it.run();
    assertNames(it.ui.told.join(), naming('churn'));
  });
  test('writes nothing where no file is chosen, and says why one was not written', async () => {
    const none = saving(['churn'], person(), {}, { askFile: async () => undefined });
    await none.run();
    assert.deepEqual([none.files.size, none.done, none.ui.told], [0, [], []]);
    const full = saving(['churn'], person(), {}, { write: () => Promise.reject(new Error('The disk is full.')) });
    await full.run();
    assertNames([full.done, full.ui.told], [[], [naming('churn The disk is full.')]]);
  });
});

suite('saving many models', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => `m-${i}`);
  test('writes each into the folder, asks for four at a time, and says how many', async () => {
    let [now, most] = [0, 0];
    const it = saving(twenty, person(), {
      describe: async (name) => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 1));
        now--;
        return { ModelName: name, ModelArn: arnOf(name), CreationTime: '', EnableNetworkIsolation: false };
      },
    });
    await it.run();
    assert.equal(most, 4);
    assert.equal(it.files.size, 20);
    assert.equal(it.files.get(fileOf('m-7')), 'definition of m-7');
    assertNames([it.done, it.ui.told, it.ui.asked], [['reveal /all'], [naming('20')], []]);
  });
  test('asks once before it writes over files, with their names', async () => {
    for (const [says, agrees, text, told] of [
      [['Skip Them'], true, 'old', ['2 saved, 1 skipped.']],
      [['Overwrite'], true, 'definition of b', ['3 saved.']],
      [[], false, 'old', []],
    ] as const) {
      const it = saving(['a', 'b', 'c'], person({ says, agrees }));
      it.files.set(fileOf('b'), 'old');
      await it.run();
      assertNames(it.ui.asked, [{ question: naming('Overwrite'), detail: 'b.sagemaker-model.json' }]);
      assert.equal(it.files.get(fileOf('b')), text);
      assert.deepEqual(it.ui.told, told);
    }
  });
  test('never writes one over another whose name is the same to the disk', async () => {
    const it = saving(['churn', 'Churn']);
    await it.run();
    assertNames([it.files.get(fileOf('churn')), it.ui.told], ['definition of churn', [naming('1 1 skipped')]]);
  });
  test('goes on after a failure, and lists it', async () => {
    const it = saving(['a', 'b'], person({ says: ['Show'] }), {
      describe: async (name) =>
        name === 'a'
          ? fail('denied', 'You may not.')
          : { ModelName: name, ModelArn: arnOf(name), CreationTime: '', EnableNetworkIsolation: false },
    });
    await it.run();
    assertNames(it.ui.told, [naming('1 1 failed')]);
    assertNames(it.done, ['reveal /all', 'show a: You may not.']);
  });
  test('says what was not saved for it was stopped', async () => {
    const it = saving(['a', 'b'], person({ signal: AbortSignal.abort(), says: ['Show'] }));
    await it.run();
    assertNames([it.files.size, it.ui.told], [0, [naming('0 2 failed')]]);
    assertNames(it.done.join(), naming('a: cancel'));
  });
  test("writes no file for a name that SageMaker doesn't allow, and reports that; other models are saved", async () => {
    const hostile = ['../../../escaped', '..\\..\\escaped', 'a/b', '[a](command:b)', 'a:b'];
    const several = saving([...hostile, 'fraud']);
    await several.run();
    assert.deepEqual([...several.files.keys()], ['/all/fraud.sagemaker-model.json']);
    assert.match(several.ui.told.join(), /1 .*5 /);
    for (const name of hostile) {
      const one = saving([name]);
      await one.run();
      assert.deepEqual([...one.files.keys(), ...one.done], []);
      assertNames(one.ui.told.join(), naming('SageMaker'));
    }
  });
  test('writes no file with the name of a Windows device', async () => {
    const devices = ['con', 'PRN', 'aux', 'Nul', 'com1', 'LPT9'];
    const { files, run } = saving([...devices, 'console', 'com10']);
    await run();
    assert.deepEqual(
      [...files.keys()].map((it) => it.replace(/^\/all\/|\.sagemaker-model\.json$/g, '')).sort(),
      [...devices.map((it) => `${it.toLowerCase()}-model`), 'com10', 'console'].sort(),
    );
  });
});
