/** What type a value must be of. */
import type { Node } from 'jsonc-parser';
import type { Shape } from '../description/shape';
import { openingBracketOrValue, removeFix } from '../syntax/fixes';
import { excerpt } from '../text/words';
import type { Fix } from '../types';
import { allowed, describeValue, type SchemaRule } from './rule';

const typeNames: Readonly<Record<Node['type'], string>> = {
  object: 'an object',
  array: 'a list',
  property: 'a member',
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
};

function wanted(shape: Shape): string {
  switch (shape.kind) {
    case 'struct':
      return 'an object { … }';
    case 'dict':
      return 'an object that maps names to strings';
    case 'list':
      return 'a list [ … ]';
    case 'flag':
      return 'true or false';
    case 'text':
      return 'a string';
    case 'choice':
      return allowed(shape);
  }
}

export const nullValue: SchemaRule<'misfit'> = {
  id: 'null-value',
  severity: 'error',
  on: 'misfit',
  rationale: 'The AWS CLI refuses null, and an SDK leaves such a member out.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": null
                      ^^^^ error null-value
}`,
  check(value, report) {
    if (value.node.type !== 'null') return;
    const away = typeof value.at === 'number' ? 'remove the item' : 'remove the member';
    report({
      ...openingBracketOrValue(value.node),
      message: `${describeValue(value)} cannot be null. Give it ${wanted(value.shape)}, or ${away}.`,
      fixes: [removeFix(value.node)],
    });
  },
};

export const wrongType: SchemaRule<'misfit'> = {
  id: 'wrong-type',
  severity: 'error',
  on: 'misfit',
  rationale:
    'Every value has one JSON type; the AWS CLI refuses any other, numbers and booleans in Environment above all.',
  invalidExample: `
{
  "ModelName": "churn",
  "PrimaryContainer": { "Environment": { "WORKERS": 4 } },
                                                    ^ error wrong-type
  "EnableNetworkIsolation": "true"
                            ^^^^^^ error wrong-type
}`,
  check(value, report, { text }) {
    const { node, shape, at } = value;
    if (node.type === 'null' || at === undefined) return;
    report({
      ...openingBracketOrValue(node),
      message: `${describeValue(value)} takes ${wanted(shape)}, not ${typeNames[node.type]}${advice(node, shape, text)}.`,
      fixes: inRightType(node, shape, text),
    });
  },
};

/** What to do about a value of the wrong type, as the end of a sentence; nothing where that is not plain. */
function advice(node: Node, shape: Shape, text: string): string {
  const json = rightType(node, shape, text);
  if (json !== undefined) return node.type === 'string' ? `: write ${json} without quotes` : `: write ${json}`;
  return shape.kind === 'list' && node.type !== 'object' ? ': put it between [ and ]' : '';
}

/** The fixes that write the same value in the right type, where that is plain. */
function inRightType(node: Node, shape: Shape, text: string): Fix[] {
  const pairs = asPairs(node, shape, text);
  if (pairs) return [{ title: 'Write it as a list', steps: [{ do: 'set', value: node, json: pairs }] }];
  const json = rightType(node, shape, text);
  if (json === undefined) return [];
  return [{ title: `Write ${excerpt(json)}`, steps: [{ do: 'set', value: node, json }], isSafe: true }];
}

/** The same value in the right type, as JSON, where that is plain. */
function rightType(node: Node, shape: Shape, text: string): string | undefined {
  if (shape.kind === 'text' && isScalar(node)) return `"${source(node, text)}"`;
  const bare = node.type === 'string' ? String(node.value) : '';
  if (shape.kind === 'flag' && /^(true|false)$/i.test(bare)) return bare.toLowerCase();
  if (shape.kind === 'choice' && Object.hasOwn(shape.values, bare)) return bare;
  return undefined;
}

const isScalar = ({ type }: Node) => type === 'number' || type === 'boolean';

/** A value as it is written, and not as it is read: 3.10 is not 3.1 here. */
const source = ({ offset, length }: Node, text: string) => text.slice(offset, offset + length);

/** A map of texts as the list of pairs that is wanted in its place, such as that of Key and Value. */
function asPairs(node: Node, shape: Shape, text: string): string | undefined {
  if (node.type !== 'object' || shape.kind !== 'list' || shape.item.kind !== 'struct') return undefined;
  const members = Object.entries(shape.item.members);
  if (members.length !== 2 || members.some(([, it]) => it.kind !== 'text')) return undefined;
  const [name, value] = members.map(([it]) => it);
  const written: string[] = [];
  for (const { children: [key, it] = [] } of node.children ?? []) {
    if (!key || !it || !(it.type === 'string' || isScalar(it))) return undefined;
    const json = it.type === 'string' ? JSON.stringify(it.value) : `"${source(it, text)}"`;
    written.push(`{ "${name}": ${JSON.stringify(key.value)}, "${value}": ${json} }`);
  }
  return `[${written.join(', ')}]`;
}
