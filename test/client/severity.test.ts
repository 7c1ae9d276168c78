import './vscode';
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Diagnostic } from 'vscode';
import { rulesIn } from '../../client/features/rules';
import { globsOf, overridesIn, type Scoped, severityChange } from '../../client/features/rules/severity';
import { matches, rulesFor } from '../../server/workspace/overrides';

const file = 'models/churn.sagemaker-model.json';
type Rules = Record<string, string>;

/** The severities that apply to the definition, as VS Code passes the settings to the server and the server reads them. */
function effective(rules: Scoped, overrides: Scoped): Rules {
  const merged = Object.assign({}, rules.user, rules.workspace, rules.folder);
  const listed = overrides.folder ?? overrides.workspace ?? overrides.user ?? [];
  return rulesFor(file, { rules: merged, overrides: listed as never }) as Rules;
}

/** Whether each override that applies matches the definition, as the server returns it. */
const globsMatch = (overrides: Scoped) => overridesIn(overrides).all.map((it) => matches(file, globsOf(it)));

/** Turns off a rule. @returns what was written, and the severities that apply afterward */
function off(rules: Scoped, overrides: Scoped = {}, isInFolder = true) {
  const change = severityChange('no-role', 'off', { rules, overrides }, globsMatch(overrides), isInFolder);
  const written = { [change.scope]: change.value };
  const after =
    change.setting === 'rules'
      ? effective({ ...rules, ...written }, overrides)
      : effective(rules, { ...overrides, ...written });
  return { change, after };
}

const everywhere = { files: ['**'], rules: { 'no-role': 'error', placeholder: 'hint' } };

suite('a rule that is turned off', () => {
  test('is set where it applies to everyone who opens the definition', () => {
    assert.deepEqual(off({}).change, { setting: 'rules', scope: 'workspace', value: { 'no-role': 'off' } });
    assert.deepEqual(off({}, {}, false).change.scope, 'user');
  });
  test("is set where its folder's rules are, which are kept", () => {
    const { change } = off({ folder: { placeholder: 'hint' }, user: { 'no-role': 'error' } });
    assert.deepEqual(change, {
      setting: 'rules',
      scope: 'folder',
      value: { placeholder: 'hint', 'no-role': 'off' },
    });
  });
  test('is set in the override that applies, and nothing else in the override changes', () => {
    const { change, after } = off({}, { workspace: [everywhere] });
    assert.deepEqual(change, {
      setting: 'overrides',
      scope: 'workspace',
      value: [{ files: ['**'], rules: { 'no-role': 'off', placeholder: 'hint' } }],
      files: ['**'],
    });
    assert.equal(after['no-role'], 'off');
  });
  test('is set in the last of several overrides, the one that takes precedence', () => {
    const last = { files: '*.sagemaker-model.json', rules: { 'no-role': 'warning' } };
    const other = { files: ['test/**'], rules: { 'no-role': 'hint' } };
    const { change, after } = off({}, { folder: [everywhere, last, other], user: [everywhere] });
    assert.deepEqual(
      [change.scope, change.value],
      ['folder', [everywhere, { ...last, rules: { 'no-role': 'off' } }, other]],
    );
    assert.equal(after['no-role'], 'off');
  });
  test("isn't set in an override for other files or other rules", () => {
    for (const override of [
      { files: ['test/**'], rules: { 'no-role': 'error' } },
      { files: ['**'], rules: { placeholder: 'error' } },
    ])
      assert.equal(off({}, { workspace: [override] }).change.setting, 'rules');
  });
  test('is off afterward, wherever it was set before', () => {
    const set = [undefined, { 'no-role': 'error' }, { placeholder: 'hint' }];
    const lists = [undefined, [], [everywhere], [{ files: ['x/**'], rules: { 'no-role': 'hint' } }, everywhere]];
    let tried = 0;
    for (const folder of set)
      for (const workspace of set)
        for (const user of set)
          for (const inFolder of lists)
            for (const shared of lists)
              for (const own of lists)
                for (const isInFolder of [true, false]) {
                  const rules = { ...(isInFolder && { folder }), workspace, user };
                  const overrides = { ...(isInFolder && { folder: inFolder }), workspace: shared, user: own };
                  assert.equal(off(rules, overrides, isInFolder).after['no-role'], 'off');
                  tried++;
                }
    assert.equal(tried, 3 ** 3 * 4 ** 3 * 2);
  });
  test("leaves settings that aren't valid as they are", () => {
    for (const overrides of ['x', 1, null, {}, [null, 1, 'x', {}, { files: 1, rules: 'no-role' }]])
      for (const rules of ['x', 1, null, []]) {
        const settings = { rules: { workspace: rules }, overrides: { workspace: overrides } };
        const { setting, value } = severityChange('no-role', 'off', settings, [true, true, true, true, true], true);
        assert.equal(setting, 'rules');
        assert.equal(Object(value)['no-role'], 'off');
      }
  });
});

test("a Quick Fix that turns off a rule belongs only to that rule's problems", () => {
  const problem = (rule: string, source = 'SageMaker') => ({ source, code: { value: rule } }) as Diagnostic;
  const [a, b, c] = [problem('placeholder'), problem('bad-name'), problem('placeholder')];
  const mark = { source: 'SageMaker', code: 'refused' } as Diagnostic;
  const found = rulesIn([a, b, c, mark, problem('x', 'eslint')]);
  assert.deepEqual(
    [...found],
    [
      ['placeholder', [a, c]],
      ['bad-name', [b]],
    ],
  );
});
