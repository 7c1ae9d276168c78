import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { complete } from '../../server/language/complete';
import { escaped, filled, plain } from '../../server/language/template';
import { cursor } from '../marked';

const texts = fc.string({ unit: fc.constantFrom('$', '\\', '{', '}', '|', ',', ':', '1', '2', 'a', '"', '\n', '😀') });

suite('a snippet as plain text', () => {
  test('is the text itself if the whole text is escaped', () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'binary' })), (text) => assert.equal(plain(escaped(text)), text)),
    );
  });
  test('keeps what is escaped next to tab stops', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) =>
        assert.equal(plain(`${escaped(before)}\${1:word}${escaped(after)}$1$2`), `${before}word${after}word`),
      ),
    );
  });
  test('has the words of placeholders, the first choice, and nothing at other tab stops', () => {
    assert.equal(plain('a$1b${2:two}c$2d${3|x,y|}e$0f\\$1'), 'abtwoctwodxef$1');
    assert.equal(plain(filled('{ "${name}": "${name}" }', { indent: '  ', eol: '\n' })), '{ "name": "name" }');
  });
  test('has the escaped characters of placeholders and choices', () => {
    assert.equal(plain('${1:a\\}b\\$c}|$1|${2|x\\,y,z|}'), 'a}b$c|a}b$c|x,y');
  });
});

test('a completion without tab stops writes strings with "$" as they are', () => {
  const { text, offset } = cursor('{ "PrimaryContainer": { "ModelDataUrl": "|" } }');
  const used = { s3: ['s3://bucket/cost$100/model.tar.gz', 's3://bucket/a$1/$2', 's3://bucket/plain'] };
  const written = complete(text, offset, undefined, { used }).map((it) => it.text);
  for (const it of used.s3) assert.ok(written.includes(it), it);
});
