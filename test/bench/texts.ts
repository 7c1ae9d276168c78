/** Definitions of any size, with every kind of value in them. */

export const account = '111122223333';

const images = [
  '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-gpu-py312-cu124-ubuntu22.04-sagemaker',
  '763104351884.dkr.ecr.eu-west-1.amazonaws.com/djl-inference:0.36.0-lmi28.0.0-cu130',
  '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0',
  `${account}.dkr.ecr.eu-west-1.amazonaws.com/team/own-image:1`,
];

/** What a container has beside the variables that fill it up. */
const container = (at: number, variables: number) => ({
  ContainerHostname: `step-${at}`,
  Image: images[at % images.length],
  ...(at === 3 && { ImageConfig: { RepositoryAccessMode: 'Platform' } }),
  ...(at % 2 === 0
    ? { ModelDataUrl: `s3://churn-models-eu-west-1/${at}/model.tar.gz` }
    : {
        ModelDataSource: {
          S3DataSource: {
            S3Uri: `s3://jumpstart-cache-prod-eu-west-1/model-${at}/`,
            S3DataType: 'S3Prefix',
            CompressionType: 'None',
          },
        },
      }),
  Environment: {
    SAGEMAKER_PROGRAM: 'inference.py',
    SAGEMAKER_SUBMIT_DIRECTORY: '/opt/ml/model/code',
    SAGEMAKER_MODEL_SERVER_WORKERS: '2',
    OPTION_ROLLING_BATCH: 'vllm',
    ...Object.fromEntries(
      Array.from({ length: variables }, (_, n) => [`VARIABLE_${at}_${n}`, 'a value of some length '.repeat(2)]),
    ),
  },
});

const request = (name: string, containers: number, tags: number, variables: number) => ({
  ModelName: name,
  Containers: Array.from({ length: containers }, (_, at) => container(at, variables)),
  InferenceExecutionConfig: { Mode: 'Serial' },
  ExecutionRoleArn: `arn:aws:iam::${account}:role/service-role/SageMakerRole`,
  Tags: Array.from({ length: tags }, (_, at) => ({ Key: `key-${at}`, Value: `value ${at}` })),
  VpcConfig: {
    SecurityGroupIds: ['sg-0a1b2c3d4e5f60718'],
    Subnets: ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'],
  },
  EnableNetworkIsolation: false,
});

/**
 * A definition of about so many bytes. Up to 100 KB it keeps every limit but that of all variables together; beyond that no
 * request does, so it has too many variables as well.
 */
export function everyKind(bytes: number, name = 'every-kind-of-value'): string {
  const [containers, tags] = bytes < 10_000 ? [1, 1] : [15, 50];
  const written = (variables: number) => JSON.stringify(request(name, containers, tags, variables), undefined, 2);
  const [none, one] = [written(0).length, written(1).length];
  return written(Math.max(0, Math.round((bytes - none) / (one - none))));
}

/** The same with a letter more at the end of the first string behind a place. */
export function typedAt(text: string, place: number): string {
  const end = /"(?=,?\n)/g;
  end.lastIndex = place;
  const at = end.exec(text)?.index ?? text.lastIndexOf('"');
  // In one piece, as a text comes from an editor's document.
  return Buffer.from(`${text.slice(0, at)}x${text.slice(at)}`).toString();
}
