/** The AWS clients of a connection: clients for each Region, and the credentials that all Regions share. */
import { readFile } from 'node:fs/promises';
import type { AgentOptions } from 'node:https';
import { rootCertificates } from 'node:tls';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { STSClient } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-provider-ini';
import {
  credentialsTreatedAsExpired,
  credentialsWillNeedRefresh,
  defaultProvider,
} from '@aws-sdk/credential-provider-node';
import { memoize, parseKnownFiles } from '@smithy/core/config';
import type { MiddlewareStack } from '@smithy/types';
import type { ConnectionHost, ConnectOptions } from '../api';
import { isFailure } from '../failure';
import { BoundedHandler, declaredAnswers } from './answers';
import { asFailure, credentialsFailure, noMfaCode, slowCredentials, wrongEndpoint } from './errors';

/** Credentials that take longer, time in which a person is asked for a code not counted, do not come. In milliseconds. */
const credentialsLimit = 20_000;
const soon = { connectionTimeout: 2000, requestTimeout: 4000 };

/** How long to wait for a connection and for a response, in milliseconds. */
export interface Timeouts {
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
}

type Provide = () => ReturnType<ReturnType<typeof fromIni>>;

/** Ends something once it's no longer wanted and no running request needs it. */
class Ending {
  readonly #end: () => void;
  #running = 0;
  #isWanted = true;

  constructor(end: () => void) {
    this.#end = end;
  }

  async during<T>(task: Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await task;
    } finally {
      this.#running--;
      this.#endIfIdle();
    }
  }

  close(): void {
    this.#isWanted = false;
    this.#endIfIdle();
  }

  #endIfIdle(): void {
    if (!this.#isWanted && this.#running === 0) this.#end();
  }
}

/** Credentials as read at one time, resolved once for all callers and renewed before they expire. */
export interface Credentials {
  readonly provide: Provide;
  readonly ending: Ending;
}

/** How long after one Region accepts credentials a rejection by another Region isn't their fault. In milliseconds. */
const trust = 5 * 60_000;

/** The credentials of a connection. All Regions share them, so the user is prompted for an MFA code only once. */
export class Access {
  readonly #wish: ConnectOptions;
  readonly #outside: ConnectionHost;
  readonly #timeouts: Timeouts;
  readonly #accepted = new Map<string, number>();
  #credentials: Credentials | undefined;
  #isAfresh: boolean;
  #trusted: Promise<AgentOptions | undefined> | undefined;
  #isNews = false;
  #isClosed = false;

  /** @param afresh whether the files have changed since they were last read */
  constructor(wish: ConnectOptions, outside: ConnectionHost, afresh: boolean, timeouts: Timeouts) {
    this.#wish = wish;
    this.#outside = outside;
    this.#isAfresh = afresh;
    this.#timeouts = timeouts;
  }

  /** The trusted certificates. @throws Failure if they can't be read */
  trusted(): Promise<AgentOptions | undefined> {
    this.#trusted ??= trusted(this.#wish.profile);
    return this.#trusted;
  }

  /** The current credentials. */
  async credentials(): Promise<Credentials> {
    const httpsAgent = await this.trusted();
    if (!this.#credentials) {
      this.#credentials = credentials(this.#wish, this.#outside, this.#isAfresh, { ...this.#timeouts, httpsAgent });
      if (this.#isClosed) this.#credentials.ending.close();
    }
    return this.#credentials;
  }

  /** Rereads the files, unless that was already done after these credentials were in use. */
  renew(used: Credentials): void {
    if (this.#credentials !== used) return;
    used.ending.close();
    this.#isNews = true;
    this.#credentials = undefined;
    this.#trusted = undefined;
    this.#isAfresh = true;
    this.#accepted.clear();
  }

  /** Records that a Region has accepted the credentials. */
  accepted(region: string): void {
    this.#accepted.set(region, Date.now());
  }

  /** Whether another Region has just accepted the credentials, so that new ones would be rejected as well. */
  isAcceptedBeside(region: string): boolean {
    return [...this.#accepted].some(([it, at]) => it !== region && Date.now() - at < trust);
  }

  /** Whether the credentials have been reread since this was last called. */
  isNews(): boolean {
    const isNews = this.#isNews;
    this.#isNews = false;
    return isNews;
  }

  close(): void {
    this.#isClosed = true;
    this.#credentials?.ending.close();
  }
}

/** The clients of a Region, and their endpoint URL. */
export interface Clients {
  readonly sagemaker: SageMakerClient;
  readonly sts: STSClient;
  readonly endpoint: string;
  readonly credentials: Credentials;
  readonly ending: Ending;
}

/** The configuration that both clients share. */
type Stack = MiddlewareStack<object, object>;

export async function open(
  wish: ConnectOptions,
  outside: ConnectionHost,
  access: Access,
  timeouts: Timeouts,
): Promise<Clients> {
  const { profile, region, endpoint } = wish;
  if (endpoint !== undefined && !URL.canParse(endpoint)) throw wrongEndpoint(endpoint);
  const credentials = await access.credentials();
  const httpsAgent = await access.trusted();
  const common = {
    region,
    profile,
    // Another address stands for all of AWS: the account is asked there as well, and nowhere else.
    ...(endpoint !== undefined && { endpoint }),
    credentials: credentials.provide,
  };
  const sagemaker = new SageMakerClient({ ...common, requestHandler: new BoundedHandler({ ...timeouts, httpsAgent }) });
  // Nothing waits long for the account: where it does not come soon, it is unknown.
  const sts = new STSClient({
    ...common,
    maxAttempts: 1,
    requestHandler: new BoundedHandler({ ...timeouts, ...soon, httpsAgent }),
  });
  for (const { middlewareStack } of [sagemaker, sts] as readonly { readonly middlewareStack: Stack }[]) {
    middlewareStack.add(declaredAnswers(), { step: 'initialize', name: 'declared' });
    middlewareStack.add(logging(outside), { step: 'initialize', name: 'log' });
  }
  const { url } = sagemaker.config.endpointProvider({
    Region: region,
    UseFIPS: await sagemaker.config.useFipsEndpoint(),
    UseDualStack: await sagemaker.config.useDualstackEndpoint(),
    Endpoint: endpoint,
  });
  const ending = new Ending(() => {
    sagemaker.destroy();
    sts.destroy();
  });
  return { sagemaker, sts, endpoint: url.origin, credentials, ending };
}

/** The SDK's own credentials of a profile, or its own chain without one; in time, with their failures in our words. */
function credentials(
  wish: ConnectOptions,
  outside: ConnectionHost,
  afresh: boolean,
  how: Timeouts & { readonly httpsAgent?: AgentOptions },
): Credentials {
  const { profile, region } = wish;
  const requestHandler = new BoundedHandler(how);
  const ending = new Ending(() => requestHandler.destroy());
  let isAsking = false;
  const mfaCodeProvider = async (serial: string) => {
    isAsking = true;
    const code = await outside.mfaCode(serial).finally(() => {
      isAsking = false;
    });
    if (!code) throw noMfaCode();
    return code;
  };
  const init = { mfaCodeProvider, ignoreCache: afresh, clientConfig: { region, requestHandler }, logger: silent };
  // A profile that is named is used or fails by itself; the chain would go on to others, and tell of none of its faults.
  const provide =
    profile === undefined
      ? defaultProvider(init)
      : memoize(fromIni({ ...init, profile }), credentialsTreatedAsExpired, credentialsWillNeedRefresh);
  const inTime = async () => {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      let left = credentialsLimit;
      timer = setInterval(() => {
        if (!isAsking) left -= 250;
        if (left <= 0) reject(slowCredentials(profile, credentialsLimit));
      }, 250);
    });
    try {
      const providing = ending.during(provide());
      outside.readsCredentials?.(providing);
      return await Promise.race([providing, tooLate]);
    } catch (error) {
      const failure = isFailure(error) ? error : credentialsFailure(error, wish);
      // Not what was said: a command that failed is named in it with all that it was given.
      outside.log(['Credentials', failure.kind, failure.message].join(': '));
      throw failure;
    } finally {
      clearInterval(timer);
    }
  };
  return { provide: inTime, ending };
}

/** What the SDK has to say beside its errors is nothing for anybody; it goes to the console otherwise. */
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/**
 * Makes connections that also trust the certificates of `AWS_CA_BUNDLE` or of the profile's `ca_bundle`, as the AWS CLI does;
 * the SDK knows neither.
 */
async function trusted(profile = 'default'): Promise<AgentOptions | undefined> {
  const file = process.env.AWS_CA_BUNDLE || (await parseKnownFiles({}))[profile]?.ca_bundle;
  if (!file) return undefined;
  try {
    return { ca: [...rootCertificates, await readFile(file, 'utf8')] };
  } catch (error) {
    throw asFailure(error, 'ca_bundle', { profile, region: '' }, file);
  }
}

/** Says each request in one line of the log. */
function logging(outside: ConnectionHost) {
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
