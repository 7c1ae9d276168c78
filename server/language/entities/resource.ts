/** What is said of ARNs: of roles, model packages, functions and the content of hubs. */
import {
  consoleOf,
  hasJumpStart,
  isRegion,
  isSeller,
  partitionNamed,
  regionInWords,
  regionNamed,
} from '../../../knowledge/partitions';
import { type Arn, arnOf } from '../aws/arn';
import type { ReferenceKind } from '../description/shape';
import { verbatim } from '../text/markdown';
import { beginnings, known, placeAround, type RegionContext } from './known';
import type { EntityContext, EntityProvider } from './meaning';

interface Resource {
  readonly arn: Arn;
  /** What stands behind the kind of the resource: `service-role`, `r` of `role/service-role/r`. */
  readonly parts: readonly [string, ...string[]];
}

/** The resource of an ARN, if it is of this kind. */
function resourceOf(text: string, kind: string, separator: '/' | ':' = '/'): Resource | undefined {
  const arn = arnOf(text);
  if (!arn?.resource.startsWith(`${kind}${separator}`)) return undefined;
  const [first = '', ...more] = arn.resource.slice(kind.length + 1).split(separator);
  return { arn, parts: [first, ...more] };
}

/** A thing and what is known of it, one line each. */
function described(name: string, what: string, ...facts: readonly (string | undefined)[]): string {
  const lines = facts.filter(Boolean).map((it) => `- ${it}`);
  return `${verbatim(name)}: ${what}\n\n${lines.join('\n')}`;
}

const fact = (name: string, value: string | undefined) => value && `**${name}:** ${verbatim(value)}`;

/** Whose a thing is, and where. */
function whereabouts(arn: Arn, { given }: EntityContext): string[] {
  const { account, region, partition } = arn;
  const isOwn = given.account === undefined ? '' : `, ${account === given.account ? '' : 'not '}that of the connection`;
  const whose = isSeller(arn.account) ? ', AWS Marketplace' : isOwn;
  return [
    account === 'aws'
      ? '**Provided by:** AWS'
      : `**Account:** ${/^\d*$/.test(account) ? account : verbatim(account)}${whose}`,
    ...(region === '' ? [] : [`**Region:** ${isRegion(region) ? regionInWords(region) : verbatim(region)}`]),
    ...(partition === 'aws' ? [] : [`**Partition:** ${partitionNamed(partition)?.name ?? verbatim(partition)}`]),
  ];
}

/** A page of a service in the console of a region. */
function page({ region }: Arn, service: string, path: string): string | undefined {
  const console = consoleOf(region);
  return console && `https://${console}/${service}/home?region=${region}#/${path}`;
}

/** How an ARN may begin: whose it may be, nothing where that is not known; what follows; and what that is. */
type Beginning = readonly [account: string | undefined, rest: string, detail: string];

/** Offers what others write, then ARNs by their parts. */
function arns(
  names: ReferenceKind,
  service: string,
  beginningsIn: (place: RegionContext) => readonly Beginning[],
): EntityProvider['offer'] {
  return (written, around) => {
    const place = placeAround(around);
    if (!place) return known(names, around);
    const here = `arn:${place.partition}:${service}:${service === 'iam' ? '' : place.region}:`;
    const whole = beginningsIn(place).flatMap(([account, rest, detail]) =>
      account === undefined ? [] : beginnings(written, [`${here}${account}:${rest}`, detail]),
    );
    const unknown = place.account === undefined ? beginnings(written, [here, 'of an account that you name']) : [];
    return [...known(names, around), ...whole, ...unknown];
  };
}

export const role: EntityProvider = {
  explain: (text, around) => {
    const { arn, parts } = resourceOf(text, 'role') ?? {};
    if (!arn || !parts) return undefined;
    const path = parts.slice(0, -1).map((it) => `/${it}`);
    const inPath = path.length > 0 ? fact('Path', `${path.join('')}/`) : undefined;
    return described(parts.at(-1) ?? '', 'an IAM role', inPath, ...whereabouts(arn, around));
  },
  link: (text) => {
    const { arn, parts } = resourceOf(text, 'role') ?? {};
    const console = arn && partitionNamed(arn.partition)?.console;
    return console && `https://${console}/iam/home#/roles/details/${encodeURIComponent(parts?.at(-1) ?? '')}`;
  },
  offer: arns('role', 'iam', ({ account }) => [
    [account, 'role/', 'a role of the account of the connection'],
    [account, 'role/service-role/', 'one that the console has made'],
  ]),
};

export const modelPackage: EntityProvider = {
  explain: (text, around) => {
    const { arn, parts } = resourceOf(text, 'model-package') ?? {};
    if (!arn && !/^[^:]+$/.test(text)) return undefined;
    const [name = '', version] = parts ?? text.split('/');
    const where = arn ? whereabouts(arn, around) : ['In the account and region in which the model is created'];
    return described(name, 'a model package', fact('Version', version), ...where);
  },
  link: (text) => {
    const { arn, parts } = resourceOf(text, 'model-package') ?? {};
    return (
      arn &&
      page(
        arn,
        'sagemaker',
        `model-packages/${isSeller(arn.account) ? 'my-subscriptions' : parts?.map(encodeURIComponent).join('/')}`,
      )
    );
  },
  hint: (text) => {
    const { arn } = resourceOf(text, 'model-package') ?? {};
    return arn && isSeller(arn.account) ? 'AWS Marketplace' : undefined;
  },
  offer: arns('model-package', 'sagemaker', ({ account, region }) => [
    [account, 'model-package/', 'a package of the account of the connection'],
    [regionNamed(region)?.marketplace, 'model-package/', 'a package of AWS Marketplace'],
  ]),
};

export const lambda: EntityProvider = {
  explain: (text, around) => {
    const { arn, parts } = resourceOf(text, 'function', ':') ?? {};
    return (
      arn &&
      described(
        parts?.[0] ?? '',
        'a Lambda function',
        fact('Version or alias', parts?.[1]),
        ...whereabouts(arn, around),
      )
    );
  },
  link: (text) => {
    const { arn, parts } = resourceOf(text, 'function', ':') ?? {};
    return arn && page(arn, 'lambda', `functions/${encodeURIComponent(parts?.[0] ?? '')}`);
  },
  offer: arns('lambda', 'lambda', ({ account }) => [
    [account, 'function:', 'a function of the account of the connection'],
  ]),
};

export const hubContent: EntityProvider = {
  explain: (text, around) => {
    const { arn, parts } = resourceOf(text, 'hub-content') ?? {};
    const [hub, type, name, version] = parts ?? [];
    return (
      arn &&
      name &&
      described(
        name,
        `content of the hub ${verbatim(hub ?? '')}`,
        fact('Type', type),
        fact('Version', version),
        ...whereabouts(arn, around),
      )
    );
  },
  offer: arns('hub-content', 'sagemaker', ({ account, region }) => [
    [
      hasJumpStart(region) ? 'aws' : undefined,
      'hub-content/SageMakerPublicHub/Model/',
      'a model of the hub of SageMaker JumpStart',
    ],
    [account, 'hub-content/', 'content of a hub of your own'],
  ]),
};
