/** Random responses from whatever responds in place of AWS, and the properties that must hold for each. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Models } from '../../aws/api';
import { isFailure } from '../../aws/failure';
import { connect } from '../../aws/sdk/index';
import { containerName, detailsOf, kindOf } from '../../client/models/details';
import { type Impostor, startImpostor } from '../sagemaker/impostor';

export interface HttpAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string | readonly number[];
}

const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn';

const names = [
  ...['ModelName', 'ModelArn', 'CreationTime', 'Models', 'NextToken', 'Tags', 'Key', 'Value', 'PrimaryContainer'],
  ...['Containers', 'Image', 'ContainerHostname', 'Environment', 'ModelDataSource', 'S3DataSource', 'S3Uri', 'Mode'],
  ...['ModelPackageName', 'ModelDataUrl', 'VpcConfig', 'Subnets', 'SecurityGroupIds', 'ExecutionRoleArn'],
  ...['DeploymentRecommendation', 'EndpointConfigs', 'EndpointConfigName', 'ProductionVariants', 'Endpoints'],
  ...['EndpointName', 'PendingDeploymentSummary', 'InferenceComponents', 'InferenceComponentName', 'Specification'],
  ...[
    'Specifications',
    'ModelPackageSummaryList',
    'ModelPackageArn',
    '__type',
    'message',
    'Message',
    'code',
    '__proto__',
  ],
];

const scalar = fc.oneof(
  fc.constantFrom(
    'ValidationException',
    'ExpiredTokenException',
    'AccessDeniedException',
    'constructor',
    arn,
    'churn',
    '',
  ),
  fc.jsonValue({ maxDepth: 0 }),
);

/** JSON with SageMaker property names and arbitrary values. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 8 }),
  ),
}));

const xml = fc
  .tuple(fc.constantFrom('ErrorResponse', 'Error', 'html'), fc.string(), fc.string())
  .map(
    ([root, code, message]) => `<${root}><Error><Code>${code}</Code><Message>${message}</Message></Error></${root}>`,
  );

export const answers: fc.Arbitrary<HttpAnswer> = fc.record({
  status: fc.constantFrom(200, 200, 200, 201, 204, 301, 400, 400, 401, 403, 404, 429, 500, 503),
  type: fc.constantFrom('application/x-amz-json-1.1', 'text/html', 'text/xml', ''),
  body: fc.oneof(
    { arbitrary: value.map((it) => JSON.stringify(it)), weight: 4 },
    fc.array(fc.nat(255), { maxLength: 200 }),
    fc.string(),
    xml,
  ),
});

/** An impostor and a connection to it, for the lifetime of the process. */
async function start(): Promise<{ readonly impostor: Impostor; readonly models: Models }> {
  Object.assign(process.env, {
    AWS_CONFIG_FILE: '/none',
    AWS_SHARED_CREDENTIALS_FILE: '/none',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_MAX_ATTEMPTS: '1',
  });
  delete process.env.AWS_PROFILE;
  const impostor = await startImpostor();
  const outside = { log: (line: string) => assert.equal(typeof line, 'string'), mfaCode: async () => undefined };
  return { impostor, models: await connect({ region: 'eu-west-1', endpoint: impostor.url }, outside, true) };
}

let started: ReturnType<typeof start> | undefined;

/** Sends every request, and expects a failure or the declared types. */
export async function answered({ status, type, body }: HttpAnswer): Promise<void> {
  started ??= start();
  const { impostor, models } = await started;
  impostor.answer((response) => {
    response.writeHead(status, { 'content-type': type, connection: 'close' });
    response.end(typeof body === 'string' ? body : Buffer.from(body));
  });
  const { signal } = new AbortController();
  const query = { sortBy: 'Name', order: 'Ascending' } as const;
  const request = { ModelName: 'churn' };
  await holds(models.account(signal), (it) => assert.ok(it === undefined || typeof it === 'string'));
  await holds(models.list(query, undefined, signal), (it) => {
    for (const { name, arn, created } of it.models) allText([name, arn, created.toISOString()]);
    allText([it.next ?? '']);
  });
  await holds(models.describe('churn', signal), (it) => {
    allText(detailsOf(it, []).flatMap(({ label, value, children }) => [label, value, ...children.map((c) => c.value)]));
    allText([kindOf(it), it.ModelName, it.ModelArn, it.CreationTime ?? '', it.ExecutionRoleArn ?? '']);
    for (const container of it.Containers ?? [])
      allText([containerName(container), ...Object.values(container.Environment ?? {})]);
  });
  await holds(models.tags(arn, signal), (it) => allText(it.flatMap(({ Key = '', Value = '' }) => [Key, Value])));
  await holds(models.packages(signal), allText);
  for (const list of [models.endpointConfigs, models.endpoints, models.components])
    await holds(list(undefined, signal), (it) => allText([...it.names, it.next ?? '']));
  await holds(models.endpointConfig('x', signal), allText);
  await holds(models.endpointConfigsOf('x', signal), allText);
  await holds(models.component('x', signal), (it) => allText([...it.models, it.endpoint ?? '']));
  await holds(models.create(request, { signal }), (it) => allText([it]));
  await holds(models.remove('churn', { signal }), () => {});
}

const allText = (all: readonly unknown[]) => {
  for (const it of all) assert.equal(typeof it, 'string');
};

/** Whether a call returns the declared types, or fails with a Failure. */
async function holds<T>(call: Promise<T>, isDeclared: (it: T) => void): Promise<void> {
  const answer = await call.then(
    (it) => ({ it }),
    (error: unknown) => ({ error }),
  );
  if ('it' in answer) return isDeclared(answer.it);
  const { error } = answer;
  if (!isFailure(error)) throw error;
  allText([error.kind, error.message, error.remedy, error.said ?? '']);
}
