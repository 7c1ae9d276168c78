// A VS Code window as people see it: the one file that knows VS Code's own elements. The product's commands are called
// by their IDs, so that their titles can change.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../tools/install.mjs';

const read = (/** @type {string} */ file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const { publisher, name, contributes } = read('package.json');
const strings = read('package.nls.json');

export const extensionId = `${publisher}.${name}`;

/** @typedef {string | RegExp} Text */
/** @typedef {ReturnType<typeof elements>} Elements */

/**
 * The title of one of our commands.
 * @param {string} id without its prefix, such as `create`
 * @param {'title' | 'category'} part
 */
export function titleOf(id, part = 'title') {
  const command = contributes.commands.find((/** @type {any} */ it) => it.command === `sagemakerModel.${id}`);
  if (!command) throw new Error(`There is no command ${id}.`);
  return String(command[part]).replace(/^%(.*)%$/, (_, key) => strings[key].message ?? strings[key]);
}

/** The entry of one of our commands in the Command Palette. @param {string} id */
export const paletteTitleOf = (id) => `${titleOf(id, 'category')}: ${titleOf(id)}`;

/**
 * The elements of a window, and what people do with them. A method that takes a text finds the first element with it.
 * @param {any} page
 */
export function elements(page) {
  const withText = (/** @type {string} */ selector) => (/** @type {Text} */ hasText) =>
    page.locator(selector, { hasText }).first();
  const input = page.locator('.quick-input-widget input[type=text]');
  const dialog = page.locator('.monaco-dialog-box');
  const toasts = page.locator('.notifications-toasts .notification-list-item');
  const toast = (/** @type {Text} */ hasText) => toasts.filter({ hasText }).first();
  const treeRows = page.locator('.pane-body .monaco-list-row');
  const focusedItem = withText('.quick-input-widget .monaco-list-row.focused');
  const focusedTreeRow = page.locator('.pane-body .monaco-list-row.focused');
  const explorerRow = withText('.explorer-folders-view .monaco-list-row');
  const suggestions = '.suggest-widget.visible .monaco-list-row';

  /** Runs a command from the palette by its title. */
  async function command(/** @type {string} */ title) {
    await page.keyboard.press('F1');
    await input.waitFor();
    await input.fill(`>${title}`);
    await focusedItem(title).waitFor();
    await page.keyboard.press('Enter');
  }

  /** Enters a text into the quick input, and accepts the item that has it. */
  async function choose(/** @type {string} */ label, text = label) {
    await input.waitFor();
    await input.fill(text);
    await focusedItem(label).waitFor();
    await page.keyboard.press('Enter');
  }

  return {
    command,
    /** Runs one of our commands from the palette. @param {string} id without its prefix */
    run: (id) => command(paletteTitleOf(id)),

    // Quick input.
    input,
    choose,
    focusedItem,
    item: withText('.quick-input-list .monaco-list-row'),
    firstItem: withText('.quick-input-list .monaco-list-row[data-index="0"]'),
    itemLabels: () => page.locator('.quick-input-list .monaco-list-row .label-name').allTextContents(),
    itemIcons: page.locator('.quick-input-list .monaco-icon-label-container .codicon-error'),
    prompt: withText('.quick-input-widget'),
    promptTitle: withText('.quick-input-title'),
    promptMessage: withText('.quick-input-message'),
    back: page.locator('.quick-input-left-action-bar .action-label'),
    /** Selects an item with the keyboard, once the list is there. */
    async typeToChoose(/** @type {string} */ text, label = text) {
      await page.keyboard.type(text);
      await focusedItem(label).waitFor();
      await page.keyboard.press('Enter');
    },
    /** Accepts the path that a file dialog suggests. */
    async acceptPath(/** @type {string} */ end) {
      await page.waitForFunction(
        `[...document.querySelectorAll('.quick-input-widget input')].some((it) => it.value.replace(/\\/$/, '').endsWith(${JSON.stringify(end)}))`,
      );
      await page.keyboard.press('Enter');
    },

    // Dialogs and notifications.
    dialog,
    dialogWith: (/** @type {Text} */ hasText) => dialog.filter({ hasText }),
    dialogButton: (/** @type {Text} */ hasText) => dialog.locator('.monaco-button', { hasText }),
    /** Presses the dialog's primary button. */
    async confirm() {
      await dialog.waitFor();
      await page.keyboard.press('Enter');
    },
    toasts,
    toast,
    toastButton: (/** @type {Text} */ of, /** @type {Text} */ hasText = '') =>
      toast(of).locator('.monaco-button', { hasText }).first(),
    toastText: async (/** @type {Text} */ of) =>
      (await toast(of).locator('.notification-list-item-message').textContent()) ?? '',
    async clearToasts() {
      await command('Notifications: Clear All Notifications');
      await toasts.first().waitFor({ state: 'detached' });
    },
    /** How many links there are in notifications, prompts, and lists, by selector. */
    async links() {
      const places = ['.notification-list-item-message', '.quick-input-message', '.quick-input-description'];
      const counts = await Promise.all(places.map((it) => page.locator(`${it} a`).count()));
      return Object.fromEntries(places.map((it, at) => [it, counts[at]]));
    },

    // Views.
    workbench: page.locator('.monaco-workbench'),
    activity: page.locator('.activitybar .action-label[aria-label="SageMaker"]'),
    badge: withText('.activitybar .badge'),
    /** Opens a view container; a click in its corner isn't taken by the badge. */
    view: (/** @type {string} */ name) =>
      page
        .locator(`.activitybar .action-item:has(.action-label[aria-label^="${name}"])`)
        .click({ position: { x: 6, y: 6 } }),
    treeRows,
    treeRow: (/** @type {Text} */ hasText) => treeRows.filter({ hasText }).first(),
    firstTreeRow: withText('.pane-body .monaco-list-row[data-index="0"]'),
    focusedTreeRow,
    /** The focused row if a screen reader reads a text for it. */
    focusedTreeRowLabeled: (/** @type {RegExp} */ label) => focusedTreeRow.and(page.getByLabel(label)),
    modelIcon: (/** @type {any} */ row) => row.locator('.codicon-package'),
    modelRows: page.locator('.pane-body .monaco-list-row[aria-level="1"]'),
    selectedModelRows: page.locator('.pane-body .selected[aria-level="1"]'),
    modelNames: () => page.locator('.pane-body .monaco-list-row .label-name').allTextContents(),
    /** Selects the first action of a row. Actions are visible under the pointer, which a list that is refreshed loses. */
    selectRowAction: async (/** @type {any} */ row) => {
      const action = row.locator('.actions-container .action-label').first();
      for (let tries = 1; ; tries++) {
        await page.mouse.move(0, 0);
        await row.hover();
        const isSelected = await action.click({ timeout: 2000 }).then(
          () => true,
          () => false,
        );
        if (isSelected) return;
        if (tries === 5) throw new Error('The action of the row never became visible.');
      }
    },
    treeMessage: withText('.pane-body .message'),
    pane: withText('.pane-body'),
    welcome: withText('.welcome-view-content'),
    welcomeLink: withText('.welcome-view-content a'),
    explorer: page.locator('.explorer-folders-view'),
    explorerRow,
    /** The decoration of a file in the Explorer. */
    decorationOf: (/** @type {string} */ file) =>
      page.evaluate(
        `(() => { const it = [...document.querySelectorAll('.explorer-folders-view .monaco-icon-label')].find((it) => it.textContent.startsWith(${JSON.stringify(file)})); return it && getComputedStyle(it, '::after').content; })()`,
      ),
    problems: page.locator('.markers-panel .monaco-list-row'),
    problem: withText('.markers-panel .monaco-list-row'),
    problemCounts: page.locator('.markers-panel .monaco-list-row .monaco-count-badge'),
    panelLine: (/** @type {Text} */ hasText) => page.locator('.part.panel .view-line', { hasText }),
    statusItem: withText('.statusbar-item'),
    connection: page.locator('#sagemaker-model\\.sagemaker-model\\.sagemakerModel\\.connection'),
    languageStatus: page.locator('#status\\.languageStatus').first(),
    languageStatusHover: withText('.hover-language-status'),
    menuItem: withText('.monaco-menu .action-item'),
    focusedMenuItem: page.locator('.monaco-menu .action-item.focused'),
    /** Opens the context menu of a row, and clicks an item: a menu that has just opened ignores clicks. */
    async contextMenu(/** @type {any} */ row, /** @type {string} */ hasText, shown = async () => {}) {
      await row.click({ button: 'right' });
      const item = page.locator('.monaco-menu .action-item', { hasText }).first();
      await item.waitFor();
      await shown();
      for (let tries = 0; (await item.isVisible()) && tries < 20; tries++) {
        await page.waitForTimeout(200);
        await item.click({ timeout: 1000 }).catch(() => undefined);
      }
    },
    walkthrough: withText('.getting-started-category, .step-title'),
    walkthroughStep: (/** @type {string} */ id) => page.locator(`.getting-started-step[data-step-id$="#${id}"]`),
    walkthroughLink: withText('.getting-started-step.expanded a, .getting-started-step.expanded .monaco-button'),
    walkthroughDone: (/** @type {string} */ id) =>
      page.locator(`.getting-started-step[data-step-id$="#${id}"] .complete`).first(),

    // Editors.
    /** An editor of a document whose URI has a part. */
    editorOf: (/** @type {string} */ part) =>
      page.locator(`.editor-instance .monaco-editor[data-uri*="${part}"]`).first(),
    editors: (/** @type {string} */ part) => page.locator(`.editor-instance .monaco-editor[data-uri*="${part}"]`),
    tabs: (/** @type {string} */ part) => page.locator(`.tab[aria-label*="${part}"]`),
    titleAction: (/** @type {string} */ label) => page.locator(`.editor-actions .action-label[aria-label^="${label}"]`),
    /** A line of an editor, or of all. */
    line: (/** @type {any} */ editor, /** @type {Text} */ hasText) => editor.locator('.view-line', { hasText }).first(),
    anyLine: withText('.editor-instance .view-line'),
    /** The part of a line that has a text. */
    word: (/** @type {any} */ editor, /** @type {Text} */ hasText) =>
      editor.locator('.view-line span', { hasText }).last(),
    wordIn: (/** @type {any} */ line, /** @type {Text} */ hasText) => line.locator('span', { hasText }).last(),
    tokens: (/** @type {any} */ line) => line.locator('span > span'),
    textOf: (/** @type {any} */ editor) => editor.locator('.view-lines').textContent(),
    errors: (/** @type {any} */ editor) => editor.locator('.squiggly-error'),
    warnings: (/** @type {any} */ editor) => editor.locator('.squiggly-warning'),
    lightBulbIcon: (/** @type {any} */ editor) =>
      editor.locator('.margin-view-overlays .codicon[class*="gutter-lightbulb"], .lightBulbWidget').first(),
    codeLens: withText('.codelens-decoration a'),
    codeLenses: page.locator('.codelens-decoration'),
    hover: withText('.monaco-hover:visible'),
    detectedLink: page.locator('.monaco-editor .detected-link, .monaco-editor .detected-link-active').first(),
    diff: page.locator('.monaco-diff-editor').first(),
    diffLine: withText('.monaco-diff-editor .view-line'),
    modifiedLine: withText('.monaco-diff-editor .modified .view-line'),
    insertions: page.locator('.monaco-diff-editor .modified .view-overlays .line-insert'),
    suggestion: withText(suggestions),
    /** Asks for suggestions, and waits for one. */
    async suggested(/** @type {string} */ label) {
      const row = page.locator(suggestions, { hasText: label });
      if (!(await row.count())) await page.keyboard.press('Control+Space');
      await row.first().waitFor();
    },
    /** Accepts a suggestion once it's selected. */
    async accept(/** @type {string} */ label) {
      await page.locator(`${suggestions}.focused`, { hasText: label }).waitFor();
      await page.keyboard.press('Enter');
    },
    /** Opens the light bulb's menu until it has an action: VS Code closes it when problems change. */
    async lightBulb(/** @type {string} */ title) {
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
    },
    /** Opens a file by its name. */
    async open(/** @type {string} */ file) {
      await page.keyboard.press('Control+P');
      await choose(file);
      const editor = page.locator(`.editor-instance .monaco-editor[data-uri$="${file}"]`);
      await editor.locator('.view-line').first().waitFor();
      return editor;
    },
    /** Moves the cursor to a line and column. */
    async goTo(/** @type {number} */ line, /** @type {number} */ column) {
      await page.keyboard.press('Control+G');
      await input.waitFor();
      await input.fill(`:${line}:${column}`);
      await page
        .locator('.quick-input-widget .monaco-list-row', { hasText: String(line) })
        .first()
        .waitFor();
      await page.keyboard.press('Enter');
      await page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
    },

    // The clipboard.
    clipboard: () => page.evaluate('navigator.clipboard.readText()'),
    copy: (/** @type {string} */ text) => page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`),
    /** Waits until the clipboard has a text of a format. @returns {Promise<string>} */
    async copied(/** @type {RegExp} */ format) {
      let text = '';
      for (let tries = 0; tries < 100 && !format.test(text); tries++) {
        await page.waitForTimeout(50);
        text = String(await page.evaluate('navigator.clipboard.readText()'));
      }
      return text;
    },
    /** Waits until something that's asked of the window is so. */
    async becomes(/** @type {() => Promise<boolean>} */ isSo) {
      for (let tries = 0; !(await isSo()); tries++) {
        if (tries > 200) throw new Error(`It never came to be that ${isSo}.`);
        await page.waitForTimeout(100);
      }
    },
  };
}
