/** Formats connections, ages, and lists as text. */
import * as l10n from '@vscode/l10n';
import type { Connection, ConnectionSource } from '../../aws/connection';

/** @returns where a part of the connection came from */
export function sourceInWords(source: ConnectionSource): string {
  return {
    chosen: l10n.t('chosen here'),
    setting: l10n.t('from the settings'),
    profile: l10n.t('from the profile'),
    environment: l10n.t('from the environment'),
    default: l10n.t('the default profile'),
  }[source];
}

/** A connection in one short line: profile, region, account. */
export function connectionInWords({ profile, region }: Connection, account: string | undefined): string {
  const parts = [profile?.value ?? l10n.t('no profile'), region?.value ?? l10n.t('no region'), account];
  return parts.filter(Boolean).join(' · ');
}

const units = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
] as const;

/**
 * How long ago something was, in the language of the person: `3 days ago`.
 * @param now in milliseconds, as `Date.now()`
 */
export function ageInWords(time: Date, now: number, language: string): string {
  const seconds = Math.round((now - time.getTime()) / 1000);
  const [unit, length] = units.find(([, it]) => seconds >= it) ?? ['second', 1];
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return format.format(unit === 'second' ? 0 : -Math.floor(seconds / length), unit);
}
