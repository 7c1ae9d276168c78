import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Connection } from 'vscode-languageserver';
import { ClientSettings } from '../../server/lsp/configuration';
import { parseGlobs, parseRules, parseSettings } from '../../server/workspace/settings';

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

suite('parsed settings', () => {
  const none = { rules: {}, overrides: [], exclude: [], faults: [] };
  const faultsOf = (value: unknown) =>
    parseSettings(value).faults.map(({ at, kind }) => [at.join('.'), kind].join(' ').trim());
  test('are what is valid, without a fault', () => {
    const overrides = [{ files: ['prod/**'], rules: { 'no-role': 'error' } }];
    const valid = { rules: { comment: 'off' }, overrides, exclude: ['templates/'] };
    assert.deepEqual(parseSettings(valid), { ...valid, faults: [] });
    assert.deepEqual(parseSettings({ overrides: [{ ...overrides[0], files: 'prod/**' }] }), { ...none, overrides });
    assert.deepEqual(parseSettings({}), none);
  });
  test('leave out what is not valid, and keep the rest', () => {
    const { faults, ...valid } = parseSettings({
      rules: { comment: 'loud', none: 'off', 'no-role': 'hint' },
      overrides: [{ files: '!a', rules: {} }, null, { files: ['b', 5], rules: { 'no-role': ['off'] }, other: 1 }],
      exclude: ['!c', 'd'],
    });
    assert.deepEqual(valid, {
      rules: { 'no-role': 'hint' },
      overrides: [{ files: ['b'], rules: {} }],
      exclude: ['d'],
    });
    assert.deepEqual(
      faults.map(({ at, kind }) => `${at.join('.')} ${kind}`),
      [
        'rules unknown-severity',
        'rules unknown-rule',
        'overrides.0.files invalid-glob',
        'overrides.1 not-an-object',
        'overrides.1.files not-globs',
        'overrides.1 no-files',
        'overrides.2 unknown-property',
        'overrides.2.files not-globs',
        'overrides.2.rules unknown-severity',
        'exclude invalid-glob',
      ],
    );
  });
  test('of a wrong type are empty, and a fault', () => {
    for (const it of [undefined, null, [], 'a', 5]) assert.deepEqual(faultsOf(it), ['not-an-object']);
    for (const it of [null, [], 'abc', 5]) assert.equal(faultsOf({ rules: it })[0], 'rules not-rules');
    for (const it of [null, {}, 'abc', 5]) {
      assert.deepEqual(faultsOf({ overrides: it }), ['overrides not-a-list']);
      assert.deepEqual(faultsOf({ exclude: it }), ['exclude not-globs']);
    }
    assert.deepEqual(faultsOf({ overrides: [{ files: 'a' }] }), ['overrides.0.rules not-rules']);
    assert.deepEqual(faultsOf({ overrides: [{ files: [], rules: {} }] }), ['overrides.0 no-files']);
    assert.deepEqual(faultsOf({ exclude: [''] }), ['exclude not-globs']);
    assert.deepEqual(parseSettings({ rule: {} }).faults, [
      { at: [], kind: 'unknown-property', name: 'rule', known: ['rules', 'overrides', 'exclude'] },
    ]);
  });
  test('have up to 500 globs in a list, and in all', () => {
    const globs = (count: number) => Array.from({ length: count }, (_, i) => `a${i}`);
    assert.equal(parseSettings({ exclude: globs(501) }).exclude.length, 500);
    assert.deepEqual(faultsOf({ exclude: globs(501) }), ['exclude too-many-globs']);
    const both = (count: number) => ({ exclude: globs(count), overrides: [{ files: globs(250), rules: {} }] });
    assert.deepEqual(faultsOf(both(250)), []);
    assert.deepEqual(faultsOf(both(251)), ['too-many-globs']);
  });
  test('can be globs or rules alone', () => {
    assert.deepEqual(parseGlobs(['a', 'b'], ['exclude']), { globs: ['a', 'b'], faults: [] });
    assert.deepEqual(parseRules({ comment: 'loud' }, ['rules']), {
      rules: {},
      faults: [{ at: ['rules'], kind: 'unknown-severity', id: 'comment', level: 'loud' }],
    });
  });
});
