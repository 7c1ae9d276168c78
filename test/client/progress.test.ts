import './editor';
import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { dialog, progressDelay } from '../../client/ui/dialog';
import { editor, reset, shown } from './editor';
import { faults } from './hostile';

const hostile = '[Sign in](command:x) $(error)';

/** Lets everything run that doesn't wait for a timer. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Starts a task that ends on request. */
function start(t: TestContext) {
  reset();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const task = {
    signal: new AbortController().signal,
    say: (_message: string) => {},
    retried: (_attempt: number) => {},
    end: (_error?: Error) => {},
  };
  const end = new Promise<string>((resolve, reject) => {
    task.end = (error) => (error ? reject(error) : resolve('done'));
  });
  const result = dialog.progress(hostile, ({ signal, retried }, say) => {
    Object.assign(task, { signal, retried, say });
    return end;
  });
  const wait = (duration: number) => {
    t.mock.timers.tick(duration);
    return settle();
  };
  return { task, result, wait };
}

suite('progress', () => {
  test('shows no notification for a short task, not even after it ends', async (t) => {
    const { task, result, wait } = start(t);
    task.say('halfway');
    await wait(progressDelay - 1);
    task.end();
    assert.equal(await result, 'done');
    await wait(10 * progressDelay);
    assert.deepEqual(shown, []);
  });
  test('shows the title and the latest message of a long task, and its later messages', async (t) => {
    const { task, result, wait } = start(t);
    task.say('first');
    task.say('[second](command:x)');
    await wait(progressDelay);
    assert.equal(shown.length, 2);
    task.retried(2);
    assert.equal(shown.length, 3);
    assert.match(shown[2]?.text ?? '', /attempt 2/);
    assert.ok(!shown.some(({ text }) => text === 'first'));
    assert.deepEqual(faults(shown), []);
    task.end();
    assert.equal(await result, 'done');
  });
  test('can be canceled from the notification', async (t) => {
    const { task, result, wait } = start(t);
    await wait(progressDelay);
    assert.ok(!task.signal.aborted);
    editor.cancel();
    assert.ok(task.signal.aborted);
    task.end();
    await result;
  });
  for (const duration of [0, progressDelay])
    test(`passes on an error after ${duration} ms`, async (t) => {
      const { task, result, wait } = start(t);
      await wait(duration);
      task.end(new Error('gone'));
      await assert.rejects(result, /gone/);
      await wait(10 * progressDelay);
      assert.equal(shown.length, duration === 0 ? 0 : 1);
    });
});
