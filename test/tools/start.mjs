// npm start: installs what is missing, builds, and opens VS Code on examples/ with the extension in it, connected to a
// local SageMaker with a few dozen models.
//   npm start -- --aws    with the person's own AWS connection
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

/** The environment of VS Code: the person's own, or one that leads to the local SageMaker. */
async function environment() {
  if (process.argv.includes('--aws')) return process.env;
  const { startLocal } = await import('../sagemaker/local.mjs');
  const { env, sagemaker } = await startLocal(path.join(root, '.vscode-test/start/aws'));
  console.log(
    `A local SageMaker is at ${sagemaker.url}, profile local. To use your own connection: npm start -- --aws`,
  );
  return env;
}

const code = desktop();
if (code) {
  run('npm', 'run', '--silent', 'build');
  const env = await environment();
  console.log(`Opening ${code} on examples/.`);
  const own = [`--user-data-dir=${userData}`, `--extensions-dir=${extensions}`, '--disable-workspace-trust'];
  // The local SageMaker lives as long as the window.
  const args = [examples, '--new-window', '--wait', `--extensionDevelopmentPath=${root}`, ...own];
  // `code` is a batch file on Windows, which only a shell can start, and that splits at blanks.
  const shell = process.platform === 'win32';
  const quoted = shell ? args.map((it) => `"${it}"`) : args;
  spawn(code, quoted, { stdio: 'inherit', shell, env }).on('exit', (status) => process.exit(status ?? 1));
} else {
  const { address, installExtension, runsHere, startServer } = await import('../vscode/host.mjs');
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
  run(process.execPath, 'esbuild.mjs', '--tests');
  installExtension({ userData, extensions, vsix });
  const server = await startServer({ userData, extensions, env: await environment() });
  console.log(`\nVS Code is at ${address(server, examples)}\nOpen it in a browser. Ctrl+C ends it.`);
}
