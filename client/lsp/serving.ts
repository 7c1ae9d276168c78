/** What commands do if the language server is down, and how it is stopped when the window closes. */
import * as l10n from '@vscode/l10n';
import type { Dialog } from '../ui/ui';

/** The required parts of a language client (`BaseLanguageClient`). */
export interface Server {
  isRunning(): boolean;
  needsStop(): boolean;
  start(): Promise<void>;
  stop(timeout?: number): Promise<void>;
}

/** VS Code waits about five seconds for extensions to deactivate. In milliseconds. */
const patience = 2_000;

/** Runs a command that needs the language server. If the server is down, shows a message that offers to restart it. */
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
 * Stops the language server. Never fails and never takes long, so that deactivation can await it.
 * @param log receives a warning if the server didn't stop properly
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
