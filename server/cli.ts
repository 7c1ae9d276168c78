/** sagemaker-model-lint: the same checks without an editor. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createTwoFilesPatch } from 'diff';
import { applyEdits } from 'jsonc-parser';
import { repository, version } from '../package.json';
import { check } from './language/check';
import { createModel } from './language/createModel';
import { read } from './language/document';
import { allSafe } from './language/fix';
import { rules } from './language/rules';
import type { Given } from './language/rules/rule';
import { schema } from './language/schema';
import type { Struct } from './language/shape';
import { configFrom, configName, levelOf } from './lint/config';
import { filesOf, readSource, type Source } from './lint/files';
import { type Found, report } from './lint/report';

const home = repository.url.replace(/\.git$/, '');
const rulesPage = `${home}/blob/main/docs/rules.md`;

const usage = `sagemaker-model-lint ${version}

Checks definitions of Amazon SageMaker models (*.sagemaker-model.json).

  sagemaker-model-lint [paths, folders, globs, or - for standard input]

  --format text|json|sarif|github   how problems are printed (text)
  --fix                             correct what cannot change the meaning, in the files
  --dry-run                         with --fix: print the changes as a diff instead
  --rule id=severity                error, warning, information, hint or off; may be repeated
  --account id                      the account in which the models are to be created; without it nothing is judged by it
  --max-warnings n                  end with 1 where there are more warnings
  --list-rules, --explain id        what is checked
  --schema                          the same, as far as JSON Schema can say it
  --version, --help

Ends with 0 where all is well, 1 where there are errors, 2 where it could not run.
A file ${configName}, looked for upwards, can hold { "rules": { id: severity }, "exclude": [globs] }.
`;

/** After so many rounds of corrections there is no end to them; each takes something away, so few are needed. */
const mostRounds = 20;

function main(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      fix: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      rule: { type: 'string', multiple: true, default: [] },
      account: { type: 'string' },
      'max-warnings': { type: 'string' },
      'list-rules': { type: 'boolean' },
      explain: { type: 'string' },
      schema: { type: 'boolean' },
      version: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return print(usage);
  if (values.version) return print(`${version}\n`);
  if (values.schema)
    return print(`${JSON.stringify(schema(createModel as Struct, `${home}/schema.json`), undefined, 2)}\n`);
  if (values['list-rules']) return print(listOfRules());
  if (values.explain !== undefined) return print(explanation(values.explain));

  const format = (['text', 'json', 'sarif', 'github'] as const).find((it) => it === values.format);
  if (!format) throw new Error(`There is no format "${values.format}". It is text, json, sarif or github.`);
  const mostWarnings = values['max-warnings'] === undefined ? Number.POSITIVE_INFINITY : Number(values['max-warnings']);
  if (!(mostWarnings >= 0)) throw new Error(`--max-warnings is a number, not "${values['max-warnings']}".`);
  const config = configFrom('.');
  const own = values.rule.map((it) => {
    const [id = '', level = ''] = it.split('=', 2);
    return levelOf(id, level, `--rule ${it}`);
  });
  const given: Given = {
    rules: { ...config.rules, ...Object.fromEntries(own) },
    account: values.account,
  };

  const named = positionals.length > 0 ? positionals : ['.'];
  const { files, missing } = filesOf(
    named.filter((it) => it !== '-'),
    config.exclude,
  );
  if (missing[0] !== undefined) throw new Error(`There is no file for ${missing.join(', ')}.`);
  const sources: [string, () => Source][] = files.map((file) => [file, () => readSource(file)]);
  if (named.includes('-')) sources.push(['<stdin>', () => readSource(0)]);

  const found: Found[] = [];
  for (const [file, reading] of sources) {
    const source = reading();
    const after = values.fix ? corrected(source, given) : source.text;
    if (after !== source.text && values['dry-run'])
      print(createTwoFilesPatch(file, file, source.text, after, '', '', { context: 3 }));
    else if (after !== source.text && file === '<stdin>') print(after);
    else if (after !== source.text) writeFileSync(file, after);
    found.push(...problemsIn(file, { ...source, text: values['dry-run'] ? source.text : after }, given));
  }
  const isColoured = process.stdout.isTTY && !process.env.NO_COLOR;
  if (!values['dry-run'] && !(values.fix && named.includes('-')))
    print(report(format, { found, files: sources.length }, { version, rulesPage }, isColoured));
  const warnings = found.filter((it) => it.severity === 'warning').length;
  return found.some((it) => it.severity === 'error') || warnings > mostWarnings ? 1 : 0;
}

/** The text after all that is safe has been corrected. One that is not stored as UTF-8 is left as it is. */
function corrected({ text, encoding }: Source, given: Given): string {
  if (encoding !== 'utf8') return text;
  let now = text;
  for (let round = 0; round < mostRounds; round++) {
    const document = read(now);
    const changes = allSafe(document, check(document, given));
    if (changes.length === 0) break;
    now = applyEdits(now, changes);
  }
  return now;
}

function problemsIn(file: string, { text, encoding }: Source, given: Given): Found[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  const place = (offset: number) => {
    let line = starts.findIndex((it) => it > offset) - 1;
    if (line < 0) line = starts.length - 1;
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
  return check(read(text), { ...given, encoding }).map((problem) => {
    const end = place(problem.offset + problem.length);
    return { ...problem, file, ...place(problem.offset), endLine: end.line, endColumn: end.column };
  });
}

function listOfRules(): string {
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const width = Math.max(...sorted.map((it) => it.id.length));
  return sorted.map((it) => `${it.id.padEnd(width)}  ${it.severity.padEnd(11)}  ${it.because}\n`).join('');
}

function explanation(id: string): string {
  const rule = rules.find((it) => it.id === id);
  if (!rule) throw new Error(`There is no rule "${id}". See --list-rules.`);
  const example = rule.bad.length > 2000 ? '' : `\nFor example:\n${rule.bad}\n`;
  return `${rule.id} (${rule.severity})\n\n${rule.because}\n${example}\n${rulesPage}#${rule.id}\n`;
}

function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
