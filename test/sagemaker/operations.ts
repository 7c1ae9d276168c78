/** The operations on models, their tags and what runs them, as the service carries them out. */
import type { ContainerDefinition, InferenceExecutionConfig } from '@aws-sdk/client-sagemaker';
import { type Deployment, type DeploymentKind, kinds } from './deployments';
import { type Faults, refusalByAccount, refusalByRequest } from './judgement';
import { type Model, modelArn, modelOf, type Place, resourceArn } from './model';
import { page } from './paging';
import { Refusal } from './refusal';
import type { ModelOperation, Requests } from './requests';

/** Where and when an operation is carried out. */
export interface Scene {
  readonly place: Place;
  readonly now: Date;
  readonly models: Map<string, Model>;
  /** The ARNs of model packages, the newest last. */
  readonly packages: readonly string[];
  /** What runs models, by ARN. */
  readonly deployments: ReadonlyMap<string, Deployment>;
  readonly faults: Faults;
}

type Operations = { readonly [O in ModelOperation]: (request: Requests[O], scene: Scene) => object | undefined };

export const operations: Operations = {
  CreateModel(request, { place, now, models, faults }) {
    const model = modelOf(place, request, now);
    refuse(refusalByRequest(request, place));
    refuse(models.has(model.arn) ? `Cannot create already existing model "${model.arn}".` : undefined);
    refuse(refusalByAccount(request, place, faults));
    models.set(model.arn, model);
    return { ModelArn: model.arn };
  },

  DescribeModel({ ModelName }, { place, models }) {
    const { arn, request, created, alsoDescribed } = existing(models, modelArn(place, ModelName));
    const { PrimaryContainer, Containers } = request;
    return {
      ...request,
      ...(PrimaryContainer && { PrimaryContainer: withMode(PrimaryContainer) }),
      ...(Containers && inPipeline(Containers.map(withMode), request.InferenceExecutionConfig)),
      EnableNetworkIsolation: request.EnableNetworkIsolation ?? false,
      CreationTime: seconds(created),
      ModelArn: arn,
      ...alsoDescribed,
    };
  },

  ListModels(request, { place, models }) {
    const here = [...models.values()].filter((it) => it.arn.startsWith(modelArn(place, '')));
    const summaries = here.map(({ arn, request: { ModelName = '' }, created }) => ({ name: ModelName, arn, created }));
    const { rows, ...next } = listed(summaries, request);
    const Models = rows.map(({ name, arn, created }) => ({
      ModelName: name,
      ModelArn: arn,
      CreationTime: seconds(created),
    }));
    return { Models, ...next };
  },

  ListModelPackages({ ModelPackageType = 'Unversioned', SortOrder = 'Descending' }, { place, packages }) {
    const here = packages.filter((it) => it.includes(`:sagemaker:${place.region}:${place.account}:`));
    const isVersion = (arn: string) => /\/\d+$/.test(arn);
    const wanted = here.filter(
      (it) => ModelPackageType === 'Both' || isVersion(it) === (ModelPackageType === 'Versioned'),
    );
    const sorted = SortOrder === 'Ascending' ? wanted : wanted.toReversed();
    return { ModelPackageSummaryList: sorted.map((ModelPackageArn) => ({ ModelPackageArn })) };
  },

  /** Answers with nothing, not even an empty object. */
  DeleteModel({ ModelName }, { place, models }) {
    models.delete(existing(models, modelArn(place, ModelName)).arn);
    return undefined;
  },

  ListTags({ ResourceArn, MaxResults = 50, NextToken }, { models }) {
    const { tags } = existing(models, ResourceArn);
    const { rows, ...next } = page(tags, (a, b) => compare(a.Key ?? '', b.Key ?? ''), MaxResults, NextToken);
    return { Tags: rows, ...next };
  },

  AddTags({ ResourceArn, Tags }, { models }) {
    const model = existing(models, ResourceArn);
    const others = model.tags.filter((it) => !Tags.some(({ Key }) => Key === it.Key));
    const tags = [...others, ...Tags];
    models.set(model.arn, { ...model, tags });
    return { Tags: tags };
  },

  DeleteTags({ ResourceArn, TagKeys }, { models }) {
    const model = existing(models, ResourceArn);
    models.set(model.arn, { ...model, tags: model.tags.filter(({ Key = '' }) => !TagKeys.includes(Key)) });
    return {};
  },

  ListEndpointConfigs: (request, scene) => listedOf('endpoint-config', request, scene),
  DescribeEndpointConfig: ({ EndpointConfigName = '' }, scene) =>
    describedOf('endpoint-config', EndpointConfigName, scene),
  ListEndpoints: (request, scene) => listedOf('endpoint', request, scene),
  DescribeEndpoint: ({ EndpointName = '' }, scene) => describedOf('endpoint', EndpointName, scene),
  ListInferenceComponents: (request, scene) => listedOf('inference-component', request, scene),
  DescribeInferenceComponent: ({ InferenceComponentName = '' }, scene) =>
    describedOf('inference-component', InferenceComponentName, scene),
};

/** What is asked of every list. */
interface Query {
  readonly SortBy?: string;
  readonly SortOrder?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
  readonly NameContains?: string;
  readonly CreationTimeAfter?: number;
  readonly CreationTimeBefore?: number;
}

interface Summary {
  readonly name: string;
  readonly arn: string;
  readonly created: Date;
}

/** A page of a list. It is cut before it is filtered, so it may be short or empty and not the last. */
function listed<Row extends Summary>(all: readonly Row[], query: Query) {
  const { SortBy = 'CreationTime', SortOrder = 'Descending', MaxResults = 10, NextToken } = query;
  const { NameContains = '', CreationTimeAfter = 0, CreationTimeBefore = Number.POSITIVE_INFINITY } = query;
  const timed = all.map((it) => ({ ...it, time: seconds(it.created) }));
  type Timed = (typeof timed)[number];
  const byName = (a: Timed, b: Timed) => compare(a.name, b.name);
  const byTime = (a: Timed, b: Timed) => a.time - b.time || byName(a, b);
  const ascending = SortBy === 'Name' ? byName : byTime;
  const order = SortOrder === 'Ascending' ? ascending : (a: Timed, b: Timed) => ascending(b, a);
  const { rows, ...next } = page(timed, order, MaxResults, NextToken);
  const isWanted = ({ name, time }: Timed) =>
    name.includes(NameContains) && time >= CreationTimeAfter && time < CreationTimeBefore;
  return { rows: rows.filter(isWanted), ...next };
}

function listedOf(kind: DeploymentKind, request: object, { place, deployments }: Scene): object {
  const start = resourceArn(place, kind, '');
  const here = [...deployments.values()].filter((it) => it.arn.startsWith(start));
  const { rows, ...next } = listed(here, request);
  return { [`${kinds[kind].member}s`]: rows.map(told), ...next };
}

function describedOf(kind: DeploymentKind, name: string, { place, deployments }: Scene): object {
  const arn = resourceArn(place, kind, name);
  const found = deployments.get(arn);
  if (!found) throw new Refusal('ValidationException', `Could not find ${kinds[kind].words} "${arn}".`);
  return { ...told(found), ...found.described };
}

/** What a list says of something that runs models, and its description as well. */
function told({ kind, name, arn, created }: Deployment): object {
  const { member } = kinds[kind];
  const time = seconds(created);
  return {
    [`${member}Name`]: name,
    [`${member}Arn`]: arn,
    CreationTime: time,
    ...(kind !== 'endpoint-config' && { LastModifiedTime: time }),
  };
}

function withMode(container: ContainerDefinition): ContainerDefinition {
  return { ...container, Mode: container.Mode ?? 'SingleModel' };
}

/**
 * Containers that run one after the other are so described and, where the request named none of them, named after their
 * places. AWS documents that they are named; how, and that Serial is said, is what other tools were made to expect.
 */
function inPipeline(
  Containers: readonly ContainerDefinition[],
  InferenceExecutionConfig: InferenceExecutionConfig = { Mode: 'Serial' },
) {
  if (Containers.length < 2 || InferenceExecutionConfig.Mode === 'Direct') return { Containers };
  const isNamed = Containers.some((it) => it.ContainerHostname !== undefined);
  const named = Containers.map((it, at) => ({ ContainerHostname: `container-${at + 1}`, ...it }));
  return { Containers: isNamed ? Containers : named, InferenceExecutionConfig };
}

/** What is not there is no error of its own, but one more of validation. */
function existing(models: ReadonlyMap<string, Model>, arn: string): Model {
  const model = models.get(arn);
  if (!model) throw new Refusal('ValidationException', `Could not find model "${arn}".`);
  return model;
}

function refuse(words: string | undefined): void {
  if (words !== undefined) throw new Refusal('ValidationException', words);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function seconds(time: Date): number {
  return time.getTime() / 1000;
}
