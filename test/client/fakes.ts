/** An account that answers at once, and a person who answers as they are told to. */

import type {
  Aws,
  ConnectOptions,
  DescribeModelResponse,
  ModelSummary,
  Models,
  Page,
  Profile,
  Query,
  Request,
} from '../../aws/api';
import { Emitter } from '../../aws/emitter';
import { Failure } from '../../aws/failure';
import { type ActiveConnection, Session, type SessionChange, type SessionHost } from '../../aws/session';
import type { Pending } from '../../client/features/create/submit';
import type { ModelEvent, ModelEvents, NamedModel } from '../../client/models/events';
import type { Fetched } from '../../client/models/fetch';
import type { Ui } from '../../client/ui/ui';

export const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:sagemaker:${region}:111122223333:model/${name}`;

export const summary = (name: string, created = new Date('2026-11-01')): ModelSummary => ({
  name,
  arn: arnOf(name),
  created,
});

/** An account in memory; each method can be replaced. `created` is every request that was carried out. */
export function models(
  own: Partial<Models> = {},
): Models & { readonly created: Request[]; readonly there: Map<string, DescribeModelResponse> } {
  const created: Request[] = [];
  const there = new Map<string, DescribeModelResponse>();
  const account: ReturnType<typeof models> = {
    created,
    there,
    in: async () => account,
    close: () => {},
    endpoint: 'https://api.sagemaker.eu-west-1.amazonaws.com',
    account: async () => '111122223333',
    list: async (): Promise<Page> => ({ models: [] }),
    describe: async (name) => there.get(name) ?? fail('not-found', 'There is no such model.'),
    tags: async () => [],
    packages: async () => [],
    tag: async () => {},
    untag: async () => {},
    endpointConfigs: async () => ({ names: [] }),
    endpointConfig: async () => [],
    endpoints: async () => ({ names: [] }),
    endpointConfigsOf: async () => [],
    components: async () => ({ names: [] }),
    component: async () => ({ models: [] }),
    create: async ({ Tags, ...request }) => {
      const name = request.ModelName ?? '';
      if (there.has(name)) fail('exists', 'It is there.');
      created.push({ ...request, ...(Tags && { Tags }) });
      const CreationTime = new Date().toISOString();
      there.set(name, {
        ...request,
        ModelName: name,
        ModelArn: arnOf(name),
        CreationTime,
        EnableNetworkIsolation: false,
      });
      return arnOf(name);
    },
    remove: async (name) => void (there.delete(name) || fail('not-found', 'There is no such model.')),
    ...own,
  };
  return account;
}

/** Fails in one of the known ways. */
export function fail(
  kind: Failure['kind'],
  message: string,
  more: { isAmbiguous?: boolean; said?: string } = {},
): never {
  throw new Failure(kind, message, { remedy: 'retry', ...more });
}

/** Pages of so many models each, cut before they are filtered, as SageMaker does it. */
export function paged(all: readonly ModelSummary[], size: number): Pick<Models, 'list'> & { readonly asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    list: async ({ nameContains = '' }: Query, next) => {
      const from = Number(next ?? 0);
      asked.push(from);
      const page = all.slice(from, from + size).filter((it) => it.name.includes(nameContains));
      return { models: page, next: from + size < all.length ? String(from + size) : undefined };
    },
  };
}

export interface World {
  readonly session: Session;
  readonly wishes: ConnectOptions[];
  readonly changes: SessionChange[];
  /** How often the side of the door that knows the SDK was loaded. */
  readonly loads: () => number;
  surroundings: SessionHost;
  profiles: Profile[];
}

/** A session in front of an account; `afresh` of each reading of the files is noted. */
export function world(account: Models = models(), own: Partial<SessionHost> = {}): World & { afresh: boolean[] } {
  let loads = 0;
  const wishes: ConnectOptions[] = [];
  const changes: SessionChange[] = [];
  const afresh: boolean[] = [];
  let chosen = {};
  const aws: Aws = {
    translate: () => {},
    profiles: async (again) => {
      afresh.push(again);
      return it.profiles;
    },
    connect: async (wish) => {
      wishes.push(wish);
      return account;
    },
  };
  const surroundings: SessionHost = {
    load: async () => {
      loads++;
      return aws;
    },
    settings: () => ({}),
    environment: {},
    chosen: {
      get: () => chosen,
      set: (wishes) => {
        chosen = wishes;
      },
    },
    mfaCode: async () => undefined,
    log: () => {},
    ...own,
  };
  const session = new Session(surroundings);
  const it = {
    session,
    wishes,
    changes,
    afresh,
    loads: () => loads,
    surroundings,
    profiles: [{ name: 'default', region: 'eu-west-1' }] as Profile[],
  };
  session.onDidChange((change) => changes.push(change));
  return it;
}

/** A record of a request that notes what is done with it. */
export const noting = (shown: string[]): Pending => ({
  keep: async () => void shown.push('remember'),
  forget: async () => void shown.push('forget'),
});

/** What a person was told and asked, and what they say to it. */
export interface Person extends Ui {
  readonly told: string[];
  readonly asked: { question: string; detail: string }[];
  readonly copied: string[];
  readonly opened: string[];
  readonly mended: Failure[];
  /** What the progress says of attempts. */
  readonly attempts: number[];
  /** What it says of how far something has come. */
  readonly progressed: string[];
}

/**
 * @param chooses the ways that are taken, one after the other
 * @param types whether the word is typed that is asked for
 * @param says the action that is chosen where it is offered
 * @param signal stops what goes on
 * @param mends what is done against a failure, and whether that helps
 */
export function person(
  {
    agrees = true,
    says = [],
    chooses = [],
    types = true,
    signal = new AbortController().signal,
  }: {
    signal?: AbortSignal;
    agrees?: boolean;
    says?: readonly string[];
    chooses?: readonly string[];
    types?: boolean;
  } = {},
  mends: (failure: Failure) => Promise<boolean> = async () => true,
): Person {
  const told: string[] = [];
  const asked: Person['asked'] = [];
  const copied: string[] = [];
  const opened: string[] = [];
  const mended: Failure[] = [];
  const attempts: number[] = [];
  const progress: string[] = [];
  const ways = [...chooses];
  return {
    attempts,
    progressed: progress,
    told,
    asked,
    copied,
    opened,
    mended,
    confirm: async (question, detail) => {
      asked.push({ question, detail });
      return agrees;
    },
    ask: async (question, detail, actions) => {
      asked.push({ question, detail });
      return says.find((it) => actions.includes(it)) ?? (agrees ? actions[0] : undefined);
    },
    tell: async (_, message, ...actions) => {
      told.push(message);
      return says.find((it) => actions.includes(it));
    },
    choose: async (question, offered) => {
      asked.push({ question, detail: offered.map((it) => it.label).join(' | ') });
      const way = ways.shift();
      return offered.find((it) => it.key === way)?.key;
    },
    typed: async (question, detail) => {
      asked.push({ question, detail });
      return types;
    },
    progress: async (_, task) =>
      task({ signal, retried: (attempt) => void attempts.push(attempt) }, (message) => void progress.push(message)),
    remedy: async (failure) => {
      mended.push(failure);
      return mends(failure);
    },
    copy: async (text) => void copied.push(text),
    openExternal: async (url) => void opened.push(url),
  };
}

/** Model events, with a function for each kind that is noted. */
export function eventsOf(
  own: {
    created?(model: ModelSummary, live: ActiveConnection): void;
    removed?(model: NamedModel, live: ActiveConnection): void;
    changed?(name: string, region: string): void;
    found?(name: string, fetched: Fetched | undefined, files: readonly string[]): void;
  } = {},
): ModelEvents {
  const events = new Emitter<ModelEvent>();
  events.event((it) => {
    if (it.kind === 'created') own.created?.(it.model, it.live);
    if (it.kind === 'deleted') own.removed?.(it.model, it.live);
    if (it.kind === 'tagsChanged') own.changed?.(it.name, it.region);
    if (it.kind === 'described') own.found?.(it.name, it.fetched, it.files ?? []);
  });
  return events;
}
