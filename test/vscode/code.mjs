#!/usr/bin/env node
// Stands where the desktop VS Code's executable stands for @vscode/test-electron, and takes its arguments:
//   code.mjs [FOLDER] --extensionDevelopmentPath=… --extensionTestsPath=… --user-data-dir=… --extensions-dir=…
// Ends with 0 where the tests passed, 1 where they did not, and 70 where they came to no end.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { address, openBrowser, remote, remove, scratch, startServer } from './host.mjs';

const minutes = 5;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});
const development = String(values.extensionDevelopmentPath);
const tests = path.resolve(String(values.extensionTestsPath));

const own = scratch();
const userData = path.resolve(String(values['user-data-dir'] ?? own));
const extensions = path.resolve(String(values['extensions-dir'] ?? path.join(own, 'extensions')));
const logs = path.join(own, 'logs');
mkdirSync(logs);
const output = path.join(logs, 'tests.log');
const result = path.join(logs, 'result');
writeFileSync(output, '');

/** Prints what the tests have printed since the last time. */
let printed = 0;
const print = () => {
  const text = readFileSync(output);
  process.stdout.write(text.subarray(printed));
  printed = text.length;
};

/** @returns {Promise<number>} */
async function run() {
  let hostHasEnded = () => {};
  const server = await startServer({
    userData,
    extensions,
    forTests: true,
    env: { ...process.env, IN_HOST_TESTS: tests, IN_HOST_OUTPUT: output, IN_HOST_RESULT: result },
    log: (text) => {
      appendFileSync(path.join(logs, 'server.log'), text);
      if (/Extension Host Process exited/.test(text)) hostHasEnded();
    },
  });
  const browser = await openBrowser(server);
  const page = await browser.newPage();
  const printing = setInterval(print, 100);
  try {
    await new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`The tests did not end in ${minutes} minutes.`)), minutes * 60_000).unref();
      // The result is written last of all, so a host that has just ended may have passed.
      hostHasEnded = () => setTimeout(resolve, 2000);
      page.on('crash', () => reject(new Error('The window crashed.')));
      const opening = async () => {
        await page.exposeFunction('codeAutomationLog', () => {});
        await page.exposeFunction('codeAutomationExit', resolve);
        const inHost = fileURLToPath(new URL('in-host.cjs', import.meta.url));
        await page.goto(
          address(server, positionals[0], [
            ['extensionDevelopmentPath', remote(server, development)],
            ['extensionTestsPath', remote(server, inHost)],
            ['skipWelcome', 'true'],
          ]),
        );
      };
      opening().catch(reject);
    });
    if (!existsSync(result)) throw new Error('The extension host ended before the tests did.');
    return Number(readFileSync(result, 'utf8'));
  } catch (error) {
    await page.screenshot({ path: path.join(logs, 'window.png'), timeout: 5000 }).catch(() => {});
    console.error(`${error instanceof Error ? error.message : error} Logs and a picture of the window are in ${logs}.`);
    return 70;
  } finally {
    clearInterval(printing);
    await browser.close();
    await server.stop();
    print();
  }
}

const code = await run();
if (code !== 70) remove(own);
process.exit(code);
