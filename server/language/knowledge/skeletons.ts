/** Whole definitions to begin with, one for each common kind of model; `${…}` marks what has to be filled in. */

/** What is known of a model before its definition is written; what is not is left to fill in. */
export interface Start {
  readonly name?: string;
  /** A whole image. */
  readonly image?: string;
  readonly account?: string;
  readonly region?: RegionInfo;
  /** The ARN of a role. */
  readonly role?: string;
}

/** A region, and what hosts and ARNs of its partition are called. */
export interface RegionInfo {
  readonly id: string;
  readonly partition: string;
  readonly dnsSuffix: string;
}

export interface Skeleton {
  readonly kind: string;
  readonly label: string;
  /** What kind of model it makes. */
  readonly detail: string;
  /** Which images of AWS can be in it: all that serve, those that hold many models, or these repositories; nothing where an image is not chosen. */
  readonly images?: 'all' | 'many' | readonly string[];
  /** The definition as text with two blanks a level. */
  readonly write: (start: Start) => string;
}

const account = (start: Start) => start.account ?? '${111122223333}';
const region = (start: Start) => start.region?.id ?? '${us-east-1}';
const arn = ({ region }: Start) => `arn:${region?.partition ?? 'aws'}`;

const image = (start: Start, repository = 'your-image') =>
  start.image ??
  `${account(start)}.dkr.ecr.${region(start)}.${start.region?.dnsSuffix ?? 'amazonaws.com'}/\${${repository}}:\${1.0}`;

const beginning = ({ name }: Start) => `{
  "ModelName": "${name ?? '${your-model}'}",`;

const roleAndEnd = (start: Start) => `  "ExecutionRoleArn": "${
  start.role ?? `${arn(start)}:iam::${account(start)}:role/\${your-role}`
}"
}`;

const archive = '"ModelDataUrl": "s3://${your-bucket}/${path}/model.tar.gz"';

/** Repositories whose images stop without the name of a model; only what names one begins with them. */
export const namingModels: readonly string[] = ['huggingface-pytorch-tgi-inference'];

export const skeletons: readonly Skeleton[] = [
  {
    kind: 'single-container',
    label: 'Single container',
    detail: 'one image, one compressed model archive',
    images: 'all',
    write: (start) => `${beginning(start)}
  "PrimaryContainer": {
    "Image": "${image(start)}",
    ${archive}
  },
${roleAndEnd(start)}`,
  },
  {
    kind: 'multi-model',
    label: 'Multi-model',
    detail: 'one container that loads many models from under a prefix',
    images: 'many',
    write: (start) => `${beginning(start)}
  "PrimaryContainer": {
    "Image": "${image(start)}",
    "Mode": "MultiModel",
    "ModelDataUrl": "s3://\${your-bucket}/\${models}/"
  },
${roleAndEnd(start)}`,
  },
  {
    kind: 'pipeline',
    label: 'Inference pipeline',
    detail: 'containers that run one after the other',
    images: 'all',
    write: (start) => `${beginning(start)}
  "Containers": [
    {
      "ContainerHostname": "\${preprocess}",
      "Image": "${image({ ...start, image: undefined })}"
    },
    {
      "ContainerHostname": "\${predict}",
      "Image": "${image(start, 'your-image-2')}",
      ${archive}
    }
  ],
  "InferenceExecutionConfig": {
    "Mode": "Serial"
  },
${roleAndEnd(start)}`,
  },
  {
    kind: 'large-language-model',
    label: 'Large language model',
    detail: 'uncompressed artifacts from under a prefix',
    images: [
      'vllm',
      'djl-inference',
      'sglang',
      'huggingface-vllm',
      'huggingface-sglang',
      'huggingface-llamacpp',
      'huggingface-vllm-inference-neuronx',
    ],
    write: (start) => `${beginning(start)}
  "PrimaryContainer": {
    "Image": "${image(start)}",
    "ModelDataSource": {
      "S3DataSource": {
        "S3Uri": "s3://\${your-bucket}/\${path}/",
        "S3DataType": "S3Prefix",
        "CompressionType": "None"
      }
    }
  },
${roleAndEnd(start)}`,
  },
  {
    kind: 'hugging-face-hub',
    label: 'Hugging Face Hub',
    detail: 'weights that the container downloads from huggingface.co',
    images: [
      'huggingface-vllm',
      'huggingface-pytorch-tgi-inference',
      'huggingface-sglang',
      'djl-inference',
      'huggingface-pytorch-inference',
      'tei',
      'tei-cpu',
    ],
    write: (start) => `${beginning(start)}
  "PrimaryContainer": {
    "Image": "${image(start)}",
    "Environment": {
      "HF_MODEL_ID": "\${your-org/model}"
    }
  },
${roleAndEnd(start)}`,
  },
  {
    kind: 'model-package',
    label: 'Model package',
    detail: 'a version from the model registry',
    write: (start) => `${beginning(start)}
  "PrimaryContainer": {
    "ModelPackageName": "${arn(start)}:sagemaker:${region(start)}:${account(start)}:model-package/\${your-package}/\${1}"
  },
${roleAndEnd(start)}`,
  },
  {
    kind: 'private-registry',
    label: 'Private registry',
    detail: 'an image from a registry in your VPC',
    write: (start) => `${beginning(start)}
  "PrimaryContainer": {
    "Image": "\${registry.example.com}/\${your-image}:\${1.0}",
    "ImageConfig": {
      "RepositoryAccessMode": "Vpc"
    },
    ${archive}
  },
  "VpcConfig": {
    "SecurityGroupIds": ["\${sg-0123456789abcdef0}"],
    "Subnets": ["\${subnet-0123456789abcdef0}"]
  },
${roleAndEnd(start)}`,
  },
];
