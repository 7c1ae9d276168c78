/** Finds the connection for a model that the user pasted or linked to: its account and Region. */
import * as l10n from '@vscode/l10n';
import { sdkPartitionOf } from '../../aws/arn';
import { Failure } from '../../aws/failure';
import type { Target } from '../../aws/modelTarget';
import type { ActiveConnection, Session } from '../../aws/session';

/**
 * The connection in which a model is.
 * @throws Failure where what was pasted or linked to is not known to be in the account of the credentials
 */
export async function whereIs(session: Session, target: Target): Promise<ActiveConnection> {
  const { region, account } = target;
  const live = await session.live();
  // The account of the credentials, which is the same everywhere: a region that an ARN names may say nothing of it.
  const own = await live.account();
  if (account !== undefined && account !== own) throw elsewhere(notOf(account, own));
  if (region === undefined) return live;
  const [there, here] = [partitionNameOf(region), partitionNameOf(live.region)];
  if (there !== here)
    throw elsewhere(
      l10n.t('This model is in {0}, where credentials of {1} are not valid. Choose a profile of {0}.', there, here),
    );
  const found = await session.inRegion(region);
  // The person may have gone to another account since it was looked whose this is.
  return live.signal.aborted ? whereIs(session, target) : found;
}

const partitionNameOf = (region: string) => sdkPartitionOf(region)?.name ?? region;

const elsewhere = (message: string) => new Failure('denied', message, { remedy: 'chooseProfile' });

const notOf = (account: string, own: string | undefined) =>
  own === undefined
    ? l10n.t(
        'It is not known whether you are connected to account {0}, in which this model is. Choose a profile of {0}, or look for the name alone.',
        account,
      )
    : l10n.t('This model is in account {0}, and you are connected to {1}. Choose a profile of {0}.', account, own);
