import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import manifest from '../../package.json';
import strings from '../../package.nls.json';

/** Every kind of failure, from its one list. */
const kinds = [
  ...(/FailureKind =([^;]*);/.exec(readFileSync('aws/failure.ts', 'utf8'))?.[1]?.matchAll(/'([a-z-]+)'/g) ?? []),
].map((it) => it[1] ?? '');

const welcomes = manifest.contributes.viewsWelcome;

/** Whether what a view says is shown in a state, by its condition. */
function isShown(when: string, state: string): boolean {
  const [, operator, right = ''] = /^sagemakerModel\.state (==|=~) (.*)$/.exec(when) ?? [];
  return operator === '==' ? right === state : new RegExp(right.slice(1, -1)).test(state);
}

suite('the view of the models says what is the matter', () => {
  for (const state of [...kinds, 'signIn', 'empty', 'nothingFound'])
    test(`once, with what to do about it: ${state}`, () => {
      const shown = welcomes.filter((it) => isShown(it.when, state));
      assert.equal(shown.length, 1);
      const text: unknown = Reflect.get(strings, shown[0]?.contents.slice(1, -1) ?? '');
      assert.match(String(text), /^[A-Z].*\.\n\[[A-Z][A-Za-z ]+\]\(command:/s);
    });
  test('and knows every kind of failure', () => assert.ok(kinds.length > 10));
  test('by commands that there are', () => {
    const { commands, views } = manifest.contributes;
    const own = [...commands.map((it) => it.command), ...views.sagemaker.map(({ id }) => `${id}.focus`)];
    for (const [, command = ''] of Object.values(strings)
      .join('\n')
      .matchAll(/\(command:([\w.]+)/g))
      assert.ok(own.includes(command) || command.startsWith('workbench.'), command);
  });
});
