/** What is said of addresses in S3: of buckets, keys and prefixes. */
import { consoleOf, hasJumpStart, isRegion, partitionOf, regionInWords } from '../../../knowledge/partitions';
import { locationOf } from '../aws/arn';
import { verbatim } from '../text/markdown';
import { beginnings, known } from './known';
import type { CompletionCandidate, EntityContext, EntityProvider } from './meaning';

/** What a member wants, so far as its container decides it. */
function wanted({ at, container }: EntityContext): 'archive' | 'prefix' | undefined {
  if (at !== 'ModelDataUrl') return undefined;
  return container?.is('Mode', 'MultiModel') ? 'prefix' : 'archive';
}

function explain(text: string, around: EntityContext): string | undefined {
  const location = locationOf(text);
  if (!location?.bucket) return undefined;
  const { bucket, key, region, isJumpStart } = location;
  const is = wanted(around);
  return [
    `${verbatim(bucket)}: a bucket${isJumpStart ? ' of SageMaker JumpStart' : ''}`,
    [
      key && `- **${key.endsWith('/') ? 'Prefix' : 'Key'}:** ${verbatim(key)}`,
      region && isRegion(region) && `- **Region:** ${regionInWords(region)}, by the name of the bucket`,
      is === 'archive' && '- **Here belongs:** one archive, `.tar.gz`',
      is === 'prefix' && '- **Here belongs:** the prefix under which the archives of all models lie',
    ]
      .filter(Boolean)
      .join('\n'),
  ]
    .join('\n\n')
    .trim();
}

/** The page of a bucket, a prefix or an object; those of JumpStart are open to no one's console. */
function link(text: string, around: EntityContext): string | undefined {
  const location = locationOf(text);
  if (!location?.bucket || location.isJumpStart || location.bucket.startsWith('arn:')) return undefined;
  const { bucket, key } = location;
  const here = around.region();
  const said = location.region;
  // A name may be right about a region, and hardly about another partition.
  const region = said && (!here || partitionOf(said) === partitionOf(here)) ? said : here;
  const console = region === undefined ? undefined : consoleOf(region);
  if (console === undefined) return undefined;
  const page = !key || key.endsWith('/') ? 'buckets' : 'object';
  return `https://${console}/s3/${page}/${encodeURIComponent(bucket)}?region=${region}${key ? `&prefix=${encodeURIComponent(key)}` : ''}`;
}

/** What can be written: the buckets of others, those that follow from region and account, and how a key may end. */
function offer(written: string, around: EntityContext): readonly CompletionCandidate[] {
  const region = around.region();
  const { account } = around.given;
  const used = known('s3', around);
  const buckets = [...new Set(used.map(({ text }) => /^s3:\/\/[^/]+\//.exec(text)?.[0]))];
  const isBare = /^s3:\/\/[^/]+\/(?:.*\/)?$/.test(written);
  return [
    ...(isBare && wanted(around) === 'archive'
      ? [{ text: `${written}model.tar.gz`, detail: 'an archive, by its usual name' }]
      : []),
    ...used,
    ...buckets.flatMap((it) => (it === undefined ? [] : beginnings(written, [it, 'a bucket used in this workspace']))),
    ...(region && account
      ? beginnings(written, [`s3://sagemaker-${region}-${account}/`, 'the bucket that the SageMaker SDK makes'])
      : []),
    ...(region && hasJumpStart(region)
      ? beginnings(
          written,
          [`s3://jumpstart-cache-prod-${region}/`, 'models of SageMaker JumpStart'],
          [`s3://jumpstart-private-cache-prod-${region}/`, 'models of SageMaker JumpStart with a licence to accept'],
        )
      : []),
    ...beginnings(written, ['s3://', 'an address in S3']),
  ];
}

export const s3: EntityProvider = { explain, link, offer };
