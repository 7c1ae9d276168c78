import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { listFiles, PackageManager } from '@vscode/vsce';
import docs from 'sagemaker-docs';
import { definitionSchemes } from '../client/definitionSchemes';
import manifest from '../package.json';
import strings from '../package.nls.json';
import { addTags } from '../server/language/addTags';
import { createModel } from '../server/language/createModel';
import { describeModel } from '../server/language/describeModel';
import { rules } from '../server/language/rules';
import { required, type Struct, struct, text } from '../server/language/shape';
import * as house from './house';

const sources: house.Sources = Object.fromEntries(
  ['client', 'server'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((it) => it.endsWith('.ts') && !it.endsWith('.d.ts'))
      .map((it) => [house.posix(path.join(folder, it)), readFileSync(path.join(folder, it), 'utf8')]),
  ),
);

/** The build runs as it is, and is not bundled with its tests. */
const build: Promise<typeof import('../esbuild.mjs')> = import(pathToFileURL('esbuild.mjs').href);

/** What runs in a browser: one script is that of both servers. */
const browser = build.then(({ bundles: { webClient, webServer, elsewhere } }) => [webClient, webServer, elsewhere]);

const sourcesInBrowser = async (): Promise<house.Sources> => {
  const files = (await Promise.all((await browser).map(house.importsOf))).flatMap((it) => Object.keys(it));
  return Object.fromEntries(Object.entries(sources).filter(([file]) => files.includes(file)));
};

const read = build
  .then(({ bundles }) => Promise.all(Object.values(bundles).map(house.importsOf)))
  .then((all): house.Imports => Object.assign({}, ...all));

/** An invariant that holds for the project, and notices what offends it. */
function invariant(
  name: string,
  real: () => string[] | Promise<string[]>,
  offending: () => string[],
  offence: RegExp,
): void {
  suite(name, () => {
    test('holds', async () => assert.deepEqual(await real(), []));
    test('would notice', () => assert.match(offending().join('\n'), offence));
  });
}

test('the bundles hold every source that is more than types, so the invariants see all there is', async () => {
  const bundled = Object.keys(await read).filter((it) => /^(client|server)\//.test(it));
  assert.deepEqual(
    Object.keys(sources).filter((it) => !bundled.includes(it) && !house.isOnlyTypes(sources[it] ?? '')),
    [],
  );
});

invariant(
  'the language takes in jsonc-parser, the SDK documentation and the data of knowledge/, and nothing else',
  async () => house.impureImports(await read),
  () =>
    house.impureImports({
      'server/language/check.ts': ['node:fs', 'jsonc-parser', 'server/language/shape.ts', 'knowledge/variables.json'],
    }),
  /^server\/language\/check\.ts takes in node:fs$/,
);
invariant(
  'the language has no clock, no chance and no promise',
  () => house.clocksAndPromises(sources),
  () =>
    house.clocksAndPromises({
      'server/language/check.ts': 'const now = () => Date.now();\nasync function f() { return Math.random(); }',
    }),
  /:1 names Date\n.*:2 is asynchronous\n.*:2 names Math\.random/,
);
invariant(
  'only the edge of the server knows the protocol, only the door to AWS knows the SDK',
  async () => house.strangersToProtocolAndSdk(await read),
  () =>
    house.strangersToProtocolAndSdk({
      'server/cli.ts': ['vscode-languageserver'],
      'client/tree.ts': ['@aws-sdk/client-sagemaker'],
      'server/lsp.ts': ['vscode-languageserver'],
    }),
  /^server\/cli\.ts .*\nclient\/tree\.ts .*$/,
);
invariant(
  'what runs in a browser takes in nothing of Node, nor of AWS',
  async () => house.strangersInBrowser(Object.assign({}, ...(await Promise.all((await browser).map(house.outsideOf))))),
  () => house.strangersInBrowser({ 'dist/web/client.js': ['vscode', './aws.js'], 'dist/web/server.js': ['node:fs'] }),
  /^dist\/web\/client\.js takes in \.\/aws\.js\ndist\/web\/server\.js takes in node:fs$/,
);
invariant(
  'what runs in a browser names nothing that only Node has',
  async () => house.nodeInBrowser(await sourcesInBrowser()),
  () => house.nodeInBrowser({ 'server/disk.ts': "const own = process.env.HOME;\nBuffer.from('');" }),
  /^server\/disk\.ts:1 names process\nserver\/disk\.ts:2 names Buffer$/,
);
invariant(
  'client and server never import each other',
  async () => house.importsAcross(await read),
  () => house.importsAcross({ 'client/a.ts': ['server/b.ts'], 'server/c.ts': ['client/d.ts', 'server/b.ts'] }),
  /^client\/a\.ts takes in server\/b\.ts\nserver\/c\.ts takes in client\/d\.ts$/,
);
invariant(
  'there is no import circle',
  async () => house.circles(await read),
  () =>
    house.circles({ 'server/a.ts': ['server/b.ts'], 'server/b.ts': ['server/c.ts'], 'server/c.ts': ['server/b.ts'] }),
  /server\/b\.ts -> server\/c\.ts -> server\/b\.ts/,
);
invariant(
  'features never import features',
  async () => house.featuresOnFeatures(await read),
  () =>
    house.featuresOnFeatures({ 'server/language/hover.ts': ['server/language/check.ts', 'server/language/shape.ts'] }),
  /^server\/language\/hover\.ts takes in server\/language\/check\.ts$/,
);
invariant(
  'no feature names a member of a request',
  () => house.membersNamed(sources, createModel),
  () =>
    house.membersNamed(
      {
        'server/language/rewrites/containers.ts': "it.key('Containers')",
        'server/language/rewrite.ts': "if (name === 'ExecutionRoleArn') more();",
      },
      createModel,
    ),
  /^server\/language\/rewrite\.ts:1 names ExecutionRoleArn$/,
);
invariant(
  'every member has the words of the SDK and a page of the API reference',
  () => [createModel, describeModel, addTags].flatMap((it) => house.membersWithoutWords(it, docs)),
  () =>
    house.membersWithoutWords(
      struct<{ Image?: string; Nonsense: string }>('ContainerDefinition', {
        Image: text({}),
        Nonsense: required(text({})),
      }) as Struct,
      docs,
    ),
  /^ContainerDefinition\.Nonsense$/,
);
invariant(
  'every rule can be set, and nothing else',
  () =>
    house.rulesAndSettings(
      rules.map((it) => it.id),
      manifest,
    ),
  () => house.rulesAndSettings(['comment', 'new-rule'], manifest),
  /new-rule cannot be set\n(.*\n)*byte-order-mark can be set, and there is no such rule/,
);
invariant(
  'every command is registered, has a category, and an icon where one is shown',
  () => house.commandsAstray(manifest, sources),
  () =>
    house.commandsAstray(
      {
        contributes: {
          commands: [{ command: 'a', title: 'A' }],
          menus: { 'view/title': [{ command: 'a', group: 'navigation' }] },
          configuration: { properties: {} },
        },
      },
      { 'client/b.ts': "registerCommand('b', run)" },
    ),
  /a is not registered\na has no category\nb is not in the manifest\na has no icon/,
);
invariant(
  'a command that is not there in a browser is not shown there',
  async () => house.commandsShownInBrowser(manifest, await sourcesInBrowser()),
  () =>
    house.commandsShownInBrowser(
      {
        contributes: {
          commands: ['a', 'b', 'c', 'd'].map((command) => ({ command, title: command })),
          menus: {
            commandPalette: [{ command: 'b', when: 'false' }],
            'editor/title': [
              { command: 'b', when: 'editorLangId == json' },
              { command: 'c', when: 'resourceScheme != sagemaker-deployed' },
            ],
          },
          configuration: { properties: {} },
        },
      },
      { 'client/d.ts': "registerCommand('d', run)" },
    ),
  /^a is shown in commandPalette\nb is shown in editor\/title\nc is shown in editor\/title\nc is shown in commandPalette$/,
);
invariant(
  'what creates, changes, or compares a definition is offered only where it can be edited and saved',
  () => house.menusForOthers(manifest, definitionSchemes),
  () =>
    house.menusForOthers(
      {
        contributes: {
          commands: [],
          menus: {
            'editor/title': [
              { command: 'a', when: 'resourceLangId == sagemaker-model && resourceScheme != sagemaker-tags' },
              { command: 'b', when: 'view == sagemakerModel.models' },
            ],
            'explorer/context': [
              {
                command: 'c',
                when: 'resourceFilename =~ /json$/ && resourceScheme =~ /^(file)$/ && !explorerResourceReadonly',
              },
              { command: 'd', when: 'resourceFilename =~ /json$/ && resourceScheme =~ /^(file|git)$/' },
            ],
          },
          configuration: { properties: {} },
        },
      },
      ['file'],
    ),
  /^a in editor\/title lacks resourceScheme =~ .*\n(a .* lacks !.*\n){3}a in editor\/title says where it is not\nd .* lacks resourceScheme.*\nd .* lacks !explorerResourceReadonly$/,
);
invariant(
  'what VS Code shows by itself is made inert in one place',
  () => house.shownPastDialog(sources),
  () =>
    house.shownPastDialog({
      'client/dialog.ts': 'vscode.window.showQuickPick([])',
      'client/tree.ts': "const { withProgress } = vscode.window;\nvscode.window['showInputBox']();",
      'client/cloud.ts': "vscode.commands.registerCommand('a', () => {}); registerCommand('b', () => {});",
    }),
  /^client\/tree\.ts:1 names withProgress\nclient\/tree\.ts:2 names showInputBox\nclient\/cloud\.ts:1 registers a command by itself$/,
);
invariant(
  'what is there for those who begin is packaged, and can happen',
  async () =>
    house.beginningsAstray(
      manifest.contributes,
      sources,
      await listFiles({ cwd: process.cwd(), packageManager: PackageManager.None }),
    ),
  () =>
    house.beginningsAstray(
      {
        commands: [{ command: 'a', title: 'A' }],
        views: { container: [{ id: 'v' }] },
        menus: { 'file/newFile': [{ command: 'b' }, { command: 'a' }] },
        walkthroughs: [
          {
            steps: [
              {
                description: 'Begin',
                media: { svg: 'gone.svg' },
                completionEvents: ['onCommand:b', 'onCommand:a', 'onView:w', 'onView:v', 'onContext:x', 'onContext:y'],
              },
              { description: 'Endless', media: { svg: 'there.svg' }, completionEvents: [] },
            ],
          },
        ],
      },
      { 'client/a.ts': "happened('y');" },
      ['there.svg'],
    ),
  /^gone\.svg is not packaged\nonCommand:b never happens\nonView:w never happens\nonContext:x never happens\nEndless never ends\nb is no command$/,
);
invariant(
  'every setting is read',
  () => house.settingsUnread(manifest, sources),
  () =>
    house.settingsUnread(
      { contributes: { commands: [], configuration: { properties: { 'sagemakerModel.unread': {} } } } },
      sources,
    ),
  /sagemakerModel\.unread/,
);
invariant(
  'every string of the manifest can be translated',
  () => house.manifestStrings(manifest, strings),
  () =>
    house.manifestStrings(
      { contributes: { commands: [{ title: 'Create Model', category: '%none%' }] } },
      { spare: '' },
    ),
  /title: Create Model\n.*no none\nspare is not used/,
);
invariant(
  'every string of the client can be translated',
  () => house.clientStrings(sources),
  () =>
    house.clientStrings({
      'client/a.ts': "show('It did not work.'); show(vscode.l10n.t('It did not work.')); log.info('It works.');",
    }),
  /^client\/a\.ts:1 shows 'It did not work\.'$/,
);
invariant(
  'failures are known by their name, for two bundles have a class of that name',
  () => house.failuresByClass(sources),
  () => house.failuresByClass({ 'client/tree.ts': 'if (error instanceof Failure) show(error);' }),
  /^client\/tree\.ts/,
);
invariant(
  'the client writes to one log, which is redacted',
  () => house.logsUnredacted(sources),
  () =>
    house.logsUnredacted({
      'client/a.ts':
        "const own = vscode.window.createOutputChannel('x');\nconsole.log(own);\nconst { console } = partition;",
      'client/log.ts': "vscode.window.createOutputChannel('x');",
      'server/cli.ts': "console.log('x');",
    }),
  /^client\/a\.ts:1 names createOutputChannel\nclient\/a\.ts:2 names console$/,
);
invariant(
  'work that nothing waits for is detached, so that its failure is logged',
  () => house.promisesDropped(sources),
  () =>
    house.promisesDropped({
      'client/a.ts': [
        'void session.reread();',
        'const judged = async () => {};',
        'input.onDidChangeValue(judged);',
        'setTimeout(async () => {}, 1);',
        'const open = async () => void (await show());',
        'const told = (it: string) => void lines.push(it);',
        'client.onRequest(name, async () => 1);',
        'input.onDidHide(() => detach(judged()));',
      ].join('\n'),
    }),
  /^client\/a\.ts:1 drops void session\.reread\(\)\nclient\/a\.ts:3 listens with judged\nclient\/a\.ts:4 listens with async \(\) => \{\}$/,
);
invariant(
  'AWS is asked in the background by way of one function, which decides whether it may be asked',
  () => house.connectionsUnasked(sources),
  () =>
    house.connectionsUnasked({
      'client/owned.ts': 'const live = await this.#session.live();',
      'client/decorations.ts': 'const live = await background.live();',
      'client/commands/create.ts': 'const live = await session.live();',
    }),
  /^client\/owned\.ts opens a connection$/,
);

/** What expressions are made of, where they are not written down: never of a text from outside. */
const made = {
  'client/regions.ts': 'patterns in knowledge/partitions.json',
  'server/yaml.ts': 'the greatest depth, a number',
  'server/language/arn.ts': 'names of regions in knowledge/partitions.json',
  'server/language/foreign.ts': 'quotation marks out of a table',
  'server/language/knowledge/partitions.ts': 'patterns in knowledge/partitions.json',
  'server/language/rules/placeholder.ts': 'the account of examples, a constant',
  'server/language/shape.ts': 'expressions in createModel.ts',
};

invariant(
  '9. no expression is made of what somebody else has written',
  () => house.expressionsMade(sources, made),
  () =>
    house.expressionsMade(
      {
        'server/language/blame.ts': "new RegExp(`^(?:${pattern})$`, 'u').test(text);",
        'client/words.ts': "RegExp(pattern); new RegExp('a+'); new RegExp(/a/, 'u');",
      },
      { 'client/regions.ts': 'nothing' },
    ),
  /^server\/language\/blame\.ts:1 makes an expression of .*\nclient\/words\.ts:1 makes an expression of pattern\nclient\/regions\.ts makes no expression any more$/,
);

test('every rule has an id of its own in kebab-case, and a reason that ends in a full stop', () => {
  const ids = rules.map((it) => it.id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, because } of rules) {
    assert.match(id, /^[a-z]+(-[a-z0-9]+)*$/);
    assert.match(because, /\.$/);
  }
});
