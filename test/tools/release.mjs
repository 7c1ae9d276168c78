// Whether a tag is one of this version, and on which channel that is released: node test/tools/release.mjs v1.2.3
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './install.mjs';
import { channelOf } from './package.mjs';

/**
 * What is in the way of a release.
 * @param {{ tag: string, version: string, changelog: string }} of
 * @returns {string | undefined} a sentence; nothing where nothing is
 */
export function obstacle({ tag, version, changelog }) {
  if (tag !== `v${version}`) return `The tag ${tag} is not v${version}, which package.json says.`;
  if (!changelog.includes(`\n## [${version}]`)) return `CHANGELOG.md has no section ## [${version}].`;
  return undefined;
}

function main() {
  const read = (/** @type {string} */ file) => readFileSync(path.join(root, file), 'utf8');
  const { version } = JSON.parse(read('package.json'));
  const found = obstacle({ tag: process.argv[2] ?? '', version, changelog: read('CHANGELOG.md') });
  if (found) console.error(found);
  else console.log(`channel=${channelOf(version)}`);
  process.exitCode = found ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
