/** A call of boto3, the SDK for Python. */
import { createModel } from '../createModel';
import { ordered } from '../normal';
import type { Form } from './form';
import { isIdentifier, literal, type Words } from './literal';

const python: Words = {
  indent: '    ',
  key: (name) => literal(name, python),
  yes: 'True',
  no: 'False',
  nothing: 'None',
  beyond: (code) => `\\U${code.toString(16).padStart(8, '0')}`,
};

/** The words of Python that are no names of arguments (https://docs.python.org/3/reference/lexical_analysis.html, 2026-11-24). */
const keywords = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

export const boto3: Form = (request, { region }) => {
  const where = region === undefined ? '' : `, region_name=${literal(region, python)}`;
  const lines = Object.entries(Object(ordered(request, createModel))).map(([name, value]) => {
    const isName = isIdentifier(name) && !keywords.has(name);
    return `    ${isName ? `${name}=${literal(value, python, '    ')}` : `**${literal({ [name]: value }, python, '    ')}`},\n`;
  });
  const call = `sagemaker.create_model(\n${lines.join('')})`;
  return { text: `import boto3\n\nsagemaker = boto3.client("sagemaker"${where})\n${call}\n`, lost: [] };
};
