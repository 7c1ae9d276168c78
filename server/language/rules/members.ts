/** Which members an object has, should have, and cannot have. */
import { answerEnvelope, createModel } from '../description/createModel';
import { describeOnly } from '../description/describeModel';
import type { Shape, Struct } from '../description/shape';
import { openingBracketOrValue, removeFix } from '../syntax/fixes';
import { count, excerpt, oneOf } from '../text/words';
import type { Fix } from '../types';
import { describeValue, type SchemaRule } from './rule';

const isTopLevel = (shape: Shape) => shape === (createModel as Struct);

const isDescribeOnly = (struct: Struct, name: string) =>
  isTopLevel(struct) && (answerEnvelope.includes(name) || nameIn(describeOnly, name) !== undefined);

const isEditorsOwn = (struct: Struct, name: string) => isTopLevel(struct) && name === '$schema';

function nameIn(names: Readonly<Record<string, string>>, written: string): string | undefined {
  return Object.keys(names).find((it) => it.toLowerCase() === written.toLowerCase());
}

export const misspeltMember: SchemaRule<'member'> = {
  id: 'misspelt-member',
  severity: 'error',
  on: 'member',
  rationale:
    'Member names are exact, letter case included: the AWS CLI refuses any other, and an SDK leaves it out of the request without a word.',
  appliesTo: ({ kind }) => kind === 'struct',
  invalidExample: `
{
  "modelName": "churn",
  ^^^^^^^^^^^ error misspelt-member
  "PrimaryContainer": { "Imgae": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" }
                        ^^^^^^^ error misspelt-member
}`,
  check({ name, key, meant, isMeantWritten: isThere }, report) {
    if (meant === undefined) return;
    const message = `The member is called ${meant}, not "${excerpt(name)}". The AWS CLI refuses it like this, and an SDK does not send it.${isThere ? ` ${meant} stands here as well, so remove this one.` : ''}`;
    const renaming: Fix = {
      title: `Change to ${meant}`,
      steps: [{ do: 'rename', key: openingBracketOrValue(key), name: meant }],
    };
    report({ ...openingBracketOrValue(key), message, fixes: [isThere ? removeFix(key) : renaming] });
  },
};

export const describeOnlyMember: SchemaRule<'member'> = {
  id: 'describe-only-member',
  severity: 'error',
  on: 'member',
  rationale:
    'DescribeModel answers more than CreateModel takes, and the AWS CLI refuses what does not belong to the request.',
  appliesTo: isTopLevel,
  invalidExample: `
{
  "ModelName": "churn",
  "ModelArn": "arn:aws:sagemaker:eu-west-1:111122223333:model/churn"
  ^^^^^^^^^^ error describe-only-member
}`,
  check({ owner: { shape }, name, key }, report) {
    if (shape.kind !== 'struct' || !isDescribeOnly(shape, name)) return;
    const member = nameIn(describeOnly, name);
    const what = member ? `, ${describeOnly[member as keyof typeof describeOnly]},` : '';
    report({
      ...openingBracketOrValue(key),
      message: `${name}${what} is part of an answer and not of a request. Remove it.`,
      fixes: [removeFix(key)],
    });
  },
};

export const editorMember: SchemaRule<'member'> = {
  id: 'editor-member',
  severity: 'error',
  on: 'member',
  rationale: 'The file is the request itself, so a member for editors makes the AWS CLI refuse it.',
  appliesTo: isTopLevel,
  invalidExample: `
{
  "$schema": "https://example.com/model.json",
  ^^^^^^^^^ error editor-member
  "ModelName": "churn"
}`,
  check({ owner: { shape }, name, key }, report) {
    if (shape.kind === 'struct' && isEditorsOwn(shape, name))
      report({
        ...openingBracketOrValue(key),
        message: `${name} is for editors, and the AWS CLI refuses a request with it. Remove it: files are recognised by their name.`,
        fixes: [removeFix(key)],
      });
  },
};

/** The places in a request where members belong, by name, from the top down. The schema is searched once. */
const homes: ReadonlyMap<string, ReadonlySet<string>> = (() => {
  const found = new Map<string, Set<string>>();
  const search = (shape: Shape, label: string): void => {
    if (shape.kind === 'list') search(shape.item, `an item of ${label}`);
    if (shape.kind !== 'struct') return;
    for (const it of Object.keys(shape.members)) found.set(it, (found.get(it) ?? new Set()).add(label));
    for (const [member, inner] of Object.entries(shape.members)) search(inner, member);
  };
  search(createModel, 'the request itself');
  return found;
})();

export const unknownMember: SchemaRule<'member'> = {
  id: 'unknown-member',
  severity: 'warning',
  on: 'member',
  rationale:
    'A member that this version does not know is refused by an older AWS CLI and left out by an older SDK. It may be newer than this version, so it is no error.',
  appliesTo: ({ kind }) => kind === 'struct',
  invalidExample: `
{
  "ModelName": "churn",
  "Owner": "data-science"
  ^^^^^^^ warning unknown-member
}`,
  check({ owner: { shape }, name, key, shape: described }, report) {
    if (shape.kind !== 'struct' || described) return;
    if (isDescribeOnly(shape, name) || isEditorsOwn(shape, name)) return;
    const places = [...(homes.get(name) ?? [])];
    const place = shape.name === createModel.name ? 'A CreateModel request' : shape.name;
    report({
      ...openingBracketOrValue(key),
      message:
        places.length > 0
          ? `${name} belongs in ${oneOf(places)}, not here. Move it: here the AWS CLI refuses it, and an SDK does not send it.`
          : `${place} has no member "${excerpt(name)}" that this version knows. An AWS CLI that does not know it either refuses it, and such an SDK does not send it.`,
    });
  },
};

export const duplicateMember: SchemaRule<'member'> = {
  id: 'duplicate-member',
  severity: 'warning',
  on: 'member',
  rationale: 'Where a name stands twice, the last one is sent and the others are lost without a word.',
  invalidExample: `
{
  "ModelName": "churn",
  "ModelName": "churn-2"
  ^^^^^^^^^^^ warning duplicate-member
}`,
  check({ name, key, first }, report) {
    if (first === key) return;
    report({
      ...openingBracketOrValue(key),
      message: `"${excerpt(name)}" stands in this object before. Only the last one is sent, so remove one of them.`,
      fixes: [removeFix(first, 'Remove the first one'), removeFix(key, 'Remove this one')],
      related: [{ ...openingBracketOrValue(first), message: 'Here it stands first.' }],
    });
  },
};

export const missingMember: SchemaRule<'struct'> = {
  id: 'missing-member',
  severity: 'error',
  on: 'struct',
  rationale: 'SageMaker refuses a request in which a required member is missing.',
  invalidExample: `
{
^ error missing-member
  "VpcConfig": { "Subnets": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] }
               ^ error missing-member
}`,
  check({ value, members }, report) {
    for (const [name, shape] of Object.entries(value.shape.members)) {
      if (!shape.required) continue;
      // One in another letter case, or misspelt, is there and has a problem of its own.
      if (members.some((it) => it.name === name || it.meant === name)) continue;
      report({
        ...openingBracketOrValue(value.node),
        message: `${describeValue(value)} needs the member ${name}. Add it.`,
        fixes: [{ title: `Add ${name}`, steps: [{ do: 'add', object: value.node, name, value: shape }] }],
      });
    }
  },
};

export const tooManyEntries: SchemaRule<'dict'> = {
  id: 'too-many-entries',
  severity: 'error',
  on: 'dict',
  rationale: 'SageMaker limits how many entries a map may have.',
  invalidExample: `
{ "ModelName": "churn", "PrimaryContainer": { "Environment": {
${Array.from({ length: 100 }, (_, i) => `  "A${i}": "",`).join('\n')}
  "A100": ""
  ^^^^^^ error too-many-entries
} } }`,
  check({ value, members }, report) {
    // Of a name that stands twice, only one is sent.
    const names = members.filter((it) => it.first === it.key);
    const surplus = names[value.shape.max]?.key;
    if (!surplus) return;
    const message = `${describeValue(value)} has ${count(names.length, 'entry')}, ${names.length - value.shape.max} too many: SageMaker takes up to ${value.shape.max}.`;
    report({ ...openingBracketOrValue(surplus), message });
  },
};
