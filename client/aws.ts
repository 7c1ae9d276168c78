/** The other side of the door: SageMaker through the SDK, in a bundle of its own that is loaded on first use. */
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
  ListTagsCommand,
  type Tag,
} from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { loadSharedConfigFiles, parseKnownFiles } from '@smithy/core/config';
import type { MiddlewareStack } from '@smithy/types';
import * as l10n from '@vscode/l10n';
import type { Clients, Limits } from './awsClients';
import { endless, notSageMaker } from './awsFailure';
import { identity, Requests } from './awsRequests';
import type { Failure } from './failure';
import type { Answer, Asking, Aws, Models, Outside, Page, Profile, Query, Request, SignIn, Wish } from './models';

const connectionTimeout = 10_000;
const requestTimeout = 30_000;

/** Every tag of a model comes in one page: ListTags takes 50 to 100 (API_ListTags), and a model has up to 50. */
const tagsAPage = 100;
const mostTagPages = 5;
const MaxResults = 100;

/** The profiles of the shared configuration files, as the SDK reads them. */
export const profiles: Aws['profiles'] = async (afresh) => {
  const [known, { configFile }] = await Promise.all([
    parseKnownFiles({ ignoreCache: afresh }),
    loadSharedConfigFiles({ ignoreCache: afresh }),
  ]);
  // Sections of other kinds are among them.
  const found = Object.entries(known).filter(([name]) => !/^(services|sso-session)\./.test(name));
  return found.map(([name, it]): Profile => {
    const services = it.services ? configFile[`services.${it.services}`] : undefined;
    return {
      name,
      region: it.region,
      endpoint: services?.['sagemaker.endpoint_url'] || it.endpoint_url,
      signIn: signInOf(name, known),
    };
  });
};

/** The profile at the end of a chain of roles, if one signs in to that. */
function signInOf(
  name: string,
  known: Awaited<ReturnType<typeof parseKnownFiles>>,
  seen: readonly string[] = [],
): SignIn | undefined {
  const it = known[name];
  if (!it || seen.includes(name)) return undefined;
  if (it.sso_session || it.sso_start_url) return { how: 'sso', profile: name };
  if (it.login_session) return { how: 'login', profile: name };
  return it.source_profile ? signInOf(it.source_profile, known, [...seen, name]) : undefined;
}

/** Takes the words of another language, as VS Code has them in `vscode.l10n.bundle`: this bundle has a table of its own. */
export const translate: Aws['translate'] = (contents) => l10n.config({ contents });

export const connect = async (
  wish: Wish,
  outside: Outside,
  afresh: boolean,
  limits: Limits = { connectionTimeout, requestTimeout },
): Promise<Models> => modelsOf(await Requests.open(wish, outside, afresh, limits));

async function modelsOf(requests: Requests): Promise<Models> {
  return {
    endpoint: await requests.endpoint(),
    in: async (region) => modelsOf(await requests.in(region)),
    close: () => requests.close(),
    account: (signal) => account(requests, signal),
    ...reading(requests),
    ...changing(requests),
    ...running(requests),
  };
}

async function account(requests: Requests, abortSignal: AbortSignal): Promise<string | undefined> {
  const known = await requests.ask(identity, abortSignal, async ({ sagemaker }) => sagemaker.config.credentials());
  if (known.accountId) return known.accountId;
  // Whatever is answered there says nothing about SageMaker.
  const { Account } = await requests
    .change(identity, abortSignal, ({ sts }) => sts.send(new GetCallerIdentityCommand(), { abortSignal }))
    .catch((failure: Failure) => {
      if (failure.kind === 'cancelled') throw failure;
      return { Account: undefined };
    });
  return Account;
}

/** What is asked about models. */
function reading(requests: Requests): Pick<Models, 'list' | 'describe' | 'tags' | 'packages'> {
  return {
    list: (query, next, abortSignal) =>
      requests.ask('ListModels', abortSignal, async ({ sagemaker }) =>
        asPage(await sagemaker.send(new ListModelsCommand(listInput(query, next)), { abortSignal })),
      ),

    describe: (name, abortSignal) =>
      requests.ask('DescribeModel', abortSignal, async ({ sagemaker, endpoint }): Promise<Answer> => {
        const { $metadata, ...answer } = await sagemaker.send(new DescribeModelCommand({ ModelName: name }), {
          abortSignal,
        });
        if (answer.ModelName === undefined || answer.ModelArn === undefined) throw notSageMaker(endpoint, $metadata);
        return { ...answer, CreationTime: answer.CreationTime?.toISOString() };
      }),

    tags: (arn, abortSignal) =>
      requests.ask('ListTags', abortSignal, ({ sagemaker }) => tagsOf(sagemaker, arn, abortSignal)),

    packages: (abortSignal) =>
      requests.ask('ListModelPackages', abortSignal, async ({ sagemaker }) => {
        // Without a type those of groups are left out (API_ListModelPackages).
        const input = {
          ModelPackageType: 'Both',
          SortBy: 'CreationTime',
          SortOrder: 'Descending',
          MaxResults,
        } as const;
        const { ModelPackageSummaryList = [] } = await sagemaker.send(new ListModelPackagesCommand(input), {
          abortSignal,
        });
        return ModelPackageSummaryList.flatMap((it) => it.ModelPackageArn ?? []);
      }),
  };
}

/** All tags of a model; its pages end where a token comes again. @throws Failure if there is no end to them */
async function tagsOf(sagemaker: Clients['sagemaker'], arn: string, abortSignal: AbortSignal): Promise<Tag[]> {
  const tags: Tag[] = [];
  const seen = new Set<string>();
  let NextToken: string | undefined;
  for (let pages = 0; pages < mostTagPages; pages++) {
    const input = { ResourceArn: arn, MaxResults: tagsAPage, NextToken };
    const page = await sagemaker.send(new ListTagsCommand(input), { abortSignal });
    tags.push(...(page.Tags ?? []));
    if (NextToken) seen.add(NextToken);
    NextToken = page.NextToken;
    if (!NextToken || seen.has(NextToken)) return tags;
  }
  throw endless(mostTagPages);
}

/** What changes models. */
function changing(requests: Requests): Pick<Models, 'tag' | 'untag' | 'create' | 'remove'> {
  return {
    tag: (arn, tags, { signal: abortSignal, retried }) =>
      requests.change('AddTags', abortSignal, async ({ sagemaker }) => {
        const command = new AddTagsCommand({ ResourceArn: arn, Tags: [...tags] });
        tell(command, retried);
        await sagemaker.send(command, { abortSignal });
      }),

    untag: (arn, keys, { signal: abortSignal, retried }) =>
      requests.change('DeleteTags', abortSignal, async ({ sagemaker }) => {
        const command = new DeleteTagsCommand({ ResourceArn: arn, TagKeys: [...keys] });
        tell(command, retried);
        await sagemaker.send(command, { abortSignal });
      }),

    create: (request: Request, { signal: abortSignal, retried }) =>
      requests.change('CreateModel', abortSignal, async ({ sagemaker, endpoint }) => {
        const command = new CreateModelCommand(request);
        tell(command, retried);
        const { ModelArn, $metadata } = await sagemaker.send(command, { abortSignal });
        if (ModelArn === undefined) throw notSageMaker(endpoint, $metadata);
        return ModelArn;
      }),

    remove: (name, { signal: abortSignal, retried }) =>
      requests.change('DeleteModel', abortSignal, async ({ sagemaker }) => {
        const command = new DeleteModelCommand({ ModelName: name });
        tell(command, retried);
        await sagemaker.send(command, { abortSignal });
      }),
  };
}

/** What is asked about what runs models. */
function running(
  requests: Requests,
): Pick<Models, 'endpointConfigs' | 'endpointConfig' | 'endpoints' | 'endpointConfigsOf' | 'components' | 'component'> {
  return {
    endpointConfigs: (NextToken, abortSignal) =>
      requests.ask('ListEndpointConfigs', abortSignal, async ({ sagemaker }) => {
        const command = new ListEndpointConfigsCommand({ MaxResults, NextToken });
        const { EndpointConfigs = [], NextToken: next } = await sagemaker.send(command, { abortSignal });
        return { names: known(EndpointConfigs.map((it) => it.EndpointConfigName)), next };
      }),

    endpointConfig: (EndpointConfigName, abortSignal) =>
      requests.ask('DescribeEndpointConfig', abortSignal, async ({ sagemaker }) => {
        const command = new DescribeEndpointConfigCommand({ EndpointConfigName });
        const { ProductionVariants = [], ShadowProductionVariants = [] } = await sagemaker.send(command, {
          abortSignal,
        });
        return known([...ProductionVariants, ...ShadowProductionVariants].map((it) => it.ModelName));
      }),

    endpoints: (NextToken, abortSignal) =>
      requests.ask('ListEndpoints', abortSignal, async ({ sagemaker }) => {
        const command = new ListEndpointsCommand({ MaxResults, NextToken });
        const { Endpoints = [], NextToken: next } = await sagemaker.send(command, { abortSignal });
        return { names: known(Endpoints.map((it) => it.EndpointName)), next };
      }),

    endpointConfigsOf: (EndpointName, abortSignal) =>
      requests.ask('DescribeEndpoint', abortSignal, async ({ sagemaker }) => {
        const { EndpointConfigName, PendingDeploymentSummary } = await sagemaker.send(
          new DescribeEndpointCommand({ EndpointName }),
          { abortSignal },
        );
        return known([EndpointConfigName, PendingDeploymentSummary?.EndpointConfigName]);
      }),

    components: (NextToken, abortSignal) =>
      requests.ask('ListInferenceComponents', abortSignal, async ({ sagemaker }) => {
        const command = new ListInferenceComponentsCommand({ MaxResults, NextToken });
        const { InferenceComponents = [], NextToken: next } = await sagemaker.send(command, { abortSignal });
        return { names: known(InferenceComponents.map((it) => it.InferenceComponentName)), next };
      }),

    component: (InferenceComponentName, abortSignal) =>
      requests.ask('DescribeInferenceComponent', abortSignal, async ({ sagemaker }) => {
        const {
          EndpointName,
          Specification,
          Specifications = [],
        } = await sagemaker.send(new DescribeInferenceComponentCommand({ InferenceComponentName }), { abortSignal });
        const models = known([Specification, ...Specifications].map((it) => it?.ModelName));
        return { models, endpoint: EndpointName };
      }),
  };
}

/** Those of some names that there are. */
const known = (names: readonly (string | undefined)[]) => names.filter((it) => it !== undefined);

function listInput({ nameContains, sortBy, order }: Query, next: string | undefined) {
  return {
    MaxResults,
    NextToken: next,
    NameContains: nameContains || undefined,
    SortBy: sortBy,
    SortOrder: order,
  };
}

interface ListOutput {
  readonly Models?: { ModelName?: string; ModelArn?: string; CreationTime?: Date }[];
  readonly NextToken?: string;
}

/** A page without what names no model. */
function asPage({ Models = [], NextToken }: ListOutput): Page {
  const models = Models.flatMap(({ ModelName, ModelArn, CreationTime = new Date(0) }) =>
    ModelName === undefined || ModelArn === undefined ? [] : { name: ModelName, arn: ModelArn, created: CreationTime },
  );
  return { models, next: NextToken };
}

/** Has a command tell of its attempts. */
function tell<Input extends object, Output extends object>(
  { middlewareStack }: { readonly middlewareStack: MiddlewareStack<Input, Output> },
  retried: Asking['retried'],
): void {
  middlewareStack.add(telling(retried), { step: 'finalizeRequest', name: 'tell', priority: 'low' });
}

/** Tells of every attempt but the first. */
function telling(retried: Asking['retried']) {
  let attempt = 0;
  return <Args, Result>(next: (args: Args) => Promise<Result>) =>
    (args: Args): Promise<Result> => {
      if (++attempt > 1) retried?.(attempt);
      return next(args);
    };
}
