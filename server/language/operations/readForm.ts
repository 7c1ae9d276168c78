/** Makes a definition of what another tool writes: JSON, an answer, a command, a call in Python, a template. */
import { jsonOfCommand } from '../converters/awsCli';
import { modelsOf, opened } from '../converters/cloudFormation';
import { isJsonObject, type Yaml } from '../converters/form';
import { isCall, readPython } from '../converters/python';
import { take } from '../converters/take';
import { createModel } from '../description/createModel';
import { asText, innerShape, ordered, own, requestOf, reservedKeyOf } from '../description/normal';
import type { Shape, Struct } from '../description/shape';
import { memberShape } from '../syntax/document';
import { allOf } from '../text/words';

export type ReadForm =
  | {
      /** The definition, in the order of the description. */
      readonly text: string;
      /** What could not be taken, each a sentence. */
      readonly lost: readonly string[];
      /** What was left out though nothing is lost by it, in one sentence at most. */
      readonly remarks: readonly string[];
    }
  | { readonly refused: string };

const refused =
  'This is no request for a model. What can be read: the JSON of the AWS CLI, an answer of DescribeModel, a create_model call of boto3, and a CloudFormation resource in JSON or YAML.';

/** Above this, what is no JSON is not read, in characters: it takes as long as the square of that, and is no template that is pasted. */
const most = 60_000;

export function readForm(text: string, yaml: Yaml): ReadForm {
  const json = jsonIn(jsonOfCommand(text) ?? text);
  if (text.length > most && json === undefined)
    return { refused: 'This text is too long to be read. Copy the model alone, or its JSON.' };
  const value = json ?? said(text, yaml);
  const models = modelsOf(value);
  if (models?.length === 0) return { refused: 'There is no AWS::SageMaker::Model in this template.' };
  const [first, ...others] = models ?? [];
  const content = first ? opened(first.properties) : value;
  if (!isJsonObject(content)) return { refused };
  const { request, left } = take(content);
  // In YAML, nearly every text with a colon in it is an object.
  if (!Object.keys(request).some((it) => memberShape(createModel as Struct, it))) return { refused };
  const written = ordered(request, createModel);
  // What says nothing was filled in by the service where this is an answer, and else written by somebody.
  const definition = left.answered.length > 0 ? requestOf(request) : written;
  const idle: Idle = { same: [], reserved: [] };
  if (definition !== written) noteIdle(written, definition, createModel, '', idle);
  const unread = others.map((it) => it.name);
  return {
    text: asText(definition),
    lost: [
      ...(first && unread.length > 0 ? [`Of several models, ${first.name} is taken, and not ${allOf(unread)}.`] : []),
      ...left.open.map((it) => `${it}, and only what is written out can be taken: write the value in.`),
    ],
    remarks: leftOut([
      ['only an answer has', left.answered],
      ['nothing is written in', left.empty],
      ['the model is the same without', idle.same],
      [`only AWS can give the tag${idle.reserved.length === 1 ? '' : 's'}`, idle.reserved],
    ]),
  };
}

/** What a request has beyond the definition that is made of it. */
interface Idle {
  /** The paths of what says nothing. */
  readonly same: string[];
  /** The keys of what is the service's own. */
  readonly reserved: string[];
}

function noteIdle(request: unknown, definition: unknown, shape: Shape | undefined, path: string, idle: Idle): void {
  const list = shape?.kind === 'list' ? shape : undefined;
  const items = list && Array.isArray(request) ? request : [];
  const reserved = items.flatMap((it) => reservedKeyOf(it, list) ?? []);
  idle.reserved.push(...reserved);
  if (definition === undefined) {
    if (reserved.length === 0) idle.same.push(path);
    return;
  }
  const kept = items.filter((it) => reservedKeyOf(it, list) === undefined);
  for (const [at, it] of kept.entries()) noteIdle(it, Object(definition)[at], list?.item, `${path}[${at}]`, idle);
  if (!isJsonObject(request)) return;
  for (const [name, it] of Object.entries(request)) {
    const inner = path === '' ? name : `${path}.${name}`;
    noteIdle(it, own(Object(definition), name), innerShape(shape, name), inner, idle);
  }
}

/** One sentence about all that is left out, by why; none where nothing is. */
function leftOut(whys: readonly (readonly [why: string, what: readonly string[]])[]): string[] {
  const said = whys.flatMap(([why, what]) => (what.length > 0 ? [`${why} ${allOf(what)}`] : [])).join('; ');
  return said === '' ? [] : [`${said.charAt(0).toUpperCase()}${said.slice(1)}, so that is left out.`];
}

/** The value of a text that isn't JSON, in any supported format. */
function said(text: string, yaml: Yaml): unknown {
  if (isCall(text)) return readPython(text);
  const read = yaml.readYaml(text);
  return isJsonObject(read) ? read : readPython(text.trim());
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
