// npm start: installs what is missing, builds, and opens VS Code on examples/ with the extension in it.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { installMissing, root, run } from './install.mjs';
import { vsix } from './package.mjs';

installMissing();

/** Folders of its own, never the person's, kept from one start to the next. */
const userData = path.join(root, '.vscode-test/start/user-data');
const extensions = path.join(root, '.vscode-test/start/extensions');
const examples = path.join(root, 'examples');

/** $VSCODE, or `code` where it is installed. */
function desktop() {
  if (process.env.VSCODE) return process.env.VSCODE;
  const found = spawnSync('code', ['--version'], { shell: process.platform === 'win32' });
  return found.status === 0 ? 'code' : undefined;
}

const code = desktop();
if (code) {
  run('npm', 'run', '--silent', 'build');
  console.log(`Opening ${code} on examples/.`);
  const own = [`--user-data-dir=${userData}`, `--extensions-dir=${extensions}`, '--disable-workspace-trust'];
  const args = [examples, '--new-window', `--extensionDevelopmentPath=${root}`, ...own];
  // `code` is a batch file on Windows, which only a shell can start, and that splits at blanks.
  const shell = process.platform === 'win32';
  const quoted = shell ? args.map((it) => `"${it}"`) : args;
  spawn(code, quoted, { stdio: 'inherit', shell }).on('exit', (status) => {
    process.exitCode = status ?? 1;
  });
} else {
  const { address, installExtension, runsHere, startServer } = await import('./vscode/host.mjs');
  if (!runsHere) {
    console.error('No VS Code was found: set VSCODE to its executable, or put `code` on the PATH.');
    process.exit(1);
  }
  // Without its long list of what is in the package.
  const packed = spawnSync('npm', ['run', '--silent', 'package'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (packed.status !== 0) process.exit(1);
  installExtension({ userData, extensions, vsix });
  const server = await startServer({ userData, extensions });
  console.log(`\nVS Code is at ${address(server, examples)}\nOpen it in a browser. Ctrl+C ends it.`);
}
