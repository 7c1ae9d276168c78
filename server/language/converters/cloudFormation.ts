/** A resource of CloudFormation, in a template of its own, and what a template says of models. */
import { createModel } from '../description/createModel';
import type { JsonObject } from '../description/normal';
import type { Shape, Struct } from '../description/shape';
import { memberShape } from '../syntax/document';
import { escapedLiteral } from '../text/visible';
import { type Exporter, isJsonObject, UnresolvedExpression } from './form';
import { kept, type Tool } from './keep';
import { isIdentifier, literal, type Words } from './literal';

const type = 'AWS::SageMaker::Model';

/** What the resource does not have, as of its schema in the registry of CloudFormation (read 2026-11-24). */
const lacks = [
  'ContainerDefinition.AdditionalModelDataSources',
  'ContainerDefinition.ContainerMetricsConfig',
  'S3ModelDataSource.ManifestS3Uri',
  'S3ModelDataSource.ETag',
  'S3ModelDataSource.ManifestEtag',
];
const cloudFormation: Tool = { name: 'CloudFormation', lacks };

export const cloudFormationJson: Exporter = (request) => {
  const { template, lost } = templateOf(request);
  return { text: `${escapedLiteral(JSON.stringify(template, undefined, 2))}\n`, lost };
};

export const cloudFormationYaml: Exporter = (request, { yaml }) => {
  const { template, lost } = templateOf(request);
  return { text: yaml.write(template), lost };
};

function templateOf(request: JsonObject) {
  const { request: known, lost } = kept(request, cloudFormation);
  const Properties = literals(known, createModel as Struct, '', lost);
  const template = { AWSTemplateFormatVersion: '2010-09-09', Resources: { Model: { Type: type, Properties } } };
  return { template, lost };
}

/** Without the maps that CloudFormation would take for one of its functions. */
function literals(value: unknown, shape: Shape | undefined, path: string, lost: string[]): unknown {
  if (Array.isArray(value))
    return value.map((it, at) => literals(it, shape?.kind === 'list' ? shape.item : undefined, `${path}[${at}]`, lost));
  if (!isJsonObject(value) || shape?.kind === 'dict') return value;
  const entries = Object.entries(value).flatMap(([name, it]): [string, unknown][] => {
    const at = path === '' ? name : `${path}.${name}`;
    if (functionOf(it) === undefined)
      return [[name, literals(it, shape?.kind === 'struct' ? memberShape(shape, name) : undefined, at, lost)]];
    lost.push(`CloudFormation would take ${at} for one of its functions, so it is left out.`);
    return [];
  });
  return Object.fromEntries(entries);
}

/** The function of CloudFormation that a value is; nothing where it is a value. */
function functionOf(value: unknown): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const [name, ...more] = Object.keys(value);
  if (name === undefined || more.length > 0 || !/^(?:Ref|Condition|Fn::\w+)$/.test(name)) return undefined;
  const argument = value[name];
  return typeof argument === 'string' ? `${name} ${argument}` : name;
}

/** A value with what a template computes as what is open, as far as a request is deep. */
export function opened(value: unknown, deepest = 20): unknown {
  const found = functionOf(value);
  if (found !== undefined) return new UnresolvedExpression(found);
  if (deepest === 0) return value;
  if (Array.isArray(value)) return value.map((it) => opened(it, deepest - 1));
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, it]) => [name, opened(it, deepest - 1)]))
    : value;
}

/** The models of a template, or of a part of one, by their names in it; nothing where a value is neither. */
export function modelsOf(
  value: unknown,
): readonly { readonly name: string; readonly properties: unknown }[] | undefined {
  if (!isJsonObject(value)) return undefined;
  if (value.Type === type) return [{ name: 'Model', properties: value.Properties }];
  const resources = isJsonObject(value.Resources) ? value.Resources : value;
  const models = Object.entries(resources).flatMap(([name, it]) =>
    isJsonObject(it) && it.Type === type ? [{ name, properties: it.Properties }] : [],
  );
  return models.length > 0 || value.Resources !== undefined ? models : undefined;
}

/** The construct of the CDK, which has the members of CloudFormation under names that begin in lower case. */
export const cdk: Exporter = (request) => {
  const { request: known, lost } = kept(request, { name: 'The CDK', lacks });
  const properties = literal(lowered(known, createModel as Struct), typeScript);
  const text = `import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';\n\nnew sagemaker.CfnModel(this, 'Model', ${properties});\n`;
  return { text, lost };
};

const typeScript: Words = {
  indent: '  ',
  // Without its brackets, this one name would not become a name.
  key: (name) => (name === '__proto__' ? '["__proto__"]' : isIdentifier(name) ? name : literal(name, typeScript)),
  yes: 'true',
  no: 'false',
  nothing: 'null',
  beyond: (code) => `\\u{${code.toString(16)}}`,
};

function lowered(value: unknown, shape: Shape | undefined): unknown {
  if (Array.isArray(value)) return value.map((it) => lowered(it, shape?.kind === 'list' ? shape.item : undefined));
  if (!isJsonObject(value) || shape?.kind !== 'struct') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, it]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      lowered(it, memberShape(shape, name)),
    ]),
  );
}
