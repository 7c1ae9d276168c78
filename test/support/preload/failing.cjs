// Loaded before a program: matching a value that starts with `unjudgeable` with a pattern throws, as if a rule had a bug.
const { test } = RegExp.prototype;
RegExp.prototype.test = function (/** @type {string} */ text) {
  if (String(text).startsWith('unjudgeable')) throw new TypeError('A rule has a bug.');
  return test.call(this, text);
};
