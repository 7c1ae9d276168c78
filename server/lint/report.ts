/** What was found, for people and for other tools. */
import type { Problem } from '../language/check';
import { rules } from '../language/rules';
import type { Severity } from '../language/rules/rule';

/** A problem with its place, both counted from 1. */
export interface Found extends Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Outcome {
  readonly found: readonly Found[];
  readonly files: number;
}

export type Format = 'text' | 'json' | 'sarif' | 'github';

export interface About {
  readonly version: string;
  /** The page with an anchor for each rule. */
  readonly rulesPage: string;
}

/** @param isColoured whether escape sequences of a terminal are wanted */
export function report(format: Format, outcome: Outcome, about: About, isColoured: boolean): string {
  switch (format) {
    case 'text':
      return asText(outcome, isColoured);
    case 'json':
      return asJson(outcome);
    case 'sarif':
      return asSarif(outcome, about);
    case 'github':
      return outcome.found.map(asCommand).join('');
  }
}

const colours: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 36, hint: 90 };

function asText({ found, files }: Outcome, isColoured: boolean): string {
  const paint = (text: string, colour: number) => (isColoured ? `\u001b[${colour}m${text}\u001b[0m` : text);
  const lines = found.map(
    ({ file, line, column, severity, message, rule }) =>
      `${file}:${line}:${column}: ${paint(severity, colours[severity])}: ${message} ${paint(`[${rule}]`, 90)}\n`,
  );
  const count = (of: Severity) => found.filter((it) => it.severity === of).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const counted = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const others = found.length - errors - warnings;
  const sum = [
    counted(errors, 'error'),
    counted(warnings, 'warning'),
    ...(others > 0 ? [counted(others, 'remark')] : []),
  ];
  return `${lines.join('')}${counted(files, 'file')}: ${sum.join(', ')}.\n`;
}

function asJson({ found }: Outcome): string {
  const problems = found.map(({ file, line, column, endLine, endColumn, severity, rule, message, fixes }) => ({
    file,
    line,
    column,
    endLine,
    endColumn,
    severity,
    rule,
    message,
    fixable: (fixes ?? []).length > 0,
  }));
  return `${JSON.stringify(problems, undefined, 2)}\n`;
}

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** A command of a GitHub workflow (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). */
function asCommand({ file, line, column, endLine, endColumn, severity, message, rule }: Found): string {
  const property = (text: string) => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
  const place = `file=${property(file)},line=${line},endLine=${endLine},col=${column},endColumn=${endColumn}`;
  return `::${commands[severity]} ${place},title=${property(rule)}::${data(message)}\n`;
}

const data = (text: string) => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
function asSarif({ found }: Outcome, { version, rulesPage }: About): string {
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const results = found.map(({ file, line, column, endLine, endColumn, severity, rule, message }) => ({
    ruleId: rule,
    ruleIndex: sorted.findIndex((it) => it.id === rule),
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file) },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
  }));
  const driver = {
    name: 'sagemaker-model-lint',
    version,
    informationUri: rulesPage,
    rules: sorted.map(({ id, because, severity }) => ({
      id,
      shortDescription: { text: because },
      helpUri: `${rulesPage}#${id}`,
      defaultConfiguration: { level: levels[severity] },
    })),
  };
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
}
