/** Build time: collects the licenses of all packages whose code or text is in a bundle. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sdkFolder } from './apiDocs.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

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
 * @param {import('esbuild').Metafile[]} metafiles
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
