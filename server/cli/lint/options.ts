/** Parses the linter's command line. */
import { parseArgs } from 'node:util';
import { isRegion } from '../../../knowledge/partitions';
import { version } from '../../../package.json';
import type { AnalysisContext } from '../../language/types';
import { configName, parseRuleOption } from './config';
import type { Format } from './report';

export const usage = `sagemaker-model lint ${version}

Checks definitions of Amazon SageMaker models (*.sagemaker-model.json).

  sagemaker-model lint [paths, folders, globs, or - for standard input]

  --format text|json|sarif|github   how problems are printed (text)
  --fix                             correct what cannot change the meaning, in the files
  --dry-run                         with --fix: print the changes as a diff instead
  --rule id=severity                error, warning, information, hint or off; may be repeated
  --account id                      the account in which the models are to be created; without it nothing is judged by it
  --region id                       their region, such as eu-west-1; without it they are judged by what they name themselves
  --force-exclude                   leave out what the config excludes also where it is named, as hooks do
  --max-warnings n                  end with 1 where there are more warnings
  --stdin-filename path             read standard input, as if it stood in this file
  --list-rules, --explain id        what is checked
  --schema                          the same, as far as JSON Schema can say it
  --version, --help

Ends with 0 where all is well, 1 where there are errors, 2 where it could not run or not read a file.
The nearest file ${configName}, upwards from each definition, can hold
{ "rules": { id: severity }, "overrides": [{ "files": globs, "rules": { id: severity } }], "exclude": globs }.
`;

export interface Options {
  readonly format: Format;
  readonly fix: boolean;
  readonly isDryRun: boolean;
  readonly rules: NonNullable<AnalysisContext['rules']>;
  readonly account?: string;
  readonly region?: string;
  /** Whether what is excluded is left out even where it is named itself. */
  readonly excludesNamed: boolean;
  readonly mostWarnings: number;
  readonly paths: readonly string[];
  /** What standard input is called, where it is to be read. */
  readonly input?: string;
  /** What is to be told instead of linting. */
  readonly tell?: 'help' | 'version' | 'schema' | 'list-rules' | { readonly explain: string };
}

/** @throws with a sentence where something is asked that there is not */
export function optionsOf(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      fix: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      rule: { type: 'string', multiple: true, default: [] },
      account: { type: 'string' },
      region: { type: 'string' },
      'force-exclude': { type: 'boolean', default: false },
      'max-warnings': { type: 'string' },
      'stdin-filename': { type: 'string' },
      'list-rules': { type: 'boolean' },
      explain: { type: 'string' },
      schema: { type: 'boolean' },
      version: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const format = (['text', 'json', 'sarif', 'github'] as const).find((it) => it === values.format);
  if (!format) throw new Error(`There is no format "${values.format}". It is text, json, sarif or github.`);
  const most = values['max-warnings'];
  const mostWarnings = most === undefined ? Number.POSITIVE_INFINITY : Number(most);
  if (most !== undefined && (!/^\d+$/.test(most) || !Number.isSafeInteger(mostWarnings)))
    throw new Error(`--max-warnings is a whole number, not "${most}".`);
  if (values['dry-run'] && !values.fix) throw new Error('--dry-run shows what --fix would do. Give both.');
  const { account, region } = values;
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw new Error(`--account is the id of an account, twelve digits, not "${account}".`);
  if (region !== undefined && !isRegion(region))
    throw new Error(`--region is the id of a region, such as eu-west-1, not "${region}".`);
  const input = values['stdin-filename'] ?? (positionals.includes('-') ? '<stdin>' : undefined);
  const paths = positionals.filter((it) => it !== '-');
  return {
    format,
    fix: values.fix,
    isDryRun: values['dry-run'],
    rules: Object.assign({}, ...values.rule.map(parseRuleOption)),
    account,
    region,
    excludesNamed: values['force-exclude'],
    mostWarnings,
    paths: paths.length === 0 && input === undefined ? ['.'] : paths,
    input,
    tell:
      values.explain === undefined
        ? (['help', 'version', 'schema', 'list-rules'] as const).find((it) => values[it])
        : { explain: values.explain },
  };
}
