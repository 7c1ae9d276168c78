import assert from 'node:assert/strict';
import { mock, suite, test } from 'node:test';
import { detach, logDetached } from '../../aws/detach';
import { refreshing } from '../../client/features/compare/refreshing';
import { needingServer, type Server, stopServer } from '../../client/lsp/serving';
import { assertNames, naming } from '../support/facts';
import { person } from './fakes';

const turn = () => new Promise(setImmediate);

/** Requests that are answered when the test decides. */
function asked() {
  const answers: ((it: string | Error) => void)[] = [];
  const shown: string[] = [];
  const failures: unknown[] = [];
  const it = refreshing<string>(
    () =>
      new Promise((resolve, reject) =>
        answers.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer))),
      ),
    (answer) => shown.push(answer),
    (error) => failures.push(error),
  );
  return { it, answers, shown, failures };
}

suite('a result that follows the edits of a definition', () => {
  test('is requested once typing pauses', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const { it, answers } = asked();
      for (let key = 0; key < 10; key++) {
        it.soon();
        mock.timers.tick(100);
      }
      assert.equal(answers.length, 0);
      mock.timers.tick(100);
      assert.equal(answers.length, 1);
      it.soon();
      it.dispose();
      mock.timers.tick(1000);
      assert.equal(answers.length, 1);
    } finally {
      mock.timers.reset();
    }
  });
  test('is never replaced by an older result that arrives later', async () => {
    const { it, answers, shown } = asked();
    const all = [it.now(), it.now(), it.now()];
    answers[1]?.('second');
    await turn();
    answers[0]?.('first');
    answers[2]?.('third');
    await Promise.all(all);
    assert.deepEqual(shown, ['second', 'third']);
  });
  test("stays as it is if there's no result, and no rejection is unhandled", async () => {
    const { it, answers, shown, failures } = asked();
    const all = [it.now(), it.now()];
    answers[0]?.('first');
    answers[1]?.(new Error('The server has stopped.'));
    await Promise.all(all);
    assert.deepEqual([shown, failures.length], [['first'], 1]);
  });
  test('shows nothing more after it is closed', async () => {
    const { it, answers, shown } = asked();
    const asking = it.now();
    it.dispose();
    answers[0]?.('late');
    await asking;
    assert.deepEqual(shown, []);
  });
});

test("a failure of work that isn't awaited is logged, and isn't an unhandled rejection", async () => {
  const lines: string[] = [];
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on('unhandledRejection', note);
  try {
    logDetached({ warn: (line) => lines.push(line) });
    detach(Promise.reject(new Error('no')));
    detach(Promise.resolve());
    await turn();
    await turn();
  } finally {
    process.off('unhandledRejection', note);
    logDetached({ warn: () => {} });
  }
  assert.deepEqual([lines.length, unhandled], [1, []]);
  assert.match(lines[0] ?? '', /no$/);
});

suite('a command that needs the language server', () => {
  const run = async (isRunning: boolean, says: string[] = []) => {
    const ui = person({ says });
    let restarts = 0;
    const restart = async () => restarts++;
    const ending = needingServer({ isRunning: () => isRunning }, ui, restart, async () => {
      throw new Error('Connection got disposed.');
    });
    return { ending, ui, restarts: () => restarts };
  };
  test('shows an error if the server is down, and offers to restart it', async () => {
    const { ending, ui, restarts } = await run(false, ['Restart Server']);
    await ending;
    assertNames(ui.told[0] ?? '', naming('running'));
    assert.equal(restarts(), 1);
  });
  test("fails with the original error if the server isn't down", async () => {
    const { ending, ui } = await run(true);
    await assert.rejects(ending, /disposed/);
    assert.deepEqual(ui.told, []);
  });
});

suite('the language server is stopped when the window closes', () => {
  const server = (own: Partial<Server>) => {
    const done: string[] = [];
    const it: Server = {
      isRunning: () => true,
      needsStop: () => true,
      start: async () => void done.push('started'),
      stop: async () => void done.push('stopped'),
      ...own,
    };
    return { it, done };
  };
  test('and that is awaited', async () => {
    const { it, done } = server({
      stop: async () => {
        await turn();
        done.push('stopped');
      },
    });
    await stopServer(it, () => {});
    assert.deepEqual(done, ['stopped']);
  });
  test('after it has started, if it is still starting', async () => {
    const { it, done } = server({ isRunning: () => false });
    await stopServer(it, () => {});
    assert.deepEqual(done, ['started', 'stopped']);
  });
  test('not at all if it is down already', async () => {
    const { it, done } = server({ needsStop: () => false });
    await stopServer(it, () => {});
    assert.deepEqual(done, []);
  });
  test("if possible: a server that never starts, or fails, doesn't block", async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const lines: string[] = [];
      const { it } = server({
        isRunning: () => false,
        start: () => new Promise(() => {}),
        stop: () => Promise.reject(new Error('not running')),
      });
      const stopping = stopServer(it, (line) => lines.push(line));
      mock.timers.tick(5000);
      await stopping;
      assert.equal(lines.length, 1);
    } finally {
      mock.timers.reset();
    }
  });
});
