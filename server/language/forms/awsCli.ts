/** A command of the AWS CLI for a POSIX shell. */
import { createModel } from '../createModel';
import { ordered } from '../normal';
import { escapedLiteral } from '../visible';
import type { Form } from './form';

export const awsCli: Form = (request, { region }) => {
  const json = escapedLiteral(JSON.stringify(ordered(request, createModel), undefined, 2));
  const where = region === undefined ? '' : ` --region ${quoted(region)}`;
  return { text: `aws sagemaker create-model${where} --cli-input-json ${quoted(json)}\n`, lost: [] };
};

/** A word that a shell leaves as it is: all but an apostrophe stands for itself between apostrophes. */
const quoted = (word: string) => (/^[\w.-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The JSON of a command; nothing where the text is no such command, or the JSON is in a file. */
export function jsonOfCommand(text: string): string | undefined {
  const from = /--cli-input-json[=\s]\s*/.exec(text);
  const rest = from ? text.slice(from.index + from[0].length) : '';
  const word = /^(?:'[^']*'|"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|[^\s'"\\])+/.exec(rest)?.[0];
  return word?.replace(
    /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])/g,
    (_, plain?: string, double?: string, one?: string) =>
      double === undefined ? (plain ?? one ?? '') : double.replace(/\\(["\\$`])/g, '$1').replaceAll('\\\n', ''),
  );
}
