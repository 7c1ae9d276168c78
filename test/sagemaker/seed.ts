/** About three dozen models of a believable team, to try things out on. */
import type { ContainerDefinition, CreateModelInput, DeploymentRecommendation, Tag } from '@aws-sdk/client-sagemaker';
import type { DeploymentSeed } from './deployments';
import type { Seed } from './model';

export type SeededRegion = 'eu-west-1' | 'us-east-1';

const account = '111122223333';
const hour = 3_600_000;
const day = 24 * hour;

/** The accounts out of which AWS serves images of its own: deep learning, newer algorithms, classic algorithms. */
const registries = {
  'eu-west-1': { learning: '763104351884', algorithms: '141502667606', classic: '438346466558' },
  'us-east-1': { learning: '763104351884', algorithms: '683313688378', classic: '382416733822' },
} as const;

/** The models of a region, made between an hour and five years before `now`. */
export function seedModels(region: SeededRegion, now: Date): Seed[] {
  const registry = registries[region];
  const imageOf = (owner: string, image: string) => `${owner}.dkr.ecr.${region}.amazonaws.com/${image}`;
  const xgboost = imageOf(registry.algorithms, 'sagemaker-xgboost:3.2-0');
  const sklearn = imageOf(registry.algorithms, 'sagemaker-scikit-learn:1.9-0');
  const spark = imageOf(registry.algorithms, 'sagemaker-sparkml-serving:3.3');
  const linear = imageOf(registry.classic, 'linear-learner:1');
  const pytorch = imageOf(registry.learning, 'pytorch-inference:2.6.0-cpu-py312-ubuntu22.04-sagemaker');
  const tensorflow = imageOf(registry.learning, 'tensorflow-inference:2.19.0-cpu-py312-ubuntu22.04-sagemaker');
  const djl = imageOf(registry.learning, 'djl-inference:0.36.0-lmi28.0.0-cu130');
  const transformers = 'huggingface-pytorch-inference:2.6.0-transformers5.5.3-cpu-py312-ubuntu22.04';
  const huggingFace = imageOf(registry.learning, transformers);
  const own = (image: string) => imageOf(account, image);
  const bucket = (name: string, key: string) => `s3://${name}-${region}/${key}`;

  const made = (age: number, name: string, rest: Omit<CreateModelInput, 'ModelName'>, more?: Partial<Seed>): Seed => ({
    request: { ModelName: name, ExecutionRoleArn: role, ...rest },
    created: new Date(now.getTime() - age),
    region,
    account,
    ...more,
  });
  const one = (PrimaryContainer: ContainerDefinition, tags?: Readonly<Record<string, string>>) => ({
    PrimaryContainer,
    ...(tags && { Tags: tagged(tags) }),
  });
  const trained = (Image: string, name: string, key: string): ContainerDefinition => ({
    Image,
    ModelDataUrl: bucket(name, `${key}/output/model.tar.gz`),
  });
  const uncompressed = (Image: string, uri: string): ContainerDefinition => ({
    Image,
    ModelDataSource: { S3DataSource: { S3Uri: uri, S3DataType: 'S3Prefix', CompressionType: 'None' } },
  });

  const churn = Array.from({ length: 12 }, (_, i) =>
    made(
      i * 30 * day + 5 * hour,
      `churn-monthly-${String(12 - i).padStart(2, '0')}`,
      one(trained(i < 6 ? xgboost : sklearn, 'churn-models', `run-${12 - i}`), {
        team: 'retention',
        'cost-center': '4711',
        stage: i === 0 ? 'production' : 'archive',
      }),
    ),
  );
  const fraud = Array.from({ length: 6 }, (_, i) =>
    made(
      (6 - i) * 70 * day,
      `fraud-detector-v${i + 1}`,
      one(
        { ModelPackageName: `arn:aws:sagemaker:${region}:${account}:model-package/fraud-detector/${i + 1}` },
        { team: 'payments', 'approved-by': 'risk board' },
      ),
    ),
  );

  return [
    ...churn,
    ...fraud,
    made(hour, 'assistant-70b', {
      PrimaryContainer: {
        ...uncompressed(djl, bucket('assistant', 'llama-70b/')),
        Environment: {
          HF_MODEL_ID: '/opt/ml/model',
          OPTION_TENSOR_PARALLEL_DEGREE: 'max',
          OPTION_MAX_MODEL_LEN: '16384',
        },
      },
      EnableNetworkIsolation: true,
    }),
    made(20 * day, 'assistant-8b', one(uncompressed(djl, bucket('assistant', 'llama-8b/')), { team: 'assistant' })),
    made(21 * day, 'assistant-8b-draft', {
      PrimaryContainer: {
        ...uncompressed(djl, bucket('assistant', 'llama-8b/')),
        AdditionalModelDataSources: [
          {
            ChannelName: 'draft-model',
            S3DataSource: { S3Uri: bucket('assistant', 'draft/'), S3DataType: 'S3Prefix', CompressionType: 'None' },
          },
        ],
      },
    }),
    made(90 * day, 'llama-from-jumpstart', one(gated(djl, region))),
    made(
      3 * hour,
      'reviews-sentiment',
      one({
        Image: huggingFace,
        Environment: { HF_MODEL_ID: 'distilbert-base-uncased', HF_TASK: 'text-classification' },
      }),
      { alsoDescribed: { DeploymentRecommendation: recommendation } },
    ),
    made(2 * day, 'prices-per-city', one(manyModels(sklearn, bucket('prices', 'cities/')))),
    made(400 * day, 'prices-per-country', one(manyModels(xgboost, bucket('prices', 'countries/')))),
    made(45 * day, 'abalone-pipeline', {
      Containers: [
        { ...trained(spark, 'abalone', 'spark'), ContainerHostname: 'preprocess' },
        { ...trained(xgboost, 'abalone', 'xgboost'), ContainerHostname: 'predict' },
        { Image: own('abalone/explain:2.3.1'), ContainerHostname: 'explain', Environment: { LANGUAGE: 'en' } },
      ],
      Tags: tagged({ team: 'marine-biology', Überwachung: 'nächtlich' }),
    }),
    made(300 * day, 'abalone-pipeline-2025', {
      Containers: [trained(spark, 'abalone', 'spark-2025'), trained(linear, 'abalone', 'linear-2025')],
    }),
    made(8 * day, 'vision-tools', {
      Containers: [
        { ...trained(pytorch, 'vision', 'classify'), ContainerHostname: 'classify' },
        { ...trained(tensorflow, 'vision', 'segment'), ContainerHostname: 'segment' },
      ],
      InferenceExecutionConfig: { Mode: 'Direct' },
      VpcConfig: network,
    }),
    made(9 * day, 'vision-classify', { PrimaryContainer: trained(pytorch, 'vision', 'classify'), VpcConfig: network }),
    made(10 * day, 'vision-segment', {
      PrimaryContainer: trained(tensorflow, 'vision', 'segment'),
      VpcConfig: network,
    }),
    made(33 * day, 'risk-score', {
      PrimaryContainer: {
        Image: 'registry.risk.example.com:5000/serving/risk-score:4.1.0',
        ImageConfig: { RepositoryAccessMode: 'Vpc' },
        ModelDataUrl: bucket('risk', 'score/model.tar.gz'),
      },
      VpcConfig: network,
    }),
    made(
      5 * hour,
      'recommendations',
      one({ Image: own('recommend:7'), ContainerMetricsConfig: { MetricsEndpoints: [metrics] } }),
    ),
    made(
      700 * day,
      'recommendations-2024',
      one({ Image: own('recommend:3'), ModelDataUrl: bucket('recommend', '2024.tar.gz') }),
    ),
    made(
      60 * day,
      'Demand-Forecast-Prod',
      one(trained(linear, 'demand', 'prod'), {
        'aws:cloudformation:stack-name': 'demand-forecast',
        'aws:cloudformation:logical-id': 'Model',
        team: 'supply',
      }),
    ),
    made(1000 * day, 'demand-forecast-2023', one(trained(linear, 'demand', '2023'))),
    made(5 * 365 * day, 'iris', { ...one({ Image: own('iris:1') }), ExecutionRoleArn: undefined }),
  ];
}

/** What runs some of those models, and a hundred configurations of models that are gone. */
export function seedDeployments(region: SeededRegion, now: Date): DeploymentSeed[] {
  const variant = (VariantName: string, ModelName?: string) => ({ VariantName, ...(ModelName && { ModelName }) });
  const made = { region, account, created: new Date(now.getTime() - hour) };
  const config = (name: string, models: readonly string[], shadow?: string): DeploymentSeed => ({
    ...made,
    kind: 'endpoint-config',
    name,
    described: {
      ProductionVariants: models.map((it, i) => variant(`variant-${i + 1}`, it)),
      ...(shadow && { ShadowProductionVariants: [variant('shadow', shadow)] }),
    },
  });
  const endpoint = (name: string, EndpointConfigName: string): DeploymentSeed => ({
    ...made,
    kind: 'endpoint',
    name,
    described: { EndpointConfigName, EndpointStatus: 'InService' },
  });
  return [
    config('churn-12', ['churn-monthly-12'], 'churn-monthly-11'),
    config('churn-11', ['churn-monthly-11']),
    config('vision', ['vision-classify', 'vision-segment']),
    config('assistant', []),
    endpoint('churn-prod', 'churn-12'),
    endpoint('vision-prod', 'vision'),
    endpoint('vision-staging', 'vision'),
    endpoint('assistant-prod', 'assistant'),
    {
      ...made,
      kind: 'inference-component',
      name: 'assistant-8b',
      described: {
        EndpointName: 'assistant-prod',
        VariantName: 'variant-1',
        Specification: {
          ModelName: 'assistant-8b',
          ComputeResourceRequirements: { MinMemoryRequiredInMb: 16_384 },
        },
      },
    },
    ...Array.from({ length: 100 }, (_, i) => config(`nightly-${i + 1}`, [`nightly-${i + 1}`])),
  ];
}

const role = `arn:aws:iam::${account}:role/service-role/AmazonSageMaker-ExecutionRole-20240115T101112`;

const network = {
  SecurityGroupIds: ['sg-0a1b2c3d4e5f60718'],
  Subnets: ['subnet-0a1b2c3d4e5f60718', 'subnet-18f7e6d5c4b3a2910'],
};

const metrics = { MetricsEndpointPath: '/server/metrics', MetricPublishFrequencyInSeconds: 10 } as const;

const recommendation: DeploymentRecommendation = {
  RecommendationStatus: 'COMPLETED',
  RealTimeInferenceRecommendations: [
    { RecommendationId: 'reviews-sentiment/1', InstanceType: 'ml.c6i.large' },
    { RecommendationId: 'reviews-sentiment/2', InstanceType: 'ml.c7i.xlarge' },
  ],
};

function tagged(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function manyModels(Image: string, prefix: string): ContainerDefinition {
  return { Image, Mode: 'MultiModel', ModelDataUrl: prefix, MultiModelConfig: { ModelCacheSetting: 'Disabled' } };
}

/** Weights that one must accept a licence for. */
function gated(Image: string, region: string): ContainerDefinition {
  return {
    Image,
    ModelDataSource: {
      S3DataSource: {
        S3Uri: `s3://jumpstart-private-cache-prod-${region}/meta-textgeneration/meta-textgeneration-llama-3-8b/artifacts/inference-prepack/v1.1.0/`,
        S3DataType: 'S3Prefix',
        CompressionType: 'None',
        ModelAccessConfig: { AcceptEula: true },
      },
    },
  };
}
