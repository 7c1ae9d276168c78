/** What a person waits for, measured: npm run bench. Times differ from machine to machine; nothing is judged by them. */
import { check } from '../server/language/check';
import { complete } from '../server/language/complete';
import { read } from '../server/language/document';
import { hint } from '../server/language/hint';
import { hover } from '../server/language/hover';
import { link } from '../server/language/link';
import type { Given } from '../server/language/rules/rule';

const account = '111122223333';
const given: Given = {
  region: 'eu-west-1',
  account,
  today: '2026-11-24',
  used: { s3: ['s3://churn-models/1/model.tar.gz'], role: [`arn:aws:iam::${account}:role/SageMakerRole`] },
};

const images = [
  '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-gpu-py312-cu124-ubuntu22.04-sagemaker',
  '763104351884.dkr.ecr.eu-west-1.amazonaws.com/djl-inference:0.36.0-lmi28.0.0-cu130',
  '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0',
  `${account}.dkr.ecr.eu-west-1.amazonaws.com/team/own-image:1`,
];

/** A definition of about so many bytes, with every kind of value in it. */
export function everyKind(bytes: number): string {
  const containers = 15;
  const variables = Math.max(1, Math.floor((bytes - 9000) / containers / 85));
  const container = (at: number) => ({
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
      SAGEMAKER_MODEL_SERVER_WORKERS: '2',
      OPTION_ROLLING_BATCH: 'vllm',
      ...Object.fromEntries(
        Array.from({ length: Math.min(variables, 97) }, (_, n) => [
          `VARIABLE_${at}_${n}`,
          'a value of some length '.repeat(Math.max(2, Math.ceil(variables / 97))),
        ]),
      ),
    },
  });
  const request = {
    ModelName: 'every-kind-of-value',
    Containers: Array.from({ length: containers }, (_, at) => container(at)),
    InferenceExecutionConfig: { Mode: 'Serial' },
    ExecutionRoleArn: `arn:aws:iam::${account}:role/service-role/SageMakerRole`,
    Tags: Array.from({ length: 50 }, (_, at) => ({ Key: `key-${at}`, Value: `value ${at}` })),
    VpcConfig: {
      SecurityGroupIds: ['sg-0a1b2c3d4e5f60718'],
      Subnets: ['subnet-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d4e5f60719'],
    },
    EnableNetworkIsolation: false,
  };
  return JSON.stringify(request, undefined, 2);
}

/** Half of all times are below the first of these, in milliseconds, and 99 of 100 below the second. */
function measured(run: (at: number) => void, offsets: readonly number[]): { p50: number; p99: number } {
  const times = offsets.map((offset) => {
    const began = performance.now();
    run(offset);
    return performance.now() - began;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

for (const kilobytes of [1, 20, 100]) {
  const text = everyKind(kilobytes * 1024);
  const step = Math.max(1, Math.floor(text.length / 2000));
  const offsets = Array.from({ length: Math.floor(text.length / step) }, (_, at) => at * step);
  const document = read(text);
  const features: readonly (readonly [string, (offset: number) => void, readonly number[]])[] = [
    ['parse and check', () => check(read(text), given), offsets.slice(0, 200)],
    ['completion', (offset) => complete(text, offset, undefined, given), offsets],
    ['hover', (offset) => hover(read(text), offset, given), offsets],
    ['links and hints', () => [link(document, given), hint(document, given)], offsets.slice(0, 200)],
  ];
  console.log(`\n${Math.round(text.length / 1024)} KB`);
  for (const [name, run, at] of features) {
    measured(run, at.slice(0, 50));
    const { p50, p99 } = measured(run, at);
    console.log(`  ${name.padEnd(18)} p50 ${p50.toFixed(2)} ms   p99 ${p99.toFixed(2)} ms`);
  }
}
