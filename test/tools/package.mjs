// Packs what is built in dist/ as a .vsix: node test/tools/package.mjs
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './install.mjs';

const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Where the packed extension lies. */
export const vsix = path.join(root, `dist/${name}-${version}.vsix`);

/** A minor number that is odd is the channel of pre-releases: the Marketplace takes no versions such as 1.1.0-beta. */
export const channelOf = (/** @type {string} */ version) =>
  Number(version.split('.')[1]) % 2 === 1 ? 'pre-release' : 'release';

async function pack() {
  const { createVSIX } = await import('@vscode/vsce');
  // Everything is in the bundles, so vsce need not look for dependencies.
  await createVSIX({
    cwd: root,
    packagePath: vsix,
    dependencies: false,
    preRelease: channelOf(version) === 'pre-release',
  });
  console.log(`${path.relative(root, vsix)}, ${Math.ceil(statSync(vsix).size / 1000)} KB`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await pack();
