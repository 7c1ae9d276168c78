/** Copy Diagnostics Report: what somebody who is to help has to know, without account ids, profiles or anything that is written in files. */
import * as l10n from '@vscode/l10n';
import type { Connection, Source } from '../connection';
import { redact } from '../redact';
import type { Dialog } from '../ui';

export interface Facts {
  /** Of the extension. */
  readonly version: string;
  /** Which VS Code, and where it runs. */
  readonly editor: string;
  readonly language: string;
  /** Whether the person trusts the workspace. */
  readonly isTrusted: boolean;
  /** How many folders the workspace has. */
  readonly folders: number;
  /** What the state of the language server is. */
  readonly server: string;
  /** How many definitions are open, and how many there are in the workspace. */
  readonly definitions: { readonly open: number; readonly inWorkspace?: number };
  readonly connection?: Connection;
  readonly isAccountKnown: boolean;
  /** What is set and is not a default, by the names of the settings. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The names of the variables of the environment by which AWS is set up. */
  readonly variables: readonly string[];
}

export async function copyReport(ui: Pick<Dialog, 'copy' | 'tell'>, facts: Facts): Promise<void> {
  await ui.copy(report(facts));
  await ui.tell(
    'information',
    l10n.t(
      'The report is in the clipboard. It has no account ids, profiles or texts of files; look through it all the same.',
    ),
  );
}

/** Settings that say where somebody works, as whom, and on what: that they are set is enough. */
const secret = ['profile', 'endpoint', 'overrides', 'exclude'];

/** The report in Markdown, in English, which is the language of those who read it. */
export function report(facts: Facts): string {
  const {
    version,
    editor,
    language,
    isTrusted,
    folders,
    server,
    definitions,
    connection,
    isAccountKnown,
    settings,
    variables,
  } = facts;
  const from = (it: { readonly source: Source } | undefined) => (it ? `set, ${it.source}` : 'none');
  const rows: readonly (readonly [string, string])[] = [
    ['Extension', version],
    ['VS Code', editor],
    ['Language', language],
    ['Workspace', `${isTrusted ? 'trusted' : 'not trusted'}, ${folders} folders`],
    ['Language server', server],
    ['Definitions', `${definitions.open} open, ${definitions.inWorkspace ?? 'an unknown number'} in the workspace`],
    ...(connection
      ? ([
          ['Profile', from(connection.profile)],
          ['Region', connection.region ? `${connection.region.value}, ${connection.region.source}` : 'none'],
          ['Address', from(connection.endpoint)],
          ['Account', isAccountKnown ? 'known' : 'not known'],
        ] as const)
      : ([['Connection', 'AWS was not asked']] as const)),
    ['Variables', variables.length > 0 ? variables.join(', ') : 'none'],
  ];
  const shown = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, secret.includes(name) ? 'set' : value]),
  );
  const table = rows.map(([name, value]) => `| ${name} | ${value.replaceAll('|', '\\|')} |`);
  const text = ['| What | |', '| --- | --- |', ...table, '', '```json', JSON.stringify(shown, undefined, 2), '```', ''];
  return redact(text.join('\n'));
}
