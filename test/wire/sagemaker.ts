/** What the tests of the local SageMaker begin with: a request, models, and how a call is refused. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { CreateModelInput } from '@aws-sdk/client-sagemaker';
import { clientOf } from '../sagemaker/clients';
import { type Options, type Seed, startSageMaker } from '../sagemaker/server';

export const image = '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0';
export const role = 'arn:aws:iam::111122223333:role/SageMakerRole';
export const churn: CreateModelInput = {
  ModelName: 'churn',
  PrimaryContainer: { Image: image },
  ExecutionRoleArn: role,
};
export const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn';

export async function start(t: TestContext, options: Options = {}) {
  const sagemaker = await startSageMaker(options);
  t.after(() => sagemaker.stop());
  return { sagemaker, client: clientOf(sagemaker) };
}

export interface Refused {
  readonly name: string;
  readonly message: string;
  readonly $metadata: { readonly httpStatusCode?: number; readonly requestId?: string; readonly attempts?: number };
}

/** The error with which a call ends. */
export async function refused(call: Promise<unknown>): Promise<Refused> {
  return call.then(
    () => assert.fail('It was not refused.'),
    (error) => error,
  );
}

/** Models of these names, each a minute older than the one before. */
export function named(...names: readonly string[]): Seed[] {
  const time = Date.parse('2026-11-01T12:00:00Z');
  return names.map((ModelName, i) => ({
    request: { ...churn, ModelName },
    created: new Date(time - i * 60_000),
  }));
}
