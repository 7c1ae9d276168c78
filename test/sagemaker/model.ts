/** What the service keeps: models with their ARNs, creation times and tags. */
import type { CreateModelInput, DescribeModelOutput, Tag } from '@aws-sdk/client-sagemaker';

/** A model that is there before anybody asks. */
export interface Seed {
  readonly request: CreateModelInput;
  readonly created?: Date;
  readonly region?: string;
  readonly account?: string;
  /** What DescribeModel answers beside, or in place of, what was requested: a recommendation, members filled in. */
  readonly alsoDescribed?: Partial<Omit<DescribeModelOutput, 'CreationTime'>>;
}

export interface Model {
  readonly arn: string;
  /** The request that made it, without its tags, which change afterwards. */
  readonly request: Omit<CreateModelInput, 'Tags'>;
  readonly created: Date;
  readonly tags: readonly Tag[];
  readonly alsoDescribed?: Partial<Omit<DescribeModelOutput, 'CreationTime'>>;
}

/** An account in a region: within one, the name of a model is its own. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** Partitions other than `aws`, by how their regions begin (botocore `partitions.json`, 2026-08-07). */
const partitions: Readonly<Record<string, string>> = {
  'cn-': 'aws-cn',
  'us-gov-': 'aws-us-gov',
  'eusc-': 'aws-eusc',
  'us-iso-': 'aws-iso',
  'us-isob-': 'aws-iso-b',
  'eu-isoe-': 'aws-iso-e',
  'us-isof-': 'aws-iso-f',
};

/** The partition of a region: the second part of every ARN in it. */
export function partitionOf(region: string): string {
  return Object.entries(partitions).find(([start]) => region.startsWith(start))?.[1] ?? 'aws';
}

/** The ARN of a model, with the letters of its name as they are; of all models for `*`. */
export function modelArn(place: Place, name: string): string {
  return resourceArn(place, 'model', name);
}

/** The ARN of anything that is known by the name of its kind and its own. */
export function resourceArn({ account, region }: Place, kind: string, name: string): string {
  return `arn:${partitionOf(region)}:sagemaker:${region}:${account}:${kind}/${name}`;
}

/** The model that a request makes. */
export function modelOf(place: Place, { Tags = [], ...request }: CreateModelInput, created: Date): Model {
  return { arn: modelArn(place, request.ModelName ?? ''), request, created, tags: Tags };
}
