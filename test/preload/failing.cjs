// Loaded before a program: no value that begins with `unjudgeable` can be matched with a pattern, as if a rule had a bug.
const { test } = RegExp.prototype;
RegExp.prototype.test = function (/** @type {string} */ text) {
  if (String(text).startsWith('unjudgeable')) throw new TypeError('A rule has a bug.');
  return test.call(this, text);
};
