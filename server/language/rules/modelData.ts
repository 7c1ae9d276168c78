/** Where the model data lies, and in which form. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Node } from 'jsonc-parser';
import { locationOf } from '../arn';
import { allOf, isPlaceheld, unlike, utf8Bytes } from '../words';
import { withContainer } from './example';
import { inMode } from './mode';
import { type Fix, removal, rewriting, start } from './rule';
import { about, type Written } from './written';

/** An S3 address taken apart; nothing where it is none, or is not finished. */
const s3 = (uri: string | undefined) => (uri === undefined || isPlaceheld(uri) ? undefined : locationOf(uri));

/** The name of a bucket, or the ARN or alias of an access point (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). */
const isBucket = (name: string) => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..');

/** What is wrong with the address itself, before anything else is said of it. */
function addressFault(uri: string | undefined): string | undefined {
  const address = s3(uri);
  if (!address) return undefined;
  if (!isBucket(address.bucket))
    return `"${address.bucket}" cannot be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens.`;
  return address.key === undefined
    ? 'The address names a bucket and nothing in it. Add the key or prefix of the model data.'
    : undefined;
}

const badAddress = {
  id: 'bad-s3-address',
  severity: 'warning',
  because: 'An S3 address has a bucket, by the rules for their names, and a key or prefix in it.',
  bad: withContainer(`    "ModelDataUrl": "s3://Churn_Models/model.tar.gz"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning bad-s3-address`),
} as const;

/** Every member that holds an S3 address, by the structure that it stands in. */
export const badS3Address = about<sdk.ContainerDefinition & sdk.S3ModelDataSource>('', badAddress, (it, report) => {
  for (const name of ['ModelDataUrl', 'S3Uri', 'ManifestS3Uri'] as const) {
    const node = it.value(name);
    const fault = addressFault(it.text(name));
    if (node && fault) report({ ...start(node), message: fault });
  }
});

export const httpsAddress = about<sdk.ContainerDefinition & sdk.S3ModelDataSource>(
  '',
  {
    id: 'https-address',
    severity: 'hint',
    because: 'The form lets https:// through, and every tool of SageMaker writes s3://.',
    bad: withContainer(`    "ModelDataUrl": "https://s3.eu-west-1.amazonaws.com/churn-models/model.tar.gz"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint https-address`),
  },
  (it, report) => {
    for (const name of ['ModelDataUrl', 'S3Uri', 'ManifestS3Uri'] as const) {
      const node = it.value(name);
      if (node && it.text(name)?.startsWith('https://'))
        report({
          ...start(node),
          message: 'It is taken, but s3://bucket/key is the form that all tools of SageMaker use.',
        });
    }
  },
);

export const twoModelData = about<sdk.ContainerDefinition>(
  'ContainerDefinition',
  {
    id: 'two-model-data',
    severity: 'warning',
    because: 'Model data is given by ModelDataUrl or by ModelDataSource, which says more about it.',
    bad: withContainer(`    "ModelDataUrl": "s3://churn-models/model.tar.gz",
    "ModelDataSource": {
    ^^^^^^^^^^^^^^^^^ warning two-model-data
      "S3DataSource": { "S3Uri": "s3://churn-models/1/", "S3DataType": "S3Prefix", "CompressionType": "None" }
    }`),
  },
  (it, report) => {
    const [key, other] = [it.key('ModelDataSource'), it.key('ModelDataUrl')];
    if (!key || !other || it.is('Mode', 'MultiModel')) return;
    report({
      ...start(key),
      message: 'ModelDataUrl gives the model data as well. Keep one of the two.',
      related: [{ ...start(other), message: 'The other one.' }],
      fixes: [it.without('ModelDataUrl'), it.without('ModelDataSource')],
    });
  },
);

const isArchive = (uri: string) => uri.endsWith('.tar.gz');

export const modelDataNoArchive = about<sdk.ContainerDefinition>(
  'ContainerDefinition',
  {
    id: 'model-data-no-archive',
    severity: 'warning',
    because:
      'ModelDataUrl of one model names a gzip-compressed tar archive, with .tar.gz at its end; anything else is not fetched.',
    bad: withContainer(`    "ModelDataUrl": "s3://churn-models/2026-11/"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning model-data-no-archive`),
  },
  (it, report, text) => {
    const [uri, node, key] = [it.text('ModelDataUrl'), it.value('ModelDataUrl'), it.key('ModelDataUrl')];
    if (!uri || !node || !key || isPlaceheld(uri) || isArchive(uri) || addressFault(uri) || it.is('Mode', 'MultiModel'))
      return;
    // Where the Mode is not yet written for certain, nothing is known.
    if (it.has('Mode') && !it.is('Mode', 'SingleModel')) return;
    const isPrefix = uri.endsWith('/') && !it.has('ModelDataSource');
    const source = `{ "S3DataSource": { "S3Uri": ${text.slice(node.offset, node.offset + node.length)}, "S3DataType": "S3Prefix", "CompressionType": "None" } }`;
    report({
      ...start(node),
      message:
        'ModelDataUrl of a SingleModel container names an archive (.tar.gz). Uncompressed artifacts under a prefix are given by ModelDataSource.',
      fixes: isPrefix
        ? [
            {
              title: 'Write it as ModelDataSource',
              steps: [
                { do: 'rename', key, name: 'ModelDataSource' },
                { do: 'set', value: node, json: source },
              ],
            },
            inMode(it, 'MultiModel'),
          ]
        : undefined,
    });
  },
);

export const emptyModelDataSource = about<sdk.ModelDataSource>(
  'ModelDataSource',
  {
    id: 'empty-model-data-source',
    severity: 'warning',
    because: 'A ModelDataSource without S3DataSource loads nothing.',
    bad: withContainer(`    "ModelDataSource": {}
                       ^ warning empty-model-data-source`),
  },
  (it, report) => {
    if (!it.has('S3DataSource'))
      report({
        ...start(it.node),
        message: 'It names no data. Add S3DataSource, or remove it.',
        fixes: [removal(it.node)],
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
  prefixWithGzip: (it) => isPrefix(it) && it.CompressionType === 'Gzip',
  prefixWithoutSlash: (it) => isPrefix(it) && !endsWithSlash(it),
  objectWithSlash: (it) => isObject(it) && endsWithSlash(it),
  gzipNoArchive: (it) => isObject(it) && it.CompressionType === 'Gzip' && !endsWithSlash(it) && !isArchived(it),
  uncompressedArchive: (it) => isObject(it) && it.CompressionType === 'None' && isArchived(it),
  badKeySegment: (it) => isObject(it) && it.CompressionType === 'None' && badSegment(it.S3Uri) !== undefined,
} as const satisfies Readonly<Record<string, (it: Said) => boolean>>;

const saidIn = (it: Written<sdk.S3ModelDataSource>): Said => ({
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
  it: Written<sdk.S3ModelDataSource>,
  ...changes: readonly (Said & { readonly title?: string })[]
): Fix[] {
  const before = saidIn(it);
  return changes.flatMap(({ title, ...change }) => {
    const after = { ...before, ...change };
    const brings = Object.values(disagreements).some((holds) => holds(after) && !holds(before));
    const steps = (Object.keys(change) as (keyof Said)[]).flatMap((name) => {
      const [node, value] = [it.value(name), change[name]];
      return node && value !== undefined && value !== before[name] ? rewriting(node, value).steps : [];
    });
    if (brings || steps.length < Object.keys(change).length) return [];
    return [{ title: title ?? `Say ${allOf(Object.values(change))}`, steps }];
  });
}

const source = (members: string) =>
  withContainer(`    "ModelDataSource": { "S3DataSource": {
${members}
    } }`);

export const prefixWithGzip = about<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'prefix-with-gzip',
    severity: 'warning',
    because: 'Only one object can be a compressed archive; what lies under a prefix is taken as it is.',
    bad: source(`      "S3Uri": "s3://churn-models/1/",
      "S3DataType": "S3Prefix",
      "CompressionType": "Gzip"
                         ^^^^^^ warning prefix-with-gzip`),
  },
  (it, report) => {
    const [node, other] = [it.value('CompressionType'), it.value('S3DataType')];
    if (node && other && disagreements.prefixWithGzip(saidIn(it)))
      report({
        ...start(node),
        message: 'Gzip goes with S3Object, one archive. Under a prefix the artifacts lie uncompressed: None.',
        related: [{ ...start(other), message: 'A prefix.' }],
        fixes: saying(it, { S3DataType: 'S3Object' }, { CompressionType: 'None' }),
      });
  },
);

export const prefixWithoutSlash = about<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'prefix-without-slash',
    severity: 'error',
    because: 'A prefix of model data ends with a slash.',
    bad: source(`      "S3Uri": "s3://churn-models/1",
               ^^^^^^^^^^^^^^^^^^^^^ error prefix-without-slash
      "S3DataType": "S3Prefix",
      "CompressionType": "None"`),
  },
  (it, report) => {
    const [uri, node] = [it.text('S3Uri'), it.value('S3Uri')];
    if (!uri || !node || isPlaceheld(uri) || addressFault(uri) || !disagreements.prefixWithoutSlash(saidIn(it))) return;
    report({
      ...start(node),
      message: 'A prefix ends with a slash. Add it, or say S3Object if this is one object.',
      fixes: saying(it, { title: 'Add the slash', S3Uri: `${uri}/` }, { S3DataType: 'S3Object' }),
    });
  },
);

export const objectWithSlash = about<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'object-with-slash',
    severity: 'error',
    because: 'The address of one object does not end with a slash.',
    bad: source(`      "S3Uri": "s3://churn-models/1/",
               ^^^^^^^^^^^^^^^^^^^^^^ error object-with-slash
      "S3DataType": "S3Object",
      "CompressionType": "None"`),
  },
  (it, report) => {
    const [uri, node] = [it.text('S3Uri'), it.value('S3Uri')];
    if (!uri || !node || isPlaceheld(uri) || addressFault(uri) || !disagreements.objectWithSlash(saidIn(it))) return;
    const bare = uri.replace(/\/+$/, '');
    report({
      ...start(node),
      message: 'This is a prefix, and S3Object means one object. Name that, or say S3Prefix.',
      fixes: saying(
        it,
        { S3DataType: 'S3Prefix' },
        { S3DataType: 'S3Prefix', CompressionType: 'None' },
        ...(addressFault(bare) ? [] : [{ title: 'Remove the slash', S3Uri: bare }]),
      ),
    });
  },
);

export const gzipNoArchive = about<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'gzip-no-archive',
    severity: 'warning',
    because: 'Gzip means a gzip-compressed tar archive.',
    bad: source(`      "S3Uri": "s3://churn-models/model.bin",
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning gzip-no-archive
      "S3DataType": "S3Object",
      "CompressionType": "Gzip"`),
  },
  (it, report) => {
    const [uri, node] = [it.text('S3Uri'), it.value('S3Uri')];
    if (!uri || !node || isPlaceheld(uri) || !disagreements.gzipNoArchive(saidIn(it))) return;
    report({
      ...start(node),
      message: 'Gzip is for an archive, .tar.gz. If this object is none, say None.',
      fixes: saying(it, { CompressionType: 'None' }),
    });
  },
);

export const uncompressedArchive = about<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'uncompressed-archive',
    severity: 'information',
    because: 'With None an archive lands in the container as it is, and nobody unpacks it.',
    bad: source(`      "S3Uri": "s3://churn-models/model.tar.gz",
      "S3DataType": "S3Object",
      "CompressionType": "None"
                         ^^^^^^ information uncompressed-archive`),
  },
  (it, report) => {
    const node = it.value('CompressionType');
    if (node && disagreements.uncompressedArchive(saidIn(it)))
      report({
        ...start(node),
        message: 'With None this archive is not unpacked. If that is not meant, say Gzip.',
        fixes: saying(it, { CompressionType: 'Gzip' }),
      });
  },
);

export const badKeySegment = about<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'bad-key-segment',
    severity: 'error',
    because: 'Uncompressed artifacts become files, so every part of their key between slashes has to be a file name.',
    bad: source(`      "S3Uri": "s3://churn-models/a//model.bin",
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error bad-key-segment
      "S3DataType": "S3Object",
      "CompressionType": "None"`),
  },
  (it, report) => {
    const [bad, node] = [badSegment(it.text('S3Uri')), it.value('S3Uri')];
    if (bad === undefined || !node || !disagreements.badKeySegment(saidIn(it))) return;
    const what = bad === '' ? 'An empty part' : bad.length > 2 ? 'A part of more than 255 bytes' : `The part "${bad}"`;
    report({ ...start(node), message: `${what} between slashes cannot be the name of a file. Rename the object.` });
  },
);

/** Whether the weights are given only to those who accept their licence. */
const isGated = (it: Written<sdk.S3ModelDataSource>) =>
  /^jumpstart-private-cache-/.test(s3(it.text('S3Uri'))?.bucket ?? '');

export const eulaNotAccepted = about<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'eula-not-accepted',
    severity: 'warning',
    because: 'Only true accepts the licence of the model.',
    bad: source(`      "S3Uri": "s3://jumpstart-cache-prod-eu-west-1/llama/",
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
        ...start(node),
        message: 'With false the licence is not accepted, and the model is not deployed. Accept it, or leave it out.',
        fixes: [
          rewriting(node, true, 'Accept the licence (AcceptEula)'),
          ...(isGated(it) ? [] : [it.without('ModelAccessConfig')]),
        ],
      });
  },
);

export const eulaMissing = about<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'eula-missing',
    severity: 'warning',
    because: 'The weights in the private buckets of JumpStart are given only to those who accept their licence.',
    bad: source(`      "S3Uri": "s3://jumpstart-private-cache-prod-eu-west-1/llama/",
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning eula-missing
      "S3DataType": "S3Prefix",
      "CompressionType": "None"`),
  },
  (it, report) => {
    const node = it.value('S3Uri');
    if (!node || it.has('ModelAccessConfig') || !isGated(it)) return;
    report({
      ...start(node),
      message: 'These weights want their licence accepted. Read it, and say so by AcceptEula in ModelAccessConfig.',
      fixes: [
        {
          title: 'Accept the licence (AcceptEula)',
          steps: [{ do: 'add', object: it.node, name: 'ModelAccessConfig', value: '{ "AcceptEula": true }' }],
        },
      ],
    });
  },
);

export const hubContentArn = about<sdk.InferenceHubAccessConfig>(
  'InferenceHubAccessConfig',
  {
    id: 'hub-content-arn',
    severity: 'warning',
    because: 'HubContentArn names one version of one content of a hub.',
    bad: source(`      "S3Uri": "s3://churn-models/1/",
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
    if (arn && node && !isPlaceheld(arn) && !isOne)
      report({
        ...start(node),
        message:
          'This does not name the content of a hub: arn:aws:sagemaker:<region>:<account>:hub-content/<hub>/<type>/<name>/<version>.',
      });
  },
);

export const duplicateChannel = about<sdk.ContainerDefinition>(
  'ContainerDefinition',
  {
    id: 'duplicate-channel',
    severity: 'warning',
    because: 'Each additional source is mounted under its ChannelName, so two of one name would hide each other.',
    bad: withContainer(`    "ModelDataUrl": "s3://churn-models/model.tar.gz",
    "AdditionalModelDataSources": [
      { "ChannelName": "draft", "S3DataSource": { "S3Uri": "s3://churn-models/a/", "S3DataType": "S3Prefix", "CompressionType": "None" } },
      { "ChannelName": "draft", "S3DataSource": { "S3Uri": "s3://churn-models/b/", "S3DataType": "S3Prefix", "CompressionType": "None" } }
                       ^^^^^^^ warning duplicate-channel
    ]`),
  },
  (it, report) => {
    const seen = new Map<string, Node>();
    const sources = it.items('AdditionalModelDataSources');
    const names = sources.map((one) => one.text('ChannelName'));
    for (const one of sources) {
      const [name, node] = [one.text('ChannelName'), one.value('ChannelName')];
      if (!name || !node) continue;
      const other = seen.get(name);
      if (other)
        report({
          ...start(node),
          message: `Another source is called "${name}" as well, and both are mounted under their names. Give each its own.`,
          related: [{ ...start(other), message: 'The other one.' }],
          fixes: [rewriting(node, unlike(name, names, 64))],
        });
      else seen.set(name, node);
    }
  },
);

export const additionalWithoutModelData = about<sdk.ContainerDefinition>(
  'ContainerDefinition',
  {
    id: 'additional-without-model-data',
    severity: 'hint',
    because: 'Additional sources come in addition to model data, such as a draft model beside the model.',
    bad: withContainer(`    "AdditionalModelDataSources": [
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint additional-without-model-data
      { "ChannelName": "draft", "S3DataSource": { "S3Uri": "s3://churn-models/a/", "S3DataType": "S3Prefix", "CompressionType": "None" } }
    ]`),
  },
  (it, report) => {
    const key = it.key('AdditionalModelDataSources');
    if (key && !it.has('ModelDataSource') && !it.has('ModelDataUrl') && !it.has('ModelPackageName'))
      report({
        ...start(key),
        message: 'These come in addition to model data, and there is none. Give it in ModelDataSource.',
      });
  },
);

export const unusedManifest = about<sdk.S3ModelDataSource>(
  'S3ModelDataSource',
  {
    id: 'unused-manifest',
    severity: 'hint',
    because: 'A manifest lists uncompressed artifacts, and its ETag belongs to it.',
    bad: source(`      "S3Uri": "s3://churn-models/1/",
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
        ...start(etag),
        message: 'There is no ManifestS3Uri to which this ETag could belong.',
        fixes: [it.without('ManifestEtag')],
      });
    if (manifest && it.is('CompressionType', 'Gzip'))
      report({
        ...start(manifest),
        message: 'A manifest lists uncompressed artifacts, and Gzip is one archive.',
        fixes: [it.without('ManifestS3Uri', 'ManifestEtag')],
      });
  },
);
