/** Build time: the bundles in dist/ and out/, with their entry points and options. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
/** @import * as esbuild from 'esbuild' */
import { apart, sagemakerDocs, vscodeAsItIs } from './plugins.mjs';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

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
    entryPoints: ['aws/sdk/index.ts'],
    outfile: 'dist/aws.js',
    // VS Code puts its proxy and certificates into the modules of these names.
    alias: { 'node:http': 'http', 'node:https': 'https' },
  },
  server: {
    ...common,
    entryPoints: ['server/main/node.ts'],
    outfile: 'dist/server.js',
    plugins: [sagemakerDocs, apart],
    // Of a script that runs in a browser as well, `import()` would find no names.
    supported: { 'dynamic-import': false },
    banner: { js: '#!/usr/bin/env node' },
  },
  // One file for both servers: a module to Node, and in a worker a script, which can only leave something global behind.
  lazy: {
    ...web,
    entryPoints: ['server/lazy/index.ts'],
    outfile: 'dist/lazy.js',
    format: 'iife',
    globalName: 'lazy',
    footer: { js: "if (typeof module === 'object') module.exports = lazy;" },
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
    entryPoints: ['server/main/web.ts'],
    outfile: 'dist/web/server.js',
    format: 'iife',
  },
  cli: {
    ...common,
    entryPoints: ['server/main/cli.ts'],
    outfile: 'dist/cli.js',
    plugins: [apart],
    banner: { js: '#!/usr/bin/env node' },
  },
  lint: {
    ...common,
    entryPoints: ['server/cli/lint/command.ts'],
    outfile: 'dist/lint.js',
    banner: { js: '#!/usr/bin/env node' },
  },
};

/** @type {esbuild.BuildOptions} */
export const tests = {
  ...common,
  // Folder by folder: a whole VS Code may lie in test/vscode.
  entryPoints: [
    ...['cli', 'client', 'fuzz', 'house', 'language', 'server', 'tools', 'wire', 'work'].flatMap((folder) =>
      readdirSync(path.join(root, 'test', folder))
        .filter((it) => it.endsWith('.test.ts'))
        .map((it) => path.posix.join('test', folder, it)),
    ),
    'test/bench/run.ts',
    'test/editor/index.ts',
    'test/fuzz/run.ts',
    'test/sagemaker/seed.ts',
    'test/sagemaker/server.ts',
  ],
  outdir: 'out',
  outbase: 'test',
  packages: 'external',
};
