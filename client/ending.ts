/** Runs a task in a terminal and waits until it has ended, however VS Code reports that. */
import type { Event, Task, TaskExecution, Terminal } from 'vscode';

/** What is needed of `vscode.tasks` and `vscode.window`. */
export interface Tasks {
  executeTask(task: Task): Thenable<TaskExecution>;
  readonly onDidEndTask: Event<{ readonly execution: TaskExecution }>;
  readonly onDidEndTaskProcess: Event<{ readonly execution: TaskExecution; readonly exitCode: number | undefined }>;
  readonly onDidCloseTerminal: Event<Pick<Terminal, 'name'>>;
}

/** How long the exit code may come after the end of the task, or after its terminal was closed. In milliseconds. */
const grace = 1000;

/**
 * Runs a task. The events are listened to before the task is started, because they can be fired before VS Code returns
 * the execution, and then with another object for it. A task that never had a process only ends as a task, and one
 * whose terminal is closed may not end at all.
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
