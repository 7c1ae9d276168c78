/** The names that AWS gives to things, taken apart: ARNs, the hosts of images, the addresses of S3. */
import { regions } from './knowledge/partitions';

export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty where the thing is in no region. */
  readonly region: string;
  readonly account: string;
  /** The rest: what it is, and what it is called. */
  readonly resource: string;
}

/** An ARN taken apart; nothing where a text is none. */
export function arnOf(text: string): Arn | undefined {
  const [, partition, service, region, account, resource] =
    /^arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):([^:]*):(.+)$/s.exec(text) ?? [];
  return partition && service && region !== undefined && account !== undefined && resource
    ? { partition, service, region, account, resource }
    : undefined;
}

/** The ARN of these parts. */
export const asArn = ({ partition, service, region, account, resource }: Arn): string =>
  ['arn', partition, service, region, account, resource].join(':');

/** Where an image lies in Amazon ECR. */
export interface Registry {
  readonly account: string;
  /** What stands between the account and the region: `dkr.ecr`, with `-fips` or a hyphen for other ways to reach it. */
  readonly endpoint: string;
  readonly region: string;
  /** What stands behind the region. */
  readonly suffix: string;
  /** What stands behind the host: the repository, and its tag or digest. */
  readonly rest: string;
}

/** The registry of an image and what is taken from it; nothing where it is not in Amazon ECR, or not finished. */
export function registryOf(image: string): Registry | undefined {
  const [, account, endpoint, region, suffix, rest] =
    /^(\d{12})\.(dkr[.-]ecr(?:-fips)?)\.([a-z0-9-]+)\.([^/]+)\/(.+)$/.exec(image) ?? [];
  return account && endpoint && region && suffix && rest ? { account, endpoint, region, suffix, rest } : undefined;
}

/** An address in S3 taken apart. */
export interface Location {
  readonly bucket: string;
  /** Nothing where the address ends with the bucket. */
  readonly key?: string;
  /** The region that the address or the name of the bucket says. */
  readonly region?: string;
  /** Whether the bucket is one of SageMaker JumpStart, whose names end with their region. */
  readonly isJumpStart: boolean;
}

/** The buckets in which SageMaker JumpStart keeps models, open and gated ones. */
const jumpStart = /^(jumpstart-(?:private-)?cache-prod)-(.+)$/;

const regionInName = new RegExp(`(?:^|[.-])(${regions.map((it) => it.id).join('|')})(?=$|[.-])`);

/** An address in S3 taken apart; nothing where a text is none. */
export function locationOf(uri: string): Location | undefined {
  const [, bucket, key] = /^s3:\/\/([^/]*)(?:\/(.*))?$/s.exec(uri) ?? [];
  if (bucket === undefined) return undefined;
  const inJumpStart = jumpStart.exec(bucket)?.[2];
  const region = inJumpStart ?? regionInName.exec(bucket)?.[1];
  return { bucket, key, region, isJumpStart: inJumpStart !== undefined };
}
