/** An account that answers at once, and a person who answers as they are told to. */
import type { Failure } from '../../client/failure';
import type { Answer, Aws, ModelSummary, Models, Page, Profile, Query, Request, Wish } from '../../client/models';
import { type Change, Session, type Surroundings } from '../../client/session';
import type { Ui } from '../../client/ui';

export const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:sagemaker:${region}:111122223333:model/${name}`;

export const summary = (name: string, created = new Date('2026-11-01')): ModelSummary => ({
  name,
  arn: arnOf(name),
  created,
});

/** An account in memory; each method can be replaced. */
export function models(own: Partial<Models> = {}): Models & { readonly created: Request[] } {
  const created: Request[] = [];
  return {
    created,
    endpoint: 'https://api.sagemaker.eu-west-1.amazonaws.com',
    account: async () => '111122223333',
    list: async (): Promise<Page> => ({ models: [] }),
    describe: async (name): Promise<Answer> => ({ ModelName: name, ModelArn: arnOf(name) }),
    tags: async () => [],
    create: async (request) => {
      created.push(request);
      return arnOf(request.ModelName ?? '');
    },
    ...own,
  };
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
  readonly wishes: Wish[];
  readonly changes: Change[];
  /** How often the side of the door that knows the SDK was loaded. */
  readonly loads: () => number;
  surroundings: Surroundings;
  profiles: Profile[];
}

/** A session in front of an account; `afresh` of each reading of the files is noted. */
export function world(account: Models = models(), own: Partial<Surroundings> = {}): World & { afresh: boolean[] } {
  let loads = 0;
  const wishes: Wish[] = [];
  const changes: Change[] = [];
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
  const surroundings: Surroundings = {
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

/** What a person was told and asked, and what they say to it. */
export interface Person extends Ui {
  readonly told: string[];
  readonly asked: { question: string; detail: string }[];
  readonly copied: string[];
  readonly opened: string[];
  readonly mended: Failure[];
}

/**
 * @param says the action that is chosen where it is offered
 * @param mends what is done against a failure, and whether that helps
 */
export function person(
  { agrees = true, says = [] }: { agrees?: boolean; says?: readonly string[] } = {},
  mends: (failure: Failure) => Promise<boolean> = async () => true,
): Person {
  const [told, asked, copied, opened, mended]: [string[], Person['asked'], string[], string[], Failure[]] = [
    [],
    [],
    [],
    [],
    [],
  ];
  return {
    told,
    asked,
    copied,
    opened,
    mended,
    confirm: async (question, detail) => {
      asked.push({ question, detail });
      return agrees;
    },
    tell: async (_, message, ...actions) => {
      told.push(message);
      return says.find((it) => actions.includes(it));
    },
    progress: async (_, task) => task(new AbortController().signal),
    remedy: async (failure) => {
      mended.push(failure);
      return mends(failure);
    },
    copy: async (text) => void copied.push(text),
    openExternal: async (url) => void opened.push(url),
  };
}
