import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Connection } from 'vscode-languageserver';
import { ClientSettings } from '../../server/lsp/configuration';

const long = 'x'.repeat(70_000);

/** The settings that a client returns, and what is logged in the meantime. */
function settingsOf(answers: Readonly<Record<string, unknown>>) {
  const log: string[] = [];
  const connection = {
    console: { warn: (it: string) => log.push(it) },
    workspace: { getConfiguration: async ({ section }: { section: string }) => answers[section] ?? null },
  };
  const client = () => ({ workspace: { configuration: true } });
  return { log, settings: new ClientSettings(connection as unknown as Connection, client) };
}

suite("globs in settings that aren't accepted", () => {
  test('are ignored with one log message for all documents, and all others apply', async () => {
    const { log, settings } = settingsOf({
      sagemakerModel: {
        exclude: ['templates/', long, '!a'],
        overrides: [
          { files: ['*a*a*a*a*a*', 'prod/**'], rules: { 'no-role': 'error' } },
          { files: [long], rules: { 'no-role': 'off' } },
        ],
      },
    });
    for (const uri of ['file:///a', 'file:///b', 'file:///c']) {
      const { exclude, overrides } = await settings.of(uri);
      assert.deepEqual(exclude, ['templates/']);
      assert.deepEqual(overrides, [{ files: ['prod/**'], rules: { 'no-role': 'error' } }]);
    }
    assert.deepEqual(
      log.map((it) => /sagemakerModel\.(\S+): "(.)/.exec(it)?.slice(1).join(' ')),
      ['overrides[0].files *', 'overrides[1].files x', 'exclude x', 'exclude !'],
    );
    assert.ok(log.every((it) => it.length < 300));
    settings.forget();
    await settings.of('file:///a');
    assert.equal(log.length, 8, 'logged again for changed settings');
  });
  test('in files.exclude are ignored as well', async () => {
    const { log, settings } = settingsOf({
      'files.exclude': { '**/.git': true, [long]: true, '*a*a*a*a*a*': true, b: false },
    });
    assert.deepEqual(await settings.hidden('file:///w'), ['/**/.git']);
    await settings.hidden('file:///v');
    assert.deepEqual(
      log.map((it) => /files\.exclude: "(.)/.exec(it)?.[1]),
      ['x', '*'],
    );
  });
  test('include those after the first 500', async () => {
    const many = Array.from({ length: 600 }, (_, i) => `a${i}`);
    const { log, settings } = settingsOf({
      'files.exclude': Object.fromEntries(many.map((it) => [it, true])),
      sagemakerModel: { exclude: many },
    });
    assert.equal((await settings.hidden('file:///w')).length, 500);
    assert.equal((await settings.of('file:///w')).exclude.length, 500);
    assert.equal(log.length, 2);
  });
});
