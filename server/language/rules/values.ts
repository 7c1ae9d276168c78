/** What a single value must be: its type, its length, its form, its size. */
import type { Node } from 'jsonc-parser';
import type { EnumShape, LengthLimits, MapShape, Pattern, Shape, StringShape } from '../description/shape';
import type { Value } from '../syntax/document';
import { openingBracketOrValue, removeFix, replaceFix } from '../syntax/fixes';
import {
  character,
  characters,
  closestMatch,
  count,
  excerpt,
  grouped,
  hasPlaceholder,
  oneOf,
  utf8Bytes,
} from '../text/words';
import type { AnalysisContext, Fix } from '../types';
import { mapBytes, sentMaps } from './environmentBudget';
import { describeValue, type SchemaRule } from './rule';

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

/** The values of a set, as they are written in JSON. */
function allowed({ of, values }: EnumShape): string {
  return oneOf(Object.keys(values).map((it) => (of === 'number' ? it : `"${it}"`)));
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
  check(value, report, text) {
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

/** The length of a string in the unit of its limits, and by how much it is too long or too short. */
function measure(text: string, { unit, min = 0, max = Number.POSITIVE_INFINITY }: LengthLimits) {
  // Up to three bytes, or one character, come from one unit of UTF-16: most strings need no counting.
  const most = unit === 'byte' ? 3 * text.length : text.length;
  if (most <= max && text.length >= 2 * min) return { length: most, over: 0, under: 0 };
  const length = unit === 'byte' ? utf8Bytes(text) : characters(text);
  return { length, over: length - max, under: min - length };
}

const textOf = (value: Value<StringShape>) => String(value.node.value);

/** The fix that writes a text in the form that was meant; what is left to fill in is said in its title. */
function asMeant({ node, shape }: Value<StringShape>, given: AnalysisContext): Fix[] {
  const meant = shape.form?.meant?.(String(node.value), given);
  if (meant === undefined) return [];
  return [replaceFix(node, meant, `Write ${excerpt(meant, 64)}${hasPlaceholder(meant) ? ', to be filled in' : ''}`)];
}

export const tooLong: SchemaRule<'text'> = {
  id: 'too-long',
  severity: 'error',
  on: 'text',
  rationale: 'SageMaker limits the length of every string, in characters, and in UTF-8 bytes in Environment.',
  appliesTo: ({ limits }) => limits.max !== undefined,
  invalidExample: `
{
  "ModelName": "churn-prediction-for-the-customers-of-the-european-branch-2026-11"
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error too-long
}`,
  check(value, report) {
    const { limits } = value.shape;
    const { length, over } = measure(textOf(value), limits);
    if (over <= 0) return;
    const unit = limits.unit === 'byte' ? `${count(length, 'byte')} in UTF-8` : count(length, 'character');
    report({
      ...openingBracketOrValue(value.node),
      message: `${describeValue(value)} has ${unit}, ${grouped(over)} too many: SageMaker takes up to ${grouped(limits.max ?? 0)}.`,
    });
  },
};

export const tooShort: SchemaRule<'text'> = {
  id: 'too-short',
  severity: 'error',
  on: 'text',
  rationale: 'SageMaker refuses some strings where they are empty or shorter than any real one.',
  appliesTo: ({ limits }) => limits.min !== undefined,
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "SageMakerRole"
                      ^^^^^^^^^^^^^^^ error too-short
}`,
  check(value, report, _text, given) {
    const { limits, form } = value.shape;
    const { length, under } = measure(textOf(value), limits);
    if (under <= 0) return;
    const text = textOf(value);
    const found = length === 0 ? 'is empty' : `has only ${count(length, 'character')}`;
    report({
      ...openingBracketOrValue(value.node),
      // Where it leaves its form says more than how short it is.
      message:
        form && text && !form.pattern.test(text)
          ? strayed(value, form)
          : `${describeValue(value)} ${found}. It takes ${form?.words ?? 'text'}, of at least ${count(length + under, 'character')}.`,
      fixes: asMeant(value, given),
    });
  },
};

export const malformed: SchemaRule<'text'> = {
  id: 'malformed-value',
  severity: 'error',
  on: 'text',
  rationale: 'Names, ARNs, addresses and ids have a form that SageMaker checks before anything else.',
  appliesTo: ({ form }) => form !== undefined,
  invalidExample: `
{
  "ModelName": "churn_model",
               ^^^^^^^^^^^^^ error malformed-value
  "ExecutionRoleArn": "arn:aws:sts::111122223333:assumed-role/DataScience/me"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error malformed-value
}`,
  check(value, report, _text, given) {
    const { limits, form } = value.shape;
    const text = textOf(value);
    const { over, under } = measure(text, limits);
    // The length first: an expression may need very long for a text that is very long.
    if (!form || over > 0 || under > 0 || form.pattern.test(text)) return;
    // A place to fill in has a rule of its own, but where such text is what is meant.
    if (value.within?.shape.kind !== 'dict' && hasPlaceholder(text)) return;
    report({
      ...openingBracketOrValue(value.node),
      message: strayed(value, form),
      fixes: asMeant(value, given),
    });
  },
};

/** What is said of a string that is not of its form. */
const strayed = (value: Value<StringShape>, form: Pattern) =>
  `${describeValue(value)} ${slip(textOf(value), form)}. It takes ${form.words}.`;

/** Where a string leaves its form, in words that follow its name; of several ways to write it, the one it follows furthest. */
function slip(text: string, { ways }: Pattern): string {
  if (!text) return 'is empty';
  let furthest = { at: -1, said: '' };
  for (const way of ways) {
    let at = 0;
    let expected: string | undefined;
    for (const { pattern, words } of way) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (!match) {
        expected = words;
        break;
      }
      at += match[0].length;
    }
    if (at > furthest.at) furthest = { at, said: slipAt(text, at, expected) };
  }
  return furthest.said;
}

function slipAt(text: string, at: number, expected: string | undefined): string {
  if (at >= text.length) return `ends where ${expected ?? 'more'} should follow`;
  if (at === 0 && /^\s/.test(text)) return `begins with ${character(text.charAt(0))}`;
  if (at === 0 && expected !== undefined) return `should begin with ${expected}, not "${excerpt(text, 20)}"`;
  const [first = ''] = text.slice(at);
  const place = `character ${characters(text.slice(0, at)) + 1}`;
  if (expected === undefined) return `cannot have ${character(first)} at ${place}`;
  return `should have ${expected} from ${place} on, not "${excerpt(text.slice(at), 20)}"`;
}

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
  check(value, report, text) {
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
