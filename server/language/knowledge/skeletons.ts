/** Whole definitions to begin with, one for each common kind of model; `${…}` marks what has to be filled in. */
import data from '../../../knowledge/skeletons.json';

/** What is known of a model before its definition is written; what is not is left to fill in. */
export interface Start {
  readonly name?: string;
  /** A whole image. */
  readonly image?: string;
  readonly account?: string;
  readonly region?: RegionInfo;
  /** The ARN of a role. */
  readonly role?: string;
}

/** A region, and what hosts and ARNs of its partition are called. */
export interface RegionInfo {
  readonly id: string;
  readonly partition: string;
  readonly dnsSuffix: string;
}

export interface Skeleton {
  readonly kind: string;
  readonly label: string;
  /** What kind of model it makes. */
  readonly detail: string;
  /** Which images of AWS can be in it: all that serve, those that hold many models, or these repositories; nothing where an image is not chosen. */
  readonly images?: 'all' | 'many' | readonly string[];
  /** The definition as text with two blanks a level. */
  readonly write: (start: Start) => string;
}

/** What each `<…>` in a skeleton stands for: what is known, or what has to be filled in. */
function filledWith(start: Start, what: string, repository = 'your-image'): string {
  const {
    id = '${us-east-1}',
    partition = 'aws',
    dnsSuffix = 'amazonaws.com',
  }: Partial<RegionInfo> = start.region ?? {};
  const account = start.account ?? '${111122223333}';
  switch (what) {
    case 'name':
      return start.name ?? '${your-model}';
    case 'image':
      return start.image ?? `${account}.dkr.ecr.${id}.${dnsSuffix}/\${${repository}}:\${1.0}`;
    case 'role':
      return start.role ?? `arn:${partition}:iam::${account}:role/\${your-role}`;
    default:
      return { account, region: id, partition, suffix: dnsSuffix }[what] ?? '';
  }
}

/** Repositories whose images stop without the name of a model; only what names one begins with them. */
export const namingModels: readonly string[] = ['huggingface-pytorch-tgi-inference'];

type SkeletonRow = Omit<Skeleton, 'write'> & { readonly lines: readonly string[] };

export const skeletons: readonly Skeleton[] = (data.skeletons as readonly SkeletonRow[]).map(({ lines, ...row }) => ({
  ...row,
  write: (start) =>
    lines
      .join('\n')
      .replace(/<(\w+)(?: ([\w-]+))?>/g, (_, what: string, repository?: string) => filledWith(start, what, repository)),
}));
