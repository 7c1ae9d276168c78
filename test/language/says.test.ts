import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import docs from 'sagemaker-docs';
import { check } from '../../server/language/check/check';
import { read } from '../../server/language/syntax/document';
import { messageCases } from './messageCases';
import { problemsOf, said } from './messages';

/** Whether a text names every one of some facts, which are separated by spaces. */
const names = (text: string | undefined, facts: string) => facts.split(' ').every((it) => text?.includes(it));

/** The sentences themselves, as `npm run docs` writes them. */
const snapshot = JSON.parse(readFileSync('test/language/messages.snap.json', 'utf8'));

suite('a message names what is wrong with this request, and the title of a fix what changes', () => {
  for (const [at, it] of messageCases.entries())
    test(`${at + 1}. ${it.rule}: ${it.facts.map((facts) => facts.join(' > ')).join('; ') || 'nothing'}`, () => {
      assert.deepEqual(problemsOf(it).map(said), snapshot.problems[at].problems, 'run npm run docs');
      const found = problemsOf(it).map(({ message, fixes = [] }) => [message, ...fixes.map((fix) => fix.title)]);
      assert.deepEqual(
        found.map((texts) => texts.length),
        it.facts.map((facts) => facts.length),
      );
      for (const [problem, facts] of it.facts.entries())
        for (const [text, named] of facts.entries())
          assert.ok(names(found[problem]?.[text], named), `“${found[problem]?.[text]}” doesn't name ${named}`);
    });
});

test("the snapshot of messages has none of the SDK's documentation", () => {
  const texts: string[] = [];
  JSON.stringify(snapshot, (_, value) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  const sdk = Object.values(docs).filter((it) => it.length > 30);
  assert.deepEqual(
    texts.filter((it) => sdk.some((words) => it.includes(words))),
    [],
  );
});

test('a byte order mark that the editor has taken away is shown at the first character, where there is one', () => {
  for (const [text, length] of [
    ['{}', 1],
    ['', 0],
  ] as const) {
    const found = check(read(text), { encoding: 'utf8bom' }).filter((it) => it.rule === 'byte-order-mark');
    assert.deepEqual(
      found.map((it) => [it.offset, it.length]),
      [[0, length]],
    );
  }
});
