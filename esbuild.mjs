// Builds dist/, which is shipped, and out/, the tests.
//   node esbuild.mjs                 both
//   node esbuild.mjs --production    dist/ alone, as it is shipped
//   node esbuild.mjs --tests         out/ alone
//   node esbuild.mjs --watch         both, and again after every change
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import ts from 'typescript';
import { apiDocs, sdkFolder } from './server/apiDocs.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));

/** Gives the module `sagemaker-docs`: the SDK's words for every member, taken in at build time and never committed. */
const sagemakerDocs = {
  name: 'sagemaker-docs',
  /** @param {esbuild.PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^sagemaker-docs$/ }, () => ({ path: 'docs', namespace: 'sagemaker-docs' }));
    build.onLoad({ filter: /.*/, namespace: 'sagemaker-docs' }, () => ({
      contents: JSON.stringify(apiDocs('CreateModelInput', 'DescribeModelOutput', 'AddTagsInput')),
      loader: 'json',
    }));
  },
};

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  charset: 'utf8',
  // jsonc-parser's `main` is UMD, which a bundle builds with and breaks on when it runs.
  mainFields: ['module', 'main'],
  // A package asks where it is, in the words of a module.
  define: { 'import.meta.url': '__filename' },
  sourcemap: true,
  logLevel: 'warning',
  plugins: [sagemakerDocs],
};

/** What runs in a browser, and takes in nothing that only Node has. @type {esbuild.BuildOptions} */
const web = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
  define: {},
};

/** Leaves client/aws.ts and server/elsewhere.ts out of the bundles that want them: each is loaded from its own when it is needed. */
const apart = {
  name: 'apart',
  /** @param {esbuild.PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^\.\/(aws|elsewhere)$/ }, ({ path }) => ({ path: `${path}.js`, external: true }));
  },
};

/**
 * Imports the editor's API as the object that it is. Of a namespace import, esbuild copies every name for each file that has
 * one, and so does the language client, which made up a third of the time that the client takes to load.
 */
const vscodeAsItIs = {
  name: 'vscode-as-it-is',
  /** @param {esbuild.PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /[\\/](client[\\/].*\.ts|vscode-languageclient[\\/].*\.[cm]?js)$/ }, ({ path: file }) => ({
      contents: withVscodeAsItIs(readFileSync(file, 'utf8'), path.relative(root, file)),
      loader: file.endsWith('.ts') ? 'ts' : 'js',
      watchFiles: [file],
    }));
  },
};

/**
 * A module in which the editor's API isn't copied. Every line that imports `vscode` must be one that's known here: what a
 * newer package or compiler writes fails the build instead of passing unchanged.
 * @param {string} text
 * @param {string} file
 */
export function withVscodeAsItIs(text, file) {
  return text.replace(/^.*(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["']vscode["'].*$/gm, (line) => {
    if (/^import type .* from 'vscode';$|^const \w+ = require\("vscode"\);$/.test(line)) return line;
    if (/^import \* as vscode from 'vscode';$/.test(line)) return "import vscode = require('vscode');";
    const copied = /^(const \w+ = )__importStar\(require\("vscode"\)\);$/.exec(line);
    if (!copied) throw new Error(`${file} imports vscode in a way that esbuild.mjs doesn't know: ${line.trim()}`);
    return `${copied[1]}require("vscode");`;
  });
}

/** @satisfies {Record<string, esbuild.BuildOptions>} */
export const bundles = {
  client: {
    ...common,
    entryPoints: ['client/extension.ts'],
    outfile: 'dist/client.js',
    external: ['vscode'],
    plugins: [sagemakerDocs, apart, vscodeAsItIs],
  },
  aws: {
    ...common,
    entryPoints: ['client/aws.ts'],
    outfile: 'dist/aws.js',
    // VS Code puts its proxy and certificates into the modules of these names.
    alias: { 'node:http': 'http', 'node:https': 'https' },
  },
  server: {
    ...common,
    entryPoints: ['server/main.node.ts'],
    outfile: 'dist/server.js',
    plugins: [sagemakerDocs, apart],
    // Of a script that runs in a browser as well, `import()` would find no names.
    supported: { 'dynamic-import': false },
    banner: { js: '#!/usr/bin/env node' },
  },
  // One file for both servers: a module to Node, and in a worker a script, which can only leave something global behind.
  elsewhere: {
    ...web,
    entryPoints: ['server/elsewhere.ts'],
    outfile: 'dist/elsewhere.js',
    format: 'iife',
    globalName: 'elsewhere',
    footer: { js: "if (typeof module === 'object') module.exports = elsewhere;" },
  },
  webClient: {
    ...web,
    entryPoints: ['client/extension.web.ts'],
    outfile: 'dist/web/client.js',
    external: ['vscode'],
    plugins: [vscodeAsItIs],
  },
  webServer: {
    ...web,
    entryPoints: ['server/main.web.ts'],
    outfile: 'dist/web/server.js',
    format: 'iife',
  },
  lint: {
    ...common,
    entryPoints: ['server/cli.ts'],
    outfile: 'dist/lint.js',
    banner: { js: '#!/usr/bin/env node' },
  },
};

/** @type {esbuild.BuildOptions} */
const tests = {
  ...common,
  // Folder by folder: a whole VS Code may lie in test/vscode.
  entryPoints: [
    ...['test', 'test/language', 'test/client', 'test/wire'].flatMap((folder) =>
      readdirSync(path.join(root, folder))
        .filter((it) => it.endsWith('.test.ts'))
        .map((it) => path.posix.join(folder, it)),
    ),
    'test/bench.ts',
    'test/editor/index.ts',
    'test/fuzz/run.ts',
    'test/sagemaker/seed.ts',
    'test/sagemaker/server.ts',
  ],
  outdir: 'out',
  outbase: 'test',
  packages: 'external',
};

const manifestOf = (/** @type {string} */ folder) =>
  JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));

/** Some packages name a licence and bring no text of it: that of another package of the same owner is theirs. */
const siblings = { '@aws-sdk/': path.relative(root, sdkFolder), '@vscode/': 'node_modules/vscode-languageclient' };

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} license
 * @returns {string | undefined} the file with the text of a package's licence
 */
function licenceOf(folder, name, license) {
  const own = readdirSync(path.join(root, folder)).find((it) => /^(licen[cs]e|copying)/i.test(it));
  if (own) return path.join(root, folder, own);
  const sibling = Object.entries(siblings).find(([owner]) => name.startsWith(owner))?.[1];
  if (!sibling || sibling === folder || manifestOf(sibling).license !== license) return undefined;
  return licenceOf(sibling, name, license);
}

/**
 * The licences of all packages that bundles take in, and of the SDK, whose documentation the server carries.
 * @param {esbuild.Metafile[]} metafiles
 */
export function notices(metafiles) {
  const inputs = metafiles.flatMap((it) => Object.keys(it.inputs));
  const folders = inputs
    .map((it) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(it)?.[1])
    .filter((it) => it !== undefined);
  folders.push(path.relative(root, sdkFolder));
  /** @type {Map<string, string[]>} the packages under each text of a licence */
  const licences = new Map();
  for (const folder of [...new Set(folders)].sort()) {
    const { name, version, license, homepage } = manifestOf(folder);
    const file = licenceOf(folder, name, license);
    if (!file) throw new Error(`${name} has no licence file, so it cannot be shipped.`);
    const text = readFileSync(file, 'utf8').trim();
    const line = `${name} ${version} (${license})${homepage ? `\n${homepage}` : ''}`;
    licences.set(text, [...(licences.get(text) ?? []), line]);
  }
  const packages = [...licences].map(([text, names]) => `${names.join('\n')}\n\n${text}`);
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  const opening =
    'This software contains the work of others, under the licences below. The text that explains the members of a request\nis taken from the declarations of @aws-sdk/client-sagemaker.';
  return `${[opening, ...packages].join(rule)}\n`;
}

async function main() {
  const given = process.argv.slice(2);
  if (given.includes('--watch')) {
    for (const it of [...Object.values(bundles), tests]) {
      const context = await esbuild.context({ ...it, plugins: [...(it.plugins ?? []), announce] });
      await context.watch();
    }
    return;
  }
  if (!given.includes('--tests')) await buildProduct(given.includes('--production'));
  if (!given.includes('--production')) await buildTests();
}

/**
 * The bodies of packages that V8 reads twice: what stands in no parentheses is read over, and read again when it is called.
 * @param {string} script minified
 */
export function bodiesReadTwice(script) {
  return ts
    .createSourceFile('script.js', script, ts.ScriptTarget.Latest)
    .statements.filter(ts.isVariableStatement)
    .flatMap((it) => it.declarationList.declarations)
    .map(({ initializer: it }) => (it && ts.isCallExpression(it) ? it.arguments[0] : undefined))
    .filter((it) => it !== undefined && ts.isArrowFunction(it));
}

/**
 * Spares V8 the first of these readings, which is a fifth of the time that the client takes to load.
 * @param {string} script
 */
const readOnce = (script) =>
  bodiesReadTwice(script).reduceRight(
    (it, { pos, end }) => `${it.slice(0, pos)}(${it.slice(pos, end)})${it.slice(end)}`,
    script,
  );

/** @param {boolean} production minified, and without source maps */
async function buildProduct(production) {
  const builds = Object.values(bundles).map((it) =>
    esbuild.build({ ...it, metafile: true, minify: production, sourcemap: !production }),
  );
  const metafiles = (await Promise.all(builds)).flatMap((it) => it.metafile ?? []);
  if (production) {
    const client = path.join(root, bundles.client.outfile);
    writeFileSync(client, readOnce(readFileSync(client, 'utf8')));
  }
  writeFileSync(path.join(root, 'dist/ThirdPartyNotices.txt'), notices(metafiles));
  const schema = execFileSync(process.execPath, [path.join(root, 'dist/lint.js'), '--schema']);
  writeFileSync(path.join(root, 'dist/sagemaker-model.schema.json'), schema);
}

async function buildTests() {
  // A test that has been deleted is not to be run again; pictures of windows are kept until the next ones.
  const folder = path.join(root, 'out');
  const old = existsSync(folder) ? readdirSync(folder).filter((it) => it !== 'screenshots') : [];
  for (const it of old) rmSync(path.join(folder, it), { recursive: true });
  await esbuild.build(tests);
}

let building = 0;

/** Prints what the problem matcher in .vscode/tasks.json waits for: once for all bundles. */
const announce = {
  name: 'announce',
  /** @param {esbuild.PluginBuild} build */
  setup(build) {
    build.onStart(() => {
      if (building++ === 0) console.log('[watch] build started');
    });
    build.onEnd(({ errors }) => {
      for (const { text, location } of errors)
        console.error(`> ${location?.file}:${location?.line}:${location?.column}: error: ${text}`);
      if (--building === 0) console.log('[watch] build finished');
    });
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
