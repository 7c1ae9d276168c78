import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import type { Task, TaskExecution } from 'vscode';
import { exitCodeOf, type Tasks } from '../../client/ending';

type Ended = { readonly execution: TaskExecution; readonly exitCode: number | undefined };

/** An event that can be fired. */
function event<T>() {
  const listeners = new Set<(it: T) => void>();
  const on = (listener: (it: T) => void) => {
    listeners.add(listener);
    return { dispose: () => void listeners.delete(listener) };
  };
  return { on, fire: (it: T) => listeners.forEach((tell) => void tell(it)), listeners };
}

const signIn = { name: 'Sign in to dev', source: 'SageMaker' } as Task;
const execution = (task = signIn): TaskExecution => ({ task, terminate: () => {} });

/** The tasks of VS Code; `during` happens before it returns the execution. */
function tasks(during: (it: ReturnType<typeof fired>) => void = () => {}, running = execution()) {
  const events = fired();
  const all: Tasks = {
    executeTask: async () => {
      during(events);
      return running;
    },
    onDidEndTask: events.task.on,
    onDidEndTaskProcess: events.process.on,
    onDidCloseTerminal: events.terminal.on,
  };
  const listeners = () => events.task.listeners.size + events.process.listeners.size + events.terminal.listeners.size;
  return { ...events, all, running, listeners };
}

const fired = () => ({
  task: event<{ readonly execution: TaskExecution }>(),
  process: event<Ended>(),
  terminal: event<{ readonly name: string }>(),
});

/** What a promise has come to, once all that is under way has gone on; `pending` while it has not. */
async function stateOf(task: Promise<number | undefined>): Promise<number | undefined | string> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
  return Promise.race([task, Promise.resolve('pending')]);
}

suite('a task in a terminal', () => {
  const fake = (t: TestContext) => t.mock.timers.enable({ apis: ['setTimeout'] });
  test('ends with the exit code of its process, and nobody listens any longer', async () => {
    const { all, process, running, listeners } = tasks();
    const code = exitCodeOf(all, signIn);
    assert.equal(await stateOf(code), 'pending');
    process.fire({ execution: running, exitCode: 3 });
    assert.equal(await code, 3);
    assert.equal(listeners(), 0);
  });
  test('ends if its process has ended before VS Code returns the execution, which is another object then', async () => {
    const { all } = tasks(({ process }) => process.fire({ execution: execution(), exitCode: 0 }));
    assert.equal(await exitCodeOf(all, signIn), 0);
  });
  test('ends without an exit code if only the task is said to have ended', async (t) => {
    fake(t);
    const { all, task, running } = tasks();
    const code = exitCodeOf(all, signIn);
    await stateOf(code);
    task.fire({ execution: running });
    assert.equal(await stateOf(code), 'pending');
    t.mock.timers.tick(1000);
    assert.equal(await stateOf(code), undefined);
  });
  test('ends without an exit code if the task has ended before VS Code returns the execution', async (t) => {
    fake(t);
    const code = exitCodeOf(tasks(({ task }) => task.fire({ execution: execution() })).all, signIn);
    await stateOf(code);
    t.mock.timers.tick(1000);
    assert.equal(await stateOf(code), undefined);
  });
  test('has the exit code that comes after the end of the task', async (t) => {
    fake(t);
    const { all, task, process, running } = tasks();
    const code = exitCodeOf(all, signIn);
    await stateOf(code);
    task.fire({ execution: running });
    t.mock.timers.tick(500);
    process.fire({ execution: running, exitCode: 0 });
    assert.equal(await code, 0);
  });
  test('ends if its terminal is closed and nothing else is said', async (t) => {
    fake(t);
    const { all, terminal } = tasks();
    const code = exitCodeOf(all, signIn);
    await stateOf(code);
    terminal.fire({ name: signIn.name });
    t.mock.timers.tick(1000);
    assert.equal(await stateOf(code), undefined);
  });
  test('goes on while other tasks and terminals end', async (t) => {
    fake(t);
    const { all, task, process, terminal } = tasks();
    const code = exitCodeOf(all, signIn);
    await stateOf(code);
    const other = execution({ ...signIn, name: 'Sign in to prod' } as Task);
    process.fire({ execution: other, exitCode: 0 });
    task.fire({ execution: other });
    terminal.fire({ name: 'bash' });
    t.mock.timers.tick(60_000);
    assert.equal(await stateOf(code), 'pending');
  });
  test('that cannot be started fails, and nobody listens any longer', async () => {
    const { all, listeners } = tasks(() => {
      throw new Error('no');
    });
    await assert.rejects(exitCodeOf(all, signIn), /no/);
    assert.equal(listeners(), 0);
  });
});
