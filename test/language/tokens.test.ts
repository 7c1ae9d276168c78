import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SyntaxKind } from 'jsonc-parser';
import { Scanner } from '../../server/language/syntax/scanner';
import { TokenStream } from '../../server/language/syntax/tokens';
import { corrected, tokensAt } from './tokensAt';

suite('tokens', () => {
  /** All tokens of a text, as they are written, and the faults of what is between them. */
  function read(text: string) {
    const tokens = new TokenStream(text);
    const raw: string[] = [];
    for (tokens.advance(); !tokens.isAtEnd; tokens.advance()) raw.push(tokens.raw);
    return { raw, faults: tokens.faults, hasOverrun: tokens.hasOverrun };
  }

  test('are without comments of any kind, each of which is reported', () => {
    for (const comment of ['// a', '/* a */', '# a']) {
      const { raw, faults, hasOverrun } = read(`{ ${comment}\n}`);
      assert.deepEqual(raw, ['{', '}'], comment);
      assert.deepEqual(
        faults.map((it) => [it.kind, it.offset, it.length]),
        [['comment', 2, comment.length]],
      );
      assert.doesNotMatch(faults[0]?.message ?? '', /no end/);
      assert.equal(hasOverrun, false);
    }
  });
  test('end with an unterminated comment', () => {
    const { raw, faults, hasOverrun } = read('{ /* a }');
    assert.deepEqual(raw, ['{']);
    assert.equal(faults[0]?.length, 6);
    assert.match(faults[0]?.message ?? '', /no end/);
    assert.ok(hasOverrun);
  });
  test('are separated by white space of other kinds, which is reported', () => {
    for (const space of ['\u00a0', '\u200b\u200b', '\u2028']) {
      const { raw, faults } = read(`[${space}1]`);
      assert.deepEqual(raw, ['[', '1', ']'], JSON.stringify(space));
      assert.deepEqual(
        faults.map((it) => [it.kind, it.offset, it.length]),
        [['json-syntax', 1, space.length]],
      );
    }
  });
  test('end after 1,001 faults', () => {
    for (const text of ['# a\n'.repeat(2000), '1 # a\n'.repeat(2000)]) {
      const { faults, hasOverrun } = read(text);
      assert.equal(faults.length, 1002);
      assert.match(faults.at(-1)?.message ?? '', /so the rest isn't checked/);
      assert.ok(hasOverrun);
    }
    assert.equal(read('# a\n'.repeat(1000)).hasOverrun, false);
  });
  test('know the end of the token before them and the character after them', () => {
    const tokens = tokensAt('{ "a" /* b */ |1 \n\t }');
    assert.equal(tokens.previousEnd, 5);
    assert.equal(tokens.peek(), '}');
    assert.equal(tokensAt('{ |1 ').peek(), '');
  });
  test('go on behind one that has been resized', () => {
    const tokens = tokensAt('[ |"a, "b" ]');
    tokens.resize(2);
    assert.equal(tokens.raw, '"a');
    tokens.advance();
    assert.deepEqual([tokens.raw, tokens.previousEnd], [',', 4]);
  });
  test('of a scanner are comments as well, and stay what they are while it reads on', () => {
    const scanner = new Scanner('{ # a\n"b', 1);
    const [first, second, third] = [scanner.next(), scanner.next(), scanner.next()];
    assert.deepEqual(first, { kind: SyntaxKind.LineCommentTrivia, offset: 2, end: 5, isUnterminated: false });
    assert.deepEqual(second, { kind: SyntaxKind.StringLiteral, offset: 6, end: 8, isUnterminated: true });
    assert.equal(third, undefined);
  });
});

suite('a comment', () => {
  const fixed = (text: string) => {
    const tokens = new TokenStream(text);
    while (!tokens.isAtEnd) tokens.advance();
    return tokens.faults.map((it) => corrected(text, it));
  };
  test('is removed by its fix', () => {
    assert.deepEqual(fixed('{ // a\n}'), ['{ \n}']);
    assert.deepEqual(fixed('[1,/* a */2]'), ['[1,2]']);
    assert.deepEqual(fixed('# a'), ['']);
  });
  test('has no fix if it might be a part of a value', () => {
    for (const text of ['{"a": s3://b\n}', '{"a": #ff0000\n}', '{"a": 1/* b */}', '[1 /* a'])
      assert.deepEqual(fixed(text), [undefined], text);
  });
});
