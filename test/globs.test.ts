import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import vm from 'node:vm';
import { baseOf, compiledGlob, refused } from '../server/globs';
import { leavingOut, matches } from '../server/overrides';

/** Runs something that may not take longer than two seconds, and stops it if it does. */
const within = <T>(run: () => T): T => vm.runInNewContext('run()', { run }, { timeout: 2_000 });

suite('a glob of a stranger is answered at once', () => {
  const as = 'a'.repeat(60);
  for (const [glob, path] of [
    ['+(a|a?)z', `${as}.sagemaker-model.json`],
    ['+(a|a?)z', as],
    ['*(ab|abab)z', 'ab'.repeat(60)],
    ['!(+(a|aa))z', as],
    ['*a*a*a*a', `${'a'.repeat(2_000)}b`],
    [`${'*a'.repeat(90)}b`, 'a'.repeat(250)],
    [`${'**/a/'.repeat(30)}b`, 'a/'.repeat(1_000)],
    [`${'**/*a*/'.repeat(20)}b`, 'aaaa/'.repeat(400)],
    [`${'**/'.repeat(60)}b`, 'a/'.repeat(1_000)],
    [`${'{a,aa}'.repeat(30)}b`, as],
    [`${'{a,aa}{a,aa}'.repeat(4)}+({a,aa})b`, as],
    [`${'{a,'.repeat(60)}b${'}'.repeat(60)}`, as],
    ['{'.repeat(190), '{'.repeat(190)],
    ['['.repeat(190), '['.repeat(190)],
    ['{1..99999999}', '77777777'],
    ['?'.repeat(190), `${'?'.repeat(190)}x`],
    [`a${'*'.repeat(150)}b`, as],
    ['*'.repeat(100_000), as],
    ['{a,b}'.repeat(20_000), as],
  ] as const) {
    const shown = `${glob.slice(0, 30)}${glob.length > 30 ? '…' : ''}`;
    test(`${shown} for ${path.slice(0, 12)}… as an override, and as what is excluded`, () => {
      within(() => matches(path, [glob]));
      within(() => leavingOut([glob])(path));
    });
  }
});

suite('a glob', () => {
  for (const [glob, matching, others] of [
    ['a', ['a'], ['b', 'aa', 'b/a', 'a/b', '']],
    ['*', ['a', '.a', 'größe', '😀'], ['a/b']],
    ['*.json', ['a.json', '.json', 'a.b.json'], ['a.jsonc', 'b/a.json', 'ajson']],
    ['a*b*c', ['abc', 'a1b2c', 'abbcc', 'ab.c'], ['ab', 'a/bc', 'acb']],
    ['a***c', ['ac', 'abc'], ['a/c']],
    ['a**c', ['ac', 'abc'], ['a/c']],
    ['?', ['a', '😀', '.'], ['', 'ab', '/']],
    ['**', ['a', 'a/b', '.a/.b', 'a/b/c'], []],
    ['**/a', ['a', 'b/a', 'b/c/a', '.b/a'], ['ba', 'a/b', 'b/ca']],
    ['a/**', ['a', 'a/b', 'a/b/c'], ['ab', 'b/a', 'ab/c']],
    ['a/**/b', ['a/b', 'a/c/b', 'a/c/d/b'], ['ab', 'a/cb', 'a/b/c']],
    ['a/*/b', ['a/c/b'], ['a/b', 'a/c/d/b']],
    ['**/a/**', ['a', 'a/b', 'c/a', 'c/a/b'], ['ab', 'c/ab']],
    ['[a-c]x[!0-9]', ['axa', 'cx-'], ['dxa', 'ax1', 'ax/', 'x']],
    ['[^a]', ['b'], ['a', '/']],
    ['[]a-]', [']', 'a', '-'], ['b']],
    ['[', ['['], ['a']],
    ['[a/b]', ['[a/b]'], ['a', 'b']],
    ['{a,bc}d', ['ad', 'bcd'], ['d', 'abcd', 'bd']],
    ['{a,{b,c}d}', ['a', 'bd', 'cd'], ['b', 'ad']],
    ['{a/b,c}/*.json', ['a/b/x.json', 'c/x.json'], ['a/x.json', 'b/x.json']],
    ['{**/a,b}', ['a', 'x/a', 'b'], ['x/b']],
    ['a{,b}', ['a', 'ab'], ['b']],
    ['{a}', ['{a}'], ['a']],
    ['{a', ['{a'], ['a']],
    ['a}', ['a}'], ['a']],
    ['a,b', ['a,b'], ['a', 'b']],
    ['[{]{a,b}', ['{a', '{b'], ['a']],
    ['\\*', ['*'], ['a', '\\a']],
    ['\\{a,b}', ['{a,b}'], ['a']],
    ['a\\', ['a\\'], ['a']],
    ['./a/*', ['a/b'], ['./a/b']],
    ['(auth)/+(1).json', ['(auth)/+(1).json'], ['auth/1.json', '(auth)/1.json']],
    ['{1..3}', ['{1..3}'], ['1', '2']],
    ['A', ['A'], ['a']],
    ['*a*a*a*a', ['aaaa', 'xaxaxaxa'], ['aaa', 'aaaab']],
  ] as const)
    test(`${glob} matches ${matching.join(' ')}, and not ${others.join(' ')}`, () => {
      const found = [...matching, ...others].filter(compiledGlob(glob));
      assert.deepEqual(found, [...matching]);
    });
  test('has a longest length, and a most of wildcards in a name, and the sentence quotes it', () => {
    for (const it of ['a'.repeat(200), '*a*a*a*a', '**/*a*/**/*a*/**', 'a**b'])
      assert.equal(refused(it), undefined, it);
    assert.match(refused('a'.repeat(201)) ?? '', /^"a{40}…" has 201 characters, .* 200\.$/);
    assert.match(refused('x/*a*a*a*a*') ?? '', /^"x\/\*a\*a\*a\*a\*" has 5 .* 4\.$/);
    assert.match(refused('*\n*\u001b'.repeat(9)) ?? '', /^"[ -~…]+" has /, 'without a line end or a control character');
  });
  test('that is as long as it may be leaves out all that is in a folder of its name', () => {
    const name = 'a'.repeat(200);
    assert.ok(leavingOut([name])(`b/${name}/c`));
    assert.ok(matches(`b/${name}`, [name]));
  });
  test('is looked for in the folder that its first names are', () => {
    for (const [glob, base] of [
      ['a/b/*.json', 'a/b'],
      ['*.json', '.'],
      ['/*.json', '/'],
      ['/a/*.json', '/a'],
      ['../a/{b,c}', '../a'],
      ['a/[b]/c', 'a'],
    ] as const)
      assert.equal(baseOf(glob), base);
  });
});
