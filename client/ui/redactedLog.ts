/** Wraps the log so that secrets, and account IDs on request, are removed. */
import type { LogOutputChannel } from 'vscode';
import { maskSecrets, redact } from '../../aws/redact';

/**
 * Wraps the channel so that everything written to it is redacted.
 * @param isRedacted whether account IDs and ARNs are removed as well; called for each line, because the setting can change
 */
export function redacting(channel: LogOutputChannel, isRedacted: () => boolean): LogOutputChannel {
  const clean = (text: string) => (isRedacted() ? redact(text) : maskSecrets(text));
  const line = (message: unknown, more: readonly unknown[]) => clean([message, ...more].map(inWords).join(' '));
  return {
    get name() {
      return channel.name;
    },
    get logLevel() {
      return channel.logLevel;
    },
    onDidChangeLogLevel: (listener, thisArgs, disposables) =>
      channel.onDidChangeLogLevel(listener, thisArgs, disposables),
    trace: (message, ...more) => channel.trace(line(message, more)),
    debug: (message, ...more) => channel.debug(line(message, more)),
    info: (message, ...more) => channel.info(line(message, more)),
    warn: (message, ...more) => channel.warn(line(message, more)),
    error: (message, ...more) => channel.error(line(message, more)),
    append: (text) => channel.append(clean(text)),
    appendLine: (text) => channel.appendLine(clean(text)),
    replace: (text) => channel.replace(clean(text)),
    clear: () => channel.clear(),
    show: (...where: unknown[]) => channel.show(where.find((it) => typeof it === 'boolean')),
    hide: () => channel.hide(),
    dispose: () => channel.dispose(),
  };
}

function inWords(it: unknown): string {
  if (typeof it === 'string') return it;
  if (it instanceof Error) return it.stack ?? String(it);
  try {
    return JSON.stringify(it) ?? String(it);
  } catch {
    return String(it);
  }
}
