// The extension in a window, with real keys and clicks; pictures of it are left in out/screenshots, or in a folder there
// that has the name of the theme.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../tools/install.mjs';
import { vsix } from '../tools/package.mjs';
import {
  address,
  installExtension,
  openBrowser,
  remote,
  remove,
  scratch,
  startServer,
  theme,
} from '../vscode/host.mjs';
import { elements } from './page.mjs';

const pictures = path.join(root, 'out/screenshots', theme);

/** @typedef {[name: string, run: () => Promise<void>]} Test */
/** @typedef {Awaited<ReturnType<typeof openWindow>>} Window */
/** @typedef {Awaited<ReturnType<Window['open']>>} Editor */

/** As on a desktop. In a browser, VS Code saves a file by itself after a second. */
const savesByHand = { 'files.autoSave': 'off' };

/** No prompt asks whether to trust a workspace; workspaces aren't trusted. */
const startsRestricted = { 'security.workspace.trust.startupPrompt': 'never' };

/** Waits until something is so. */
export async function until(/** @type {() => boolean} */ isSo) {
  for (let waited = 0; !isSo(); waited += 50) {
    if (waited > 20_000) throw new Error(`It never came to be that ${isSo}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Opens a window on a folder.
 * @param {object} of
 * @param {string} of.own a folder for what this window keeps
 * @param {string} of.folder
 * @param {NodeJS.ProcessEnv} [of.env]
 * @param {Record<string, unknown>} [of.settings] what the person has set
 * @param {(extensions: string) => void} [of.before] is given the folder of the extensions, before any window is there
 * @param {boolean} [of.isTrusted] whether everything that is opened is trusted; otherwise the window is in Restricted Mode
 * @param {boolean} [of.isDevelopment] whether the extension is that of the project's folder, and not the packaged one
 */
export async function openWindow({ own, folder, env, settings = {}, before, isTrusted = true, isDevelopment = false }) {
  const [userData, extensions] = [path.join(own, 'user-data'), path.join(own, 'extensions')];
  mkdirSync(pictures, { recursive: true });
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  const trust = isTrusted ? {} : { 'security.workspace.trust.enabled': true, ...startsRestricted };
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify({ ...savesByHand, ...settings, ...trust }));
  if (!isDevelopment) installExtension({ userData, extensions, vsix });
  before?.(extensions);
  // Without its tests' driver a built VS Code takes no extension from a folder; with it, it shows no toasts.
  const server = await startServer({ userData, extensions, env, isTrusted, forTests: isDevelopment });
  const browser = await openBrowser(server);
  const where = address(server, folder, isDevelopment ? [['extensionDevelopmentPath', remote(server, root)]] : []);
  /** Another window on the same folder. */
  const another = async () => {
    /** @type {any} */
    const page = await browser.newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
    page.setDefaultTimeout(20_000);
    await page.goto(where);
    const window = { ...elements(page), page };
    await window.workbench.waitFor();
    return window;
  };
  const window = await another();
  const { page } = window;
  // Those of the packaged extension are the ones that are shown to people.
  const kind = isDevelopment ? 'development-' : '';
  const picture = (/** @type {string} */ name) => page.screenshot({ path: path.join(pictures, `${kind}${name}.png`) });

  const close = async () => {
    await browser.close();
    await server.stop();
  };
  return { ...window, another, picture, close };
}

/**
 * Runs tests in a window, one after the other, each on what the ones before have left.
 * @param {string} title
 * @param {(own: string) => Promise<{ window: Window, tests: Test[], close?: () => Promise<void> }>} prepare
 * @returns {Promise<number>} how many failed
 */
export async function runInWindow(title, prepare) {
  const own = scratch();
  let failed = 0;
  const { window, tests, close } = await prepare(own);
  try {
    console.log(`\n  ${title}`);
    for (const [name, test] of tests) {
      const start = Date.now();
      try {
        await test();
        console.log(`    ✔ ${name} (${Date.now() - start}ms)`);
      } catch (error) {
        failed++;
        console.error(`    ✖ ${name}\n${error instanceof Error ? error.stack : error}`);
        await window.picture(`failed-${title.replaceAll(' ', '-')}-${failed}`);
      }
    }
  } finally {
    await window.close();
    await close?.();
    remove(own);
  }
  console.log(`\n  ${tests.length - failed} passed, ${failed} failed\n`);
  if (failed > 0) console.error(`${failed} failed; pictures are in ${pictures}.`);
  return failed;
}
