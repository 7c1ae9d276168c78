import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { rulesPage } from './rulesPage';
import { stringsBundle } from './strings';

const client = readdirSync('client', { recursive: true, encoding: 'utf8' })
  .filter((it) => it.endsWith('.ts'))
  .map((it) => path.join('client', it));
const sources = Object.fromEntries(client.map((it) => [it, readFileSync(it, 'utf8')]));

/** What is made of the sources and committed, and what it should be. */
const pages: Readonly<Record<string, string>> = {
  'docs/rules.md': rulesPage(),
  'l10n/bundle.l10n.json': `${JSON.stringify(stringsBundle(sources), undefined, 2)}\n`,
};

// `npm run docs` writes them; without that they are only compared.
if (process.argv.includes('--update')) for (const [file, text] of Object.entries(pages)) writeFileSync(file, text);

for (const [file, text] of Object.entries(pages))
  test(`${file} says what the sources say`, () => {
    assert.ok(existsSync(file) && readFileSync(file, 'utf8') === text, `${file} is not current: npm run docs`);
  });

test('a string that is put together cannot be translated, which is told', () => {
  assert.deepEqual(stringsBundle({ 'a.ts': "l10n.t('Show {0}', name); vscode.l10n.t('Log')" }), {
    Log: 'Log',
    'Show {0}': 'Show {0}',
  });
  assert.throws(() => stringsBundle({ 'a.ts': 'l10n.t(`Show ${name}`)' }), /a\.ts: .* cannot be translated/);
});

const ownMethods = (path: string) => [...new Set(readFileSync(path, 'utf8').match(/sagemakerModel\/\w+/g))].sort();

test('the page about other editors names every notification and request of our own', () => {
  assert.deepEqual(ownMethods('docs/editors.md'), ownMethods('server/lsp.ts'));
});
