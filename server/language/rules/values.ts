/** Rules about values of fixed sets, and about the number of entries. */
import type { MapShape } from '../description/shape';
import type { Value } from '../syntax/document';
import { openingBracketOrValue, replaceFix } from '../syntax/fixes';
import { closestMatch, count, excerpt, grouped } from '../text/words';
import { mapBytes, sentMaps } from './environmentBudget';
import { allowed, describeValue, type SchemaRule } from './rule';

export const misspeltValue: SchemaRule<'choice'> = {
  id: 'misspelt-value',
  severity: 'error',
  on: 'choice',
  rationale: 'Values of a fixed set are exact, letter case included.',
  invalidExample: `
{
  "ModelName": "churn",
  "InferenceExecutionConfig": { "Mode": "SERIAL" }
                                        ^^^^^^^^ error misspelt-value
}`,
  check(value, report) {
    const { of, values } = value.shape;
    const written = String(value.node.value);
    if (of === 'number' || Object.hasOwn(values, written)) return;
    const meant = closestMatch(written, Object.keys(values));
    if (meant)
      report({
        ...openingBracketOrValue(value.node),
        message: `${describeValue(value)} is written "${meant}", not "${excerpt(written)}".`,
        fixes: [replaceFix(value.node, meant, `Change to "${meant}"`)],
      });
  },
};

export const unknownValue: SchemaRule<'choice'> = {
  id: 'unknown-value',
  severity: 'warning',
  on: 'choice',
  rationale:
    'SageMaker refuses a value outside the set that a member takes. It may be newer than this version, so it is no error.',
  invalidExample: `
{
  "ModelName": "churn",
  "PrimaryContainer": { "Mode": "Sharded" }
                                ^^^^^^^^^ warning unknown-value
}`,
  check(value, report) {
    const { of, values } = value.shape;
    const written = String(value.node.value);
    const names = Object.keys(values);
    if (of === 'number' || Object.hasOwn(values, written) || closestMatch(written, names)) return;
    report({
      ...openingBracketOrValue(value.node),
      message: `${describeValue(value)} takes ${allowed(value.shape)}, not "${excerpt(written)}".`,
    });
  },
};

export const unknownNumber: SchemaRule<'choice'> = {
  id: 'unknown-number',
  severity: 'error',
  on: 'choice',
  rationale: 'SageMaker takes only a few numbers here and refuses all others.',
  invalidExample: `
{ "ModelName": "churn", "PrimaryContainer": { "ContainerMetricsConfig": { "MetricsEndpoints": [
  { "MetricsEndpointPath": "/metrics", "MetricPublishFrequencyInSeconds": 45 }
                                                                          ^^ error unknown-number
] } } }`,
  check(value, report, { text }) {
    const { of, values } = value.shape;
    // As it is written: the AWS CLI takes 60, and refuses 60.0 and 6e1.
    const written = text.slice(value.node.offset, value.node.offset + value.node.length);
    if (of === 'string' || Object.hasOwn(values, written)) return;
    report({
      ...openingBracketOrValue(value.node),
      message: `${describeValue(value)} takes ${allowed(value.shape)}, not ${excerpt(written)}.`,
    });
  },
};

export const tooFewItems: SchemaRule<'list'> = {
  id: 'too-few-items',
  severity: 'error',
  on: 'list',
  rationale: 'SageMaker refuses some lists where they are empty.',
  invalidExample: `
{
  "ModelName": "churn",
  "VpcConfig": { "SecurityGroupIds": ["sg-0123456789abcdef0"], "Subnets": [] }
                                                                          ^ error too-few-items
}`,
  check(value, report) {
    const { min } = value.shape;
    const items = value.node.children ?? [];
    if (min !== undefined && items.length < min)
      report({
        ...openingBracketOrValue(value.node),
        message: `${describeValue(value)} has ${count(items.length, 'item')}, and SageMaker wants at least ${min}.`,
      });
  },
};

export const tooManyItems: SchemaRule<'list'> = {
  id: 'too-many-items',
  severity: 'error',
  on: 'list',
  rationale: 'SageMaker limits how many items a list may have.',
  invalidExample: `
{
  "ModelName": "churn",
  "VpcConfig": {
    "SecurityGroupIds": ["sg-00000001", "sg-00000002", "sg-00000003", "sg-00000004", "sg-00000005", "sg-00000006"],
                                                                                                    ^^^^^^^^^^^^^ error too-many-items
    "Subnets": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  }
}`,
  check(value, report) {
    const { max } = value.shape;
    const items = value.node.children ?? [];
    const surplus = items[max];
    if (surplus)
      report({
        ...openingBracketOrValue(surplus),
        message: `${describeValue(value)} has ${count(items.length, 'item')}, ${items.length - max} too many: SageMaker takes up to ${max}.`,
      });
  },
};

export const tooManyBytes: SchemaRule<'dicts'> = {
  id: 'too-many-bytes',
  severity: 'error',
  on: 'dicts',
  rationale: 'All names and values of Environment may take 32 KB in UTF-8, over all containers of a request together.',
  invalidExample: `
{ "ModelName": "churn", "PrimaryContainer": { "Environment": {
                                                             ^ error too-many-bytes
${Array.from({ length: 40 }, (_, i) => `  "PART_${10 + i}": "${'x'.repeat(900)}"`).join(',\n')}
} } }`,
  check(maps, report) {
    const sent = sentMaps(maps);
    let bytes = 0;
    let fullAt: Value<MapShape> | undefined;
    for (const map of sent) {
      bytes += mapBytes(map);
      if (bytes > map.value.shape.totalBytes) fullAt ??= map.value;
    }
    if (!fullAt) return;
    const { totalBytes } = fullAt.shape;
    const name = String(fullAt.at);
    const whose = sent.length > 1 ? `The ${sent.length} ${name} maps of this request together have` : `${name} has`;
    const message = `${whose} ${count(bytes, 'byte')} of names and values in UTF-8, ${grouped(bytes - totalBytes)} too many: SageMaker takes up to ${grouped(totalBytes)} in a request.`;
    report({ ...openingBracketOrValue(fullAt.node), message });
  },
};
