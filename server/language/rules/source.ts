/** What a container is made of: an image with model data, or a model package. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import { start } from './rule';
import { about } from './written';

const container = 'ContainerDefinition';

export const imageAndPackage = about<sdk.ContainerDefinition>(
  container,
  {
    id: 'image-and-package',
    severity: 'error',
    because: 'SageMaker takes either an image with its model data or a model package, which brings both.',
    bad: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1",
    "ModelPackageName": "churn/3"
    ^^^^^^^^^^^^^^^^^^ error image-and-package
  }
}`,
  },
  (it, report) => {
    const key = it.key('ModelPackageName');
    const other = it.key('Image') ?? it.key('ModelDataUrl');
    if (!key || !other) return;
    report({
      ...start(key),
      message: `A package brings its own image and model data, and ${String(other.value)} is given as well. Keep one of the two.`,
      related: [{ ...start(other), message: 'What the package would bring.' }],
      fixes: [
        it.without('Image', 'ImageConfig', 'ModelDataUrl', 'ModelDataSource', 'AdditionalModelDataSources'),
        // Model data alone makes no container.
        ...(it.has('Image') ? [it.without('ModelPackageName', 'InferenceSpecificationName')] : []),
      ],
    });
  },
);

export const containerWithoutSource = about<sdk.ContainerDefinition>(
  container,
  {
    id: 'container-without-source',
    severity: 'warning',
    because: 'A container is made from an Image or from a ModelPackageName.',
    bad: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "ModelDataUrl": "s3://churn-models/model.tar.gz" }
                      ^ warning container-without-source
}`,
  },
  (it, report) => {
    if (!it.has('Image') && !it.has('ModelPackageName'))
      report({
        ...start(it.node),
        message: 'This container has neither an Image nor a ModelPackageName. Give it one of them.',
      });
  },
);

export const modelDataAndPackage = about<sdk.ContainerDefinition>(
  container,
  {
    id: 'model-data-and-package',
    severity: 'warning',
    because: 'A model package brings its own model data.',
    bad: `
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
  },
  (it, report) => {
    const name = it.key('ModelPackageName');
    const key = it.key('ModelDataSource') ?? it.key('AdditionalModelDataSources');
    if (!name || !key || it.has('Image')) return;
    report({
      ...start(key),
      message: `A package brings its own model data, so ${String(key.value)} does not go with ModelPackageName. Remove it, or name an Image instead of the package.`,
      related: [{ ...start(name), message: 'The package.' }],
      fixes: [it.without('ModelDataSource', 'AdditionalModelDataSources')],
    });
  },
);

export const specificationWithoutPackage = about<sdk.ContainerDefinition>(
  container,
  {
    id: 'specification-without-package',
    severity: 'warning',
    because: 'InferenceSpecificationName names a part of a model package.',
    bad: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1",
    "InferenceSpecificationName": "inf2"
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning specification-without-package
  }
}`,
  },
  (it, report) => {
    const key = it.key('InferenceSpecificationName');
    if (key && !it.has('ModelPackageName'))
      report({
        ...start(key),
        message: 'It names a part of a model package, and there is no ModelPackageName. Add that, or remove this.',
        fixes: [it.without('InferenceSpecificationName')],
      });
  },
);

export const notAModelPackage = about<sdk.ContainerDefinition>(
  container,
  {
    id: 'not-a-model-package',
    severity: 'warning',
    because: 'The form of the ARN lets other resources of SageMaker through, which have no containers.',
    bad: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "ModelPackageName": "arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/churn" }
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning not-a-model-package
}`,
  },
  (it, report) => {
    const kind = /^arn:[^:]*:sagemaker:[^:]*:\d{12}:([a-z-]+)\//.exec(it.text('ModelPackageName') ?? '')?.[1];
    const node = it.value('ModelPackageName');
    if (!node || kind === undefined || kind === 'model-package') return;
    report({
      ...start(node),
      message: `This is the ARN of a ${kind}, not of a model package (…:model-package/…). Name a version of a package.`,
    });
  },
);
