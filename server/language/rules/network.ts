/** The VPC of a model, and its tags. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Node } from 'jsonc-parser';
import { isPlaceheld } from '../words';
import { withMembers } from './example';
import { removal, start } from './rule';
import { about } from './written';

const isId = (id: string, prefix: string) => new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`).test(id);

export const vpcId = about<sdk.VpcConfig>(
  'VpcConfig',
  {
    id: 'vpc-id',
    severity: 'warning',
    because:
      'Ids of security groups and subnets are sg- and subnet- with 8 or 17 hexadecimal digits; each is named once.',
    bad: withMembers(`  "VpcConfig": {
    "SecurityGroupIds": ["subnet-0a1b2c3d4e5f60718"],
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning vpc-id
    "Subnets": ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  }`),
  },
  (it, report) => {
    for (const [name, prefix, other] of [
      ['SecurityGroupIds', 'sg', 'subnet'],
      ['Subnets', 'subnet', 'sg'],
    ] as const) {
      const seen = new Set<string>();
      for (const node of it.value(name)?.children ?? []) {
        const id = node.type === 'string' ? String(node.value) : '';
        // What is not of the form at all has been said already.
        if (!/^[-0-9a-zA-Z]{1,32}$/.test(id) || isPlaceheld(id)) continue;
        if (seen.has(id))
          report({ ...start(node), message: `${id} stands in this list before. Remove it.`, fix: removal(node) });
        else if (isId(id, other)) report({ ...start(node), message: `${id} belongs in the other list of VpcConfig.` });
        else if (!isId(id, prefix))
          report({ ...start(node), message: `${id} is no such id: ${prefix}- and 8 or 17 digits (0-9, a-f).` });
        seen.add(id);
      }
    }
  },
);

export const oneSubnet = about<sdk.VpcConfig>(
  'VpcConfig',
  {
    id: 'one-subnet',
    severity: 'information',
    because: 'Instances in two availability zones need a subnet in each.',
    bad: withMembers(`  "VpcConfig": {
    "SecurityGroupIds": ["sg-0a1b2c3d4e5f60718"],
    "Subnets": ["subnet-0a1b2c3d4e5f60718"]
    ^^^^^^^^^ information one-subnet
  }`),
  },
  (it, report) => {
    const key = it.key('Subnets');
    if (key && it.value('Subnets')?.children?.length === 1)
      report({
        ...start(key),
        message: 'One subnet is one availability zone. Two in different zones keep an endpoint up when one fails.',
      });
  },
);

export const reservedTag = about<sdk.Tag>(
  'Tag',
  {
    id: 'reserved-tag',
    severity: 'error',
    because: 'Keys that begin with aws: are kept for AWS.',
    bad: withMembers(`  "Tags": [{ "Key": "aws:cloudformation:stack-name", "Value": "churn" }]
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error reserved-tag`),
  },
  (it, report) => {
    const node = it.value('Key');
    if (!node || !/^aws:/i.test(it.text('Key') ?? '')) return;
    const { offset, length } = it.node;
    report({
      ...start(node),
      message: 'Keys that begin with aws: are kept for AWS. Remove the tag, or rename it.',
      fix: { title: 'Remove the tag', steps: [{ do: 'remove', what: { offset, length } }] },
    });
  },
);

export const duplicateTag = about<sdk.CreateModelInput>(
  'CreateModelInput',
  {
    id: 'duplicate-tag',
    severity: 'error',
    because: 'A resource has each key once.',
    bad: withMembers(`  "Tags": [
    { "Key": "team", "Value": "growth" },
    { "Key": "team", "Value": "retention" }
             ^^^^^^ error duplicate-tag
  ]`),
  },
  (it, report) => {
    const seen = new Map<string, Node>();
    for (const tag of it.items('Tags')) {
      const [key, node] = [tag.text('Key'), tag.value('Key')];
      if (key === undefined || !node) continue;
      const other = seen.get(key);
      const { offset, length } = tag.node;
      if (other)
        report({
          ...start(node),
          message: `The key "${key}" stands in Tags before. Remove one of the two.`,
          related: { ...start(other), message: 'The other one.' },
          fix: { title: 'Remove this tag', steps: [{ do: 'remove', what: { offset, length } }] },
        });
      else seen.set(key, node);
    }
  },
);
