// The extension in a window, with real keys and clicks; pictures of it are left in out/screenshots, or in a folder there
// that has the name of the theme.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../install.mjs';
import { vsix } from '../package.mjs';
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

const pictures = path.join(root, 'out/screenshots', theme);

const { publisher, name } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

export const extensionId = `${publisher}.${name}`;

/** The status bar's item of the connection. */
export const connectionItem = '#sagemaker-model\\.sagemaker-model\\.sagemakerModel\\.connection';

/** @typedef {[name: string, run: () => Promise<void>]} Test */
/** @typedef {Awaited<ReturnType<typeof openWindow>>} Window */
/** @typedef {Awaited<ReturnType<Window['open']>>} Editor */

/** Nobody is asked whether to trust a workspace: nobody does. */
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
 * @param {boolean} [of.isTrusted] whether whatever is opened is trusted; else the window is in Restricted Mode
 * @param {boolean} [of.isDevelopment] whether the extension is that of the project's folder, and not the packaged one
 */
export async function openWindow({ own, folder, env, settings = {}, before, isTrusted = true, isDevelopment = false }) {
  const [userData, extensions] = [path.join(own, 'user-data'), path.join(own, 'extensions')];
  mkdirSync(pictures, { recursive: true });
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  const trust = isTrusted ? {} : { 'security.workspace.trust.enabled': true, ...startsRestricted };
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify({ ...settings, ...trust }));
  if (!isDevelopment) installExtension({ userData, extensions, vsix });
  before?.(extensions);
  // Without its tests' driver a built VS Code takes no extension from a folder; with it, it shows no toasts.
  const server = await startServer({ userData, extensions, env, isTrusted, forTests: isDevelopment });
  const browser = await openBrowser(server);
  const where = address(server, folder, isDevelopment ? [['extensionDevelopmentPath', remote(server, root)]] : []);
  /** Another window on the same folder. */
  const another = async () => {
    const page = await browser.newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
    page.setDefaultTimeout(20_000);
    await page.goto(where);
    await page.locator('.monaco-workbench').waitFor();
    return page;
  };
  const page = await another();
  // Those of the packaged extension are the ones that are shown to people.
  const kind = isDevelopment ? 'development-' : '';
  const picture = (/** @type {string} */ name) => page.screenshot({ path: path.join(pictures, `${kind}${name}.png`) });

  /** Runs a command from the palette, by its title. */
  async function command(/** @type {string} */ title) {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget input[type=text]');
    await input.waitFor();
    await input.fill(`>${title}`);
    await page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: title }).waitFor();
    await page.keyboard.press('Enter');
  }

  /** Asks for suggestions, and waits for one. */
  async function suggested(/** @type {string} */ label) {
    const row = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label });
    if (!(await row.count())) await page.keyboard.press('Control+Space');
    await row.first().waitFor();
  }

  /** Accepts a suggestion once it is the chosen one. */
  async function accept(/** @type {string} */ label) {
    await page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: label }).waitFor();
    await page.keyboard.press('Enter');
  }

  /** Opens the light bulb, and waits for an action in it; VS Code closes it again where problems come meanwhile. */
  async function lightBulb(/** @type {string} */ title) {
    const row = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    for (let tries = 1; ; tries++) {
      await page.keyboard.press('Control+.');
      const isThere = await row.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
      if (isThere) return row;
      if (tries === 5) throw new Error(`The light bulb never offered “${title}”.`);
    }
  }

  /** Opens a file by its name. */
  async function open(/** @type {string} */ file) {
    await page.keyboard.press('Control+P');
    const input = page.locator('.quick-input-widget input[type=text]');
    await input.waitFor();
    await input.fill(file);
    await page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: file }).waitFor();
    await page.keyboard.press('Enter');
    const editor = page.locator(`.editor-instance .monaco-editor[data-uri$="${file}"]`);
    await editor.locator('.view-line').first().waitFor();
    return editor;
  }

  /** Puts the caret in a line and column. */
  async function goTo(/** @type {number} */ line, /** @type {number} */ column) {
    await page.keyboard.press('Control+G');
    const input = page.locator('.quick-input-widget input[type=text]');
    await input.waitFor();
    await input.fill(`:${line}:${column}`);
    await page
      .locator('.quick-input-widget .monaco-list-row', { hasText: String(line) })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  const close = async () => {
    await browser.close();
    await server.stop();
  };
  return { page, another, picture, command, suggested, accept, lightBulb, open, goTo, close };
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
