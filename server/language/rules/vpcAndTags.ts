/** Rules about VpcConfig and about Tags, including tag keys. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Node } from 'jsonc-parser';
import { reservedKey } from '../description/createModel';
import { openingBracketOrValue, removeFix } from '../syntax/fixes';
import { StructView } from '../syntax/structView';
import { hasPlaceholder } from '../text/words';
import type { Fix } from '../types';
import { withMembers } from './example';
import { type SchemaRule, structRule } from './rule';

const isId = (id: string, prefix: string) =>
  id.startsWith(`${prefix}-`) && /^(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(id.slice(prefix.length + 1));

const texts = (list: Node | undefined) => (list?.children ?? []).map((it) => String(it.value));

/** The fix for two lists of which each has the ids of the other. */
function swapped(it: StructView<sdk.VpcConfig>): Fix | undefined {
  const [groups, subnets] = [it.key('SecurityGroupIds'), it.key('Subnets')];
  const isAllOf = (list: Node | undefined, prefix: string) =>
    texts(list).length > 0 && texts(list).every((id) => isId(id, prefix));
  const isSwapped = isAllOf(it.value('SecurityGroupIds'), 'subnet') && isAllOf(it.value('Subnets'), 'sg');
  if (!groups || !subnets || !isSwapped) return undefined;
  return {
    title: 'Swap the two lists',
    steps: [
      { do: 'rename', key: groups, name: 'Subnets' },
      { do: 'rename', key: subnets, name: 'SecurityGroupIds' },
    ],
  };
}

/** The fix for an id in the other list; none where this one would be empty without it. */
function moved(node: Node, from: Node | undefined, to: Node | undefined): Fix | undefined {
  if (to?.type !== 'array' || texts(from).length < 2) return undefined;
  const { steps } = removeFix(node);
  if (texts(to).includes(String(node.value))) return { title: 'Remove it here, for it stands there as well', steps };
  return { title: 'Move it there', steps: [...steps, { do: 'add', object: to, value: JSON.stringify(node.value) }] };
}

export const vpcId = structRule<sdk.VpcConfig>('VpcConfig', {
  id: 'vpc-id',
  severity: 'warning',
  rationale:
    'Ids of security groups and subnets are sg- and subnet- with 8 or 17 hexadecimal digits; each is named once.',
  invalidExample: withMembers(`  "VpcConfig": {
    "SecurityGroupIds": ["subnet-0a1b2c3d4e5f60718"],
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning vpc-id
    "Subnets": ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  }`),
  check(it, report) {
    for (const [name, prefix, otherList, other] of [
      ['SecurityGroupIds', 'sg', 'Subnets', 'subnet'],
      ['Subnets', 'subnet', 'SecurityGroupIds', 'sg'],
    ] as const) {
      const seen = new Set<string>();
      for (const node of it.value(name)?.children ?? []) {
        const id = node.type === 'string' ? String(node.value) : '';
        // What is not of the form at all has been said already.
        if (!/^[-0-9a-zA-Z]{1,32}$/.test(id) || hasPlaceholder(id)) continue;
        if (seen.has(id)) report(node, `${id} stands in this list before. Remove it.`, { fixes: [removeFix(node)] });
        else if (isId(id, other)) {
          const fix = swapped(it) ?? moved(node, it.value(name), it.value(otherList));
          report(node, `${id} belongs in ${otherList}, the other list.`, { fixes: fix && [fix] });
        } else if (!isId(id, prefix)) report(node, `${id} is no such id: ${prefix}- and 8 or 17 digits (0-9, a-f).`);
        seen.add(id);
      }
    }
  },
});

export const oneSubnet = structRule<sdk.VpcConfig>('VpcConfig', {
  id: 'one-subnet',
  severity: 'information',
  rationale: 'Instances in two availability zones need a subnet in each.',
  invalidExample: withMembers(`  "VpcConfig": {
    "SecurityGroupIds": ["sg-0a1b2c3d4e5f60718"],
    "Subnets": ["subnet-0a1b2c3d4e5f60718"]
    ^^^^^^^^^ information one-subnet
  }`),
  check(it, report) {
    const key = it.key('Subnets');
    if (key && it.value('Subnets')?.children?.length === 1)
      report(key, 'One subnet is one availability zone. Two in different zones keep an endpoint up when one fails.');
  },
});

export const reservedTag: SchemaRule<'text'> = {
  id: 'reserved-tag',
  severity: 'error',
  on: 'text',
  rationale: 'Keys that begin with aws: are kept for AWS.',
  appliesTo: ({ names }) => names === 'tag-key',
  invalidExample: withMembers(`  "Tags": [{ "Key": "aws:cloudformation:stack-name", "Value": "churn" }]
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error reserved-tag`),
  check({ node, within }, report) {
    if (!within || !reservedKey.test(String(node.value))) return;
    report({
      ...openingBracketOrValue(node),
      message: 'Keys that begin with aws: are kept for AWS. Remove the tag, or rename it.',
      fixes: [removeFix(within.node, 'Remove the tag')],
    });
  },
};

export const duplicateTag: SchemaRule<'list'> = {
  id: 'duplicate-tag',
  severity: 'error',
  on: 'list',
  rationale: 'A resource has each key once.',
  appliesTo: ({ keyedBy }) => keyedBy !== undefined,
  invalidExample: withMembers(`  "Tags": [
    { "Key": "team", "Value": "growth" },
    { "Key": "team", "Value": "retention" }
             ^^^^^^ error duplicate-tag
  ]`),
  check({ node: list, shape: { item, keyedBy } }, report) {
    if (item.kind !== 'struct' || keyedBy === undefined) return;
    const seen = new Map<string, Node>();
    for (const tag of list.children ?? []) {
      if (tag.type !== 'object') continue;
      const node = new StructView<Record<string, unknown>>({ node: tag, shape: item }).value(keyedBy);
      if (node?.type !== 'string') continue;
      const key: string = node.value;
      const other = seen.get(key);
      if (other)
        report({
          ...openingBracketOrValue(node),
          message: `The key "${key}" stands in Tags before. Remove one of the two.`,
          related: [{ ...openingBracketOrValue(other), message: 'The other one.' }],
          fixes: [removeFix(tag, 'Remove this tag'), removeFix(tagOf(other), 'Remove the other one')],
        });
      else seen.set(key, node);
    }
  },
};

/** The tag whose key a node is. */
const tagOf = (key: Node): Node => key.parent?.parent ?? key;
