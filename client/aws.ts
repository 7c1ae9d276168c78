/** The other side of the door: SageMaker through the SDK, in a bundle of its own that is loaded on first use. */
import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { rootCertificates } from 'node:tls';
import {
  CreateModelCommand,
  DeleteModelCommand,
  DescribeModelCommand,
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
import * as l10n from '@vscode/l10n';
import { asFailure, credentialsFailure, isRefusalOfCredentials, slowCredentials, wrongEndpoint } from './awsFailure';
import { type Failure, isFailure } from './failure';
import type { Answer, Asking, Aws, Models, Outside, Page, Profile, Query, Request, Wish } from './models';

/** Credentials that take longer, time in which a person is asked for a code not counted, do not come. In milliseconds. */
const credentialsLimit = 20_000;
const connectionTimeout = 10_000;
const requestTimeout = 30_000;
const soon = { connectionTimeout: 2000, requestTimeout: 4000 };

/** Every tag of a model comes in one page: ListTags takes 50 to 100 (API_ListTags), and a model has up to 50. */
const tagsAPage = 100;
const modelsAPage = 100;

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
      signIn: it.sso_session || it.sso_start_url ? 'sso' : it.login_session ? 'login' : undefined,
    };
  });
};

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
  let clients = await open(wish, outside, afresh, limits);
  const { endpoint } = clients;

  /** Asks once, and once more with credentials that are read again where those at hand are refused. */
  async function ask<Output>(operation: string, send: (clients: Clients) => Promise<Output>): Promise<Output> {
    try {
      return await send(clients);
    } catch (error) {
      if (!isRefusalOfCredentials(error)) throw asFailure(error, operation, wish, endpoint);
    }
    try {
      clients = await open(wish, outside, true, limits);
      return await send(clients);
    } catch (error) {
      throw asFailure(error, operation, wish, endpoint);
    }
  }

  const models: Models = {
    endpoint,
    account: (abortSignal) =>
      ask('GetCallerIdentity', async ({ sagemaker, sts }) => {
        const { accountId } = await sagemaker.config.credentials();
        return accountId ?? (await sts.send(new GetCallerIdentityCommand(), { abortSignal })).Account;
      }).catch((failure: Failure) => {
        if (['cancelled', 'expired', 'no-credentials'].includes(failure.kind)) throw failure;
        return undefined;
      }),

    list: (query, next, abortSignal) =>
      ask('ListModels', async ({ sagemaker }) =>
        asPage(await sagemaker.send(new ListModelsCommand(listInput(query, next)), { abortSignal })),
      ),

    describe: (name, abortSignal) =>
      ask('DescribeModel', async ({ sagemaker }): Promise<Answer> => {
        const { $metadata, ...answer } = await sagemaker.send(new DescribeModelCommand({ ModelName: name }), {
          abortSignal,
        });
        return { ...answer, CreationTime: answer.CreationTime?.toISOString() };
      }),

    tags: (arn, abortSignal) =>
      ask('ListTags', async ({ sagemaker }) => {
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

    create: (request: Request, { signal: abortSignal, retried }) =>
      ask('CreateModel', async ({ sagemaker }) => {
        const command = new CreateModelCommand(request);
        command.middlewareStack.add(telling(retried), { step: 'finalizeRequest', name: 'tell', priority: 'low' });
        return (await sagemaker.send(command, { abortSignal })).ModelArn ?? '';
      }),

    remove: (name, { signal: abortSignal, retried }) =>
      ask('DeleteModel', async ({ sagemaker }) => {
        const command = new DeleteModelCommand({ ModelName: name });
        command.middlewareStack.add(telling(retried), { step: 'finalizeRequest', name: 'tell', priority: 'low' });
        await sagemaker.send(command, { abortSignal });
      }),
  };
  return models;
};

function listInput({ nameContains, sortBy, order }: Query, next: string | undefined) {
  return {
    MaxResults: modelsAPage,
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
    credentials: credentials(wish, outside, afresh),
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
function credentials({ profile, region }: Wish, outside: Outside, afresh: boolean) {
  let isAsking = false;
  const mfaCodeProvider = async (serial: string) => {
    isAsking = true;
    const code = await outside.mfaCode(serial);
    isAsking = false;
    if (!code) throw credentialsFailure('cancelled', profile);
    return code;
  };
  const init = { mfaCodeProvider, ignoreCache: afresh, clientConfig: { region }, logger: silent };
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
      throw isFailure(error) ? error : credentialsFailure(error, profile);
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
        line(error instanceof Error ? [error.name, error.message].join(': ') : String(error), error);
        throw error;
      }
    };
}
