// Loaded before a program: answers on the third stream, whenever it is asked there, what all maps and sets hold together.
const { Socket } = require('node:net');

/** @type {WeakRef<{ readonly size: number }>[]} */
const made = [];

const counted = (/** @type {any} */ kind) =>
  class extends kind {
    constructor(/** @type {any} */ entries) {
      super(entries);
      made.push(new WeakRef(/** @type {any} */ (this)));
    }
  };
globalThis.Map = /** @type {any} */ (counted(Map));
globalThis.Set = /** @type {any} */ (counted(Set));

const asked = new Socket({ fd: 3 });
asked.unref();
asked.on('data', () => {
  // What nobody holds any more is no leak.
  globalThis.gc?.();
  // A reference that has been looked at lives until the turn is over.
  setTimeout(() => {
    const held = made.map((it) => it.deref()?.size ?? 0);
    asked.write(`${held.reduce((sum, it) => sum + it, 0)}\n`);
  });
});
