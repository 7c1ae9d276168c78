/** Copy Diagnostics Report: collects what support needs, without account IDs, profiles, or the content of files. */
import * as l10n from '@vscode/l10n';
import type { Connection, ConnectionSource } from '../../../aws/connection';
import { redact } from '../../../aws/redact';
import type { Dialog } from '../../ui/ui';

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
  /** The ids of the rules that there are. */
  readonly rules: readonly string[];
  /** The names of the variables of the environment. */
  readonly variables: readonly string[];
}

export async function copyReport(ui: Pick<Dialog, 'copy' | 'tell'>, facts: Facts): Promise<void> {
  await ui.copy(reportText(facts));
  await ui.tell(
    'information',
    l10n.t(
      'The report is in the clipboard. It has no account ids, profiles or texts of files; look through it all the same.',
    ),
  );
}

/** The variables by which AWS and the way to it are set up; the name of another may say whose machine this is. */
const telling = [
  'AWS_PROFILE',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SESSION_TOKEN',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_SAGEMAKER',
  'AWS_CA_BUNDLE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
];

/** Settings that say where somebody works, as whom, and on what: that they are set is enough. */
const secret = ['profile', 'endpoint', 'overrides', 'exclude'];

/** The report in Markdown, in English, which is the language of those who read it. */
export function reportText(facts: Facts): string {
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
    rules,
    variables,
  } = facts;
  const named = variables.filter((it) => telling.includes(it.toUpperCase()));
  const from = (it: { readonly source: ConnectionSource } | undefined) => (it ? `set, ${it.source}` : 'none');
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
    ['Variables', named.length > 0 ? named.join(', ') : 'none'],
  ];
  const shown = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      if (secret.includes(name)) return [name, 'set'];
      const known = Object.entries(Object(value)).filter(([id]) => rules.includes(id));
      return [name, name === 'rules' ? Object.fromEntries(known) : value];
    }),
  );
  const table = rows.map(([name, value]) => `| ${name} | ${value.replaceAll('|', '\\|')} |`);
  const text = ['| What | |', '| --- | --- |', ...table, '', '```json', JSON.stringify(shown, undefined, 2), '```', ''];
  return redact(text.join('\n'));
}
