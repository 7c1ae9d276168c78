/** The parts from which the parser recovers, each by itself: what it reads, what it reports, and where it reads on. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Node } from 'jsonc-parser';
import {
  matchClosing,
  missingListEnd,
  type OpenBracket,
  skipBrackets,
  tooDeepFault,
  unclosedBrackets,
} from '../../server/language/syntax/brackets';
import { recoverLiteral } from '../../server/language/syntax/literals';
import {
  notAName,
  recoverBareName,
  recoverQuotedName,
  startsMember,
  startsNextMember,
} from '../../server/language/syntax/members';
import { recoverLeadingText, trailingText } from '../../server/language/syntax/root';
import {
  colonInList,
  missingComma,
  missingElement,
  missingValue,
  recoverColon,
  skipStrayText,
  strayText,
  trailingCommaFault,
} from '../../server/language/syntax/separators';
import { escapeFaults, recoverString } from '../../server/language/syntax/strings';
import { cursor } from '../support/marked';
import { corrected, tokensAt, underlined } from './tokensAt';

suite('a string', () => {
  const recovered = (marked: string) => {
    const tokens = tokensAt(marked);
    const recovery = recoverString(tokens);
    if (!recovery) return undefined;
    const { length, fault, isUnclosed } = recovery;
    const { text, offset } = tokens;
    return { read: text.slice(offset, offset + length), underlined: underlined(text, fault), isUnclosed };
  };

  test('is left alone if its quotes are intact', () => {
    for (const text of ['[|"a"]', '[|"a", 1]', '[|"a" x]', '[|"a"', '[|"a\\"b"]', '[|""x]', '[|"a"-1]'])
      assert.equal(recovered(text), undefined, text);
  });
  test('without a closing quote ends before the separators at the end of its line', () => {
    for (const rest of [',', '}', ' ] }', ''])
      assert.deepEqual(
        recovered(`{ "a": |"b c${rest}\n "d": 1`),
        { read: '"b c', underlined: '"b c', isUnclosed: true },
        rest,
      );
  });
  test('without a closing quote does not take the next item with it', () =>
    assert.deepEqual(recovered('[|"a, "b"]'), { read: '"a', underlined: '"a', isUnclosed: true }));
  test('goes on after a quote that is not escaped, which is reported', () =>
    assert.deepEqual(recovered('[|"a "b" c", 1]'), { read: '"a "b" c"', underlined: '"', isUnclosed: false }));

  test('has a fault for each bad escape and control character', () => {
    const raw = '"\\d \\\\ \\u12 \\u0041 \t \\n \\"';
    const faults = escapeFaults(raw, 10);
    assert.deepEqual(
      faults.map((it) => [it.offset - 10, raw.slice(it.offset - 10, it.offset - 10 + it.length)]),
      [
        [1, '\\d'],
        [7, '\\u12'],
        [19, '\t'],
      ],
    );
    const [badEscape, badUnicode, control] = faults.map((it) => it.message);
    assert.match(badEscape ?? '', /escape/);
    assert.match(badUnicode ?? '', /Unicode/);
    assert.match(control ?? '', /a tab .*\\t/);
    assert.deepEqual(escapeFaults('"\\" \\\\ \\/ \\b \\u00e9 é"', 0), []);
  });
});

suite('a value that is not JSON', () => {
  const recovered = (marked: string) => {
    const { text, offset } = cursor(marked);
    const { length, meant, isCertain, fault } = recoverLiteral(text, offset);
    assert.equal(underlined(text, fault), text.slice(offset, offset + length));
    return { read: underlined(text, fault), value: meant?.value, isCertain, corrected: corrected(text, fault) };
  };
  test('is replaced if its meaning is plain', () => {
    for (const [text, read, value, json] of [
      ["[|'a b']", "'a b'", 'a b', '["a b"]'],
      ['[|“a”]', '“a”', 'a', '["a"]'],
      ['[|True]', 'True', true, '[true]'],
      ['[|FALSE, 1]', 'FALSE', false, '[false, 1]'],
      ["[|r'a']", "r'a'", 'a', '["a"]'],
      ['[|a"]', 'a"', 'a', '["a"]'],
    ] as const) {
      const found = recovered(text);
      assert.deepEqual([found.read, found.value, found.corrected], [read, value, json]);
    }
  });
  test('is read but not replaced if it only might be text', () => {
    for (const [text, read] of [
      ['[|churn]', 'churn'],
      ['[|s3://b/c, 1]', 's3://b/c'],
    ] as const)
      assert.deepEqual(recovered(text), { read, value: read, isCertain: false, corrected: undefined });
  });
  test('is not replaced by itself', () =>
    assert.deepEqual(recovered('[|true\u00a0]'), {
      read: 'true',
      value: true,
      isCertain: false,
      corrected: undefined,
    }));
  test('is not read if its meaning is unknown', () => {
    for (const [text, read] of [
      ['[|None]', 'None'],
      ['[|01, 2]', '01'],
      ['[|{{ a }}]', '{{ a }}'],
      ['[|${A}]', '${A}'],
      ['[|f(1, 2)]', 'f(1, 2)'],
    ] as const)
      assert.deepEqual(recovered(text), { read, value: undefined, isCertain: false, corrected: undefined });
  });
});

suite('a member', () => {
  test('begins with a name and a colon, whatever quotes the name has', () => {
    for (const text of ['{|"a": 1}', '{|a: 1}', "{|'a' : 1}", '{|a = 1}', '{|"a: "b"}', '{|a": 1}', '{|"a: [\n}'])
      assert.ok(startsMember(tokensAt(text)), text);
    for (const text of ['{|"a"}', '{|a}', '{|"a", "b": 1}', '{|{"a": 1}', '{"a"|: 1}', '{|,: 1}', '|'])
      assert.ok(!startsMember(tokensAt(text)), text);
  });
  test('begins with a string on a new line, even if its colon is not written yet', () => {
    assert.ok(startsNextMember(tokensAt('{"a": 1\n|"b"}')));
    assert.ok(startsNextMember(tokensAt('{"a": 1 |"b": 2}')));
    for (const text of ['{"a": 1 |"b"}', '{"a": 1\n|b}', '{"a": 1\n|"b'])
      assert.ok(!startsNextMember(tokensAt(text)), text);
  });

  test('has a name that is left alone if its quotes are intact', () => {
    for (const text of ['{|"a": 1}', '{|"a" }', '{|"a: b": 1}', '{|"a" = 1}'])
      assert.equal(recoverQuotedName(tokensAt(text)), undefined, text);
  });
  test('has a name that ends before its colon if its closing quote is missing', () => {
    for (const text of ['{|"Name: "b"}', '{|"Name: {\n}', '{|"Name : 1\n}', '{|"Name: 1\n: 2}']) {
      const tokens = tokensAt(text);
      const recovery = recoverQuotedName(tokens);
      assert.deepEqual([recovery?.length, recovery?.name], [5, 'Name'], text);
      assert.equal(recovery?.fault && underlined(tokens.text, recovery.fault), '"Name');
    }
  });
  test('has a name that takes the rest of the line if no colon shows where it ends', () => {
    const recovery = recoverQuotedName(tokensAt('{|"a b, 1\n}'));
    assert.deepEqual([recovery?.length, recovery?.name], [7, 'a b, 1']);
  });
  test('has a bare name, or one in quotes of other languages, which is put in double quotes', () => {
    for (const [text, name, json] of [
      ['{|Name: 1}', 'Name', '{"Name": 1}'],
      ["{|'a b': 1}", 'a b', '{"a b": 1}'],
      ['{|Name": 1}', 'Name', '{"Name": 1}'],
      ['{|Name = 1}', 'Name', '{"Name" = 1}'],
      ['{|12: 1}', '12', '{"12": 1}'],
    ] as const) {
      const tokens = tokensAt(text);
      const recovery = recoverBareName(tokens);
      assert.equal(recovery?.name, name);
      assert.equal(recovery.fault && corrected(tokens.text, recovery.fault), json);
    }
  });
  test('has a name in other quotes that is left to its author if it has escapes', () => {
    const tokens = tokensAt("{|'a\\n': 1}");
    const fault = recoverBareName(tokens)?.fault;
    assert.ok(fault);
    assert.equal(corrected(tokens.text, fault), undefined);
  });
  test('has no fault for a bare name whose value is missing, which is a fault of its own', () => {
    const recovery = recoverBareName(tokensAt('{|Na\n}'));
    assert.deepEqual([recovery?.name, recovery?.fault], ['Na', undefined]);
  });
  test('has no name if what is there cannot be one', () => {
    for (const [text, token] of [
      ['{|{"a": 1}}', '{'],
      ['{|: 1}', ':'],
      ['{|*: 1}', '*'],
    ] as const) {
      const tokens = tokensAt(text);
      assert.equal(recoverBareName(tokens), undefined, text);
      assert.equal(underlined(tokens.text, notAName(tokens)), token);
      assert.equal(notAName(tokens).message.startsWith(token), token !== '{');
    }
  });
});

suite('a separator', () => {
  test('between a name and its value might be an equals sign, or missing with or without the value', () => {
    const found = (marked: string) => {
      const tokens = tokensAt(marked);
      const recovery = recoverColon(tokens, { offset: 1, length: 3 });
      return [recovery.found, underlined(tokens.text, recovery.fault)];
    };
    assert.deepEqual(found('{"a" |= 1}'), ['equals', '=']);
    for (const text of ['{"a" |1}', '{"a" |[1]}', '{"a" |"b"}', '{"a" |churn}'])
      assert.deepEqual(found(text), ['value', '"a"'], text);
    for (const text of ['{"a"|}', '{"a"|, "b": 1}', '{"a"\n|"b": 1}'])
      assert.deepEqual(found(text), ['nothing', '"a"'], text);
  });
  test('that is missing is inserted after the token before it', () => {
    const text = '[1 2]';
    const fault = missingComma(2);
    assert.deepEqual([underlined(text, fault), corrected(text, fault)], ['1', '[1, 2]']);
  });
  test('before a closing bracket is removed', () => {
    const text = '[1, ]';
    const fault = trailingCommaFault(2, ']');
    assert.deepEqual([fault.kind, underlined(text, fault), corrected(text, fault)], ['trailing-comma', ',', '[1 ]']);
    assert.ok(fault.message.includes(']'));
  });
  test('in a wrong place, or without a value, is underlined', () => {
    for (const fault of [colonInList(3), missingValue(3), missingElement(3, 'array'), missingElement(3, 'object')])
      assert.deepEqual([fault.kind, fault.offset, fault.length], ['json-syntax', 3, 1]);
    assert.notEqual(missingElement(3, 'array').message, missingElement(3, 'object').message);
  });
});

suite('stray text', () => {
  test('is reported for what it is', () => {
    const reported = (marked: string) => {
      const tokens = tokensAt(marked);
      const fault = strayText(tokens);
      assert.equal(underlined(tokens.text, fault), tokens.raw);
      return fault.message;
    };
    assert.match(reported('{"a": 1|; "b": 2}'), /semicolon/);
    assert.match(reported('{"a": "b" |+ "c"}'), /join/);
    assert.match(reported('{"a": "b"|x}'), /^x .*quote/);
    for (const text of ['{"a": "b" |x}', '{"a": [1]|x}']) assert.doesNotMatch(reported(text), /quote/);
    assert.ok(reported(`{"a": 1 |${'x'.repeat(1000)}}`).length < 150);
  });
  test('is skipped up to a comma or a closing bracket, over brackets within', () => {
    const skipped = (marked: string, type: Node['type'], depth = 0) => {
      const tokens = tokensAt(marked);
      skipStrayText(tokens, type, depth);
      return tokens.text.slice(tokens.offset);
    };
    assert.equal(skipped('{|x y, "a": 1}', 'object'), ', "a": 1}');
    assert.equal(skipped('{|x [1, 2] y}', 'object'), '}');
    assert.equal(skipped('{|"a": 1} y, 2', 'object', 1), ', 2');
  });
  test('is skipped up to the next member of an object, and not of a list', () => {
    const skipped = (type: Node['type']) => {
      const tokens = tokensAt('{|x "a": 1}');
      skipStrayText(tokens, type);
      return tokens.raw;
    };
    assert.equal(skipped('object'), '"a"');
    assert.equal(skipped('array'), '}');
  });
  test('with a string that is not closed excuses what is missing at the end of the text', () => {
    for (const [text, hasOverrun] of [
      ['{|x "a b', true],
      ['{|x "a b"', false],
    ] as const) {
      const tokens = tokensAt(text);
      skipStrayText(tokens, 'object');
      assert.deepEqual([tokens.isAtEnd, tokens.hasOverrun], [true, hasOverrun], text);
    }
  });
});

suite('a closing bracket', () => {
  /** What the bracket at the mark closes, and what is reported, if brackets of these types are open. */
  function closing(marked: string, ...types: Node['type'][]) {
    const tokens = tokensAt(marked);
    const open: OpenBracket[] = types.map((type, offset) => ({ type, offset }));
    const innermost = open.at(-1);
    assert.ok(innermost);
    const { closes, fault } = matchClosing(tokens, open, innermost);
    if (fault) assert.equal(underlined(tokens.text, fault), tokens.raw);
    if (fault) assert.ok(fault.message.includes(innermost.type === 'object' ? '}' : ']'));
    return [closes, fault?.related?.offset];
  }

  test('closes the innermost bracket if it is its own', () => {
    assert.deepEqual(closing('{|}', 'object'), ['innermost', undefined]);
    assert.deepEqual(closing('{[|], "a": 1}', 'object', 'array'), ['innermost', undefined]);
    assert.deepEqual(closing('{{|}, "a": 1}', 'object', 'object'), ['innermost', undefined]);
    assert.deepEqual(closing('[|], "a": 1', 'array'), ['innermost', undefined]);
  });
  test('closes nothing if it would close the request and more members follow', () => {
    const tokens = tokensAt('{|}, "a": 1}');
    const open: OpenBracket = { type: 'object', offset: 0 };
    const { closes, fault } = matchClosing(tokens, [open], open);
    assert.equal(closes, 'none');
    assert.equal(fault && underlined(tokens.text, fault), '}');
  });
  test('closes a bracket around the innermost one if that one is its own', () => {
    assert.deepEqual(closing('{[|}', 'object', 'array'), ['outer', 1]);
    assert.deepEqual(closing('{[{|], "a": 1}', 'object', 'array', 'object'), ['outer', 2]);
  });
  test('closes the innermost bracket if it was meant to, because members of the request follow', () =>
    assert.deepEqual(closing('{[|}, "a": 1}', 'object', 'array'), ['innermost', 1]));
  test('closes nothing if no bracket is its own, except at the end of the text', () => {
    assert.deepEqual(closing('{{|], 1', 'object', 'object'), ['none', 1]);
    assert.deepEqual(closing('{|] ', 'object'), ['innermost', 0]);
  });
});

suite('a missing bracket', () => {
  test('of a list is reported before the member that follows', () => {
    const text = '{"a": [1 "b": 2}';
    const fault = missingListEnd({ type: 'array', offset: 6 }, 8);
    assert.deepEqual([underlined(text, fault), fault.related?.offset], ['1', 6]);
  });
  test('at the end of the text is reported for all that are open', () => {
    const text = '{"a": [1';
    const open: OpenBracket[] = [
      { type: 'array', offset: 6 },
      { type: 'object', offset: 0 },
    ];
    const fault = unclosedBrackets(open, text.length);
    assert.ok(fault);
    assert.deepEqual([underlined(text, fault), fault.related?.offset], ['1', 6]);
    assert.ok(fault.message.includes('] }'));
    assert.equal(unclosedBrackets([], text.length), undefined);
  });
});

suite('brackets that are nested too deep', () => {
  test('are reported with the limit', () => {
    const { kind, offset, message } = tooDeepFault(7, 500);
    assert.deepEqual([kind, offset], ['too-deep', 7]);
    assert.match(message, /500/);
  });
  test('are skipped up to and including the closing one', () => {
    const after = (marked: string) => {
      const tokens = tokensAt(marked);
      skipBrackets(tokens);
      return tokens.raw;
    };
    assert.equal(after('[|[[1], {"a": 2}], 3]'), ',');
    assert.equal(after('[|[[1]'), '');
  });
});

suite('text around the root', () => {
  const leading = (text: string) => {
    const tokens = tokensAt(`|${text}`);
    const recovery = recoverLeadingText(tokens);
    return recovery && [underlined(text, recovery.fault), text.slice(recovery.skip)];
  };
  test('is skipped up to the first brace if it is an assignment or a call', () => {
    assert.deepEqual(leading('request = {"a": 1}'), ['request =', ' {"a": 1}']);
    assert.deepEqual(leading('create({"a": 1})'), ['create(', '{"a": 1})']);
    assert.deepEqual(leading(': {}'), [':', ' {}']);
  });
  test('is all that is read if it is anything else', () => {
    assert.deepEqual(leading('ModelName: m'), ['ModelName', '']);
    assert.deepEqual(leading('} {"a": 1}'), ['}', '']);
    assert.deepEqual(leading(', 1'), [',', '']);
  });
  test('is not there if a value begins', () => {
    for (const text of ['{}', '[1]', '"a"', '1', 'true', '']) assert.equal(leading(text), undefined, text);
  });
  test('is reported after the value, for a bracket that closes nothing in other words', () => {
    const bracket = tokensAt('{}|}');
    const other = tokensAt('{} |{}');
    for (const tokens of [bracket, other])
      assert.equal(underlined(tokens.text, trailingText(tokens, true)), tokens.raw);
    assert.notEqual(trailingText(bracket, true).message, trailingText(other, true).message);
    assert.equal(trailingText(bracket, false).message, trailingText(other, true).message);
  });
});
