/** What a container is made of: an image with model data, or a model package. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import { openingBracketOrValue } from '../syntax/fixes';
import { structRule } from './rule';

const container = 'ContainerDefinition';

export const imageAndPackage = structRule<sdk.ContainerDefinition>(container, {
  id: 'image-and-package',
  severity: 'error',
  rationale: 'SageMaker takes either an image with its model data or a model package, which brings both.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1",
    "ModelPackageName": "churn/3"
    ^^^^^^^^^^^^^^^^^^ error image-and-package
  }
}`,
  check(it, report) {
    const key = it.key('ModelPackageName');
    const other = it.key('Image') ?? it.key('ModelDataUrl');
    if (!key || !other) return;
    report(
      key,
      `A package brings its own image and model data, and ${String(other.value)} is given as well. Keep one of the two.`,
      {
        related: [{ ...openingBracketOrValue(other), message: 'What the package would bring.' }],
        fixes: [
          it.without('Image', 'ImageConfig', 'ModelDataUrl', 'ModelDataSource', 'AdditionalModelDataSources'),
          // Model data alone makes no container.
          ...(it.has('Image') ? [it.without('ModelPackageName', 'InferenceSpecificationName')] : []),
        ],
      },
    );
  },
});

export const containerWithoutSource = structRule<sdk.ContainerDefinition>(container, {
  id: 'container-without-source',
  severity: 'warning',
  rationale: 'A container is made from an Image or from a ModelPackageName.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "ModelDataUrl": "s3://churn-models/model.tar.gz" }
                      ^ warning container-without-source
}`,
  check(it, report) {
    if (!it.has('Image') && !it.has('ModelPackageName'))
      report(it.node, 'This container has neither an Image nor a ModelPackageName. Give it one of them.');
  },
});

export const modelDataAndPackage = structRule<sdk.ContainerDefinition>(container, {
  id: 'model-data-and-package',
  severity: 'warning',
  rationale: 'A model package brings its own model data.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "ModelPackageName": "churn/3",
    "ModelDataSource": {
    ^^^^^^^^^^^^^^^^^ warning model-data-and-package
      "S3DataSource": { "S3Uri": "s3://churn-models/3/", "S3DataType": "S3Prefix", "CompressionType": "None" }
    }
  }
}`,
  check(it, report) {
    const name = it.key('ModelPackageName');
    const key = it.key('ModelDataSource') ?? it.key('AdditionalModelDataSources');
    if (!name || !key || it.has('Image')) return;
    report(
      key,
      `A package brings its own model data, so ${String(key.value)} does not go with ModelPackageName. Remove it, or name an Image instead of the package.`,
      {
        related: [{ ...openingBracketOrValue(name), message: 'The package.' }],
        fixes: [it.without('ModelDataSource', 'AdditionalModelDataSources')],
      },
    );
  },
});

export const specificationWithoutPackage = structRule<sdk.ContainerDefinition>(container, {
  id: 'specification-without-package',
  severity: 'warning',
  rationale: 'InferenceSpecificationName names a part of a model package.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1",
    "InferenceSpecificationName": "inf2"
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning specification-without-package
  }
}`,
  check(it, report) {
    const key = it.key('InferenceSpecificationName');
    if (key && !it.has('ModelPackageName'))
      report(key, 'It names a part of a model package, and there is no ModelPackageName. Add that, or remove this.', {
        fixes: [it.without('InferenceSpecificationName')],
      });
  },
});

export const notAModelPackage = structRule<sdk.ContainerDefinition>(container, {
  id: 'not-a-model-package',
  severity: 'warning',
  rationale: 'The form of the ARN lets other resources of SageMaker through, which have no containers.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "ModelPackageName": "arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/churn" }
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning not-a-model-package
}`,
  check(it, report) {
    const kind = /^arn:[^:]*:sagemaker:[^:]*:\d{12}:([a-z-]+)\//.exec(it.text('ModelPackageName') ?? '')?.[1];
    const node = it.value('ModelPackageName');
    if (!node || kind === undefined || kind === 'model-package') return;
    report(
      node,
      `This is the ARN of a ${kind}, not of a model package (…:model-package/…). Name a version of a package.`,
    );
  },
});
