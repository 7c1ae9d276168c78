/** What commands do if the language server they need is down, and how it is stopped when the window closes. */
import * as l10n from '@vscode/l10n';
import type { Dialog } from './ui';

/** What is needed of a language client (`BaseLanguageClient`). */
export interface Server {
  isRunning(): boolean;
  needsStop(): boolean;
  start(): Promise<void>;
  stop(timeout?: number): Promise<void>;
}

/** VS Code waits for about five seconds until extensions are deactivated. In milliseconds. */
const patience = 2_000;

/** Runs a command that asks the language server; if that is down, tells the person so and offers to restart it. */
export async function needingServer(
  server: Pick<Server, 'isRunning'>,
  ui: Pick<Dialog, 'tell'>,
  restart: () => PromiseLike<unknown>,
  command: () => Promise<unknown>,
): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (server.isRunning()) throw error;
    const action = l10n.t('Restart Server');
    const message = l10n.t("The command couldn't be completed because the language server isn't running.");
    if ((await ui.tell('error', message, action)) === action) await restart();
  }
}

/**
 * Stops the language server. Never fails and never takes long, so that deactivation can wait for it.
 * @param log is told if the server didn't stop as it should
 */
export async function stopServer(server: Server, log: (line: string) => void): Promise<void> {
  if (!server.needsStop()) return;
  try {
    // A client that is still starting can't be stopped.
    if (!server.isRunning()) await inTime(server.start());
    await server.stop(patience);
  } catch (error) {
    log(String(error));
  }
}

function inTime(task: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, patience);
    task.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
