// npm run screenshots: makes the pictures of the README and of docs/tour.md from those that the tests in windows take.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../tools/install.mjs';

const file = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** The pictures that are shown, with what is to be seen in them: the one list. */
const shown = Object.keys(JSON.parse(readFileSync(file('shown.json'), 'utf8')));

/** Where the pictures of a theme go. */
const folders = { light: 'docs/images', dark: 'docs/images/dark' };

for (const theme of Object.keys(folders)) {
  const env = { ...process.env, WINDOW_THEME: theme };
  const { status } = spawnSync(process.execPath, [file('ui.mjs')], { cwd: root, stdio: 'inherit', env });
  // A picture of a window in which something went wrong is shown to nobody.
  if (status !== 0) process.exit(1);
}
rmSync(path.join(root, folders.light), { recursive: true });
for (const [theme, folder] of Object.entries(folders)) {
  mkdirSync(path.join(root, folder), { recursive: true });
  for (const it of shown)
    copyFileSync(path.join(root, 'out/screenshots', theme, `${it}.png`), path.join(root, folder, `${it}.png`));
}
console.log(`${shown.length} pictures in each of ${Object.values(folders).join(' and ')}. Look at them.`);
