/** Where the model data is, given in one way. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Container } from '../entities/containers';
import { asSource, urlAsSource } from '../refactorings/modelData';
import { openingBracketOrValue, removeFix } from '../syntax/fixes';
import { hasPlaceholder } from '../text/words';
import { withContainer } from './example';
import { inMode, isSingleModel } from './mode';
import { type RuleMeta, structRule } from './rule';
import { isNoAddress, isTarGz } from './s3Location';

/** Whether a container names the same archive twice, as DescribeModel may answer it. */
function namesSame(it: Container): boolean {
  const source = it.object('ModelDataSource')?.object('S3DataSource');
  const isArchive = source?.is('S3DataType', 'S3Object') && source.is('CompressionType', 'Gzip');
  return isArchive === true && source?.text('S3Uri') === it.text('ModelDataUrl');
}

/** A rule about containers that give their model data in both ways. @param isSame whether both name the same */
function aboutTwice(words: RuleMeta, isSame: boolean, message: string) {
  return structRule<sdk.ContainerDefinition>('ContainerDefinition', {
    ...words,
    check(it, report) {
      const [key, other] = [it.key('ModelDataSource'), it.key('ModelDataUrl')];
      if (!key || !other || it.is('Mode', 'MultiModel') || namesSame(it) !== isSame) return;
      report(key, message, {
        related: [{ ...openingBracketOrValue(other), message: 'The other one.' }],
        fixes: [it.without('ModelDataUrl'), it.without('ModelDataSource')],
      });
    },
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

export const modelDataNoArchive = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'model-data-no-archive',
  severity: 'warning',
  rationale:
    'ModelDataUrl of one model names a gzip-compressed tar archive, with .tar.gz at its end; anything else is not fetched.',
  invalidExample: withContainer(`    "ModelDataUrl": "s3://churn-models/2026-11/"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning model-data-no-archive`),
  check(it, report, document) {
    const [uri, node] = [it.text('ModelDataUrl'), it.value('ModelDataUrl')];
    if (!uri || !node || hasPlaceholder(uri) || isTarGz(uri) || isNoAddress(uri) || !isSingleModel(it)) return;
    const isPrefix = uri.endsWith('/') && !it.has('ModelDataSource');
    report(
      node,
      'ModelDataUrl of a SingleModel container names an archive (.tar.gz). Uncompressed artifacts under a prefix are given by ModelDataSource.',
      {
        fixes: isPrefix
          ? [{ title: urlAsSource.title, steps: asSource(it, document, 'S3Prefix', 'None') }, inMode(it, 'MultiModel')]
          : undefined,
      },
    );
  },
});

export const emptyModelDataSource = structRule<sdk.ModelDataSource>('ModelDataSource', {
  id: 'empty-model-data-source',
  severity: 'warning',
  rationale: 'A ModelDataSource without S3DataSource loads nothing.',
  invalidExample: withContainer(`    "ModelDataSource": {}
                       ^ warning empty-model-data-source`),
  check(it, report) {
    if (!it.has('S3DataSource'))
      report(it.node, 'It names no data. Add S3DataSource, or remove it.', { fixes: [removeFix(it.node)] });
  },
});
