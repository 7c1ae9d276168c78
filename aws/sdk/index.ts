/** Implements aws/api.ts with the SDK. The entry point of a bundle of its own, which is loaded on first use. */
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { loadSharedConfigFiles, parseKnownFiles } from '@smithy/core/config';
import * as l10n from '@vscode/l10n';
import type { Aws, ConnectionHost, ConnectOptions, Models, Profile, SignIn } from '../api';
import type { Failure } from '../failure';
import type { Timeouts } from './clients';
import { operationsOf } from './operations';
import { identity, Requests } from './requests';

const connectionTimeout = 10_000;
const requestTimeout = 30_000;

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
  wish: ConnectOptions,
  outside: ConnectionHost,
  afresh: boolean,
  limits: Timeouts = { connectionTimeout, requestTimeout },
): Promise<Models> => modelsOf(await Requests.open(wish, outside, afresh, limits));

async function modelsOf(requests: Requests): Promise<Models> {
  return {
    endpoint: await requests.endpoint(),
    in: async (region) => modelsOf(await requests.in(region)),
    close: () => requests.close(),
    account: (signal) => account(requests, signal),
    ...operationsOf(requests),
  };
}

async function account(requests: Requests, abortSignal: AbortSignal): Promise<string | undefined> {
  const known = await requests.read(identity, abortSignal, async ({ sagemaker }) => sagemaker.config.credentials());
  if (known.accountId) return known.accountId;
  // Whatever is answered there says nothing about SageMaker.
  const { Account } = await requests
    .write(identity, abortSignal, ({ sts }) => sts.send(new GetCallerIdentityCommand(), { abortSignal }))
    .catch((failure: Failure) => {
      if (failure.kind === 'cancelled') throw failure;
      return { Account: undefined };
    });
  return Account;
}
