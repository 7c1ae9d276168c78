/** Reports problems file by file, so that nothing is kept in memory. */
import type { Problem } from '../../language/check/check';
import { visible } from '../../language/text/visible';
import { count } from '../../language/text/words';
import type { Severity } from '../../language/types';
import type { LintedFile } from './judge';
import { listed } from './listed';
import type { LineColumns } from './place';
import { escapeControlChars, withoutCommands } from './print';
import type { Reporter, Summary, ToolInfo } from './reporter';
import { sarif } from './sarif';

export type Format = 'text' | 'json' | 'sarif' | 'github';

/** @param isColoured whether escape sequences of a terminal are wanted */
export function reporterOf(format: Format, about: ToolInfo, isColoured: boolean): Reporter {
  switch (format) {
    case 'text':
      return {
        start: '',
        file: (it) =>
          found(it)
            .map((it) => asLine(it, isColoured))
            .join(''),
        end: asSum,
      };
    case 'json':
      return json();
    case 'sarif':
      return sarif(about);
    case 'github':
      return { start: '', file: (it) => found(it).map(asCommand).join(''), end: () => '' };
  }
}

interface ReportedProblem extends Problem, LineColumns {
  readonly file: string;
}

function found({ file, problems, place }: LintedFile): ReportedProblem[] {
  return problems.map((it) => ({ ...it, file, ...place(it) }));
}

const colours: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 36, hint: 90 };

function asLine({ file, line, column, severity, message, rule }: ReportedProblem, isColoured: boolean): string {
  const paint = (text: string, colour: number) => (isColoured ? `\u001b[${colour}m${text}\u001b[0m` : text);
  return `${escapeControlChars(file)}:${line}:${column}: ${paint(severity, colours[severity])}: ${escapeControlChars(message)} ${paint(`[${rule}]`, 90)}\n`;
}

function asSum({ files, problems, troubles, unchecked }: Summary): string {
  const remarks = problems.information + problems.hint;
  const counts = [
    count(problems.error, 'error'),
    count(problems.warning, 'warning'),
    ...(remarks > 0 ? [count(remarks, 'remark')] : []),
    ...(troubles.length > unchecked ? [`${troubles.length - unchecked} not read or written`] : []),
    ...(unchecked > 0 ? [`${unchecked} not checked`] : []),
  ];
  return `${count(files, 'file')}: ${counts.join(', ')}.\n`;
}

function json(): Reporter {
  const items = listed();
  return {
    start: '[',
    file: (judged) =>
      items.next(
        found(judged).map(({ file, line, column, endLine, endColumn, severity, rule, message, fixes = [] }) => ({
          file,
          line,
          column,
          endLine,
          endColumn,
          severity,
          rule,
          message,
          fixable: judged.isCorrected && fixes.some((it) => it.isSafe),
          offered: fixes.some((it) => !it.isSafe),
        })),
      ),
    end: () => `${items.end()}]\n`,
  };
}

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** A command of a GitHub workflow (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). */
function asCommand({ file, line, column, endLine, endColumn, severity, message, rule }: ReportedProblem): string {
  const property = (text: string) => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
  const place = `file=${property(file)},line=${line},endLine=${endLine},col=${column},endColumn=${endColumn}`;
  return `::${commands[severity]} ${place},title=${property(rule)}::${data(message)}\n`;
}

const data = (text: string) =>
  withoutCommands(visible(text)).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
