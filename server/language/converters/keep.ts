/** What of a request another tool can say, in the order of the description, and what it cannot. */
import { createModel } from '../description/createModel';
import { innerShape, inOrder, type JsonObject } from '../description/normal';
import { inWords, type Shape, type Struct } from '../description/shape';
import { isJsonObject } from './form';

/** A tool that knows some members and no others. */
export interface Tool {
  readonly name: string;
  /** The members that it does not know, behind the names of their structures. */
  readonly lacks: readonly string[];
}

/** What a tool can say of a request; what it cannot is told, each in a sentence. */
export function kept(request: JsonObject, tool: Tool): { readonly request: JsonObject; readonly lost: string[] } {
  const lost: string[] = [];
  return { request: Object(keep(request, createModel as Struct, '', tool, lost)), lost };
}

function keep(value: unknown, shape: Shape, path: string, tool: Tool, lost: string[]): unknown {
  if (!fits(value, shape)) {
    lost.push(`${path} is left out, for it is not ${inWords(shape)}.`);
    return undefined;
  }
  if (Array.isArray(value) && shape.kind === 'list')
    return value.map((it, at) => keep(it, shape.item, `${path}[${at}]`, tool, lost)).filter((it) => it !== undefined);
  if (!isJsonObject(value) || (shape.kind !== 'struct' && shape.kind !== 'dict')) return value;
  const found: [string, unknown][] = [];
  for (const name of inOrder(Object.keys(value), shape)) {
    const inner = innerShape(shape, name);
    const at = path === '' ? name : `${path}.${name}`;
    if (!inner || (shape.kind === 'struct' && tool.lacks.includes(`${shape.name}.${name}`)))
      lost.push(`${tool.name} does not know ${at}, so it is left out.`);
    else {
      const content = keep(value[name], inner, at, tool, lost);
      if (content !== undefined) found.push([name, content]);
    }
  }
  return Object.fromEntries(found);
}

function fits(value: unknown, shape: Shape): boolean {
  switch (shape.kind) {
    case 'struct':
    case 'dict':
      return isJsonObject(value);
    case 'list':
      return Array.isArray(value);
    case 'text':
      return typeof value === 'string';
    case 'choice':
      return typeof value === shape.of;
    case 'flag':
      return typeof value === 'boolean';
  }
}
