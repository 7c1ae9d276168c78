/** The other side of the door: SageMaker through the SDK, in a bundle of its own that is loaded on first use. */
import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { rootCertificates } from 'node:tls';
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
  SageMakerClient,
  type Tag,
} from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-provider-ini';
import {
  credentialsTreatedAsExpired,
  credentialsWillNeedRefresh,
  defaultProvider,
} from '@aws-sdk/credential-provider-node';
import { loadSharedConfigFiles, memoize, parseKnownFiles } from '@smithy/core/config';
import type { MiddlewareStack } from '@smithy/types';
import * as l10n from '@vscode/l10n';
import { asFailure, credentialsFailure, isRefusalOfCredentials, slowCredentials, wrongEndpoint } from './awsFailure';
import { type Failure, isFailure } from './failure';
import type { Answer, Asking, Aws, Models, Outside, Page, Profile, Query, Request, SignIn, Wish } from './models';

/** Credentials that take longer, time in which a person is asked for a code not counted, do not come. In milliseconds. */
const credentialsLimit = 20_000;
const connectionTimeout = 10_000;
const requestTimeout = 30_000;
const soon = { connectionTimeout: 2000, requestTimeout: 4000 };

/** Every tag of a model comes in one page: ListTags takes 50 to 100 (API_ListTags), and a model has up to 50. */
const tagsAPage = 100;
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

/** How long is waited, in milliseconds. */
interface Limits {
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
}

interface Clients {
  readonly sagemaker: SageMakerClient;
  readonly sts: STSClient;
}

export const connect = async (
  wish: Wish,
  outside: Outside,
  afresh: boolean,
  limits: Limits = { connectionTimeout, requestTimeout },
): Promise<Models> => {
  const opened = (again: boolean) =>
    open(wish, outside, again, limits).catch((error: unknown) => {
      throw asFailure(error, 'Connection', wish, wish.endpoint ?? wish.region);
    });
  let clients = await opened(afresh);
  const { endpoint } = clients;
  /** Whether what gives the credentials is stuck, so that it has to be started anew. */
  let isStuck = false;

  async function once<Output>(operation: string, signal: AbortSignal, send: (clients: Clients) => Promise<Output>) {
    if (isStuck) clients = await opened(true);
    isStuck = false;
    try {
      return await abortable(signal, send(clients));
    } catch (error) {
      const failure = asFailure(error, operation, wish, endpoint);
      isStuck = failure.kind === 'slow-credentials';
      throw isRefusalOfCredentials(error) ? new Refused(failure) : failure;
    }
  }

  /** Asks once. Where the credentials are refused, that may lead to another account: nothing is changed there unasked. */
  const change = <Output>(operation: string, signal: AbortSignal, send: (clients: Clients) => Promise<Output>) =>
    once(operation, signal, send).catch((error: unknown) => {
      throw error instanceof Refused ? error.failure : error;
    });

  /** Asks once, and once more with credentials that are read again where those at hand are refused. */
  async function ask<Output>(operation: string, signal: AbortSignal, send: (clients: Clients) => Promise<Output>) {
    try {
      return await once(operation, signal, send);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
    clients = await opened(true);
    const output = await change(operation, signal, send);
    outside.reopened?.();
    return output;
  }

  const models: Models = {
    endpoint,
    account: async (abortSignal) => {
      const known = await ask('GetCallerIdentity', abortSignal, async ({ sagemaker }) =>
        sagemaker.config.credentials(),
      );
      if (known.accountId) return known.accountId;
      // Whatever is answered there says nothing about SageMaker.
      const { Account } = await change('GetCallerIdentity', abortSignal, ({ sts }) =>
        sts.send(new GetCallerIdentityCommand(), { abortSignal }),
      ).catch((failure: Failure) => {
        if (failure.kind === 'cancelled') throw failure;
        return { Account: undefined };
      });
      return Account;
    },

    list: (query, next, abortSignal) =>
      ask('ListModels', abortSignal, async ({ sagemaker }) =>
        asPage(await sagemaker.send(new ListModelsCommand(listInput(query, next)), { abortSignal })),
      ),

    describe: (name, abortSignal) =>
      ask('DescribeModel', abortSignal, async ({ sagemaker }): Promise<Answer> => {
        const { $metadata, ...answer } = await sagemaker.send(new DescribeModelCommand({ ModelName: name }), {
          abortSignal,
        });
        return { ...answer, CreationTime: answer.CreationTime?.toISOString() };
      }),

    tags: (arn, abortSignal) =>
      ask('ListTags', abortSignal, async ({ sagemaker }) => {
        const tags: Tag[] = [];
        const seen = new Set<string>();
        let NextToken: string | undefined;
        do {
          const input = { ResourceArn: arn, MaxResults: tagsAPage, NextToken };
          const page = await sagemaker.send(new ListTagsCommand(input), { abortSignal });
          tags.push(...(page.Tags ?? []));
          if (NextToken) seen.add(NextToken);
          NextToken = page.NextToken;
        } while (NextToken && !seen.has(NextToken));
        return tags;
      }),

    tag: (arn, tags, { signal: abortSignal, retried }) =>
      change('AddTags', abortSignal, async ({ sagemaker }) => {
        const command = new AddTagsCommand({ ResourceArn: arn, Tags: [...tags] });
        tell(command, retried);
        await sagemaker.send(command, { abortSignal });
      }),

    untag: (arn, keys, { signal: abortSignal, retried }) =>
      change('DeleteTags', abortSignal, async ({ sagemaker }) => {
        const command = new DeleteTagsCommand({ ResourceArn: arn, TagKeys: [...keys] });
        tell(command, retried);
        await sagemaker.send(command, { abortSignal });
      }),

    endpointConfigs: (NextToken, abortSignal) =>
      ask('ListEndpointConfigs', abortSignal, async ({ sagemaker }) => {
        const command = new ListEndpointConfigsCommand({ MaxResults, NextToken });
        const { EndpointConfigs = [], NextToken: next } = await sagemaker.send(command, { abortSignal });
        return { names: known(EndpointConfigs.map((it) => it.EndpointConfigName)), next };
      }),

    endpointConfig: (EndpointConfigName, abortSignal) =>
      ask('DescribeEndpointConfig', abortSignal, async ({ sagemaker }) => {
        const command = new DescribeEndpointConfigCommand({ EndpointConfigName });
        const { ProductionVariants = [], ShadowProductionVariants = [] } = await sagemaker.send(command, {
          abortSignal,
        });
        return known([...ProductionVariants, ...ShadowProductionVariants].map((it) => it.ModelName));
      }),

    endpoints: (NextToken, abortSignal) =>
      ask('ListEndpoints', abortSignal, async ({ sagemaker }) => {
        const command = new ListEndpointsCommand({ MaxResults, NextToken });
        const { Endpoints = [], NextToken: next } = await sagemaker.send(command, { abortSignal });
        return { names: known(Endpoints.map((it) => it.EndpointName)), next };
      }),

    endpointConfigsOf: (EndpointName, abortSignal) =>
      ask('DescribeEndpoint', abortSignal, async ({ sagemaker }) => {
        const { EndpointConfigName, PendingDeploymentSummary } = await sagemaker.send(
          new DescribeEndpointCommand({ EndpointName }),
          { abortSignal },
        );
        return known([EndpointConfigName, PendingDeploymentSummary?.EndpointConfigName]);
      }),

    components: (NextToken, abortSignal) =>
      ask('ListInferenceComponents', abortSignal, async ({ sagemaker }) => {
        const command = new ListInferenceComponentsCommand({ MaxResults, NextToken });
        const { InferenceComponents = [], NextToken: next } = await sagemaker.send(command, { abortSignal });
        return { names: known(InferenceComponents.map((it) => it.InferenceComponentName)), next };
      }),

    component: (InferenceComponentName, abortSignal) =>
      ask('DescribeInferenceComponent', abortSignal, async ({ sagemaker }) => {
        const {
          EndpointName,
          Specification,
          Specifications = [],
        } = await sagemaker.send(new DescribeInferenceComponentCommand({ InferenceComponentName }), { abortSignal });
        const models = known([Specification, ...Specifications].map((it) => it?.ModelName));
        return { models, endpoint: EndpointName };
      }),

    packages: (abortSignal) =>
      ask('ListModelPackages', abortSignal, async ({ sagemaker }) => {
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

    create: (request: Request, { signal: abortSignal, retried }) =>
      change('CreateModel', abortSignal, async ({ sagemaker }) => {
        const command = new CreateModelCommand(request);
        tell(command, retried);
        return (await sagemaker.send(command, { abortSignal })).ModelArn ?? '';
      }),

    remove: (name, { signal: abortSignal, retried }) =>
      change('DeleteModel', abortSignal, async ({ sagemaker }) => {
        const command = new DeleteModelCommand({ ModelName: name });
        tell(command, retried);
        await sagemaker.send(command, { abortSignal });
      }),
  };
  return models;
};

/** Those of some names that there are. */
const known = (names: readonly (string | undefined)[]) => names.filter((it) => it !== undefined);

/** Credentials were refused, with this failure. */
class Refused extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** A task's end, or an error as soon as a signal says so, whatever else goes on. */
function abortable<Output>(signal: AbortSignal, task: Promise<Output>): Promise<Output> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(Object.assign(new Error('Aborted'), { name: 'AbortError' }));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    task.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

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

function asPage({ Models = [], NextToken }: ListOutput): Page {
  const models = Models.map(({ ModelName = '', ModelArn = '', CreationTime = new Date(0) }) => ({
    name: ModelName,
    arn: ModelArn,
    created: CreationTime,
  }));
  return { models, next: NextToken };
}

/** The clients of a connection, and the address that they talk to. */
async function open(
  wish: Wish,
  outside: Outside,
  afresh: boolean,
  limits: Limits,
): Promise<Clients & { readonly endpoint: string }> {
  const { profile, region, endpoint } = wish;
  if (endpoint !== undefined && !URL.canParse(endpoint)) throw wrongEndpoint(endpoint);
  const httpsAgent = await agent(profile);
  const common = {
    region,
    profile,
    // Another address stands for all of AWS: the account is asked there as well, and nowhere else.
    ...(endpoint !== undefined && { endpoint }),
    credentials: credentials(wish, outside, afresh, { ...limits, ...(httpsAgent && { httpsAgent }) }),
    requestHandler: {
      ...limits,
      throwOnRequestTimeout: true,
      ...(httpsAgent && { httpsAgent }),
    },
  };
  const sagemaker = new SageMakerClient(common);
  // Nothing waits long for the account: where it does not come soon, it is unknown.
  const sts = new STSClient({ ...common, maxAttempts: 1, requestHandler: { ...common.requestHandler, ...soon } });
  sagemaker.middlewareStack.add(logging(outside), { step: 'initialize', name: 'log' });
  sts.middlewareStack.add(logging(outside), { step: 'initialize', name: 'log' });
  const { url } = sagemaker.config.endpointProvider({
    Region: region,
    UseFIPS: await sagemaker.config.useFipsEndpoint(),
    UseDualStack: await sagemaker.config.useDualstackEndpoint(),
    Endpoint: endpoint,
  });
  return { sagemaker, sts, endpoint: url.origin };
}

/** The SDK's own credentials of a profile, or its own chain without one; in time, with their failures in our words. */
function credentials(wish: Wish, outside: Outside, afresh: boolean, requestHandler: object) {
  const { profile, region } = wish;
  let isAsking = false;
  const mfaCodeProvider = async (serial: string) => {
    isAsking = true;
    const code = await outside.mfaCode(serial);
    isAsking = false;
    if (!code) throw credentialsFailure('cancelled', wish);
    return code;
  };
  const init = { mfaCodeProvider, ignoreCache: afresh, clientConfig: { region, requestHandler }, logger: silent };
  // A profile that is named is used or fails by itself; the chain would go on to others, and tell of none of its faults.
  const provide =
    profile === undefined
      ? defaultProvider(init)
      : memoize(fromIni({ ...init, profile }), credentialsTreatedAsExpired, credentialsWillNeedRefresh);
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      let left = credentialsLimit;
      timer = setInterval(() => {
        if (!isAsking) left -= 250;
        if (left <= 0) reject(slowCredentials(profile, credentialsLimit));
      }, 250);
    });
    try {
      return await Promise.race([provide(), tooLate]);
    } catch (error) {
      const failure = isFailure(error) ? error : credentialsFailure(error, wish);
      // Not what was said: a command that failed is named in it with all that it was given.
      outside.log(['Credentials', failure.kind, failure.message].join(': '));
      throw failure;
    } finally {
      clearInterval(timer);
    }
  };
}

/** What the SDK has to say beside its errors is nothing for anybody; it goes to the console otherwise. */
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/**
 * A connection that trusts the certificates of `AWS_CA_BUNDLE` or of the profile's `ca_bundle` as well, as the AWS CLI does;
 * the SDK knows neither.
 */
async function agent(profile = 'default'): Promise<Agent | undefined> {
  const file = process.env.AWS_CA_BUNDLE || (await parseKnownFiles({}))[profile]?.ca_bundle;
  if (!file) return undefined;
  try {
    return new Agent({ keepAlive: true, ca: [...rootCertificates, await readFile(file, 'utf8')] });
  } catch (error) {
    throw asFailure(error, 'ca_bundle', { profile, region: '' }, file);
  }
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

/** Says each request in one line of the log. */
function logging(outside: Outside) {
  return <Args, Result extends object>(next: (args: Args) => Promise<Result>, context: { commandName?: string }) =>
    async (args: Args): Promise<Result> => {
      const began = Date.now();
      const operation = context.commandName?.replace(/Command$/, '') ?? '';
      const line = (ended: string, of: unknown) => {
        const { requestId, attempts = 1 } = Object(Reflect.get(Object(of), '$metadata') ?? {});
        const tries = attempts > 1 ? `, ${attempts} attempts` : '';
        outside.log(`${operation}: ${ended} in ${Date.now() - began} ms${tries}${requestId ? `, ${requestId}` : ''}`);
      };
      try {
        const result = await next(args);
        line('answered', Reflect.get(result, 'output'));
        return result;
      } catch (error) {
        const [said = ''] = (error instanceof Error ? [error.name, error.message].join(': ') : String(error)).split(
          '\n',
          1,
        );
        line(said, error);
        throw error;
      }
    };
}
