import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { rulesPage } from './rulesPage';

const file = 'docs/rules.md';

// `npm run docs` writes the page; without that it is only compared.
if (process.argv.includes('--update')) writeFileSync(file, rulesPage());

test('the page about the rules says what the rules are', () => {
  assert.ok(existsSync(file) && readFileSync(file, 'utf8') === rulesPage(), `${file} is not current: npm run docs`);
});
