/** A SageMaker to run against: the operations of the service on models and what runs them, and STS GetCallerIdentity, on a port of this machine. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { credentialOf, type Key } from './caller';
import { type Deployment, type DeploymentSeed, deploymentOf } from './deployments';
import type { Faults } from './judgement';
import { htmlPage, type Misbehaviour, reset, Script, send } from './misbehaviour';
import { type Model, modelOf, type Seed } from './model';
import { answerTo, bodyOf, type Operation, operationOf } from './service';

export type { Key } from './caller';
export type { Deployment, DeploymentSeed } from './deployments';
export type { Faults } from './judgement';
export { internalFailure, type Misbehaviour, throttled, unavailable } from './misbehaviour';
export type { Model, Seed } from './model';
export type { Operation } from './service';

export interface Options {
  /** Any free one where none is given. */
  readonly port?: number;
  /** Where models live that are put there without a request and name no region; requests name theirs in the signature. */
  readonly region?: string;
  /** Whose those models are, and that of every access key of which `keys` says nothing else. */
  readonly account?: string;
  readonly models?: readonly Seed[];
  readonly deployments?: readonly DeploymentSeed[];
  /** The service's clock, in milliseconds: a request signed more than 15 minutes off it is refused. */
  readonly now?: () => number;
}

export interface SageMaker {
  readonly url: string;
  /** Everything that was received, in order. */
  readonly requests: readonly Received[];
  /** All models of all accounts and regions, by ARN. */
  readonly models: Map<string, Model>;
  /** The ARNs of model packages, the newest last. */
  readonly packages: string[];
  /** What is special about an access key, by its id; any other is good, and may do everything. */
  readonly keys: Map<string, Key>;
  /** What is wrong in the accounts with what requests name. */
  readonly faults: Faults;
  /** Puts a model there without a request; answers with its ARN. */
  add(seed: Seed): string;
  /** Puts something there that runs models; answers with its ARN. */
  deploy(seed: DeploymentSeed): string;
  /** Goes wrong on the next `times` (1; `Infinity` for ever) requests of an operation, or of any. */
  misbehave(operation: Operation | 'any', how: Misbehaviour, times?: number): void;
  /** Forgets every misbehaviour that is still to come. */
  behave(): void;
  /** Ends every connection, answered or not. */
  stop(): Promise<void>;
}

export interface Received {
  /** `''` where none was named. */
  readonly operation: string;
  /** From the signature, like the key. */
  readonly region: string | undefined;
  readonly accessKeyId: string | undefined;
  /** Parsed; the text where it is no JSON, `undefined` where it was not read. */
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
}

export async function startSageMaker(options: Options = {}): Promise<SageMaker> {
  const { port = 0, region = 'eu-west-1', account = '111122223333', models: seeds = [], now = Date.now } = options;
  const deployments = new Map<string, Deployment>();
  const models = new Map<string, Model>();
  const keys = new Map<string, Key>();
  const faults: Faults = { data: new Map(), roles: new Map(), images: new Map(), packages: new Map() };
  const packages: string[] = [];
  const world = { models, packages, deployments, keys, account, faults };
  const requests: Received[] = [];
  const script = new Script();

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { headers } = request;
    const operation = operationOf(headers);
    const how = script.next(operation);
    const isRead = !(how && 'reset' in how && how.reset === 'before');
    const body = isRead ? bodyOf(operation, await textOf(request)) : undefined;
    const { region, accessKeyId } = credentialOf(headers) ?? {};
    requests.push({ operation, region, accessKeyId, body, headers });
    if (!isRead) {
      reset(response);
      return;
    }
    const time = new Date(now());
    response.setHeader('date', time.toUTCString());
    if (how && 'html' in how) {
      send(response, htmlPage(how.html), how);
      return;
    }
    const requestId = randomUUID();
    response.setHeader('x-amzn-requestid', requestId);
    send(response, answerTo({ operation, body, headers, requestId, now: time }, world, how), how);
  };

  const add = (seed: Seed): string => {
    const place = { region: seed.region ?? region, account: seed.account ?? account };
    const model = modelOf(place, seed.request, seed.created ?? new Date(now()));
    models.set(model.arn, { ...model, alsoDescribed: seed.alsoDescribed });
    return model.arn;
  };

  const deploy = (seed: DeploymentSeed): string => {
    const place = { region: seed.region ?? region, account: seed.account ?? account };
    const deployment = deploymentOf(place, seed, seed.created ?? new Date(now()));
    deployments.set(deployment.arn, deployment);
    return deployment.arn;
  };

  for (const seed of seeds) add(seed);
  for (const seed of options.deployments ?? []) deploy(seed);
  // A caller that leaves before its request is read wants no answer.
  const server = createServer((request, response) => receive(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`,
    requests,
    models,
    packages,
    keys,
    faults,
    add,
    deploy,
    misbehave: (operation, how, times = 1) => script.add(operation, how, times),
    behave: () => script.clear(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
