/** The SageMaker operations that are called, one row each. */
import {
  AddTagsCommand,
  CreateModelCommand,
  DeleteModelCommand,
  DeleteTagsCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeInferenceComponentCommand,
  DescribeModelCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListInferenceComponentsCommand,
  ListModelPackagesCommand,
  ListModelsCommand,
  type ListModelsOutput,
  ListTagsCommand,
  type SageMakerClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-sagemaker';
import type { Command } from '@smithy/types';
import type { DescribeModelResponse, Models, Page, Query, Request, RequestOptions, Tag } from '../api';
import { endless, notSageMaker } from './errors';
import type { Requests } from './requests';

/** Every tag of a model comes in one page: ListTags takes 50 to 100 (API_ListTags), and a model has up to 50. */
const tagsAPage = 100;
const mostTagPages = 5;
const MaxResults = 100;

type Mode = 'read' | 'write';
/** The last argument: a read can be stopped; a write also reports its retries. */
type Asking<M extends Mode> = M extends 'read' ? AbortSignal : RequestOptions;

/** A row of the table. Rejected credentials are reread for a `read`, and never for a `write`. */
interface Operation<M extends Mode, Args extends unknown[], Input, Output, Result> {
  readonly name: string;
  readonly mode: M;
  command(
    ...args: Args
  ): Command<
    ServiceInputTypes,
    Input & ServiceInputTypes,
    ServiceOutputTypes,
    Output & ServiceOutputTypes,
    SageMakerClientResolvedConfig
  >;
  output(output: Output, endpoint: string): Result;
}

/** @returns the method that sends the request, for the requests of a Region */
function operation<M extends Mode, Args extends unknown[], Input, Output, Result>({
  name,
  mode,
  command,
  output,
}: Operation<M, Args, Input, Output, Result>) {
  return (requests: Requests) =>
    (...given: [...Args, Asking<M>]): Promise<Result> => {
      const asking = given.pop() as AbortSignal | RequestOptions;
      const { signal, retried }: RequestOptions = 'signal' in asking ? asking : { signal: asking };
      return requests[mode](name, signal, async ({ sagemaker, endpoint }) => {
        const request = command(...(given as unknown as Args));
        if (retried)
          request.middlewareStack.add(telling(retried), { step: 'finalizeRequest', name: 'tell', priority: 'low' });
        return output(await sagemaker.send(request, { abortSignal: signal }), endpoint);
      });
    };
}

const operations = {
  list: operation({
    name: 'ListModels',
    mode: 'read',
    command: ({ nameContains, sortBy, order }: Query, NextToken: string | undefined) =>
      new ListModelsCommand({
        MaxResults,
        NextToken,
        NameContains: nameContains || undefined,
        SortBy: sortBy,
        SortOrder: order,
      }),
    output: (it) => asPage(it),
  }),
  describe: operation({
    name: 'DescribeModel',
    mode: 'read',
    command: (ModelName: string) => new DescribeModelCommand({ ModelName }),
    output: ({ $metadata, ...answer }, endpoint): DescribeModelResponse => {
      if (answer.ModelName === undefined || answer.ModelArn === undefined) throw notSageMaker(endpoint, $metadata);
      return { ...answer, CreationTime: answer.CreationTime?.toISOString() };
    },
  }),
  tagPage: operation({
    name: 'ListTags',
    mode: 'read',
    command: (ResourceArn: string, NextToken: string | undefined) =>
      new ListTagsCommand({ ResourceArn, MaxResults: tagsAPage, NextToken }),
    output: ({ Tags = [], NextToken }) => ({ tags: Tags, next: NextToken }),
  }),
  packages: operation({
    name: 'ListModelPackages',
    mode: 'read',
    // Without a type those of groups are left out (API_ListModelPackages).
    command: () =>
      new ListModelPackagesCommand({
        ModelPackageType: 'Both',
        SortBy: 'CreationTime',
        SortOrder: 'Descending',
        MaxResults,
      }),
    output: ({ ModelPackageSummaryList: found = [] }) => known(found.map((it) => it.ModelPackageArn)),
  }),
  tag: operation({
    name: 'AddTags',
    mode: 'write',
    command: (ResourceArn: string, tags: readonly Tag[]) => new AddTagsCommand({ ResourceArn, Tags: [...tags] }),
    output: () => {},
  }),
  untag: operation({
    name: 'DeleteTags',
    mode: 'write',
    command: (ResourceArn: string, keys: readonly string[]) =>
      new DeleteTagsCommand({ ResourceArn, TagKeys: [...keys] }),
    output: () => {},
  }),
  create: operation({
    name: 'CreateModel',
    mode: 'write',
    command: (request: Request) => new CreateModelCommand(request),
    output: ({ ModelArn, $metadata }, endpoint) => {
      if (ModelArn === undefined) throw notSageMaker(endpoint, $metadata);
      return ModelArn;
    },
  }),
  remove: operation({
    name: 'DeleteModel',
    mode: 'write',
    command: (ModelName: string) => new DeleteModelCommand({ ModelName }),
    output: () => {},
  }),
  endpointConfigs: operation({
    name: 'ListEndpointConfigs',
    mode: 'read',
    command: (NextToken: string | undefined) => new ListEndpointConfigsCommand({ MaxResults, NextToken }),
    output: ({ EndpointConfigs = [], NextToken: next }) => ({
      names: known(EndpointConfigs.map((it) => it.EndpointConfigName)),
      next,
    }),
  }),
  endpointConfig: operation({
    name: 'DescribeEndpointConfig',
    mode: 'read',
    command: (EndpointConfigName: string) => new DescribeEndpointConfigCommand({ EndpointConfigName }),
    output: ({ ProductionVariants = [], ShadowProductionVariants = [] }) =>
      known([...ProductionVariants, ...ShadowProductionVariants].map((it) => it.ModelName)),
  }),
  endpoints: operation({
    name: 'ListEndpoints',
    mode: 'read',
    command: (NextToken: string | undefined) => new ListEndpointsCommand({ MaxResults, NextToken }),
    output: ({ Endpoints = [], NextToken: next }) => ({ names: known(Endpoints.map((it) => it.EndpointName)), next }),
  }),
  endpointConfigsOf: operation({
    name: 'DescribeEndpoint',
    mode: 'read',
    command: (EndpointName: string) => new DescribeEndpointCommand({ EndpointName }),
    output: ({ EndpointConfigName, PendingDeploymentSummary }) =>
      known([EndpointConfigName, PendingDeploymentSummary?.EndpointConfigName]),
  }),
  components: operation({
    name: 'ListInferenceComponents',
    mode: 'read',
    command: (NextToken: string | undefined) => new ListInferenceComponentsCommand({ MaxResults, NextToken }),
    output: ({ InferenceComponents = [], NextToken: next }) => ({
      names: known(InferenceComponents.map((it) => it.InferenceComponentName)),
      next,
    }),
  }),
  component: operation({
    name: 'DescribeInferenceComponent',
    mode: 'read',
    command: (InferenceComponentName: string) => new DescribeInferenceComponentCommand({ InferenceComponentName }),
    output: ({ EndpointName, Specification, Specifications = [] }) => ({
      models: known([Specification, ...Specifications].map((it) => it?.ModelName)),
      endpoint: EndpointName,
    }),
  }),
} as const;

type Bound = { readonly [Name in keyof typeof operations]: ReturnType<(typeof operations)[Name]> };

/** The methods of all operations, for the requests of a Region. */
export function operationsOf(requests: Requests): Omit<Models, 'endpoint' | 'in' | 'close' | 'account'> {
  const { tagPage, ...others } = Object.fromEntries(
    Object.entries(operations).map(([name, bind]) => [name, bind(requests)]),
  ) as Bound;
  return { ...others, tags: (arn, signal) => tagsOf((next) => tagPage(arn, next, signal)) };
}

/** All tags of a model; pages end when a token repeats. @throws Failure if there are too many pages */
async function tagsOf(
  page: (next: string | undefined) => Promise<{ readonly tags: readonly Tag[]; readonly next?: string }>,
): Promise<Tag[]> {
  const tags: Tag[] = [];
  const seen = new Set<string | undefined>([undefined, '']);
  let next: string | undefined;
  for (let pages = 0; pages < mostTagPages; pages++) {
    const found = await page(next);
    tags.push(...found.tags);
    next = found.next;
    if (seen.has(next)) return tags;
    seen.add(next);
  }
  throw endless(mostTagPages);
}

/** The names that are there: a response might lack some. */
const known = (names: readonly (string | undefined)[]) => names.filter((it) => it !== undefined);

/** A page without entries that don't identify a model. */
function asPage({ Models: found = [], NextToken }: Partial<ListModelsOutput>): Page {
  const models = found.flatMap(({ ModelName, ModelArn, CreationTime = new Date(0) }) =>
    ModelName === undefined || ModelArn === undefined ? [] : { name: ModelName, arn: ModelArn, created: CreationTime },
  );
  return { models, next: NextToken };
}

/** Middleware that reports every attempt but the first. */
function telling(retried: (attempt: number) => void) {
  let attempt = 0;
  return <Args, Result>(next: (args: Args) => Promise<Result>) =>
    (args: Args): Promise<Result> => {
      if (++attempt > 1) retried(attempt);
      return next(args);
    };
}
