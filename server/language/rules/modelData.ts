/** Where the model data lies, and in which form. */

import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Node } from 'jsonc-parser';
import { locationOf } from '../aws/arn';
import type { Container } from '../entities/containers';
import { asSource, urlAsSource } from '../refactorings/modelData';
import { openingBracketOrValue, removeFix, replaceFix } from '../syntax/fixes';
import type { StructView } from '../syntax/structView';
import { allOf, excerpt, hasPlaceholder, inLowerCase, uniqueName, utf8Bytes } from '../text/words';
import type { Fix } from '../types';
import { withContainer } from './example';
import { inMode, isSingleModel } from './mode';
import type { RuleMeta } from './rule';
import { structRule } from './rule';

/** An S3 address taken apart; nothing where it is none, or is not finished. */
const s3 = (uri: string | undefined) => (uri === undefined || hasPlaceholder(uri) ? undefined : locationOf(uri));

/** The name of a bucket, or the ARN or alias of an access point (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). */
const isBucket = (name: string) =>
  (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..')) ||
  /^arn:aws[a-z-]*:s3:[a-z0-9-]+:\d{12}:accesspoint\/[a-z0-9-]{3,50}$/.test(name);

/** Before March 2018 us-east-1 took longer names, with capitals and underscores (same page, read 2026-11-22). */
const isOldBucket = (name: string) => !isBucket(name) && /^[a-zA-Z0-9._-]{3,255}$/.test(name) && !name.includes('..');

/** The name of the bucket of an address, where there can be none of that name. */
function badBucket(uri: string | undefined, region = 'us-east-1'): string | undefined {
  const bucket = s3(uri)?.bucket;
  const isOne = bucket === undefined || isBucket(bucket) || (region === 'us-east-1' && isOldBucket(bucket));
  return isOne ? undefined : bucket;
}

/** Whether an address ends with its bucket, so that a prefix lacks its slash, and anything else its key. */
function isBare(uri: string | undefined): boolean {
  const address = s3(uri);
  return address !== undefined && address.key === undefined;
}

/** Whether nothing more can be said of an address than that it is none. */
const isNoAddress = (uri: string | undefined) => badBucket(uri) !== undefined || isBare(uri);

/** The members that hold an S3 address, by the structure that they stand in. */
type Addressed = StructView<sdk.ContainerDefinition & sdk.S3ModelDataSource>;
const addresses = ['ModelDataUrl', 'S3Uri', 'ManifestS3Uri'] as const;

/** Whether an address is to be a prefix. */
const wantsPrefix = (it: Addressed, name: (typeof addresses)[number]) =>
  name === 'S3Uri' ? it.is('S3DataType', 'S3Prefix') : name === 'ModelDataUrl' && it.is('Mode', 'MultiModel');

export const badS3Address = structRule<sdk.ContainerDefinition & sdk.S3ModelDataSource>(
  addresses,
  {
    id: 'bad-s3-address',
    severity: 'warning',
    rationale: 'An S3 address has a bucket, by the rules for their names, and a key or prefix in it.',
    invalidExample: withContainer(`    "ModelDataUrl": "s3://churn-models"
                    ^^^^^^^^^^^^^^^^^^^ warning bad-s3-address`),
  },
  (it, report, _, { region }) => {
    for (const name of addresses) {
      const [uri, node] = [it.text(name), it.value(name)];
      const bad = badBucket(uri, region);
      if (node && bad !== undefined)
        report({
          ...openingBracketOrValue(node),
          message: `"${excerpt(bad)}" cannot be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens. Correct it.`,
        });
      // Of a prefix, it is said that a slash is missing.
      else if (node && isBare(uri) && !wantsPrefix(it, name))
        report({
          ...openingBracketOrValue(node),
          message: 'The address names a bucket and nothing in it. Add the key or prefix of the model data.',
        });
    }
  },
);

export const oldBucketName = structRule<sdk.ContainerDefinition & sdk.S3ModelDataSource>(
  addresses,
  {
    id: 'old-bucket-name',
    severity: 'hint',
    rationale:
      'Only buckets that were made in us-east-1 before March 2018 can have capitals or underscores in their names.',
    invalidExample: withContainer(`    "ModelDataUrl": "s3://Churn_Models/model.tar.gz"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint old-bucket-name`),
  },
  (it, report, _, { region }) => {
    for (const name of addresses) {
      const [bucket, node] = [s3(it.text(name))?.bucket, it.value(name)];
      if (node && bucket !== undefined && isOldBucket(bucket) && badBucket(it.text(name), region) === undefined)
        report({
          ...openingBracketOrValue(node),
          message: `Only an old bucket of us-east-1 can be called "${excerpt(bucket)}". If yours is newer, correct its name.`,
        });
    }
  },
);

export const httpsAddress = structRule<sdk.ContainerDefinition & sdk.S3ModelDataSource>(
  addresses,
  {
    id: 'https-address',
    severity: 'hint',
    rationale: 'The form lets https:// through, and every tool of SageMaker writes s3://.',
    invalidExample: withContainer(`    "ModelDataUrl": "https://s3.eu-west-1.amazonaws.com/churn-models/model.tar.gz"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint https-address`),
  },
  (it, report) => {
    for (const name of addresses) {
      const node = it.value(name);
      if (node && it.text(name)?.startsWith('https://'))
        report({
          ...openingBracketOrValue(node),
          message: 'It is taken, but s3://bucket/key is the form that all tools of SageMaker use.',
        });
    }
  },
);

/** Whether a container names the same archive twice, as DescribeModel may answer it. */
function namesSame(it: Container): boolean {
  const source = it.object('ModelDataSource')?.object('S3DataSource');
  const isArchive = source?.is('S3DataType', 'S3Object') && source.is('CompressionType', 'Gzip');
  return isArchive === true && source?.text('S3Uri') === it.text('ModelDataUrl');
}

/** A rule about containers that give their model data in both ways. @param isSame whether both name the same */
function aboutTwice(words: RuleMeta, isSame: boolean, message: string) {
  return structRule<sdk.ContainerDefinition>('ContainerDefinition', words, (it, report) => {
    const [key, other] = [it.key('ModelDataSource'), it.key('ModelDataUrl')];
    if (!key || !other || it.is('Mode', 'MultiModel') || namesSame(it) !== isSame) return;
    report({
      ...openingBracketOrValue(key),
      message,
      related: [{ ...openingBracketOrValue(other), message: 'The other one.' }],
      fixes: [it.without('ModelDataUrl'), it.without('ModelDataSource')],
    });
  });
}

export const twoModelData = aboutTwice(
  {
    id: 'two-model-data',
    severity: 'warning',
    rationale: 'Model data is given by ModelDataUrl or by ModelDataSource, which says more about it.',
    invalidExample: withContainer(`    "ModelDataUrl": "s3://churn-models/model.tar.gz",
    "ModelDataSource": {
    ^^^^^^^^^^^^^^^^^ warning two-model-data
      "S3DataSource": { "S3Uri": "s3://churn-models/1/", "S3DataType": "S3Prefix", "CompressionType": "None" }
    }`),
  },
  false,
  'ModelDataUrl gives the model data as well. Keep one of the two.',
);

export const sameModelData = aboutTwice(
  {
    id: 'same-model-data',
    severity: 'information',
    rationale: 'ModelDataUrl and ModelDataSource say the same of one archive, so one of them is enough.',
    invalidExample: withContainer(`    "ModelDataUrl": "s3://churn-models/model.tar.gz",
    "ModelDataSource": {
    ^^^^^^^^^^^^^^^^^ information same-model-data
      "S3DataSource": { "S3Uri": "s3://churn-models/model.tar.gz", "S3DataType": "S3Object", "CompressionType": "Gzip" }
    }`),
  },
  true,
  'ModelDataUrl names the same archive. Keep one of the two.',
);

const isArchive = (uri: string) => uri.endsWith('.tar.gz');

export const modelDataNoArchive = structRule<sdk.ContainerDefinition>(
  'ContainerDefinition',
  {
    id: 'model-data-no-archive',
    severity: 'warning',
    rationale:
      'ModelDataUrl of one model names a gzip-compressed tar archive, with .tar.gz at its end; anything else is not fetched.',
    invalidExample: withContainer(`    "ModelDataUrl": "s3://churn-models/2026-11/"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning model-data-no-archive`),
  },
  (it, report, text) => {
    const [uri, node] = [it.text('ModelDataUrl'), it.value('ModelDataUrl')];
    if (!uri || !node || hasPlaceholder(uri) || isArchive(uri) || isNoAddress(uri) || !isSingleModel(it)) return;
    const isPrefix = uri.endsWith('/') && !it.has('ModelDataSource');
    report({
      ...openingBracketOrValue(node),
      message:
        'ModelDataUrl of a SingleModel container names an archive (.tar.gz). Uncompressed artifacts under a prefix are given by ModelDataSource.',
      fixes: isPrefix
        ? [{ title: urlAsSource.title, steps: asSource(it, text, 'S3Prefix', 'None') }, inMode(it, 'MultiModel')]
        : undefined,
    });
  },
);

export const emptyModelDataSource = structRule<sdk.ModelDataSource>(
  'ModelDataSource',
  {
    id: 'empty-model-data-source',
    severity: 'warning',
    rationale: 'A ModelDataSource without S3DataSource loads nothing.',
    invalidExample: withContainer(`    "ModelDataSource": {}
                       ^ warning empty-model-data-source`),
  },
  (it, report) => {
    if (!it.has('S3DataSource'))
      report({
        ...openingBracketOrValue(it.node),
        message: 'It names no data. Add S3DataSource, or remove it.',
        fixes: [removeFix(it.node)],
      });
  },
);

/** What a source says of its data, and how that goes together: each disagreement by the rule that reports it. */
interface Said {
  readonly S3Uri?: string;
  readonly S3DataType?: string;
  readonly CompressionType?: string;
}

const isPrefix = (it: Said) => it.S3DataType === 'S3Prefix';
const isObject = (it: Said) => it.S3DataType === 'S3Object';
const endsWithSlash = (it: Said) => it.S3Uri?.endsWith('/') ?? false;
const isArchived = (it: Said) => isArchive(it.S3Uri ?? '');

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

const source = (members: string) =>
  withContainer(`    "ModelDataSource": { "S3DataSource": {
${members}
    } }`);

export const prefixWithGzip = structRule<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'prefix-with-gzip',
    severity: 'warning',
    rationale: 'Only one object can be a compressed archive; what lies under a prefix is taken as it is.',
    invalidExample: source(`      "S3Uri": "s3://churn-models/1/",
      "S3DataType": "S3Prefix",
      "CompressionType": "Gzip"
                         ^^^^^^ warning prefix-with-gzip`),
  },
  (it, report) => {
    const [node, other] = [it.value('CompressionType'), it.value('S3DataType')];
    if (node && other && disagreements.prefixWithGzip(saidIn(it)))
      report({
        ...openingBracketOrValue(node),
        message: 'Gzip goes with S3Object, one archive. Under a prefix the artifacts lie uncompressed: None.',
        related: [{ ...openingBracketOrValue(other), message: 'A prefix.' }],
        fixes: saying(it, { S3DataType: 'S3Object' }, { CompressionType: 'None' }),
      });
  },
);

export const prefixWithoutSlash = structRule<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'prefix-without-slash',
    severity: 'error',
    rationale: 'A prefix of model data ends with a slash.',
    invalidExample: source(`      "S3Uri": "s3://churn-models/1",
               ^^^^^^^^^^^^^^^^^^^^^ error prefix-without-slash
      "S3DataType": "S3Prefix",
      "CompressionType": "None"`),
  },
  (it, report) => {
    const [uri, node] = [it.text('S3Uri'), it.value('S3Uri')];
    if (!uri || !node || hasPlaceholder(uri) || badBucket(uri) || !disagreements.prefixWithoutSlash(saidIn(it))) return;
    report({
      ...openingBracketOrValue(node),
      message: isArchive(uri)
        ? 'This is one archive, and S3Prefix means all objects under a prefix. Say S3Object, with Gzip.'
        : 'A prefix ends with a slash. Add it, or say S3Object if this is one object.',
      fixes: isArchive(uri)
        ? saying(it, { S3DataType: 'S3Object' }, { S3DataType: 'S3Object', CompressionType: 'Gzip' })
        : saying(
            it,
            { title: 'Add the slash', S3Uri: `${uri}/` },
            ...(isBare(uri) ? [] : [{ S3DataType: 'S3Object' }]),
          ),
    });
  },
);

export const objectWithSlash = structRule<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'object-with-slash',
    severity: 'error',
    rationale: 'The address of one object does not end with a slash.',
    invalidExample: source(`      "S3Uri": "s3://churn-models/1/",
               ^^^^^^^^^^^^^^^^^^^^^^ error object-with-slash
      "S3DataType": "S3Object",
      "CompressionType": "None"`),
  },
  (it, report) => {
    const [uri, node] = [it.text('S3Uri'), it.value('S3Uri')];
    if (!uri || !node || hasPlaceholder(uri) || badBucket(uri) || !disagreements.objectWithSlash(saidIn(it))) return;
    const S3Uri = uri.replace(/(?<!\/)\/+$/, '');
    const asPrefix = [{ S3DataType: 'S3Prefix' }, { S3DataType: 'S3Prefix', CompressionType: 'None' }];
    report({
      ...openingBracketOrValue(node),
      message: 'This is a prefix, and S3Object means one object. Name that, or say S3Prefix.',
      fixes: saying(
        it,
        ...(isArchive(S3Uri) ? [] : asPrefix),
        ...(isBare(S3Uri) ? [] : [{ title: 'Remove the slash', S3Uri }]),
        { title: 'Remove the slash, and say Gzip', S3Uri, CompressionType: 'Gzip' },
      ),
    });
  },
);

export const gzipNoArchive = structRule<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'gzip-no-archive',
    severity: 'warning',
    rationale: 'Gzip means a gzip-compressed tar archive.',
    invalidExample: source(`      "S3Uri": "s3://churn-models/model.bin",
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning gzip-no-archive
      "S3DataType": "S3Object",
      "CompressionType": "Gzip"`),
  },
  (it, report) => {
    const [uri, node] = [it.text('S3Uri'), it.value('S3Uri')];
    if (!uri || !node || hasPlaceholder(uri) || !disagreements.gzipNoArchive(saidIn(it))) return;
    report({
      ...openingBracketOrValue(node),
      message: 'Gzip is for an archive, .tar.gz. If this object is none, say None.',
      fixes: saying(it, { CompressionType: 'None' }),
    });
  },
);

export const uncompressedArchive = structRule<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'uncompressed-archive',
    severity: 'information',
    rationale: 'With None an archive lands in the container as it is, and nobody unpacks it.',
    invalidExample: source(`      "S3Uri": "s3://churn-models/model.tar.gz",
      "S3DataType": "S3Object",
      "CompressionType": "None"
                         ^^^^^^ information uncompressed-archive`),
  },
  (it, report) => {
    const node = it.value('CompressionType');
    if (node && disagreements.uncompressedArchive(saidIn(it)))
      report({
        ...openingBracketOrValue(node),
        message: 'With None this archive is not unpacked. If that is not meant, say Gzip.',
        fixes: saying(it, { CompressionType: 'Gzip' }),
      });
  },
);

export const badKeySegment = structRule<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'bad-key-segment',
    severity: 'error',
    rationale: 'Uncompressed artifacts become files, so every part of their key between slashes has to be a file name.',
    invalidExample: source(`      "S3Uri": "s3://churn-models/a//model.bin",
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error bad-key-segment
      "S3DataType": "S3Object",
      "CompressionType": "None"`),
  },
  (it, report) => {
    const [bad, node] = [badSegment(it.text('S3Uri')), it.value('S3Uri')];
    if (bad === undefined || !node || !disagreements.badKeySegment(saidIn(it))) return;
    const what =
      bad === '' ? 'An empty part' : ['.', '..'].includes(bad) ? `The part "${bad}"` : 'A part of more than 255 bytes';
    report({
      ...openingBracketOrValue(node),
      message: `${what} between slashes cannot be the name of a file. Rename the object.`,
    });
  },
);

/** Whether the weights are given only to those who accept their licence. */
const isGated = (it: StructView<sdk.S3ModelDataSource>) =>
  /^jumpstart-private-cache-/.test(s3(it.text('S3Uri'))?.bucket ?? '');

export const eulaNotAccepted = structRule<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'eula-not-accepted',
    severity: 'warning',
    rationale: 'Only true accepts the licence of the model.',
    invalidExample: source(`      "S3Uri": "s3://jumpstart-cache-prod-eu-west-1/llama/",
      "S3DataType": "S3Prefix",
      "CompressionType": "None",
      "ModelAccessConfig": { "AcceptEula": false }
                                           ^^^^^ warning eula-not-accepted`),
  },
  (it, report) => {
    const access = it.object('ModelAccessConfig');
    const node = access?.value('AcceptEula');
    if (node && access?.is('AcceptEula', false))
      report({
        ...openingBracketOrValue(node),
        message: 'With false the licence is not accepted, and the model is not deployed. Accept it, or leave it out.',
        fixes: [
          { ...replaceFix(node, true, 'Accept the licence (AcceptEula)'), requiresConsent: true },
          ...(isGated(it) ? [] : [it.without('ModelAccessConfig')]),
        ],
      });
  },
);

export const eulaMissing = structRule<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'eula-missing',
    severity: 'warning',
    rationale: 'The weights in the private buckets of JumpStart are given only to those who accept their licence.',
    invalidExample: source(`      "S3Uri": "s3://jumpstart-private-cache-prod-eu-west-1/llama/",
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning eula-missing
      "S3DataType": "S3Prefix",
      "CompressionType": "None"`),
  },
  (it, report) => {
    const node = it.value('S3Uri');
    if (!node || it.has('ModelAccessConfig') || !isGated(it)) return;
    report({
      ...openingBracketOrValue(node),
      message: 'These weights want their licence accepted. Read it, and say so by AcceptEula in ModelAccessConfig.',
      fixes: [
        {
          title: 'Accept the licence (AcceptEula)',
          requiresConsent: true,
          steps: [{ do: 'add', object: it.node, name: 'ModelAccessConfig', value: '{ "AcceptEula": true }' }],
        },
      ],
    });
  },
);

export const hubContentArn = structRule<sdk.InferenceHubAccessConfig>(
  'InferenceHubAccessConfig',
  {
    id: 'hub-content-arn',
    severity: 'warning',
    rationale: 'HubContentArn names one version of one content of a hub.',
    invalidExample: source(`      "S3Uri": "s3://churn-models/1/",
      "S3DataType": "S3Prefix",
      "CompressionType": "None",
      "HubAccessConfig": { "HubContentArn": "arn:aws:sagemaker:eu-west-1:111122223333:hub/own" }
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning hub-content-arn`),
  },
  (it, report) => {
    const [arn, node] = [it.text('HubContentArn'), it.value('HubContentArn')];
    const isOne = /^arn:[^:]+:sagemaker:[a-z0-9-]+:(?:\d{12}|aws):hub-content\/[^/]+\/[^/]+\/[^/]+(?:\/[^/]+)?$/.test(
      arn ?? '',
    );
    if (arn && node && !hasPlaceholder(arn) && !isOne)
      report({
        ...openingBracketOrValue(node),
        message:
          'This does not name the content of a hub: arn:aws:sagemaker:<region>:<account>:hub-content/<hub>/<type>/<name>/<version>.',
      });
  },
);

export const duplicateChannel = structRule<sdk.ContainerDefinition>(
  'ContainerDefinition',
  {
    id: 'duplicate-channel',
    severity: 'warning',
    rationale: 'Each additional source is mounted under its ChannelName, so two of one name would hide each other.',
    invalidExample: withContainer(`    "ModelDataUrl": "s3://churn-models/model.tar.gz",
    "AdditionalModelDataSources": [
      { "ChannelName": "draft", "S3DataSource": { "S3Uri": "s3://churn-models/a/", "S3DataType": "S3Prefix", "CompressionType": "None" } },
      { "ChannelName": "draft", "S3DataSource": { "S3Uri": "s3://churn-models/b/", "S3DataType": "S3Prefix", "CompressionType": "None" } }
                       ^^^^^^^ warning duplicate-channel
    ]`),
  },
  (it, report) => {
    const seen = new Map<string, Node>();
    const sources = it.items('AdditionalModelDataSources');
    const names = inLowerCase(sources.map((one) => one.text('ChannelName')));
    for (const one of sources) {
      const [name, node] = [one.text('ChannelName'), one.value('ChannelName')];
      if (!name || !node) continue;
      const other = seen.get(name);
      if (other)
        report({
          ...openingBracketOrValue(node),
          message: `Another source is called "${name}" as well, and both are mounted under their names. Give each its own.`,
          related: [{ ...openingBracketOrValue(other), message: 'The other one.' }],
          fixes: [replaceFix(node, uniqueName(name, names, 64))],
        });
      else seen.set(name, node);
    }
  },
);

export const additionalWithoutModelData = structRule<sdk.ContainerDefinition>(
  'ContainerDefinition',
  {
    id: 'additional-without-model-data',
    severity: 'hint',
    rationale: 'Additional sources come in addition to model data, such as a draft model beside the model.',
    invalidExample: withContainer(`    "AdditionalModelDataSources": [
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint additional-without-model-data
      { "ChannelName": "draft", "S3DataSource": { "S3Uri": "s3://churn-models/a/", "S3DataType": "S3Prefix", "CompressionType": "None" } }
    ]`),
  },
  (it, report) => {
    const key = it.key('AdditionalModelDataSources');
    if (key && !it.has('ModelDataSource') && !it.has('ModelDataUrl') && !it.has('ModelPackageName'))
      report({
        ...openingBracketOrValue(key),
        message: 'These come in addition to model data, and there is none. Give it in ModelDataSource.',
      });
  },
);

export const unusedManifest = structRule<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'unused-manifest',
    severity: 'hint',
    rationale: 'A manifest lists uncompressed artifacts, and its ETag belongs to it.',
    invalidExample: source(`      "S3Uri": "s3://churn-models/1/",
      "S3DataType": "S3Prefix",
      "CompressionType": "None",
      "ManifestEtag": "0123456789abcdef"
      ^^^^^^^^^^^^^^ hint unused-manifest`),
  },
  (it, report) => {
    const etag = it.key('ManifestEtag');
    const manifest = it.key('ManifestS3Uri');
    if (etag && !manifest)
      report({
        ...openingBracketOrValue(etag),
        message: 'There is no ManifestS3Uri to which this ETag could belong.',
        fixes: [it.without('ManifestEtag')],
      });
    if (manifest && it.is('CompressionType', 'Gzip'))
      report({
        ...openingBracketOrValue(manifest),
        message: 'A manifest lists uncompressed artifacts, and Gzip is one archive.',
        fixes: [it.without('ManifestS3Uri', 'ManifestEtag')],
      });
  },
);
