/** What comes with model data: additional sources, and a manifest. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Node } from 'jsonc-parser';
import { openingBracketOrValue, replaceFix } from '../syntax/fixes';
import { inLowerCase, uniqueName } from '../text/words';
import { withContainer, withSource } from './example';
import { structRule } from './rule';

export const duplicateChannel = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'duplicate-channel',
  severity: 'warning',
  rationale: 'Each additional source is mounted under its ChannelName, so two of one name would hide each other.',
  invalidExample: withContainer(`    "ModelDataUrl": "s3://churn-models/model.tar.gz",
    "AdditionalModelDataSources": [
      { "ChannelName": "draft", "S3DataSource": { "S3Uri": "s3://churn-models/a/", "S3DataType": "S3Prefix", "CompressionType": "None" } },
      { "ChannelName": "draft", "S3DataSource": { "S3Uri": "s3://churn-models/b/", "S3DataType": "S3Prefix", "CompressionType": "None" } }
                       ^^^^^^^ warning duplicate-channel
    ]`),
  check(it, report) {
    const seen = new Map<string, Node>();
    const sources = it.items('AdditionalModelDataSources');
    const names = inLowerCase(sources.map((one) => one.text('ChannelName')));
    for (const one of sources) {
      const [name, node] = [one.text('ChannelName'), one.value('ChannelName')];
      if (!name || !node) continue;
      const other = seen.get(name);
      if (other)
        report(
          node,
          `Another source is called "${name}" as well, and both are mounted under their names. Give each its own.`,
          {
            related: [{ ...openingBracketOrValue(other), message: 'The other one.' }],
            fixes: [replaceFix(node, uniqueName(name, names, 64))],
          },
        );
      else seen.set(name, node);
    }
  },
});

export const additionalWithoutModelData = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'additional-without-model-data',
  severity: 'hint',
  rationale: 'Additional sources come in addition to model data, such as a draft model beside the model.',
  invalidExample: withContainer(`    "AdditionalModelDataSources": [
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint additional-without-model-data
      { "ChannelName": "draft", "S3DataSource": { "S3Uri": "s3://churn-models/a/", "S3DataType": "S3Prefix", "CompressionType": "None" } }
    ]`),
  check(it, report) {
    const key = it.key('AdditionalModelDataSources');
    if (key && !it.has('ModelDataSource') && !it.has('ModelDataUrl') && !it.has('ModelPackageName'))
      report(key, 'These come in addition to model data, and there is none. Give it in ModelDataSource.');
  },
});

export const unusedManifest = structRule<sdk.S3ModelDataSource>('S3ModelDataSource', {
  id: 'unused-manifest',
  severity: 'hint',
  rationale: 'A manifest lists uncompressed artifacts, and its ETag belongs to it.',
  invalidExample: withSource(`      "S3Uri": "s3://churn-models/1/",
      "S3DataType": "S3Prefix",
      "CompressionType": "None",
      "ManifestEtag": "0123456789abcdef"
      ^^^^^^^^^^^^^^ hint unused-manifest`),
  check(it, report) {
    const etag = it.key('ManifestEtag');
    const manifest = it.key('ManifestS3Uri');
    if (etag && !manifest)
      report(etag, 'There is no ManifestS3Uri to which this ETag could belong.', {
        fixes: [it.without('ManifestEtag')],
      });
    if (manifest && it.is('CompressionType', 'Gzip'))
      report(manifest, 'A manifest lists uncompressed artifacts, and Gzip is one archive.', {
        fixes: [it.without('ManifestS3Uri', 'ManifestEtag')],
      });
  },
});
