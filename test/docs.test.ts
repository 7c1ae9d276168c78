import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { rulesPage } from './rulesPage';

const file = 'docs/rules.md';

// `npm run docs` writes the page; without that it is only compared.
if (process.argv.includes('--update')) writeFileSync(file, rulesPage());

const ownMethods = (path: string) => [...new Set(readFileSync(path, 'utf8').match(/sagemakerModel\/\w+/g))].sort();

test('the page about other editors names every notification and request of our own', () =>
  assert.deepEqual(ownMethods('docs/editors.md'), ownMethods('server/lsp.ts')));

test('the page about the rules says what the rules are', () => {
  assert.ok(existsSync(file) && readFileSync(file, 'utf8') === rulesPage(), `${file} is not current: npm run docs`);
});
