/** A resource of Terraform. */
import { createModel } from '../description/createModel';
import type { JsonObject } from '../description/normal';
import type { Shape, Struct } from '../description/shape';
import { memberShape } from '../syntax/document';
import { escapedLiteral } from '../text/visible';
import { type Exporter, isJsonObject } from './form';
import { kept, type Tool } from './keep';

/** What the resource does not have: hashicorp/terraform-provider-aws, internal/service/sagemaker/model.go at 0cafd6b (read 2026-11-24). */
const terraform: Tool = {
  name: 'Terraform',
  lacks: [
    'ContainerDefinition.ContainerMetricsConfig',
    'S3ModelDataSource.HubAccessConfig',
    'S3ModelDataSource.ManifestS3Uri',
    'S3ModelDataSource.ETag',
    'S3ModelDataSource.ManifestEtag',
  ],
};

/** The members whose arguments are called otherwise than by rule; a block that stands several times is in the singular. */
const called: Readonly<Record<string, string>> = {
  ModelName: 'name',
  Containers: 'container',
  AdditionalModelDataSources: 'additional_model_data_source',
};

const nameOf = (member: string) => called[member] ?? member.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

export const terraformResource: Exporter = (whole) => {
  const { request, lost } = kept(whole, terraform);
  if (!Object.hasOwn(request, 'ExecutionRoleArn'))
    lost.push('Terraform requires execution_role_arn, and this definition gives no role: write one in.');
  for (const it of [request.PrimaryContainer, ...(Array.isArray(request.Containers) ? request.Containers : [])])
    if (isJsonObject(it) && typeof it.ModelPackageName === 'string' && !it.ModelPackageName.startsWith('arn:'))
      lost.push(`Terraform takes the ARN of a model package, and ${it.ModelPackageName} is a name: write its ARN.`);
  const { Tags, ...rest } = request;
  const lines = [...body(rest, createModel as Struct, '  '), ...tags(Tags, lost)];
  return { text: `resource "aws_sagemaker_model" "model" {\n${lines.join('\n')}\n}\n`, lost };
};

/** Structures are blocks, all else are arguments. */
function body(value: JsonObject, shape: Struct, indent: string): string[] {
  return Object.entries(value).flatMap(([member, it]) =>
    written(nameOf(member), it, memberShape(shape, member), indent),
  );
}

function written(name: string, value: unknown, shape: Shape | undefined, indent: string): string[] {
  if (shape?.kind === 'struct' && isJsonObject(value))
    return [`${indent}${name} {`, ...body(value, shape, `${indent}  `), `${indent}}`];
  if (shape?.kind === 'list' && Array.isArray(value))
    return shape.item.kind === 'struct'
      ? value.flatMap((it) => written(name, it, shape.item, indent))
      : [`${indent}${name} = [${value.map(quoted).join(', ')}]`];
  return isJsonObject(value) ? map(name, Object.entries(value), indent) : [`${indent}${name} = ${quoted(value)}`];
}

const map = (name: string, entries: readonly (readonly [string, unknown])[], indent: string) => [
  `${indent}${name} = {`,
  ...entries.map(([key, it]) => `${indent}  ${quoted(key)} = ${quoted(it)}`),
  `${indent}}`,
];

/** A map in the place of a list, in which a key stands once. */
function tags(list: unknown, lost: string[]): string[] {
  if (!Array.isArray(list)) return [];
  const byKey = new Map<string, string>();
  for (const [at, { Key, Value }] of list.entries()) {
    if (Key === undefined) {
      lost.push(`Tags[${at}] is left out, for it has no Key.`);
      continue;
    }
    if (byKey.has(Key)) lost.push(`Terraform has the tag ${Key} once: of several values, the last is written.`);
    byKey.set(Key, Value ?? '');
  }
  return map('tags', [...byKey], '  ');
}

/** A value of HCL: a string of JSON without two of its escapes, in which a template begins with `${` or `%{`. */
function quoted(value: unknown): string {
  return escapedLiteral(JSON.stringify(value), (code) => `\\U${code.toString(16).padStart(8, '0')}`)
    .replace(/\\[\\"nrtu]|\\b|\\f/g, (it) => (it === '\\b' ? '\\u0008' : it === '\\f' ? '\\u000c' : it))
    .replace(/[$%](?=\{)/g, '$&$&');
}
