/** Which members an object has, should have, and cannot have. */
import { answerEnvelope, createModel } from '../createModel';
import { describeOnly } from '../describeModel';
import { keeping } from '../remember';
import type { Shape, Struct } from '../shape';
import { count, excerpt, oneOf } from '../words';
import { type Fix, type FormRule, removal, start, subject } from './rule';

const isTopLevel = (shape: Shape) => shape === (createModel as Struct);

const isDescribeOnly = (struct: Struct, name: string) =>
  isTopLevel(struct) && (answerEnvelope.includes(name) || nameIn(describeOnly, name) !== undefined);

const isEditorsOwn = (struct: Struct, name: string) => isTopLevel(struct) && name === '$schema';

function nameIn(names: Readonly<Record<string, string>>, written: string): string | undefined {
  return Object.keys(names).find((it) => it.toLowerCase() === written.toLowerCase());
}

export const misspeltMember: FormRule<'member'> = {
  id: 'misspelt-member',
  severity: 'error',
  on: 'member',
  because:
    'Member names are exact, letter case included: the AWS CLI refuses any other, and an SDK leaves it out of the request without a word.',
  concerns: ({ kind }) => kind === 'struct',
  bad: `
{
  "modelName": "churn",
  ^^^^^^^^^^^ error misspelt-member
  "PrimaryContainer": { "Imgae": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" }
                        ^^^^^^^ error misspelt-member
}`,
  check({ name, key, meant, isMeantWritten: isThere }, report) {
    if (meant === undefined) return;
    const message = `The member is called ${meant}, not "${excerpt(name)}". The AWS CLI refuses it like this, and an SDK does not send it.${isThere ? ` ${meant} stands here as well, so remove this one.` : ''}`;
    const renaming: Fix = { title: `Change to ${meant}`, steps: [{ do: 'rename', key: start(key), name: meant }] };
    report({ ...start(key), message, fixes: [isThere ? removal(key) : renaming] });
  },
};

export const describeOnlyMember: FormRule<'member'> = {
  id: 'describe-only-member',
  severity: 'error',
  on: 'member',
  because:
    'DescribeModel answers more than CreateModel takes, and the AWS CLI refuses what does not belong to the request.',
  concerns: isTopLevel,
  bad: `
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
      ...start(key),
      message: `${name}${what} is part of an answer and not of a request. Remove it.`,
      fixes: [removal(key)],
    });
  },
};

export const editorMember: FormRule<'member'> = {
  id: 'editor-member',
  severity: 'error',
  on: 'member',
  because: 'The file is the request itself, so a member for editors makes the AWS CLI refuse it.',
  concerns: isTopLevel,
  bad: `
{
  "$schema": "https://example.com/model.json",
  ^^^^^^^^^ error editor-member
  "ModelName": "churn"
}`,
  check({ owner: { shape }, name, key }, report) {
    if (shape.kind === 'struct' && isEditorsOwn(shape, name))
      report({
        ...start(key),
        message: `${name} is for editors, and the AWS CLI refuses a request with it. Remove it: files are recognised by their name.`,
        fixes: [removal(key)],
      });
  },
};

/** Where in a request members belong, by their names, nearest to its top first; the description is searched once. */
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

export const unknownMember: FormRule<'member'> = {
  id: 'unknown-member',
  severity: 'warning',
  on: 'member',
  because:
    'A member that this version does not know is refused by an older AWS CLI and left out by an older SDK. It may be newer than this version, so it is no error.',
  concerns: ({ kind }) => kind === 'struct',
  bad: `
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
      ...start(key),
      message:
        places.length > 0
          ? `${name} belongs in ${oneOf(places)}, not here. Move it: here the AWS CLI refuses it, and an SDK does not send it.`
          : `${place} has no member "${excerpt(name)}" that this version knows. An AWS CLI that does not know it either refuses it, and such an SDK does not send it.`,
    });
  },
};

export const duplicateMember: FormRule<'member'> = {
  id: 'duplicate-member',
  severity: 'warning',
  on: 'member',
  because: 'Where a name stands twice, the last one is sent and the others are lost without a word.',
  bad: `
{
  "ModelName": "churn",
  "ModelName": "churn-2"
  ^^^^^^^^^^^ warning duplicate-member
}`,
  check({ name, key, first }, report) {
    if (first === key) return;
    report({
      ...start(key),
      message: `"${excerpt(name)}" stands in this object before. Only the last one is sent, so remove one of them.`,
      fixes: [removal(first, 'Remove the first one'), removal(key, 'Remove this one')],
      related: [{ ...start(first), message: 'Here it stands first.' }],
    });
  },
};

const required = keeping(({ members }: Struct) => Object.entries(members).filter(([, it]) => it.required));

export const missingMember: FormRule<'struct'> = {
  id: 'missing-member',
  severity: 'error',
  on: 'struct',
  because: 'SageMaker refuses a request in which a required member is missing.',
  bad: `
{
^ error missing-member
  "VpcConfig": { "Subnets": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] }
               ^ error missing-member
}`,
  check({ value, members }, report) {
    for (const [name, shape] of required(value.shape)) {
      // One in another letter case, or misspelt, is there and has a problem of its own.
      if (members.some((it) => it.name === name || it.meant === name)) continue;
      report({
        ...start(value.node),
        message: `${subject(value)} needs the member ${name}. Add it.`,
        fixes: [{ title: `Add ${name}`, steps: [{ do: 'add', object: value.node, name, value: shape }] }],
      });
    }
  },
};

export const tooManyEntries: FormRule<'dict'> = {
  id: 'too-many-entries',
  severity: 'error',
  on: 'dict',
  because: 'SageMaker limits how many entries a map may have.',
  bad: `
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
    const message = `${subject(value)} has ${count(names.length, 'entry')}, ${names.length - value.shape.max} too many: SageMaker takes up to ${value.shape.max}.`;
    report({ ...start(surplus), message });
  },
};
