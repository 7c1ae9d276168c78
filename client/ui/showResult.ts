/** Reports that a command has finished, and what the user should know about the result. */
import * as l10n from '@vscode/l10n';
import type { Dialog } from './ui';

export interface ResultHost {
  readonly ui: Dialog;
  /** Shows sentences that are too many for a message. */
  show(lines: readonly string[]): Promise<void>;
}

/**
 * Shows a message, with a button that shows the lines.
 * @param several says that there are lines, and has a single one shown in the message itself; nothing if `done` says it
 */
export async function showResult(
  { ui, show }: ResultHost,
  kind: 'information' | 'warning' | 'error',
  done: string,
  lines: readonly string[],
  several?: string,
): Promise<void> {
  const isInMessage = several !== undefined && lines.length === 1;
  const more = isInMessage ? lines[0] : several;
  const message = lines.length > 0 && more !== undefined ? l10n.t('{0} {1}', done, more) : done;
  if (lines.length === 0 || isInMessage) await ui.tell(kind, message);
  else if (await ui.tell(kind, message, l10n.t('Show'))) await show(lines);
}
