/** Runs a task in a terminal and waits until it ends, however VS Code reports the end. */
import type { Event, Task, TaskExecution, Terminal } from 'vscode';

/** The required parts of `vscode.tasks` and `vscode.window`. */
export interface Tasks {
  executeTask(task: Task): Thenable<TaskExecution>;
  readonly onDidEndTask: Event<{ readonly execution: TaskExecution }>;
  readonly onDidEndTaskProcess: Event<{ readonly execution: TaskExecution; readonly exitCode: number | undefined }>;
  readonly onDidCloseTerminal: Event<Pick<Terminal, 'name'>>;
}

/** How long to wait for the exit code after the task ends or its terminal is closed. In milliseconds. */
const grace = 1000;

/**
 * Runs a task. Listeners are added before the task is started, because events can be fired before VS Code returns
 * the execution, and then with a different execution object. A task without a process fires only the task end event, and one
 * whose terminal is closed might not fire any event.
 * @returns the exit code of its process; nothing if the task ended without one
 */
export async function exitCodeOf(tasks: Tasks, task: Task): Promise<number | undefined> {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  let end: (code: number | undefined) => void = () => {};
  const ended = new Promise<number | undefined>((resolve) => {
    end = resolve;
  });
  const endSoon = () => {
    if (!isOver) timer ??= setTimeout(() => end(undefined), grace);
  };
  let running: TaskExecution | undefined;
  const isIt = (it: TaskExecution) => it === running || (it.task.name === task.name && it.task.source === task.source);
  const listening = [
    tasks.onDidEndTaskProcess(({ execution, exitCode }) => isIt(execution) && end(exitCode)),
    tasks.onDidEndTask(({ execution }) => isIt(execution) && endSoon()),
    tasks.onDidCloseTerminal(({ name }) => name === task.name && endSoon()),
  ];
  try {
    running = await tasks.executeTask(task);
    return await ended;
  } finally {
    isOver = true;
    clearTimeout(timer);
    for (const it of listening) it.dispose();
  }
}
