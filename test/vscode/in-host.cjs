// Runs in the extension host in the place of the tests: hands them on, writes what they print to a file, and last of
// all whether they passed. A window whose extension host has died would say that they did.
const { appendFileSync, writeFileSync } = require('node:fs');
const { format } = require('node:util');

const { IN_HOST_TESTS: tests = '', IN_HOST_OUTPUT: output = '', IN_HOST_RESULT: result = '' } = process.env;
const print = (/** @type {string | Uint8Array} */ text) => appendFileSync(output, text);

// The extension host has accessors in these places, which ignore an assignment.
for (const name of ['debug', 'error', 'info', 'log', 'warn'])
  Object.defineProperty(console, name, {
    configurable: true,
    value: (/** @type {unknown[]} */ ...args) => print(`${format(...args)}\n`),
  });
for (const stream of [process.stdout, process.stderr])
  stream.write = (/** @type {string | Uint8Array} */ text, /** @type {any[]} */ ...rest) => {
    print(text);
    rest.find((it) => typeof it === 'function')?.();
    return true;
  };

exports.run = async () => {
  try {
    await require(tests).run();
    writeFileSync(result, '0');
  } catch (error) {
    print(`${error instanceof Error ? error.stack : error}\n`);
    writeFileSync(result, '1');
    throw error;
  }
};
