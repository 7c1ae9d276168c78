import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { listFiles, PackageManager } from '@vscode/vsce';
import manifest from '../../package.json';

suite('the package', () => {
  test('holds what the product needs, and nothing else', async () => {
    const files = await listFiles({ cwd: process.cwd(), packageManager: PackageManager.None });
    assert.deepEqual(files.toSorted(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/ThirdPartyNotices.txt',
      'dist/aws.js',
      'dist/cli.js',
      'dist/client.js',
      'dist/lazy.js',
      'dist/lint.js',
      'dist/sagemaker-model.schema.json',
      'dist/server.js',
      'dist/web/client.js',
      'dist/web/server.js',
      'l10n/bundle.l10n.json',
      'media/file-dark.svg',
      'media/file-light.svg',
      'media/icon.png',
      'media/models.svg',
      'media/walkthrough/begin.svg',
      'media/walkthrough/check.svg',
      'media/walkthrough/compare.svg',
      'media/walkthrough/connect.svg',
      'media/walkthrough/create.svg',
      'media/walkthrough/describe.svg',
      'package.json',
      'package.nls.json',
      'syntaxes/language-configuration.json',
      'syntaxes/sagemaker-model.tmLanguage.json',
    ]);
  });
  test('names the licence of every package in it, and of the SDK whose words it carries', () => {
    const notices = readFileSync('dist/ThirdPartyNotices.txt', 'utf8');
    const packages = [
      'vscode-languageclient',
      'vscode-languageserver',
      'vscode-jsonrpc',
      'jsonc-parser',
      '@aws-sdk/client-sagemaker',
      '@aws-sdk/client-sts',
      '@vscode/l10n',
      'yaml',
    ];
    for (const it of packages) assert.match(notices, new RegExp(`^${it} \\d`, 'm'));
    assert.match(notices, /Apache License/);
  });
  test('brings the JSON Schema that the linter prints, for editors to bind to the names of files', () => {
    const { stdout } = spawnSync(process.execPath, ['dist/lint.js', '--schema'], { encoding: 'utf8' });
    assert.equal(readFileSync('dist/sagemaker-model.schema.json', 'utf8'), stdout);
    const { $id } = JSON.parse(stdout);
    assert.equal($id, `https://unpkg.com/${manifest.name}@${manifest.version}/dist/sagemaker-model.schema.json`);
  });
  test('is described by files that are there', () => {
    const { languages, grammars } = manifest.contributes;
    const files = [
      manifest.icon,
      manifest.main,
      manifest.browser,
      ...Object.values(manifest.bin),
      ...grammars.map((it) => it.path),
    ];
    for (const it of [
      ...files,
      ...languages.flatMap(({ configuration, icon }) => [configuration, icon.light, icon.dark]),
    ])
      assert.ok(existsSync(it), it);
  });
});
