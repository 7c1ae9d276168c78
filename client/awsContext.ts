/** Creates what features that need an account share. Nothing here sends a request to AWS before the user acts. */

import * as vscode from 'vscode';
import type { Aws } from '../aws/api';
import { Background } from '../aws/background';
import type { ConnectionPreferences } from '../aws/connection';
import { DescribeCache } from '../aws/describeCache';
import { detach } from '../aws/detach';
import { Emitter } from '../aws/emitter';
import { Session } from '../aws/session';
import { Usages } from '../aws/usage';
import { settingsSection } from '../protocol/constants';
import { sendRequest } from '../protocol/message';
import { compareModels } from '../protocol/models';
import { watchAwsFiles } from './configWatcher';
import type { AwsContext, FeatureContext } from './models/context';
import type { ModelEvent } from './models/events';
import { SyncStatusTracker } from './models/syncStatus';
import { askForCode, vscodeUi } from './ui/vscodeUi';

export function openAws({ extension, client, log }: Pick<FeatureContext, 'extension' | 'client' | 'log'>): AwsContext {
  const { workspaceState, subscriptions } = extension;
  const setting = <T>(name: string) => vscode.workspace.getConfiguration(settingsSection).get<T>(name);
  const files = watchAwsFiles(() => detach(session.reloadCredentials()));
  const session = new Session({
    load: loadAws,
    environment: process.env,
    settings: () => ({ profile: setting('profile'), region: setting('region'), endpoint: setting('endpoint') }),
    chosen: {
      get: () => workspaceState.get<ConnectionPreferences>('chosen', {}),
      set: (wishes) => detach(workspaceState.update('chosen', wishes)),
    },
    mfaCode: askForCode,
    log: (line) => log.info(line),
    readsCredentials: (reading) => files.reads(reading),
  });
  const background = new Background(session);
  const [described, roles] = [new DescribeCache(), new Set<string>()];
  const status = new SyncStatusTracker(
    async (definition, answer) => sendRequest(client, compareModels, { definition, answer }),
    () => setting<boolean>('inStep') ?? true,
  );
  subscriptions.push(
    background,
    status,
    files,
    session,
    session.onDidChange(() => files.begin()),
  );
  return {
    extension,
    client,
    log,
    environment: process.env,
    session,
    background,
    ui: vscodeUi(log),
    events: new Emitter<ModelEvent>(),
    usages: new Usages(),
    status,
    described,
    roles,
    selection: () => [],
    known: async () => {
      const shown = [...roles].reverse();
      try {
        const { connection, regions } = await session.resolveConnection();
        const first = connection.region ? [connection.region.value] : [];
        return { regions: [...first, ...regions], roles: [...shown, ...(await described.roles())] };
      } catch (error) {
        // All Regions are offered if the AWS files can't be read.
        log.warn(String(error));
        return { regions: [], roles: shown };
      }
    },
  };
}

/** Loads the bundle with the SDK, with the translations of the window. */
async function loadAws(): Promise<Aws> {
  const aws: Aws = await import('../aws/sdk/index');
  if (vscode.l10n.bundle) aws.translate(vscode.l10n.bundle);
  return aws;
}
