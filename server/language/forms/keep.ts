/** What of a request another tool can say, in the order of the description, and what it cannot. */
import { createModel } from '../createModel';
import { memberShape } from '../document';
import { inWords, type Shape, type Struct } from '../shape';
import { isObject, type Members } from './form';

/** A tool that knows some members and no others. */
export interface Tool {
  readonly name: string;
  /** The members that it does not know, behind the names of their structures. */
  readonly lacks: readonly string[];
}

/** A request in the order of the description, with all that is in it. */
export const ordered = (request: Members): Members => Object(keep(request, createModel as Struct, '', undefined, []));

/** What a tool can say of a request; what it cannot is told, each in a sentence. */
export function kept(request: Members, tool: Tool): { readonly request: Members; readonly lost: string[] } {
  const lost: string[] = [];
  return { request: Object(keep(request, createModel as Struct, '', tool, lost)), lost };
}

function keep(value: unknown, shape: Shape, path: string, tool: Tool | undefined, lost: string[]): unknown {
  if (!fits(value, shape)) {
    if (!tool) return value;
    lost.push(`${path} is left out, for it is not ${inWords(shape)}.`);
    return undefined;
  }
  if (Array.isArray(value) && shape.kind === 'list')
    return value.map((it, at) => keep(it, shape.item, `${path}[${at}]`, tool, lost)).filter((it) => it !== undefined);
  if (!isObject(value) || (shape.kind !== 'struct' && shape.kind !== 'dict')) return value;
  const found: [string, unknown][] = [];
  for (const name of inOrder(value, shape)) {
    const inner = shape.kind === 'dict' ? shape.value : memberShape(shape, name);
    const at = path === '' ? name : `${path}.${name}`;
    if (tool && (!inner || (shape.kind === 'struct' && tool.lacks.includes(`${shape.name}.${name}`))))
      lost.push(`${tool.name} does not know ${at}, so it is left out.`);
    else {
      const content = inner ? keep(value[name], inner, at, tool, lost) : value[name];
      if (content !== undefined) found.push([name, content]);
    }
  }
  return Object.fromEntries(found);
}

/** The names of an object: those of the description first, in its order. */
function inOrder(value: Members, shape: Shape): string[] {
  if (shape.kind !== 'struct') return Object.keys(value);
  const described = Object.keys(shape.members).filter((it) => Object.hasOwn(value, it));
  return [...described, ...Object.keys(value).filter((it) => !memberShape(shape, it))];
}

function fits(value: unknown, shape: Shape): boolean {
  switch (shape.kind) {
    case 'struct':
    case 'dict':
      return isObject(value);
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
