import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { base64 } from '../../client/base64';

test('bytes are written in Base64, which is a third longer than they are', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => assert.equal(base64(bytes), Buffer.from(bytes).toString('base64'))),
  );
  for (const length of [24_575, 24_576, 24_577, 10_000_000]) {
    const bytes = Buffer.alloc(length, 'ä😀\0ÿ');
    const text = base64(bytes);
    assert.equal(text, bytes.toString('base64'));
    assert.ok(text.length <= 1.4 * length);
  }
});
