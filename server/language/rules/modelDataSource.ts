/** What the members of an S3ModelDataSource say of its data, and who may read it. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import { openingBracketOrValue, replaceFix } from '../syntax/fixes';
import type { StructView } from '../syntax/structView';
import { allOf, hasPlaceholder, utf8Bytes } from '../text/words';
import type { Fix } from '../types';
import { withSource } from './example';
import { structRule } from './rule';
import { badBucket, isBare, isTarGz, s3 } from './s3Location';

/** What a source says of its data, and how that goes together: each disagreement by the rule that reports it. */
interface Said {
  readonly S3Uri?: string;
  readonly S3DataType?: string;
  readonly CompressionType?: string;
}

const isPrefix = (it: Said) => it.S3DataType === 'S3Prefix';
const isObject = (it: Said) => it.S3DataType === 'S3Object';
const endsWithSlash = (it: Said) => it.S3Uri?.endsWith('/') ?? false;
const isArchived = (it: Said) => isTarGz(it.S3Uri ?? '');

const disagreements = {
  // Of an archive, it is not said that it is none.
  prefixWithGzip: (it) => isPrefix(it) && it.CompressionType === 'Gzip' && !isArchived(it),
  prefixWithoutSlash: (it) => isPrefix(it) && !endsWithSlash(it),
  objectWithSlash: (it) => isObject(it) && endsWithSlash(it),
  gzipNoArchive: (it) => isObject(it) && it.CompressionType === 'Gzip' && !endsWithSlash(it) && !isArchived(it),
  uncompressedArchive: (it) => isObject(it) && it.CompressionType === 'None' && isArchived(it),
  badKeySegment: (it) => isObject(it) && it.CompressionType === 'None' && badSegment(it.S3Uri) !== undefined,
} as const satisfies Readonly<Record<string, (it: Said) => boolean>>;

const saidIn = (it: StructView<sdk.S3ModelDataSource>): Said => ({
  S3Uri: it.text('S3Uri'),
  S3DataType: it.text('S3DataType'),
  CompressionType: it.text('CompressionType'),
});

/** The part of a key that cannot be the name of a file. */
function badSegment(uri: string | undefined): string | undefined {
  const key = s3(uri)?.key;
  if (!key || key.endsWith('/')) return undefined;
  return key.split('/').find((part) => ['', '.', '..'].includes(part) || utf8Bytes(part) > 255);
}

/** The fixes that say something else of a source, as far as they bring no disagreement that was not there before. */
function saying(
  it: StructView<sdk.S3ModelDataSource>,
  ...changes: readonly (Said & { readonly title?: string })[]
): Fix[] {
  const before = saidIn(it);
  return changes.flatMap(({ title, ...change }) => {
    const after = { ...before, ...change };
    const brings = Object.values(disagreements).some((holds) => holds(after) && !holds(before));
    const steps = (Object.keys(change) as (keyof Said)[]).flatMap((name) => {
      const [node, value] = [it.value(name), change[name]];
      return node && value !== undefined && value !== before[name] ? replaceFix(node, value).steps : [];
    });
    if (brings || steps.length < Object.keys(change).length) return [];
    return [{ title: title ?? `Say ${allOf(Object.values(change))}`, steps }];
  });
}

export const prefixWithGzip = structRule<sdk.S3ModelDataSource>('S3ModelDataSource', {
  id: 'prefix-with-gzip',
  severity: 'warning',
  rationale: 'Only one object can be a compressed archive; what lies under a prefix is taken as it is.',
  invalidExample: withSource(`      "S3Uri": "s3://churn-models/1/",
      "S3DataType": "S3Prefix",
      "CompressionType": "Gzip"
                         ^^^^^^ warning prefix-with-gzip`),
  check(it, report) {
    const [node, other] = [it.value('CompressionType'), it.value('S3DataType')];
    if (node && other && disagreements.prefixWithGzip(saidIn(it)))
      report(node, 'Gzip goes with S3Object, one archive. Under a prefix the artifacts lie uncompressed: None.', {
        related: [{ ...openingBracketOrValue(other), message: 'A prefix.' }],
        fixes: saying(it, { S3DataType: 'S3Object' }, { CompressionType: 'None' }),
      });
  },
});

export const prefixWithoutSlash = structRule<sdk.S3ModelDataSource>('S3ModelDataSource', {
  id: 'prefix-without-slash',
  severity: 'error',
  rationale: 'A prefix of model data ends with a slash.',
  invalidExample: withSource(`      "S3Uri": "s3://churn-models/1",
               ^^^^^^^^^^^^^^^^^^^^^ error prefix-without-slash
      "S3DataType": "S3Prefix",
      "CompressionType": "None"`),
  check(it, report) {
    const [uri, node] = [it.text('S3Uri'), it.value('S3Uri')];
    if (!uri || !node || hasPlaceholder(uri) || badBucket(uri) || !disagreements.prefixWithoutSlash(saidIn(it))) return;
    report(
      node,
      isTarGz(uri)
        ? 'This is one archive, and S3Prefix means all objects under a prefix. Say S3Object, with Gzip.'
        : 'A prefix ends with a slash. Add it, or say S3Object if this is one object.',
      {
        fixes: isTarGz(uri)
          ? saying(it, { S3DataType: 'S3Object' }, { S3DataType: 'S3Object', CompressionType: 'Gzip' })
          : saying(
              it,
              { title: 'Add the slash', S3Uri: `${uri}/` },
              ...(isBare(uri) ? [] : [{ S3DataType: 'S3Object' }]),
            ),
      },
    );
  },
});

export const objectWithSlash = structRule<sdk.S3ModelDataSource>('S3ModelDataSource', {
  id: 'object-with-slash',
  severity: 'error',
  rationale: 'The address of one object does not end with a slash.',
  invalidExample: withSource(`      "S3Uri": "s3://churn-models/1/",
               ^^^^^^^^^^^^^^^^^^^^^^ error object-with-slash
      "S3DataType": "S3Object",
      "CompressionType": "None"`),
  check(it, report) {
    const [uri, node] = [it.text('S3Uri'), it.value('S3Uri')];
    if (!uri || !node || hasPlaceholder(uri) || badBucket(uri) || !disagreements.objectWithSlash(saidIn(it))) return;
    const S3Uri = uri.replace(/(?<!\/)\/+$/, '');
    const asPrefix = [{ S3DataType: 'S3Prefix' }, { S3DataType: 'S3Prefix', CompressionType: 'None' }];
    report(node, 'This is a prefix, and S3Object means one object. Name that, or say S3Prefix.', {
      fixes: saying(
        it,
        ...(isTarGz(S3Uri) ? [] : asPrefix),
        ...(isBare(S3Uri) ? [] : [{ title: 'Remove the slash', S3Uri }]),
        { title: 'Remove the slash, and say Gzip', S3Uri, CompressionType: 'Gzip' },
      ),
    });
  },
});

export const gzipNoArchive = structRule<sdk.S3ModelDataSource>('S3ModelDataSource', {
  id: 'gzip-no-archive',
  severity: 'warning',
  rationale: 'Gzip means a gzip-compressed tar archive.',
  invalidExample: withSource(`      "S3Uri": "s3://churn-models/model.bin",
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning gzip-no-archive
      "S3DataType": "S3Object",
      "CompressionType": "Gzip"`),
  check(it, report) {
    const [uri, node] = [it.text('S3Uri'), it.value('S3Uri')];
    if (!uri || !node || hasPlaceholder(uri) || !disagreements.gzipNoArchive(saidIn(it))) return;
    report(node, 'Gzip is for an archive, .tar.gz. If this object is none, say None.', {
      fixes: saying(it, { CompressionType: 'None' }),
    });
  },
});

export const uncompressedArchive = structRule<sdk.S3ModelDataSource>('S3ModelDataSource', {
  id: 'uncompressed-archive',
  severity: 'information',
  rationale: 'With None an archive lands in the container as it is, and nobody unpacks it.',
  invalidExample: withSource(`      "S3Uri": "s3://churn-models/model.tar.gz",
      "S3DataType": "S3Object",
      "CompressionType": "None"
                         ^^^^^^ information uncompressed-archive`),
  check(it, report) {
    const node = it.value('CompressionType');
    if (node && disagreements.uncompressedArchive(saidIn(it)))
      report(node, 'With None this archive is not unpacked. If that is not meant, say Gzip.', {
        fixes: saying(it, { CompressionType: 'Gzip' }),
      });
  },
});

export const badKeySegment = structRule<sdk.S3ModelDataSource>('S3ModelDataSource', {
  id: 'bad-key-segment',
  severity: 'error',
  rationale: 'Uncompressed artifacts become files, so every part of their key between slashes has to be a file name.',
  invalidExample: withSource(`      "S3Uri": "s3://churn-models/a//model.bin",
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error bad-key-segment
      "S3DataType": "S3Object",
      "CompressionType": "None"`),
  check(it, report) {
    const [bad, node] = [badSegment(it.text('S3Uri')), it.value('S3Uri')];
    if (bad === undefined || !node || !disagreements.badKeySegment(saidIn(it))) return;
    const what =
      bad === '' ? 'An empty part' : ['.', '..'].includes(bad) ? `The part "${bad}"` : 'A part of more than 255 bytes';
    report(node, `${what} between slashes cannot be the name of a file. Rename the object.`);
  },
});

/** Whether the weights are given only to those who accept their licence. */
const isGated = (it: StructView<sdk.S3ModelDataSource>) =>
  /^jumpstart-private-cache-/.test(s3(it.text('S3Uri'))?.bucket ?? '');

export const eulaNotAccepted = structRule<sdk.S3ModelDataSource>('S3ModelDataSource', {
  id: 'eula-not-accepted',
  severity: 'warning',
  rationale: 'Only true accepts the licence of the model.',
  invalidExample: withSource(`      "S3Uri": "s3://jumpstart-cache-prod-eu-west-1/llama/",
      "S3DataType": "S3Prefix",
      "CompressionType": "None",
      "ModelAccessConfig": { "AcceptEula": false }
                                           ^^^^^ warning eula-not-accepted`),
  check(it, report) {
    const access = it.object('ModelAccessConfig');
    const node = access?.value('AcceptEula');
    if (node && access?.is('AcceptEula', false))
      report(
        node,
        'With false the licence is not accepted, and the model is not deployed. Accept it, or leave it out.',
        {
          fixes: [
            { ...replaceFix(node, true, 'Accept the licence (AcceptEula)'), requiresConsent: true },
            ...(isGated(it) ? [] : [it.without('ModelAccessConfig')]),
          ],
        },
      );
  },
});

export const eulaMissing = structRule<sdk.S3ModelDataSource>('S3ModelDataSource', {
  id: 'eula-missing',
  severity: 'warning',
  rationale: 'The weights in the private buckets of JumpStart are given only to those who accept their licence.',
  invalidExample: withSource(`      "S3Uri": "s3://jumpstart-private-cache-prod-eu-west-1/llama/",
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning eula-missing
      "S3DataType": "S3Prefix",
      "CompressionType": "None"`),
  check(it, report) {
    const node = it.value('S3Uri');
    if (!node || it.has('ModelAccessConfig') || !isGated(it)) return;
    report(node, 'These weights want their licence accepted. Read it, and say so by AcceptEula in ModelAccessConfig.', {
      fixes: [
        {
          title: 'Accept the licence (AcceptEula)',
          requiresConsent: true,
          steps: [{ do: 'add', object: it.node, name: 'ModelAccessConfig', value: '{ "AcceptEula": true }' }],
        },
      ],
    });
  },
});

export const hubContentArn = structRule<sdk.InferenceHubAccessConfig>('InferenceHubAccessConfig', {
  id: 'hub-content-arn',
  severity: 'warning',
  rationale: 'HubContentArn names one version of one content of a hub.',
  invalidExample: withSource(`      "S3Uri": "s3://churn-models/1/",
      "S3DataType": "S3Prefix",
      "CompressionType": "None",
      "HubAccessConfig": { "HubContentArn": "arn:aws:sagemaker:eu-west-1:111122223333:hub/own" }
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning hub-content-arn`),
  check(it, report) {
    const [arn, node] = [it.text('HubContentArn'), it.value('HubContentArn')];
    const isOne = /^arn:[^:]+:sagemaker:[a-z0-9-]+:(?:\d{12}|aws):hub-content\/[^/]+\/[^/]+\/[^/]+(?:\/[^/]+)?$/.test(
      arn ?? '',
    );
    if (arn && node && !hasPlaceholder(arn) && !isOne)
      report(
        node,
        'This does not name the content of a hub: arn:aws:sagemaker:<region>:<account>:hub-content/<hub>/<type>/<name>/<version>.',
      );
  },
});
