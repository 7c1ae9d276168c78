/** What runs models: endpoint configurations, endpoints and inference components. */
import type {
  DescribeEndpointConfigOutput,
  DescribeEndpointOutput,
  DescribeInferenceComponentOutput,
} from '@aws-sdk/client-sagemaker';
import { type Place, resourceArn } from './model';

/** What each kind of thing is described with, beside its name, its ARN and its times. */
interface Described {
  readonly 'endpoint-config': Partial<
    Pick<DescribeEndpointConfigOutput, 'ProductionVariants' | 'ShadowProductionVariants'>
  >;
  readonly endpoint: Partial<Pick<DescribeEndpointOutput, 'EndpointConfigName' | 'EndpointStatus'>> & {
    readonly PendingDeploymentSummary?: { readonly EndpointConfigName: string };
  };
  readonly 'inference-component': Partial<
    Pick<DescribeInferenceComponentOutput, 'EndpointName' | 'VariantName' | 'Specification' | 'Specifications'>
  >;
}

export type DeploymentKind = keyof Described;

/** One that is there before anybody asks. */
export type DeploymentSeed = {
  readonly [Kind in DeploymentKind]: {
    readonly kind: Kind;
    readonly name: string;
    readonly created?: Date;
    readonly region?: string;
    readonly account?: string;
    readonly described: Described[Kind];
  };
}[DeploymentKind];

export interface Deployment {
  readonly kind: DeploymentKind;
  readonly name: string;
  readonly arn: string;
  readonly created: Date;
  readonly described: object;
}

export function deploymentOf(place: Place, { kind, name, described }: DeploymentSeed, created: Date): Deployment {
  return { kind, name, arn: resourceArn(place, kind, name), created, described };
}

/** What each kind is called in the service's errors, and in the names of its members. */
export const kinds: Readonly<Record<DeploymentKind, { readonly words: string; readonly member: string }>> = {
  'endpoint-config': { words: 'endpoint configuration', member: 'EndpointConfig' },
  endpoint: { words: 'endpoint', member: 'Endpoint' },
  'inference-component': { words: 'inference component', member: 'InferenceComponent' },
};
