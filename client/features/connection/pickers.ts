/** Lets the user select a profile and a Region, and sign in. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SignIn } from '../../../aws/api';
import type { Session } from '../../../aws/session';
import { dialog, pickFrom } from '../../ui/dialog';
import { inert } from '../../ui/inert';
import { pickRegion } from '../../ui/pickRegion';
import { connectionInWords, sourceInWords } from '../../ui/words';
import { exitCodeOf } from './taskExit';

/** @returns whether one was chosen */
export async function chooseProfile(session: Session): Promise<boolean> {
  const current = session.connection?.profile?.value;
  const items = (await session.profiles()).map(
    ({ name, region, signIn }): vscode.QuickPickItem => ({
      label: name,
      description: [region, signIn && l10n.t('signs in with {0}', signInCommand(signIn).join(' '))]
        .filter(Boolean)
        .join(' · '),
      detail: name === current ? l10n.t('in use') : undefined,
    }),
  );
  if (items.length === 0) {
    await dialog.tell(
      'information',
      l10n.t('There are no profiles in the AWS configuration files. Make one with aws configure, in a terminal.'),
    );
    return false;
  }
  const title = l10n.t('Choose Profile');
  const chosen = await pickFrom(items, { title, matchOnDescription: true });
  if (chosen) await session.select({ profile: chosen.label });
  return chosen !== undefined;
}

/** @returns whether one was chosen */
export async function chooseRegion(session: Session): Promise<boolean> {
  const region = await pickRegion(l10n.t('Choose Region'), session.connection?.region?.value);
  if (region !== undefined) await session.select({ region });
  return region !== undefined;
}

/** Shows where each part of the connection comes from, and lets the person change it. */
export async function chooseConnection(session: Session): Promise<void> {
  await session.live().catch(() => undefined);
  const { connection, account } = session;
  const from = (part: 'profile' | 'region') => {
    const it = connection?.[part];
    return it ? `${it.value}, ${sourceInWords(it.source)}` : l10n.t('none');
  };
  const icon = (id: string) => new vscode.ThemeIcon(id);
  const profile = { label: l10n.t('Profile'), description: from('profile'), iconPath: icon('account') };
  const region = { label: l10n.t('Region'), description: from('region'), iconPath: icon('globe') };
  const signInItem = {
    label: l10n.t('Sign in'),
    iconPath: icon('sign-in'),
    description: connection?.signIn && signInCommand(connection.signIn).join(' '),
  };
  const reset = {
    label: l10n.t('Reset profile and Region'),
    iconPath: icon('discard'),
    description: l10n.t('so that settings, profile and environment decide'),
  };
  const wasChosen = connection?.profile?.source === 'chosen' || connection?.region?.source === 'chosen';
  const items = [profile, region, ...(connection?.signIn ? [signInItem] : []), ...(wasChosen ? [reset] : [])];
  const title = connection ? connectionInWords(connection, account) : l10n.t('Connection');
  const chosen = await pickFrom<vscode.QuickPickItem>(items, { title });
  if (chosen === profile) await chooseProfile(session);
  if (chosen === region) await chooseRegion(session);
  if (chosen === signInItem) await signIn(session);
  if (chosen === reset) await session.clearSelection();
}

/** The command of the AWS CLI that signs in. */
const signInCommand = ({ how, profile }: SignIn) => [
  'aws',
  ...(how === 'sso' ? ['sso', 'login'] : ['login']),
  '--profile',
  profile,
];

/**
 * Signs in by the AWS CLI in a terminal, which opens a browser or says where to go, and stays open with what it has said.
 * @returns whether it ended well
 */
export async function signIn(session: Session): Promise<boolean> {
  const how = session.connection?.signIn;
  if (!how) {
    await dialog.tell(
      'information',
      l10n.t('One does not sign in to these credentials: renew them where they come from, or choose another profile.'),
    );
    return chooseProfile(session);
  }
  if (inert(how.profile) !== how.profile) {
    // VS Code and the terminal show the command line themselves.
    const message = l10n.t(
      "Can't sign in because the profile name {0} contains characters that a terminal would interpret.",
      how.profile,
    );
    await dialog.tell('warning', message);
    return false;
  }
  const [command = '', ...args] = signInCommand(how);
  // Where the window is elsewhere than the terminal, no browser can be opened from there.
  const remote = vscode.env.remoteName ? [how.how === 'sso' ? '--no-browser' : '--remote'] : [];
  // A process and no shell, so that nothing in the name of a profile has to be quoted.
  const execution = new vscode.ProcessExecution(command, [...args, ...remote]);
  const name = inert(l10n.t('Sign in to {0}', how.profile));
  const task = new vscode.Task({ type: 'process' }, vscode.TaskScope.Global, name, 'SageMaker', execution);
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    focus: true,
  };
  const { executeTask, onDidEndTask, onDidEndTaskProcess } = vscode.tasks;
  const { onDidCloseTerminal } = vscode.window;
  const code = await exitCodeOf({ executeTask, onDidEndTask, onDidEndTaskProcess, onDidCloseTerminal }, task);
  if (code !== 0) return false;
  await session.reloadCredentials();
  return true;
}
