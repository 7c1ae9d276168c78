/** What rules need to know of S3 addresses: whether a bucket can have that name, and what the address ends with. */
import { locationOf } from '../aws/arn';
import { hasPlaceholder } from '../text/words';

/** An S3 address taken apart; nothing where it is none, or is not finished. */
export const s3 = (uri: string | undefined) => (uri === undefined || hasPlaceholder(uri) ? undefined : locationOf(uri));

/** The name of a bucket, or the ARN or alias of an access point (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). */
const isBucket = (name: string) =>
  (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..')) ||
  /^arn:aws[a-z-]*:s3:[a-z0-9-]+:\d{12}:accesspoint\/[a-z0-9-]{3,50}$/.test(name);

/** Before March 2018 us-east-1 took longer names, with capitals and underscores (same page, read 2026-11-22). */
export const isOldBucket = (name: string) =>
  !isBucket(name) && /^[a-zA-Z0-9._-]{3,255}$/.test(name) && !name.includes('..');

/** The name of the bucket of an address, where there can be none of that name. */
export function badBucket(uri: string | undefined, region = 'us-east-1'): string | undefined {
  const bucket = s3(uri)?.bucket;
  const isOne = bucket === undefined || isBucket(bucket) || (region === 'us-east-1' && isOldBucket(bucket));
  return isOne ? undefined : bucket;
}

/** Whether an address ends with its bucket, so that a prefix lacks its slash, and anything else its key. */
export function isBare(uri: string | undefined): boolean {
  const address = s3(uri);
  return address !== undefined && address.key === undefined;
}

/** Whether nothing more can be said of an address than that it is none. */
export const isNoAddress = (uri: string | undefined) => badBucket(uri) !== undefined || isBare(uri);

/** Whether an object is an archive, judged by its name. */
export const isTarGz = (uri: string) => uri.endsWith('.tar.gz');
