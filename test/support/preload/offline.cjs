// Loaded before a program: whatever it asks of the network throws, and a line of the third stream names it.
const { writeSync } = require('node:fs');

const refuse = (/** @type {string} */ what) => () => {
  writeSync(3, `${what}\n`);
  throw new Error(`${what} asks the network.`);
};

/** @param {Record<string, any>} of */
function close(of, /** @type {string} */ name, /** @type {string[]} */ ...members) {
  for (const member of members) of[member] = refuse(`${name}.${member}`);
}

close(require('node:net'), 'net', 'connect', 'createConnection');
close(require('node:net').Socket.prototype, 'net.Socket', 'connect');
close(require('node:tls'), 'tls', 'connect');
close(require('node:http'), 'http', 'request', 'get');
close(require('node:https'), 'https', 'request', 'get');
close(require('node:http2'), 'http2', 'connect');
close(require('node:dns'), 'dns', 'lookup', 'resolve');
close(require('node:dns/promises'), 'dns', 'lookup', 'resolve');
close(require('node:dgram'), 'dgram', 'createSocket');
close(globalThis, 'globalThis', 'fetch', 'WebSocket');
