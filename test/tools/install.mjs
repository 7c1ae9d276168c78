// What a fresh clone lacks. Uses Node's own modules only, for it runs before any other is there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Whether node_modules holds what package-lock.json asks for: npm keeps a copy of what it has installed.
 * @param {string} folder
 */
export function installed(folder) {
  const locked = (/** @type {string} */ file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')).packages;
  if (!existsSync(path.join(folder, 'node_modules/.package-lock.json'))) return false;
  const has = locked('node_modules/.package-lock.json');
  return Object.entries(locked('package-lock.json')).every(
    ([name, { version, optional, link }]) =>
      !name.startsWith('node_modules/') || link || optional || has[name]?.version === version,
  );
}

/**
 * Runs a command of npm or of the project, and ends this process where it fails.
 * @param {string} command
 * @param {string[]} args
 */
export function run(command, ...args) {
  // npm is a batch file on Windows, which only a shell can start; what is no such file may have a blank in its path.
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}

/** Installs the project's packages where they are missing or not those of the lock file. */
export function installMissing() {
  if (installed(root)) return;
  console.log('Installing the packages of the project …');
  run('npm', 'ci', '--no-audit', '--no-fund');
}
