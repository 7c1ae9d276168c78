import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import manifest from '../../package.json';
import strings from '../../package.nls.json';
import shown from '../editor/shown.json';
import { messagesSnapshot } from '../language/messages';
import {
  commandsTable,
  operationsAstray,
  picturesAstray,
  settingsTable,
  type Told,
  tourPage,
  withPart,
} from './manifestPages';
import { customMessages, messagesTable } from './protocolPage';
import { rulesPage } from './rulesPage';
import { stringsBundle } from './strings';

const client = ['aws', 'client'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((it) => it.endsWith('.ts'))
    .map((it) => path.join(folder, it)),
);
const sources = Object.fromEntries(client.map((it) => [it, readFileSync(it, 'utf8')]));

const withTables = (page: string, told: Told) =>
  withPart(withPart(page, 'settings', settingsTable(told, strings)), 'commands', commandsTable(told, strings));

const messages = customMessages(
  ['environment', 'definitions', 'models', 'converters', 'newDefinition'].map((it) =>
    readFileSync(`protocol/${it}.ts`, 'utf8'),
  ),
);
const withMessages = (page: string) =>
  (['notifications', 'requests'] as const).reduce(
    (it, kind) => withPart(it, kind, messagesTable(messages, kind)),
    page,
  );

/** What is made of the sources and committed, and what it should be. */
const pages: Readonly<Record<string, string>> = {
  'README.md': withTables(readFileSync('README.md', 'utf8'), manifest),
  'docs/editors.md': withMessages(readFileSync('docs/editors.md', 'utf8')),
  'docs/tour.md': tourPage(shown),
  'docs/rules.md': rulesPage(),
  'test/language/messages.snap.json': messagesSnapshot(),
  'l10n/bundle.l10n.json': `${JSON.stringify(stringsBundle(sources), undefined, 2)}\n`,
};

// `npm run docs` writes them; without that they are only compared.
if (process.argv.includes('--update')) for (const [file, text] of Object.entries(pages)) writeFileSync(file, text);

for (const [file, text] of Object.entries(pages))
  test(`${file} says what the sources say`, () => {
    assert.ok(existsSync(file) && readFileSync(file, 'utf8') === text, `${file} is not current: npm run docs`);
  });

test('a string that is put together cannot be translated, which is told', () => {
  assert.deepEqual(stringsBundle({ 'a.ts': "l10n.t('Show {0}', name); l10n.t('Log')" }), {
    Log: 'Log',
    'Show {0}': 'Show {0}',
  });
  assert.throws(() => stringsBundle({ 'a.ts': 'l10n.t(`Show ${name}`)' }), /a\.ts: .* cannot be translated/);
});

test('a table of messages has a row for each, with the properties of its parameters and result', () => {
  const source = `
    export interface Base { readonly uri: string }
    export interface Params extends Base { readonly name?: string }
    export type Found = { readonly edits: string[] } | null;
    /** Renames
     * a thing. */
    export const rename = request<Params, Found>('rename');
    /** Something happened. */
    export const happened = notification<Base>('happened');
    export const other = 5;`;
  assert.equal(
    messagesTable(customMessages([source]), 'requests'),
    '| request | parameters | result | description |\n| --- | --- | --- | --- |\n' +
      '| `sagemakerModel/rename` | `{ uri, name? }` | `{ edits }` or `null` | Renames a thing. |',
  );
  assert.match(
    messagesTable(customMessages([source]), 'notifications'),
    /\n\| `sagemakerModel\/happened` \| `\{ uri \}` \| Something happened\. \|$/,
  );
});

test('a table has a row for what is shown to people, and none for what is not', () => {
  const told: Told = {
    contributes: {
      commands: [
        { command: 'a.show', title: '%show%' },
        { command: 'a.copy', title: 'Copy' },
        { command: 'a.inner', title: 'Inner' },
      ],
      menus: {
        commandPalette: [
          { command: 'a.copy', when: 'false' },
          { command: 'a.inner', when: 'false' },
          { command: 'a.show', when: 'isThere' },
        ],
        'view/item/context': [{ command: 'a.copy' }, { command: 'a.copy' }],
      },
      configuration: {
        properties: {
          'a.of': { default: {}, markdownDescription: '%of%' },
        },
      },
    },
  };
  const words = { show: 'Show', of: 'One | other, see `#a.b#`.' };
  assert.equal(
    commandsTable(told, words),
    '| command | id | where |\n| --- | --- | --- |\n| Show | `a.show` | palette |\n| Copy | `a.copy` | menu of a row |',
  );
  assert.match(settingsTable(told, words), /\n\| `a\.of` \| `\{\}` \| One \\\| other, see `a\.b`\. \|$/);
});

test('a part of a page is put between its marks, and a page without them is told', () => {
  const page = 'a\n<!-- x, by npm run docs -->\n\nold\n\n<!-- end of x -->\nb';
  assert.equal(withPart(page, 'x', 'new'), page.replace('old', 'new'));
  assert.throws(() => withPart('a', 'x', 'new'), /no one pair of marks of x/);
});

const markdown = [
  'README.md',
  ...readdirSync('docs')
    .filter((it) => it.endsWith('.md'))
    .map((it) => `docs/${it}`),
];
const inFolder = (folder: string) =>
  readdirSync(folder)
    .filter((it) => it.endsWith('.png'))
    .map((it) => `${folder}/${it}`);

test('every picture that a page shows is there, and every one that is there is shown', () => {
  const texts = Object.fromEntries(markdown.map((it) => [it, readFileSync(it, 'utf8')]));
  assert.deepEqual(picturesAstray(texts, [...inFolder('docs/images'), ...inFolder('docs/images/dark')]), []);
  assert.deepEqual(
    picturesAstray({ 'docs/a.md': '![what](images/b.png) <img alt="" src="../c.png">' }, [
      'c.png',
      'docs/images/d.png',
    ]),
    ['docs/a.md shows docs/images/b.png, which is not there', 'no page shows docs/images/d.png'],
  );
});

test('the README names every operation that AWS is asked for, and no other', () => {
  const source = ['index', 'operations'].map((it) => readFileSync(`aws/sdk/${it}.ts`, 'utf8')).join('\n');
  assert.deepEqual(operationsAstray(readFileSync('README.md', 'utf8'), source), []);
  assert.deepEqual(operationsAstray('`sagemaker:ListTags` `iam:PassRole`', 'new AddTagsCommand({})'), [
    'AddTags is asked for, and not named',
    'ListTags is named, and not asked for',
  ]);
});

test('every file that a page leads to is there', () => {
  const others = ['SECURITY.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'CHANGELOG.md'];
  const astray = [...markdown, ...others].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?<!!)\[[^\]]*\]\(([^)#\s]+)[^)]*\)/g)]
      .map((it) => it[1] ?? '')
      // GitHub's own pages of the repository are above its files.
      .filter((it) => !/^(https:|\.\.\/\.\.\/security\/)/.test(it))
      .filter((it) => !existsSync(path.join(path.dirname(file), it)))
      .map((it) => `${file} leads to ${it}`),
  );
  assert.deepEqual(astray, []);
});

test('the addresses in the manifest are those of its repository', () => {
  const own = manifest.repository.url.replace(/\.git$/, '');
  for (const it of [manifest.homepage, manifest.bugs.url, manifest.qna]) assert.ok(it.startsWith(own), it);
});

test('the manifest has as many keywords as the Marketplace takes, each once', () => {
  assert.ok(manifest.keywords.length <= 30);
  assert.equal(new Set(manifest.keywords).size, manifest.keywords.length);
});
