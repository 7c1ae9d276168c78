/** Which model a person means, and where it is. */
import * as l10n from '@vscode/l10n';
import { Failure } from '../failure';
import type { Live, Session } from '../session';
import { type Target, targetOf } from '../target';

/** The name of the model in a definition, which may not be JSON yet. */
export function nameIn(text: string): string | undefined {
  const found = /"ModelName"\s*:\s*"([^"\\]*)"/.exec(text)?.[1];
  return found === undefined ? undefined : targetOf(found)?.name;
}

/**
 * The connection in which a model is.
 * @throws Failure where what was pasted names another account than the one of the credentials
 */
export async function whereIs(session: Session, { region, account }: Target): Promise<Live> {
  const live = await (region === undefined ? session.live() : session.elsewhere(region));
  const own = await live.account();
  if (account === undefined || own === undefined || account === own) return live;
  const message = l10n.t(
    'This model is in account {0}, and you are connected to {1}. Choose a profile of {0}.',
    account,
    own,
  );
  throw new Failure('denied', message, { remedy: 'chooseProfile' });
}
