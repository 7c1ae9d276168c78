/** What makes a text no JSON, or none that the AWS CLI reads. */
import { byteOrderMarkMessage } from '../syntax/parser';
import type { SchemaRule, SyntaxRule } from './rule';

export const jsonSyntax: SyntaxRule = {
  id: 'json-syntax',
  severity: 'error',
  on: 'syntax',
  rationale: 'A definition is JSON (RFC 8259); neither the AWS CLI nor any SDK reads what only resembles it.',
  invalidExample: `
{
  "ModelName": "churn"
                     ^ error json-syntax
  "EnableNetworkIsolation": True
                            ^^^^ error json-syntax
}`,
};

export const comment: SyntaxRule = {
  id: 'comment',
  severity: 'error',
  on: 'syntax',
  rationale: 'JSON has no comments, and the AWS CLI refuses a file that holds one.',
  invalidExample: `
{
  // the model of last week
  ^^^^^^^^^^^^^^^^^^^^^^^^^ error comment
  "ModelName": "churn"
}`,
};

export const trailingComma: SyntaxRule = {
  id: 'trailing-comma',
  severity: 'error',
  on: 'syntax',
  rationale: 'JSON allows no comma after the last member or item, and the AWS CLI refuses a file that has one.',
  invalidExample: `
{
  "ModelName": "churn",
                      ^ error trailing-comma
}`,
};

export const tooDeep: SyntaxRule = {
  id: 'too-deep',
  severity: 'error',
  on: 'syntax',
  rationale: 'A request nests ten levels at most, so hundreds of levels are a damaged file.',
  invalidExample: `
${'['.repeat(500)}
^ error not-an-object
[
^ error too-deep
]
${']'.repeat(500)}`,
};

/** The mark in the text is the parser's to find; one that the editor took away is given. */
export const byteOrderMark: SchemaRule<'file'> = {
  id: 'byte-order-mark',
  severity: 'error',
  on: 'file',
  rationale: 'The AWS CLI refuses a file that begins with the bytes EF BB BF, which some editors write and none shows.',
  invalidExample: `
\ufeff{ "ModelName": "churn" }
^ error byte-order-mark`,
  check({ document, given }, report) {
    const inText = document.faults.some((it) => it.kind === 'byte-order-mark');
    if (given.encoding === 'utf8bom' && !inText)
      report({ offset: 0, length: Math.min(1, document.text.length), message: byteOrderMarkMessage });
  },
};

export const notUtf8: SchemaRule<'file'> = {
  id: 'not-utf-8',
  severity: 'error',
  on: 'file',
  rationale:
    'The AWS CLI reads a definition as UTF-8. PowerShell redirects into UTF-16, which an editor shows like any other text.',
  invalidExample: `
{ "ModelName": "churn" }
^ error not-utf-8`,
  given: { encoding: 'utf16le' },
  check({ document: { text }, given: { encoding = 'utf8' } }, report) {
    // A text without special characters is the same bytes in nearly every encoding but UTF-16.
    const isSame = encoding.startsWith('utf8') || (!encoding.startsWith('utf16') && /^[\x00-\x7f]*$/.test(text));
    if (isSame) return;
    const message = `The file is stored as ${encoding}, and the AWS CLI reads UTF-8. Save the file as UTF-8.`;
    report({ offset: 0, length: Math.min(1, text.length), message });
  },
};

export const emptyFile: SchemaRule<'file'> = {
  id: 'empty-file',
  severity: 'error',
  on: 'file',
  rationale: 'A definition holds one CreateModel request, and an empty file holds none.',
  invalidExample: `

^ error empty-file`,
  check({ document: { text, root, faults } }, report) {
    const unsaid = !root && !faults.some((it) => it.kind === 'json-syntax');
    if (unsaid && !text.trim())
      report({
        offset: 0,
        length: 0,
        message: 'This file is empty. A definition is a JSON object with at least a ModelName: { "ModelName": "…" }.',
      });
  },
};

export const notAnObject: SchemaRule<'file'> = {
  id: 'not-an-object',
  severity: 'error',
  on: 'file',
  rationale: 'A CreateModel request is one JSON object.',
  invalidExample: `
[
^ error not-an-object
  { "ModelName": "churn" }
]`,
  check({ document: { root } }, report) {
    if (!root || root.type === 'object') return;
    const found = root.type === 'array' ? 'a list' : root.type === 'null' ? 'null' : `a ${root.type}`;
    const message = `A definition is one JSON object, a CreateModel request, and not ${found}.`;
    report({ offset: root.offset, length: root.type === 'array' ? 1 : root.length, message });
  },
};
