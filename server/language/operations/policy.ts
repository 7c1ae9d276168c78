/** Writes the policies that a definition needs: its role's permissions, who may take on the role, and its creator's. */
import { partitionOf } from '../../../knowledge/partitions';
import { arnOf, asArn, locationOf } from '../aws/arn';
import { nameMember } from '../description/createModel';
import type { ReferenceKind, TargetLocation } from '../description/shape';
import { regionOf, regionsNamed } from '../entities/regions';
import { parseImage } from '../knowledge/images';
import { actions, logGroup, prefixMarks, principal } from '../knowledge/permissions';
import { type Document, memoOf, references, type Value } from '../syntax/document';
import { escapedLiteral } from '../text/visible';

export interface PolicyDocument {
  /** The policy. */
  readonly text: string;
  /** What it cannot know, each a sentence. */
  readonly notes: readonly string[];
}

interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: object;
}

/** A definition as far as policies are about it. */
interface Subject {
  readonly things: readonly { readonly value: Value; readonly names: ReferenceKind; readonly text: string }[];
  /** What its model is called. */
  readonly name?: string;
  /** The parts of ARNs; `*` for those that nothing says. */
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

const policies = { permissions, trust, caller };

/** A policy by its name: `permissions`, `trust` or `caller`; nothing where there is none of that name. */
export function permit(document: Document, policy: string, given: TargetLocation): PolicyDocument | undefined {
  const about = subjectOf(document, given);
  return Object.hasOwn(policies, policy) ? policies[policy as keyof typeof policies](about) : undefined;
}

function subjectOf(document: Document, given: TargetLocation): Subject {
  const things = references(document).map(({ value, names }) => ({ value, names, text: String(value.node.value) }));
  const region = regionOf(regionsNamed(document), {}) ?? given.region;
  const role = arnOf(things.find((it) => it.names === 'role')?.text ?? '');
  const name = document.root?.children?.find(({ children: [key] = [] }) => key?.value === nameMember)?.children?.[1];
  return {
    things,
    name: typeof name?.value === 'string' ? name.value : undefined,
    partition: (region && partitionOf(region)?.id) ?? role?.partition ?? 'aws',
    region: region ?? '*',
    account: role?.account ?? given.account ?? '*',
  };
}

function permissions(about: Subject): PolicyDocument {
  const { things, partition, account } = about;
  const named = (kind: ReferenceKind) => unique(things.flatMap(({ names, text }) => (names === kind ? [text] : [])));
  const places = placesOf(about);
  const images = named('image').flatMap((it) => parseImage(it) ?? []);
  const network = [
    ...named('subnet').map((it) => ours(about, 'ec2', `subnet/${it}`)),
    ...named('security-group').map((it) => ours(about, 'ec2', `security-group/${it}`)),
  ];
  const interfaces = ours(about, 'ec2', 'network-interface/*');
  const statements = [
    ...allow(
      actions.readObject,
      places.map(({ bucket, key }) => `${bucket}${bucket.includes(':accesspoint/') ? '/object' : ''}/${key}`),
    ),
    ...[...keysOf(places)].flatMap(([bucket, keys]) =>
      allow(actions.listBucket, [bucket], { StringLike: { 's3:prefix': [...keys] } }),
    ),
    ...allow(actions.logIn, images.length > 0 ? ['*'] : []),
    ...allow(
      actions.pull,
      images.map((it) => asArn({ ...it, partition, service: 'ecr', resource: `repository/${it.repository}` })),
    ),
    ...allow(actions.askCredentials, named('lambda')),
    ...allow(actions.createInterface, network.length > 0 ? [...network, interfaces] : []),
    ...allow(actions.ownInterface, network.length > 0 ? [interfaces] : []),
    ...allow(actions.seeNetwork, network.length > 0 ? ['*'] : []),
    ...allow(actions.log, [ours(about, 'logs', `log-group:${logGroup}`)]),
    ...allow(actions.measure, ['*']),
  ];
  const isElsewhere = images.some((it) => it.account !== account);
  return policy(about, statements, [
    'Where objects or images are encrypted with a KMS key, the role needs kms:Decrypt on it: the definition does not name it.',
    `A bucket${isElsewhere ? ' or repository' : ''} of another account must allow the role in a policy of its own.`,
    ...(network.length > 0 ? ['Shared subnets belong to another account: write that into their ARNs.'] : []),
    ...(things.some(({ names, text }) => names === 's3' && !locationOf(text))
      ? ['An artifact that is not named by an s3:// address has no ARN here: add its bucket and key.']
      : []),
    ...(named('model-package').length > 0
      ? ['The image and artifacts of a model package are not in the definition: add those that are your own.']
      : []),
    ...(named('hub-content').length > 0 ? ['What a hub serves is not in the definition: add access to your hub.'] : []),
  ]);
}

function trust(about: Subject): PolicyDocument {
  const statement = { Effect: 'Allow', Principal: { Service: principal }, Action: actions.assume };
  return { ...policy({ ...about, region: '', account: '' }, [statement], []) };
}

function caller(about: Subject): PolicyDocument {
  const { things, name = '*' } = about;
  const role = things.find((it) => it.names === 'role')?.text;
  const isTagged = things.some((it) => it.names === 'tag-key');
  const models = unique([name.toLowerCase(), name]).map((it) => ours(about, 'sagemaker', `model/${it}`));
  const statements = [
    ...allow([...actions.createModel, ...(isTagged ? actions.tag : [])], models),
    ...allow(actions.passRole, [role ?? asArn({ ...about, service: 'iam', region: '', resource: 'role/*' })], {
      StringEquals: { 'iam:PassedToService': principal },
    }),
  ];
  return policy(about, statements, [
    ...(role === undefined
      ? ['The definition names no role, so this allows passing any of the account: write in the one that you will use.']
      : []),
    ...(about.name === undefined ? ['The definition has no name yet, so this allows models of any name.'] : []),
    ...(models.length > 1 ? ['ARNs of models are in lower case; the name as it is written stands beside that.'] : []),
  ]);
}

function policy(about: Subject, statements: readonly object[], notes: readonly string[]): PolicyDocument {
  const unknown = [about.region === '*' ? 'region' : '', about.account === '*' ? 'account' : ''].filter((it) => it);
  return {
    text: `${escapedLiteral(JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2))}\n`,
    notes: [
      'This is a start: try it, and add what is refused.',
      ...(unknown.length > 0 ? [`Nothing says the ${unknown.join(' and the ')}, so * stands for it: put it in.`] : []),
      ...notes,
    ],
  };
}

/** A statement, where there is something that it is about. */
function allow(Action: readonly string[], resources: readonly string[], Condition?: object): Statement[] {
  const Resource = unique(resources);
  return Resource.length > 0 ? [{ Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) }] : [];
}

/** The objects that are read from a bucket. */
interface S3Access {
  /** The bucket's ARN. */
  readonly bucket: string;
  readonly key: string;
}

/** The keys that are read in each bucket. */
function keysOf(places: readonly S3Access[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { bucket, key } of places) {
    const keys = found.get(bucket) ?? new Set();
    found.set(bucket, keys.add(key));
  }
  return found;
}

/** The buckets that are read, and the keys in them. */
function placesOf({ things, partition }: Subject): S3Access[] {
  return things.flatMap(({ value, names, text }) => {
    const isVariable = names === 'variable-value' && text.startsWith('s3://');
    const found = names === 's3' || isVariable ? locationOf(text) : undefined;
    if (!found || found.bucket === '') return [];
    const { bucket, key = '' } = found;
    // What a variable names is a folder or a file: of that, its name tells.
    const isPrefix = isVariable
      ? key.lastIndexOf('.') <= key.lastIndexOf('/')
      : key === '' || key.endsWith('/') || (value.within !== undefined && memoOf(value.within).get(hasPrefixMark));
    return [
      {
        bucket: bucket.startsWith('arn:') ? bucket : `arn:${partition}:s3:::${bucket}`,
        key: literally(key) + (isPrefix ? '*' : ''),
      },
    ];
  });
}

/** Whether a sibling property makes an S3 URI a prefix. */
function hasPrefixMark({ node }: Value): boolean {
  return (node.children ?? []).some(({ children: [key, content] = [] }) => {
    const name = String(key?.value);
    return Object.hasOwn(prefixMarks, name) && prefixMarks[name] === content?.value;
  });
}

/** A text in which IAM finds no wildcard and no variable. */
const literally = (text: string) => text.replace(/[*?$]/g, '${$&}');

/** The ARN of a thing in the account and region of the model. */
const ours = ({ partition, region, account }: Subject, service: string, resource: string) =>
  asArn({ partition, service, region, account, resource });

const unique = (texts: readonly string[]) => [...new Set(texts)];
