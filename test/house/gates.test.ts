import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import manifest from '../../package.json';
import { droppedDisposables } from './dropped';
import * as gates from './gates';
import { holding } from './holding';
import { posix, type Sources } from './house';
import { toastsUnasked } from './toasts';

/** Most kilobytes, as shipped: what the design allows each, and the linter and pictures not counted. */
const most = {
  'dist/aws.js': 520,
  'dist/cli.js': 5,
  'dist/client.js': 640,
  'dist/server.js': 640,
  'dist/lazy.js': 450,
  'dist/web/client.js': 640,
  'dist/web/server.js': 640,
  [`dist/${manifest.name}-${manifest.version}.vsix`]: 1250,
};

const sourcesIn = (...folders: string[]): Sources =>
  Object.fromEntries(
    folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((it) => posix(path.join(folder, it)))
        .filter((it) => /\.(ts|mjs)$/.test(it) && !/\.d\.ts$|node_modules|^test\/vscode\//.test(it))
        .map((it) => [it, readFileSync(it, 'utf8')]),
    ),
  );

/** The build runs as it is, and is not bundled with its tests. */
const build: Promise<typeof import('../../esbuild.mjs')> = import(pathToFileURL('esbuild.mjs').href);
type Name = keyof Awaited<typeof build>['bundles'];
const bundle = async (name: Name) => gates.bundled((await build).bundles[name]);

/** What the extension does where there is no server, and its language client does nothing. */
const held = async (name: 'client' | 'webClient') => {
  const options = (await build).bundles[name];
  const external = ['vscode', 'vscode-languageclient', 'vscode-languageclient/*'];
  return holding((await gates.bundled({ ...options, external, supported: { 'dynamic-import': false } })).text);
};

suite('what is shipped is small', () => {
  const bytes = Object.fromEntries(Object.keys(most).map((it) => [it, statSync(it).size]));
  test('holds', () => assert.deepEqual(gates.tooLarge(bytes, most), []));
  test('would notice', () =>
    assert.deepEqual(gates.tooLarge({ 'dist/aws.js': 520_001, 'dist/server.js': 640_000 }, most), [
      'dist/aws.js has 520001 bytes, and may have 520 KB',
    ]));
});

suite('an activation loads nothing of the SDK', () => {
  for (const name of ['client', 'webClient', 'server', 'webServer'] as const)
    test(`holds for ${name}`, async () => assert.deepEqual(gates.sdkAtStart(await bundle(name)), []));
  test('holds while it goes on', async () => assert.ok(!(await held('client')).loaded.includes('./aws.js')));
  test('would notice what is loaded by and by', async () => {
    const { loaded } = await holding(
      "exports.activate = () => void Promise.resolve().then(() => require('./aws.js'));",
    );
    assert.deepEqual(loaded, ['./aws.js']);
  });
  test('would notice', async () => {
    const files = { 'node_modules/@aws-sdk/client-sts/index.js': [], 'client/extension.ts': [] };
    assert.deepEqual(gates.sdkAtStart({ files, atOnce: ['vscode', './aws.js'], text: '' }), [
      'node_modules/@aws-sdk/client-sts/index.js',
      './aws.js is loaded at once',
    ]);
    assert.notDeepEqual(gates.sdkAtStart(await bundle('aws')), []);
  });
});

suite('the client copies no API when it is loaded', () => {
  for (const name of ['client', 'webClient'] as const)
    test(`holds for the API in ${name}`, async () => assert.deepEqual(gates.copiesOfApi(await bundle(name)), []));
  test('would notice a copy', () =>
    assert.deepEqual(
      gates.copiesOfApi({
        files: {},
        atOnce: [],
        text: 'var a = require("vscode");\nvar vscode = __toESM(require("vscode"));',
      }),
      ['__toESM(require("vscode"));'],
    ));
  test('the build imports the API as one object, and fails if it finds an unknown import format', async () => {
    const { withVscodeAsItIs }: typeof import('../../build/plugins.mjs') = await import(
      pathToFileURL('build/plugins.mjs').href
    );
    const known = [
      ["import * as vscode from 'vscode';", 'a.ts', "import vscode = require('vscode');"],
      ["import type * as vscode from 'vscode';", 'a.ts', "import type * as vscode from 'vscode';"],
      ['const vscode_1 = require("vscode");', 'a.js', 'const vscode_1 = require("vscode");'],
      ['const code = __importStar(require("vscode"));', 'a.js', 'const code = require("vscode");'],
      ["import { a } from 'vscode-languageclient';", 'a.ts', "import { a } from 'vscode-languageclient';"],
    ] as const;
    for (const [before, file, after] of known) assert.equal(withVscodeAsItIs(before, file), after);
    for (const it of [
      'const code = tslib_1.__importStar(require("vscode"));',
      "const code = __importStar(require('vscode'));",
      'import * as code from "vscode";',
      "import { window } from 'vscode';",
      "export * from 'vscode';",
      "const code = await import('vscode');",
    ])
      assert.throws(
        () => withVscodeAsItIs(`// A package.\n${it}\n`, 'lib/a.js'),
        /lib\/a\.js imports vscode in a way/,
        it,
      );
  });
});

suite('no feature of the language names a way to the network', () => {
  for (const name of ['server', 'webServer', 'lazy', 'cli', 'lint'] as const)
    test(`holds for ${name}`, async () => assert.deepEqual(gates.network(await bundle(name)), []));
  test('would notice', () =>
    assert.deepEqual(
      gates.network({
        files: { 'server/workspace/disk.ts': ['fs', 'https'], 'node_modules/vscode-jsonrpc/lib/node/main.js': ['net'] },
        atOnce: [],
        text: "fetch('https://a'); it.fetch(); const of = { WebSocket: 1 }; new self.EventSource('a');",
      }),
      ['server/workspace/disk.ts takes in https', 'the bundle names fetch', 'the bundle names EventSource'],
    ));
});

suite('a command of the command line loads no other', () => {
  test('holds', async () => {
    const [cli, lint] = [await bundle('cli'), await bundle('lint')];
    assert.deepEqual(Object.keys(cli.files), ['package.json', 'server/main/cli.ts']);
    assert.deepEqual(cli.atOnce, []);
    assert.deepEqual(
      Object.keys(lint.files).filter((it) => /^server\/(lsp|main)\/|vscode-languageserver\//.test(it)),
      [],
    );
    const server = await bundle('server');
    assert.deepEqual(
      Object.keys(server.files).filter((it) => it.startsWith('server/cli/')),
      [],
    );
  });
});

suite('a message is the answer to what the person does, or offers something to do', () => {
  test('holds', () => assert.deepEqual(toastsUnasked(sourcesIn('client', 'aws')), []));
  test('would notice', () =>
    assert.deepEqual(
      toastsUnasked({
        'client/ui/ui.ts': readFileSync('client/ui/ui.ts', 'utf8'),
        'client/extension.ts': `import * as vscode from 'vscode';
import { failed, saved, Tree } from './features/models/tree';
import type { Ui } from './ui/ui';
export function activate(ui: Ui) {
  vscode.workspace.onDidOpenTextDocument(() => void ui.tell('information', 'Opened'));
  setTimeout(failed, 100);
  vscode.window.registerTreeDataProvider('a', new Tree({ ui, listed: (it) => void ui.tell('information', it) }));
  vscode.window.onDidChangeActiveTextEditor(() => void ui.tell('error', 'It failed.', 'Show Log'));
  vscode.window.onDidChangeActiveTextEditor(() => void ui.tell('error', 'It failed.', ...[]));
  vscode.window.onDidChangeActiveTextEditor(async () => {
    const chosen = await ui.tell('error', 'It failed.', 'Save');
    if (chosen === 'Save') await saved(ui);
  });
  vscode.languages.registerHoverProvider('a', { provideHover: () => void ui.tell('information', 'Over') });
  vscode.commands.registerCommand('a', () => saved(ui));
}`,
        'client/features/models/tree.ts': `import * as vscode from 'vscode';
import type { Ui } from '../../ui/ui';
interface Means { readonly ui: Ui; listed(what: string): void }
export const failed = () => vscode.window.showErrorMessage('It failed.');
export const saved = (ui: Ui) => ui.tell('information', 'Saved');
export class Tree implements vscode.TreeDataProvider<string> {
  constructor(readonly means: Means) {}
  getTreeItem = () => new vscode.TreeItem('a');
  getChildren() {
    const { ui, listed } = this.means;
    listed('a');
    void ui.tell('warning', 'Some are missing.');
    return [];
  }
  refresh() { void this.means.ui.tell('information', 'Refreshed'); }
}`,
      }),
      [5, 7, 9, 14]
        .map((line) => `client/extension.ts:${line}`)
        .concat('client/features/models/tree.ts:4', 'client/features/models/tree.ts:12')
        .map((it) => `${it} tells unasked, and offers nothing`),
    ));
});

suite('messages go through the one dialog', () => {
  test('holds', () => assert.deepEqual(gates.toastsPastDialog(sourcesIn('client', 'aws', 'server')), []));
  test('would notice', () =>
    assert.deepEqual(
      gates.toastsPastDialog({
        'client/features/models/tree.ts': "vscode.window.showInformationMessage('Loaded')",
        'server/lsp/server.ts': "connection.window.showErrorMessage('It failed.')",
        'server/lsp/configuration.ts': "connection.sendNotification('window/showMessage', { message: 'Set' })",
      }),
      ['client/features/models/tree.ts', 'server/lsp/server.ts', 'server/lsp/configuration.ts'].map(
        (it) => `${it} shows a message itself`,
      ),
    ));
});

suite('what an activation takes hold of, it lets go of', () => {
  for (const name of ['client', 'webClient'] as const)
    test(`holds for ${name}`, async () => {
      const { taken, left } = await held(name);
      assert.deepEqual(left, []);
      for (const it of ['commands.registerCommand', 'workspace.onDidChangeTextDocument', 'LanguageClient'])
        assert.ok(taken.includes(it), it);
    });
  test('would notice', async () => {
    const { taken, left } = await holding(`
const vscode = require('vscode');
exports.activate = ({ subscriptions }) => {
  vscode.workspace.onDidOpenTextDocument(() => {});
  const emitter = new vscode.EventEmitter();
  emitter.event(() => {});
  subscriptions.push(emitter, vscode.commands.registerCommand('a', () => {}));
};`);
    assert.deepEqual(left, ['workspace.onDidOpenTextDocument', 'EventEmitter.event']);
    assert.equal(taken.length, 4);
  });
});

suite('an activation takes the translations of the window before anything else', () => {
  for (const name of ['client', 'webClient'] as const)
    test(`holds for ${name}`, async () => {
      const { takenUntranslated, translated } = await held(name);
      assert.deepEqual(takenUntranslated, []);
      assert.ok(translated.includes('SageMaker language server'), translated.join());
    });
  test('would notice', async () => {
    const activation = (body: string) =>
      holding(`const vscode = require('vscode'); exports.activate = () => { ${body} };`);
    const command = "vscode.commands.registerCommand('a', () => {});";
    const never = await activation(command);
    assert.deepEqual([never.takenUntranslated, never.translated], [['commands.registerCommand'], []]);
    const late = await activation(`${command} vscode.l10n.bundle['Log'];`);
    assert.deepEqual([late.takenUntranslated, late.translated], [['commands.registerCommand'], ['Log']]);
  });
});

suite('nothing that is to be disposed of is dropped', () => {
  test('holds', () => assert.deepEqual(droppedDisposables(sourcesIn('client', 'aws')), []));
  test('would notice', () =>
    assert.deepEqual(
      droppedDisposables({
        'client/a.ts': `import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
class Row {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #kept = new vscode.EventEmitter<void>();
  readonly #view: vscode.TreeView<string>;
  constructor(of: vscode.TreeViewOptions<string>) { this.#view = vscode.window.createTreeView('a', of); }
  change = () => this.#changed.fire();
  get chosen() { return this.#view.selection; }
  dispose = () => this.#kept.dispose();
}
export function open(client: BaseLanguageClient): vscode.Disposable {
  vscode.workspace.onDidOpenTextDocument(() => {});
  client.onNotification('a', () => {});
  const pick = vscode.window.createQuickPick();
  pick.onDidHide(() => pick.hide());
  const other = vscode.window.createQuickPick();
  other.onDidHide(() => other.dispose());
  const watcher = vscode.workspace.createFileSystemWatcher('**');
  watcher.onDidChange(() => {});
  return vscode.Disposable.from(watcher, vscode.commands.registerCommand('a', (of) => new Row(of)));
}`,
      }),
      [
        'client/a.ts:4 never disposes of #changed',
        'client/a.ts:7 never disposes of #view',
        'client/a.ts:13 drops what is to be disposed of',
        'client/a.ts:14 drops what is to be disposed of',
        'client/a.ts:15 never disposes of pick',
      ],
    ));
});

suite('what is exported is taken in somewhere', () => {
  // The build uses test/work/counting.ts by the names of its exports.
  const entries = /^client\/extension(\.web)?\.ts$|^server\/main|^test\/(editor\/index|work\/counting)\.ts$|\.mjs$/;
  test('holds', () =>
    assert.deepEqual(gates.deadExports(sourcesIn('client', 'aws', 'protocol', 'server', 'test'), entries), []));
  test('would notice', () =>
    assert.deepEqual(
      gates.deadExports(
        {
          'server/a.ts':
            'export const used = 1;\nexport function dead() {}\nexport interface AlsoDead {}\nexport interface Said {}\nexport const used2 = (it: Said) => it;',
          'server/b.ts': "import { used, used2 } from './a';\nexport const all = used;",
          'server/c.ts': "import * as b from './b';\nb.all;",
        },
        entries,
      ),
      ['server/a.ts exports dead to nobody', 'server/a.ts exports AlsoDead to nobody'],
    ));
});
