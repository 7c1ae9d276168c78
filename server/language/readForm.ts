/** Makes a definition of what another tool writes: JSON, an answer, a command, a call in Python, a template. */
import { createModel } from './createModel';
import { memberShape } from './document';
import { jsonOfCommand } from './forms/awsCli';
import { modelsOf, opened } from './forms/cloudFormation';
import { isObject, type Yaml } from './forms/form';
import { isCall, readPython } from './forms/python';
import { take } from './forms/take';
import type { Struct } from './shape';
import { allOf } from './words';

export type ReadForm =
  | {
      /** The definition. */
      readonly text: string;
      /** What is not taken, each a sentence. */
      readonly lost: readonly string[];
    }
  | { readonly refused: string };

const refused =
  'This is no request for a model. What can be read: the JSON of the AWS CLI, an answer of DescribeModel, a create_model call of boto3, and a CloudFormation resource in JSON or YAML.';

export function readForm(text: string, yaml: Yaml): ReadForm {
  const value = said(text, yaml);
  const models = modelsOf(value);
  if (models?.length === 0) return { refused: 'There is no AWS::SageMaker::Model in this template.' };
  const [first, ...others] = models ?? [];
  const content = first ? opened(first.properties) : value;
  if (!isObject(content)) return { refused };
  const { request, lost } = take(content);
  // In YAML, nearly every text with a colon in it is an object.
  if (!Object.keys(request).some((it) => memberShape(createModel as Struct, it))) return { refused };
  const left = others.map((it) => it.name);
  const more = first && left.length > 0 ? [`Of several models, ${first.name} is taken, and not ${allOf(left)}.`] : [];
  return { text: `${JSON.stringify(request, undefined, 2)}\n`, lost: [...more, ...lost] };
}

/** The value that a text says, whatever it is written in. */
function said(text: string, yaml: Yaml): unknown {
  const json = jsonIn(jsonOfCommand(text) ?? text);
  if (json !== undefined) return json;
  if (isCall(text)) return readPython(text);
  const read = yaml.read(text);
  return isObject(read) ? read : readPython(text.trim());
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
