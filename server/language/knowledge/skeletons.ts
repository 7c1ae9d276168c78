/** Whole definitions to begin with, one for each common kind of model; `${…}` marks what has to be filled in. */

export interface Skeleton {
  readonly label: string;
  /** What kind of model it makes. */
  readonly detail: string;
  /** The definition as text with two blanks a level. */
  readonly text: string;
}

const roleAndEnd = `  "ExecutionRoleArn": "arn:aws:iam::\${111122223333}:role/\${SageMakerExecutionRole}"
}`;

const ecr = (repository: string) => `\${111122223333}.dkr.ecr.\${us-east-1}.amazonaws.com/\${${repository}}:\${1.0}`;

export const skeletons: readonly Skeleton[] = [
  {
    label: 'Single container',
    detail: 'one image, one compressed model archive',
    text: `{
  "ModelName": "\${my-model}",
  "PrimaryContainer": {
    "Image": "${ecr('my-image')}",
    "ModelDataUrl": "s3://\${my-bucket}/\${path}/model.tar.gz"
  },
${roleAndEnd}`,
  },
  {
    label: 'Multi-model',
    detail: 'one container that loads many models from under a prefix',
    text: `{
  "ModelName": "\${my-models}",
  "PrimaryContainer": {
    "Image": "${ecr('my-image')}",
    "Mode": "MultiModel",
    "ModelDataUrl": "s3://\${my-bucket}/\${models}/"
  },
${roleAndEnd}`,
  },
  {
    label: 'Inference pipeline',
    detail: 'containers that run one after the other',
    text: `{
  "ModelName": "\${my-pipeline}",
  "Containers": [
    {
      "ContainerHostname": "\${preprocess}",
      "Image": "${ecr('preprocess')}"
    },
    {
      "ContainerHostname": "\${predict}",
      "Image": "${ecr('predict')}",
      "ModelDataUrl": "s3://\${my-bucket}/\${path}/model.tar.gz"
    }
  ],
  "InferenceExecutionConfig": {
    "Mode": "Serial"
  },
${roleAndEnd}`,
  },
  {
    label: 'Large language model',
    detail: 'uncompressed artifacts from under a prefix',
    text: `{
  "ModelName": "\${my-llm}",
  "PrimaryContainer": {
    "Image": "${ecr('my-image')}",
    "ModelDataSource": {
      "S3DataSource": {
        "S3Uri": "s3://\${my-bucket}/\${my-llm}/",
        "S3DataType": "S3Prefix",
        "CompressionType": "None"
      }
    }
  },
${roleAndEnd}`,
  },
  {
    label: 'Model package',
    detail: 'a version from the model registry',
    text: `{
  "ModelName": "\${my-model}",
  "PrimaryContainer": {
    "ModelPackageName": "arn:aws:sagemaker:\${us-east-1}:\${111122223333}:model-package/\${my-package}/\${1}"
  },
${roleAndEnd}`,
  },
  {
    label: 'Private registry',
    detail: 'an image from a registry in your VPC',
    text: `{
  "ModelName": "\${my-model}",
  "PrimaryContainer": {
    "Image": "\${registry.example.com}/\${my-image}:\${1.0}",
    "ImageConfig": {
      "RepositoryAccessMode": "Vpc"
    },
    "ModelDataUrl": "s3://\${my-bucket}/\${path}/model.tar.gz"
  },
  "VpcConfig": {
    "SecurityGroupIds": ["\${sg-0123456789abcdef0}"],
    "Subnets": ["\${subnet-0123456789abcdef0}"]
  },
${roleAndEnd}`,
  },
];
