import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { listFiles, PackageManager } from '@vscode/vsce';
import docs from 'sagemaker-docs';
import { definitionSchemes } from '../../client/ui/definitionSchemes';
import manifest from '../../package.json';
import strings from '../../package.nls.json';
import { addTags } from '../../server/language/description/addTags';
import { createModel } from '../../server/language/description/createModel';
import { describeModel } from '../../server/language/description/describeModel';
import { required, type Struct, struct, text } from '../../server/language/description/shape';
import { rules } from '../../server/language/rules';
import * as house from './house';

const sources: house.Sources = Object.fromEntries(
  ['aws', 'client', 'knowledge', 'protocol', 'server'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((it) => it.endsWith('.ts') && !it.endsWith('.d.ts'))
      .map((it) => [house.posix(path.join(folder, it)), readFileSync(path.join(folder, it), 'utf8')]),
  ),
);

/** What the language takes in of ours, types included. */
const languageImports = (of: house.Sources) =>
  Object.fromEntries(Object.entries(house.importsWritten(of)).filter(([file]) => file.startsWith('server/language/')));

/** The build runs as it is, and is not bundled with its tests. */
const build: Promise<typeof import('../../esbuild.mjs')> = import(pathToFileURL('esbuild.mjs').href);

/** What runs in a browser: one script is that of both servers. */
const browser = build.then(({ bundles: { webClient, webServer, lazy } }) => [webClient, webServer, lazy]);

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
  const bundled = Object.keys(await read).filter((it) => /^(aws|client|knowledge|protocol|server)\//.test(it));
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
      'server/language/check/check.ts': [
        'node:fs',
        'jsonc-parser',
        'server/language/description/shape.ts',
        'knowledge/variables.json',
      ],
    }),
  /^server\/language\/check\/check\.ts takes in node:fs$/,
);
invariant(
  'the language has no clock, no chance and no promise',
  () => house.clocksAndPromises(sources),
  () =>
    house.clocksAndPromises({
      'server/language/check/check.ts': 'const now = () => Date.now();\nasync function f() { return Math.random(); }',
    }),
  /:1 names Date\n.*:2 is asynchronous\n.*:2 names Math\.random/,
);
invariant(
  'only the edge of the server knows the protocol, only the door to AWS knows the SDK',
  async () => house.strangersToProtocolAndSdk(await read),
  () =>
    house.strangersToProtocolAndSdk({
      'server/cli/lint/command.ts': ['vscode-languageserver'],
      'client/features/models/tree.ts': ['@aws-sdk/client-sagemaker'],
      'server/lsp/server.ts': ['vscode-languageserver'],
    }),
  /^server\/cli\/lint\/command\.ts .*\nclient\/features\/models\/tree\.ts .*$/,
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
  () => house.nodeInBrowser({ 'server/workspace/disk.ts': "const own = process.env.HOME;\nBuffer.from('');" }),
  /^server\/workspace\/disk\.ts:1 names process\nserver\/workspace\/disk\.ts:2 names Buffer$/,
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
  'nothing in the language imports features or operations',
  async () => house.featuresOnFeatures(await read),
  () =>
    house.featuresOnFeatures({
      'server/language/features/hover.ts': ['server/language/features/completion.ts', 'server/language/check/check.ts'],
      'server/language/check/check.ts': ['server/language/operations/compare.ts'],
    }),
  /^server\/language\/features\/hover\.ts takes in server\/language\/features\/completion\.ts\nserver\/language\/check\/check\.ts takes in server\/language\/operations\/compare\.ts$/,
);
invariant(
  'the language keeps no variables, no caches, and no answers',
  () => house.moduleState(sources),
  () =>
    house.moduleState({
      'server/language/check/check.ts': [
        'let last: Document | undefined;',
        'const seen = new WeakMap<Node, string>();',
        'export const parse: (text: string) => number = memoizeLast((text) => text.length);',
        'const known = { nearest: memoize((it: Family) => it) };',
        'const found = new Map<string, Rule>();',
        'export const names = new Set<string>(), lists: string[] = [];',
        'const state: Record<string, unknown> = {};',
        'class Runner { static readonly all = new Map(); }',
        'const memo = new Memo(rules);',
        'const memoized = { answers: new Map() } as const;',
      ].join('\n'),
      'server/language/text/near.ts': [
        'const byId = new Map(rules), none: readonly string[] = [], nothing: Readonly<Record<string, string>> = {};',
        'function near() { let last = 1; const all = new Map(); return new WeakMap([[{}, last], [all, []]]); }',
        'const tags = lazyTable(names, (it) => { const found = []; return found.concat(it); });',
        'const first = names[0] ?? []; const one = parse([], {});',
        'class View { readonly all = new Map(); memo = new Memo(this); }',
      ].join('\n'),
      'server/lsp/told.ts': 'let near = 1; const all = new Map();',
    }),
  /^.*check\.ts:1 declares a variable: last\n.*:2 keeps a cache: seen\n.*:3 keeps answers: memoizeLast\n.*:4 keeps answers: memoize\n.*:5 keeps a cache: found\n.*:6 keeps a cache: names\n.*:6 keeps a cache: lists\n.*:7 keeps a cache: state\n.*:8 keeps a cache: all\n.*:9 keeps a cache: memo\n.*:10 keeps a cache: answers$/,
);
invariant(
  'the protocol imports nothing',
  async () => house.strangersInProtocol(await read),
  () => house.strangersInProtocol({ 'protocol/a.ts': ['protocol/message.ts', 'vscode-jsonrpc', 'server/b.ts'] }),
  /^protocol\/a\.ts takes in vscode-jsonrpc\nprotocol\/a\.ts takes in server\/b\.ts$/,
);
invariant(
  'features of the client never import each other',
  async () => house.featuresApart(await read),
  () =>
    house.featuresApart({
      'client/features/create/index.ts': ['client/features/compare/compare.ts', 'client/features/create/submit.ts'],
      'client/features/index.ts': ['client/features/create/index.ts'],
    }),
  /^client\/features\/create\/index\.ts takes in client\/features\/compare\/compare\.ts$/,
);
invariant(
  'the client names custom requests by the constants of the protocol',
  () => house.requestsByName(sources),
  () => house.requestsByName({ 'client/a.ts': "client.sendRequest('sagemakerModel/problems', {});" }),
  /^client\/a\.ts:1 names sagemakerModel\/problems$/,
);
invariant(
  'imports go in one direction between folders',
  async () => house.importsUpward(house.importsWritten(sources)),
  () =>
    house.importsUpward({
      'aws/session.ts': ['client/ui/dialog.ts', 'aws/api.ts'],
      'server/workspace/disk.ts': ['server/lsp/server.ts', 'server/workspace/readFile.ts'],
      'server/language/rules/rule.ts': ['server/language/check/check.ts', 'server/language/syntax/document.ts'],
      'server/language/converters/form.ts': ['server/language/check/check.ts', 'server/language/rules/rule.ts'],
      'server/language/text/words.ts': ['server/language/syntax/document.ts'],
      'server/language/syntax/document.ts': ['server/language/description/shape.ts'],
    }),
  /^server\/language\/rules\/rule\.ts .*check\.ts\n.*form\.ts .*check\.ts\n.*words\.ts .*document\.ts\naws\/session\.ts takes in client\/ui\/dialog\.ts\nserver\/workspace\/disk\.ts takes in server\/lsp\/server\.ts$/,
);
invariant(
  'there is no import circle in the language, not even of types',
  () => house.circles(languageImports(sources)),
  () =>
    house.circles(
      languageImports({
        'server/language/rules/rule.ts': "import type { StructView } from '../syntax/structView';",
        'server/language/syntax/structView.ts': "import type { Rule } from '../rules/rule';",
      }),
    ),
  /rule\.ts -> server\/language\/syntax\/structView\.ts -> server\/language\/rules\/rule\.ts/,
);
invariant(
  'no feature names a member of a request',
  () => house.membersNamed(sources, createModel),
  () =>
    house.membersNamed(
      {
        'server/language/refactorings/containers.ts': "it.key('Containers')",
        'server/language/features/refactorings.ts': "if (name === 'ExecutionRoleArn') more();",
      },
      createModel,
    ),
  /^server\/language\/features\/refactorings\.ts:1 names ExecutionRoleArn$/,
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
  'commands that create, change, or compare a definition are offered only if it can be edited and saved',
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
  /^a in editor\/title lacks resourceScheme =~ .*\n(a .* lacks !.*\n){3}a in editor\/title has a negated scheme\nd .* lacks resourceScheme.*\nd .* lacks !explorerResourceReadonly$/,
);
invariant(
  'text that VS Code shows is made inert in one place',
  () => house.shownPastDialog(sources),
  () =>
    house.shownPastDialog({
      'client/ui/dialog.ts': 'vscode.window.showQuickPick([])',
      'client/features/models/tree.ts': "const { withProgress } = vscode.window;\nvscode.window['showInputBox']();",
      'client/features/awsFeatures.ts':
        "vscode.commands.registerCommand('a', () => {}); registerCommand('b', () => {});",
    }),
  /^client\/features\/models\/tree\.ts:1 names withProgress\nclient\/features\/models\/tree\.ts:2 names showInputBox\nclient\/features\/awsFeatures\.ts:1 registers a command itself$/,
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
      { 'client/a.ts': "completeStep('y');" },
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
      'client/a.ts': "show('It did not work.'); show(l10n.t('It did not work.')); log.info('It works.');",
    }),
  /^client\/a\.ts:1 shows 'It did not work\.'$/,
);
invariant(
  'strings are translated by one library, once it has the translations',
  () => house.translatedOtherwise(sources),
  () =>
    house.translatedOtherwise({
      'client/a.ts': `const title = l10n.t('Log');
class A { static b = l10n.t('Log'); c = l10n.t('Log'); }
const f = () => l10n.t('Log');
l10n.config({ contents: vscode.l10n.bundle });
const g = () => vscode.l10n.t('Log');`,
    }),
  /^client\/a\.ts:1 translates while it is loaded\nclient\/a\.ts:2 translates while it is loaded\nclient\/a\.ts:5 translates by vscode\.l10n$/,
);
invariant(
  'failures are known by their name, for two bundles have a class of that name',
  () => house.failuresByClass(sources),
  () => house.failuresByClass({ 'client/features/models/tree.ts': 'if (error instanceof Failure) show(error);' }),
  /^client\/features\/models\/tree\.ts/,
);
invariant(
  'the client writes to only one log, which is redacted',
  () => house.logsUnredacted(sources),
  () =>
    house.logsUnredacted({
      'client/a.ts':
        "const own = vscode.window.createOutputChannel('x');\nconsole.log(own);\nconst { console } = partition;",
      'client/ui/log.ts': "vscode.window.createOutputChannel('x');",
      'server/cli/lint/command.ts': "console.log('x');",
    }),
  /^client\/a\.ts:1 names createOutputChannel\nclient\/a\.ts:2 names console$/,
);
invariant(
  "work that isn't awaited is detached, so that its failure is logged",
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
  'only one function opens connections for background requests to AWS, and decides whether they are allowed',
  () => house.connectionsUnasked(sources),
  () =>
    house.connectionsUnasked({
      'client/features/newDefinition/accountResources.ts': 'const live = await this.#session.live();',
      'client/features/sync/decorations.ts': 'const live = await background.live();',
      'client/features/create/createModel.ts': 'const live = await session.live();',
    }),
  /^client\/features\/newDefinition\/accountResources\.ts opens a connection$/,
);

/** The sources of computed regular expressions, which are never untrusted text. */
const made = {
  'server/lazy/yaml.ts': 'the maximum depth, a number',
  'server/language/aws/arn.ts': 'Region names in knowledge/partitions.json',
  'server/language/syntax/foreign.ts': 'quotation marks from a table',
  'server/language/knowledge/refusals.ts': 'sentences in knowledge/refusals.json',
  'knowledge/partitions.ts': 'patterns in knowledge/partitions.json',
  'server/language/rules/placeholder.ts': 'the example account, a constant',
  'server/language/description/shape.ts': 'expressions in createModel.ts',
};

invariant(
  '9. no regular expression is compiled from untrusted text',
  () => house.expressionsMade(sources, made),
  () =>
    house.expressionsMade(
      {
        'server/language/operations/locateServiceError.ts': "new RegExp(`^(?:${pattern})$`, 'u').test(text);",
        'client/ui/words.ts': "RegExp(pattern); new RegExp('a+'); new RegExp(/a/, 'u');",
      },
      { 'aws/regions.ts': 'nothing' },
    ),
  /^server\/language\/operations\/locateServiceError\.ts:1 compiles a regular expression from .*\nclient\/ui\/words\.ts:1 compiles a regular expression from pattern\naws\/regions\.ts no longer compiles a regular expression$/,
);

test('every rule has an id of its own in kebab-case, and a reason that ends in a full stop', () => {
  const ids = rules.map((it) => it.id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, rationale: because } of rules) {
    assert.match(id, /^[a-z]+(-[a-z0-9]+)*$/);
    assert.match(because, /\.$/);
  }
});
