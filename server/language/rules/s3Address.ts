/** The S3 addresses of model data. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { StructView } from '../syntax/structView';
import { excerpt } from '../text/words';
import { withContainer } from './example';
import { structRule } from './rule';
import { badBucket, isBare, isOldBucket, s3 } from './s3Location';

/** The members that hold an S3 address, by the structure that they stand in. */
type Addressed = StructView<sdk.ContainerDefinition & sdk.S3ModelDataSource>;
const addresses = ['ModelDataUrl', 'S3Uri', 'ManifestS3Uri'] as const;

/** Whether an address is to be a prefix. */
const wantsPrefix = (it: Addressed, name: (typeof addresses)[number]) =>
  name === 'S3Uri' ? it.is('S3DataType', 'S3Prefix') : name === 'ModelDataUrl' && it.is('Mode', 'MultiModel');

export const badS3Address = structRule<sdk.ContainerDefinition & sdk.S3ModelDataSource>(addresses, {
  id: 'bad-s3-address',
  severity: 'warning',
  rationale: 'An S3 address has a bucket, by the rules for their names, and a key or prefix in it.',
  invalidExample: withContainer(`    "ModelDataUrl": "s3://churn-models"
                    ^^^^^^^^^^^^^^^^^^^ warning bad-s3-address`),
  check(it, report, _, { region }) {
    for (const name of addresses) {
      const [uri, node] = [it.text(name), it.value(name)];
      const bad = badBucket(uri, region);
      if (node && bad !== undefined)
        report(
          node,
          `"${excerpt(bad)}" cannot be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens. Correct it.`,
        );
      // Of a prefix, it is said that a slash is missing.
      else if (node && isBare(uri) && !wantsPrefix(it, name))
        report(node, 'The address names a bucket and nothing in it. Add the key or prefix of the model data.');
    }
  },
});

export const oldBucketName = structRule<sdk.ContainerDefinition & sdk.S3ModelDataSource>(addresses, {
  id: 'old-bucket-name',
  severity: 'hint',
  rationale:
    'Only buckets that were made in us-east-1 before March 2018 can have capitals or underscores in their names.',
  invalidExample: withContainer(`    "ModelDataUrl": "s3://Churn_Models/model.tar.gz"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint old-bucket-name`),
  check(it, report, _, { region }) {
    for (const name of addresses) {
      const [bucket, node] = [s3(it.text(name))?.bucket, it.value(name)];
      if (node && bucket !== undefined && isOldBucket(bucket) && badBucket(it.text(name), region) === undefined)
        report(
          node,
          `Only an old bucket of us-east-1 can be called "${excerpt(bucket)}". If yours is newer, correct its name.`,
        );
    }
  },
});

export const httpsAddress = structRule<sdk.ContainerDefinition & sdk.S3ModelDataSource>(addresses, {
  id: 'https-address',
  severity: 'hint',
  rationale: 'The form lets https:// through, and every tool of SageMaker writes s3://.',
  invalidExample: withContainer(`    "ModelDataUrl": "https://s3.eu-west-1.amazonaws.com/churn-models/model.tar.gz"
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint https-address`),
  check(it, report) {
    for (const name of addresses) {
      const node = it.value(name);
      if (node && it.text(name)?.startsWith('https://'))
        report(node, 'It is taken, but s3://bucket/key is the form that all tools of SageMaker use.');
    }
  },
});
