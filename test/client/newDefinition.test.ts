import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  askForDefinition,
  type NewHost,
  type Outcome,
  type QuestionStep,
} from '../../client/features/newDefinition/newDefinition';
import type { NewDefinitionResult } from '../../protocol/newDefinition';
import { begin, type NewDefinitionContext, next } from '../../server/language/operations/newDefinition';

const about: NewDefinitionContext = { given: {}, folder: 'churn', regions: ['eu-west-1'] };
const role = '';

/** A person who answers one question after the other; `undefined` is Escape. */
function answering(...outcomes: readonly (string | 'back' | undefined)[]) {
  const shown: string[] = [];
  const opened: { name: string; begun: NewDefinitionResult }[] = [];
  const former: (string | undefined)[] = [];
  const left = [...outcomes];
  const answer = ({ title, step, of, hasBefore }: QuestionStep): Outcome => {
    shown.push(`${title} (${step}/${of})${hasBefore ? ' Back' : ''}`);
    const it = left.shift();
    return it === undefined || it === 'back' ? it : { answer: it };
  };
  const means: NewHost = {
    question: async (answers) => next(answers, about) ?? null,
    begin: async (answers) => ({
      ...begin(answers, about),
      ofName: answers.name === 'taken' ? [{ message: 'Another has it.', isError: false }] : [],
    }),
    pick: async (step, choices, before) => {
      former.push(before);
      assert.ok(choices.length > 0 && step.prompt !== '');
      return answer(step);
    },
    type: async (step, value, judge) => {
      former.push(value);
      assert.equal((await judge('taken'))?.message, 'Another has it.');
      assert.equal(await judge('free'), undefined);
      return answer(step);
    },
    open: async (name, begun) => void opened.push({ name, begun }),
  };
  return { shown, opened, former, means };
}

const all = ['single-container', 'fraud', 'XGBoost', 'eu-west-1', role] as const;

suite('New Model Definition', () => {
  test('asks step by step, and opens the definition that the answers make', async () => {
    const { shown, opened, means } = answering(...all);
    assert.equal(await askForDefinition(means), true);
    assert.deepEqual(shown, [
      'New Model Definition (1/5)',
      'New Model Definition (2/5) Back',
      'New Model Definition (3/5) Back',
      'New Model Definition (4/5) Back',
      'New Model Definition (5/5) Back',
    ]);
    const [{ name, begun } = assert.fail('Nothing was opened.')] = opened;
    assert.equal(name, 'fraud');
    assert.match(begun.text, /"ModelName": "fraud"/);
    assert.match(begun.text, /141502667606\.dkr\.ecr\.eu-west-1\.amazonaws\.com\/sagemaker-xgboost:/);
  });
  for (const at of all.keys())
    test(`leaves nothing behind where Escape is pressed at step ${at + 1}`, async () => {
      const { shown, opened, means } = answering(...all.slice(0, at), undefined);
      assert.equal(await askForDefinition(means), false);
      assert.equal(shown.length, at + 1);
      assert.deepEqual(opened, []);
    });
  test('goes back to each question with what was answered to it, and on with other answers', async () => {
    const back = ['back', 'back', 'back', 'back'];
    const { shown, opened, former, means } = answering(
      ...all.slice(0, 4),
      ...back,
      'model-package',
      'churn',
      ...all.slice(3),
    );
    assert.equal(await askForDefinition(means), true);
    assert.equal(shown.filter((it) => it.includes('(1/')).length, 2);
    assert.deepEqual(former.slice(5, 9), ['eu-west-1', 'XGBoost', 'fraud', 'single-container']);
    assert.deepEqual(former.slice(9), ['fraud', 'eu-west-1', undefined]);
    assert.match(opened[0]?.begun.text ?? '', /"arn:aws:sagemaker:eu-west-1:/);
  });
  test('proposes the name of the folder', async () => {
    const { former, means } = answering('single-container', undefined);
    await askForDefinition(means);
    assert.deepEqual(former, [undefined, 'churn']);
  });
});
