// Builds dist/, which is shipped, and out/, the tests.
//   node esbuild.mjs                 both
//   node esbuild.mjs --production    dist/ alone, as it is shipped
//   node esbuild.mjs --tests         out/ alone
//   node esbuild.mjs --watch         both, and again after every change
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { bundles, root, tests } from './build/bundles.mjs';
import { notices } from './build/licenses.mjs';
import { announce } from './build/plugins.mjs';

export { bundles };

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

/** @param {boolean} production minified, and without source maps */
async function buildProduct(production) {
  const builds = Object.values(bundles).map((it) =>
    esbuild.build({ ...it, metafile: true, minify: production, sourcemap: !production }),
  );
  const metafiles = (await Promise.all(builds)).flatMap((it) => it.metafile ?? []);
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

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
