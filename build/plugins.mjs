/** Build time: the esbuild plugins that esbuild.mjs uses. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
/** @import * as esbuild from 'esbuild' */
import { apiDocs } from './apiDocs.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Gives the module `sagemaker-docs`: the SDK's words for every member, taken in at build time and never committed. */
export const sagemakerDocs = {
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

/** Where a bundle finds these modules at run time: each is a bundle of its own, loaded when it's needed. */
const apartFiles = {
  'aws/sdk/index': './aws.js',
  'lazy/index': './lazy.js',
  'cli/lint/command': './lint.js',
  'main/node': './server.js',
};

/** Leaves modules that have a bundle of their own out of the bundles that load them. */
export const apart = {
  name: 'apart',
  /** @param {esbuild.PluginBuild} build */
  setup(build) {
    for (const [module, file] of Object.entries(apartFiles))
      build.onResolve({ filter: new RegExp(`(^|/)${module.replace('.', '\\.')}$`) }, ({ kind }) =>
        kind === 'entry-point' ? undefined : { path: file, external: true },
      );
  },
};

/**
 * Imports the VS Code API as a single object. For a namespace import, esbuild copies every name in each file that has
 * one, and so does the language client. That took up a third of the client's load time.
 */
export const vscodeAsItIs = {
  name: 'vscode-as-it-is',
  /** @param {esbuild.PluginBuild} build */
  setup(build) {
    build.onLoad(
      { filter: /[\\/]((?:aws|client)[\\/].*\.ts|vscode-languageclient[\\/].*\.[cm]?js)$/ },
      ({ path: file }) => ({
        contents: withVscodeAsItIs(readFileSync(file, 'utf8'), path.relative(root, file)),
        loader: file.endsWith('.ts') ? 'ts' : 'js',
        watchFiles: [file],
      }),
    );
  },
};

/**
 * Rewrites a module so that the VS Code API isn't copied. Every line that imports `vscode` must have a known format: any
 * other import by a newer package or compiler fails the build instead of passing unchanged.
 * @param {string} text
 * @param {string} file
 */
export function withVscodeAsItIs(text, file) {
  return text.replace(/^.*(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["']vscode["'].*$/gm, (line) => {
    if (/^import type .* from 'vscode';$|^const \w+ = require\("vscode"\);$/.test(line)) return line;
    if (/^import \* as vscode from 'vscode';$/.test(line)) return "import vscode = require('vscode');";
    const copied = /^(const \w+ = )__importStar\(require\("vscode"\)\);$/.exec(line);
    if (!copied) throw new Error(`${file} imports vscode in a way that build/plugins.mjs doesn't know: ${line.trim()}`);
    return `${copied[1]}require("vscode");`;
  });
}

let building = 0;

/** Prints what the problem matcher in .vscode/tasks.json waits for: once for all bundles. */
export const announce = {
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
