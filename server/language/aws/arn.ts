/** The names that AWS gives to things, taken apart: ARNs and the addresses of S3. */
import { regions } from '../../../knowledge/partitions';

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

/** An address in S3 taken apart. */
export interface S3Location {
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

const anyRegion = new RegExp(`(?<![a-z0-9])(?:${regions.map((it) => it.id).join('|')})(?![a-z0-9])`);

/** The first region that a text names, as a whole word of it; nothing where it names none. */
export const regionIn = (text: string): string | undefined => anyRegion.exec(text)?.[0];

/** An address in S3 taken apart; nothing where a text is none. */
export function locationOf(uri: string): S3Location | undefined {
  const [, bucket, key] = /^s3:\/\/(arn:[^/]+:accesspoint\/[^/]*|[^/]*)(?:\/(.*))?$/s.exec(uri) ?? [];
  if (bucket === undefined) return undefined;
  const inJumpStart = jumpStart.exec(bucket)?.[2];
  const region = inJumpStart ?? regionIn(bucket);
  return { bucket, key, region, isJumpStart: inJumpStart !== undefined };
}
