import assert from 'node:assert/strict';
import { mock, suite, test } from 'node:test';
import { detach, logDetached } from '../../client/detach';
import { refreshing } from '../../client/refreshing';
import { needingServer, type Server, stopServer } from '../../client/serving';
import { person } from './fakes';

const turn = () => new Promise(setImmediate);

/** Questions that are answered when the test says so. */
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

suite('what follows the edits of a definition', () => {
  test('is asked for once the keys pause', () => {
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
  test('is never replaced by an older answer that comes later', async () => {
    const { it, answers, shown } = asked();
    const all = [it.now(), it.now(), it.now()];
    answers[1]?.('second');
    await turn();
    answers[0]?.('first');
    answers[2]?.('third');
    await Promise.all(all);
    assert.deepEqual(shown, ['second', 'third']);
  });
  test('stays as it is where there is no answer, and nothing is left unhandled', async () => {
    const { it, answers, shown, failures } = asked();
    const all = [it.now(), it.now()];
    answers[0]?.('first');
    answers[1]?.(new Error('The server has stopped.'));
    await Promise.all(all);
    assert.deepEqual([shown, failures.length], [['first'], 1]);
  });
  test('shows nothing any more once it is closed', async () => {
    const { it, answers, shown } = asked();
    const asking = it.now();
    it.dispose();
    answers[0]?.('late');
    await asking;
    assert.deepEqual(shown, []);
  });
});

test('work that nothing waits for is logged where it fails, and is no unhandled rejection', async () => {
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
  test('says so where that is down, and offers to restart it', async () => {
    const { ending, ui, restarts } = await run(false, ['Restart Server']);
    await ending;
    assert.match(ui.told[0] ?? '', /the language server isn't running/);
    assert.equal(restarts(), 1);
  });
  test('fails as it does where that is not the reason', async () => {
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
  test('and that is waited for', async () => {
    const { it, done } = server({
      stop: async () => {
        await turn();
        done.push('stopped');
      },
    });
    await stopServer(it, () => {});
    assert.deepEqual(done, ['stopped']);
  });
  test('once it has started, if it is still starting', async () => {
    const { it, done } = server({ isRunning: () => false });
    await stopServer(it, () => {});
    assert.deepEqual(done, ['started', 'stopped']);
  });
  test('not at all if it is down already', async () => {
    const { it, done } = server({ needsStop: () => false });
    await stopServer(it, () => {});
    assert.deepEqual(done, []);
  });
  test('as far as that is possible: one that never starts, or fails, keeps nobody waiting', async () => {
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
