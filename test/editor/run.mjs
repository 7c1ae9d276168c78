// The third ring: the suite in a real VS Code through @vscode/test-electron, and the packaged extension in a window.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { root } from '../tools/install.mjs';
import { remove, runsHere, scratch } from '../vscode/host.mjs';

const hosted = path.join(root, 'test/vscode/code.mjs');

/**
 * The VS Code to test in, and why it was chosen: $VSCODE; where no $VSCODE_VERSION is asked for and there is no display or
 * this is CI, the one from the npm registry; else the one that @vscode/test-electron downloads.
 * @returns {Promise<string>} its executable
 */
async function choose() {
  const { VSCODE, VSCODE_VERSION, CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (VSCODE) {
    if (!existsSync(VSCODE))
      throw new Error(`VSCODE is ${VSCODE}, and there is no such file: set it to VS Code's executable.`);
    console.log(`VS Code: ${VSCODE}, as VSCODE says.`);
    return VSCODE;
  }
  if (runsHere && !VSCODE_VERSION && (CI || !(DISPLAY || WAYLAND_DISPLAY))) {
    console.log(`VS Code: from the npm registry, for ${CI ? 'this is CI' : 'there is no display'}.`);
    return hosted;
  }
  const version = VSCODE_VERSION || 'stable';
  console.log(`VS Code: ${version}, downloaded by @vscode/test-electron.`);
  try {
    return await downloadAndUnzipVSCode({
      version,
      timeout: 30_000,
      cachePath: path.join(root, 'out/vscode'),
    });
  } catch (error) {
    throw new Error(
      `VS Code cannot be downloaded (${error instanceof Error ? error.message : error}): set VSCODE to the executable of an installed one.`,
    );
  }
}

/**
 * Runs the suite in a window.
 * @param {string} executable
 * @param {'workspace' | 'empty'} window
 */
async function runSuite(executable, window) {
  const own = scratch();
  const folders = [`--user-data-dir=${own}`, `--extensions-dir=${path.join(own, 'extensions')}`];
  const opened = window === 'workspace' ? [path.join(root, 'test/editor/workspace/several.code-workspace')] : [];
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out/editor/index.js'),
      extensionTestsEnv: { SAGEMAKER_MODEL_WINDOW: window },
      launchArgs: [...opened, ...folders, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
    });
  } finally {
    remove(own);
  }
}

try {
  const executable = await choose();
  await runSuite(executable, 'workspace');
  await runSuite(executable, 'empty');
  if (executable === hosted) await import('./ui.mjs');
  else
    console.log(
      'The window of the packaged extension is tested with the VS Code from the npm registry only: CI=true npm test, on Linux x64.',
    );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
