/** Create Model: checks the definition in the editor, confirms, creates the model, and handles failures. */
import * as l10n from '@vscode/l10n';
import type { ModelSummary, Request } from '../../../aws/api';
import { consoleUrl } from '../../../aws/arn';
import { detach } from '../../../aws/detach';
import { Failure, isFailure } from '../../../aws/failure';
import type { ActiveConnection } from '../../../aws/session';
import { regionNamed } from '../../../knowledge/partitions';
import { containerName } from '../../models/details';
import { withRemedies } from '../../ui/recoveryActions';
import type { Ui } from '../../ui/ui';
import type { CreateHost } from './host';
import { resolveNameConflict, whereItIs } from './nameConflict';
import { outcome, type Pending, type Remembered, remembered, type Sent, send } from './submit';

/** The language server's error code if a definition couldn't be checked (RequestFailed, LSP 3.17). */
const requestFailed = -32803;

/** The rules that find members which the SDK does not send. */
const dropped = ['unknown-member', 'misspelt-member', 'describe-only-member', 'editor-member'];

/** @returns the ARN of the model; nothing where none was created, and the person knows why */
export async function create(host: CreateHost): Promise<string | undefined> {
  const { ui, session } = host;
  for (;;) {
    // First whose account it is, for what is right depends on that.
    const live = await withRemedies(ui, async () => {
      const live = await session.live();
      await live.account();
      return live;
    });
    const checked = live && (await check(host));
    if (!live || !checked) return undefined;
    const end = await withRemedies(ui, attempts(host, live, checked));
    if (!end) return undefined;
    if (end.kind === 'again') continue;
    host.events.fire({ kind: 'created', model: end.model, live: end.live });
    detach(offerNext(host, end.model, end.live));
    return end.model.arn;
  }
}

interface Checked {
  readonly request: Request;
  readonly notSent: readonly string[];
}

type End =
  | { readonly kind: 'again' }
  | { readonly kind: 'created'; readonly model: ModelSummary; readonly live: ActiveConnection };

/** A function that tries to create the model, and can be called again after a failure: nothing is asked or sent twice. */
function attempts(
  host: CreateHost,
  live: ActiveConnection,
  { request, notSent }: Checked,
): () => Promise<End | undefined> {
  const { ui, session } = host;
  const pending = host.pending();
  let isAgreed = false;
  /** What was sent and has not been heard of since. */
  let doubt: { readonly sent: Sent; readonly reason: Failure } | undefined;
  return async () => {
    if (doubt) {
      const { sent, reason } = doubt;
      const title = l10n.t('Finding out what became of {0}', request.ModelName ?? '');
      const found = await ui.progress(title, () => outcome(live, sent, reason, host.wait));
      doubt = undefined;
      if (found) return { kind: 'created', model: found, live };
    }
    // Where trying again leads to another account or region, or by other keys, it is checked and asked again.
    if ((await session.live()) !== live) return { kind: 'again' };
    if (!isAgreed && !(await agree(ui, live, request, notSent))) return undefined;
    isAgreed = true;
    const sent: Sent = { request, began: Date.now() };
    await pending.keep(await remembered(live, sent));
    try {
      const title = l10n.t('Creating model {0} in {1}', request.ModelName ?? '', live.region);
      const model = await ui.progress(title, (asking) => send(live, sent, asking, host.wait));
      await pending.forget();
      return { kind: 'created', model, live };
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (error.kind === 'uncertain') doubt = { sent, reason: error };
      else await pending.forget();
      // Other keys may be in the files by now, and those of another account.
      if (error.kind === 'expired' || error.kind === 'no-credentials') await session.reloadCredentials();
      if (error.kind === 'cancelled') detach(ui.tell('information', l10n.t('Cancelled. No model was created.')));
      if (error.said !== undefined && ['refused', 'denied', 'limit'].includes(error.kind)) await host.mark(error.said);
      if (error.kind !== 'exists') throw refusal(error);
      const end = await resolveNameConflict(host, live, sent);
      return end?.kind === 'replaced' ? { kind: 'created', model: end.model, live } : end;
    }
  };
}

/** The same, where the service says why it refuses, with what that means. */
function refusal(error: Failure): Failure {
  if (error.kind !== 'refused') return error;
  const message = l10n.t('No model was created. SageMaker refuses it: {0}', error.message);
  return new Failure(error.kind, message, { remedy: error.remedy, said: error.said, cause: error });
}

/**
 * Finds out, and says, what became of a model that was being created when the window closed.
 * @param sent what was kept of it
 * @param pending the record that was kept of the request
 */
export async function resume(
  host: Pick<CreateHost, 'ui' | 'events' | 'rescue' | 'describe' | 'wait'>,
  live: () => Promise<ActiveConnection>,
  sent: Remembered,
  pending: Pending,
): Promise<void> {
  const { ui } = host;
  const name = sent.request.ModelName ?? '';
  await withRemedies(ui, async () => {
    const now = await live();
    await expectSameAccount(now, sent);
    const reason = new Failure('unknown', l10n.t('The window closed while it was sent.'), { remedy: 'retry' });
    const found = await outcome(now, sent, reason, host.wait);
    if (!found) {
      const isGone = sent.deleted && !(await isThere(now, name));
      if (sent.deleted && isGone) {
        host.events.fire({ kind: 'deleted', model: { name, arn: sent.deleted.ModelArn ?? '' }, live: now });
        await host.rescue(sent.deleted);
      }
      await pending.forget();
      const message = isGone
        ? l10n.t(
            'Model {0} was deleted, and the new one was not created: the window closed before. {1}',
            name,
            whereItIs(),
          )
        : l10n.t('Model {0} was not created: the window closed while it was sent.', name);
      // Nobody has asked just now, so there is something to do about it.
      const show = l10n.t('Show Definition');
      if ((await ui.tell('warning', message, show)) === show) await host.rescue(sent.request);
      return;
    }
    await pending.forget();
    host.events.fire({ kind: 'created', model: found, live: now });
    detach(offerNext(host, found, now));
  });
}

/**
 * Another account or endpoint can't tell the outcome of a request.
 * @throws Failure if the connection isn't the one that the request was sent to
 */
async function expectSameAccount(
  live: ActiveConnection,
  { account, endpoint, profile, request }: Remembered,
): Promise<void> {
  const own = account === undefined ? undefined : await live.account();
  const isSame = account === own && endpoint === live.connection.endpoint?.value;
  // Records from before accounts were recorded don't have an endpoint either.
  if (isSame || (account === undefined && endpoint === undefined)) return;
  const name = request.ModelName ?? '';
  const message = l10n.t(
    "Couldn't confirm whether model {0} was created, because you aren't connected to the account that the request was sent to ({1}). Select profile {2} to check again.",
    name,
    account ?? endpoint ?? l10n.t('unknown'),
    profile ?? 'default',
  );
  throw new Failure('denied', message, { remedy: 'chooseProfile' });
}

async function isThere({ models }: ActiveConnection, name: string): Promise<boolean> {
  try {
    await models.describe(name, new AbortController().signal);
    return true;
  } catch (error) {
    if (isFailure(error) && error.kind === 'not-found') return false;
    throw error;
  }
}

/** The request that the definition is, if there is nothing in the way of sending it. */
async function check(host: CreateHost): Promise<Checked | undefined> {
  const { ui } = host;
  const { text, version } = host.definition();
  let found: Awaited<ReturnType<CreateHost['problems']>>;
  try {
    found = await host.problems();
  } catch (error) {
    const message =
      Object(error).code === requestFailed
        ? l10n.t(
            "Can't create the model because the definition couldn't be checked. This is a bug. See the log for details.",
          )
        : l10n.t('The language server does not answer, so nothing was checked and nothing is created.');
    await ui.tell('error', message);
    return undefined;
  }
  if (found.version !== version || host.definition().version !== version) {
    await ui.tell('warning', l10n.t('The definition has changed while it was checked. Create it again.'));
    return undefined;
  }
  // A place that was meant to be filled in would be sent as it is.
  const errors = found.problems.filter((it) => it.isError || it.code === 'placeholder');
  const [first] = errors;
  if (first) {
    await host.revealFirstError();
    const message =
      errors.length === 1
        ? l10n.t('Not created, for there is an error: {0}', first.message)
        : l10n.t('Not created, for there are {0} errors. The first: {1}', errors.length, first.message);
    await ui.tell('error', message);
    return undefined;
  }
  const notSent = found.problems.filter((it) => dropped.includes(it.code)).map((it) => it.text);
  try {
    const request: unknown = JSON.parse(text);
    if (typeof request !== 'object' || request === null || Array.isArray(request)) throw new Error(l10n.t('no object'));
    return { request: request as Request, notSent };
  } catch (error) {
    // A rule that is switched off says nothing of what is no JSON.
    await ui.tell(
      'error',
      l10n.t('Not created, for this is no JSON: {0}', error instanceof Error ? error.message : ''),
    );
    return undefined;
  }
}

/** Shows what will be created, and where; nothing is without a yes. */
async function agree(ui: Ui, live: ActiveConnection, request: Request, notSent: readonly string[]): Promise<boolean> {
  const account = await live.account();
  const { connection, region, models } = live;
  // All that is sent, though it may be one too many.
  const { PrimaryContainer, Containers } = request;
  const all = [...(PrimaryContainer ? [PrimaryContainer] : []), ...(Array.isArray(Containers) ? Containers : [])];
  const containers = all.map((it) => {
    const parts = [it.Image ?? it.ModelPackageName, it.Mode === 'MultiModel' ? it.Mode : undefined];
    return l10n.t('Container: {0}', parts.filter(Boolean).join(', ') || containerName(it));
  });
  const name = regionNamed(region)?.name;
  const lines = [
    l10n.t('Account: {0}', account ?? l10n.t('unknown')),
    connection.profile && l10n.t('Profile: {0}', connection.profile.value),
    l10n.t('Region: {0}', name ? `${region}, ${name}` : region),
    connection.endpoint && l10n.t('Address: {0}', models.endpoint),
    l10n.t('Role: {0}', request.ExecutionRoleArn ?? l10n.t('none')),
    ...containers,
    notSent.length > 0 && l10n.t('Not sent, for no such member is known: {0}', notSent.join(', ')),
  ];
  return ui.confirm(
    l10n.t('Create model {0}?', request.ModelName ?? ''),
    // One line each, whatever stands in a value.
    lines
      .filter((it) => typeof it === 'string')
      .map((it) => it.replace(/\s+/g, ' '))
      .join('\n'),
    l10n.t('Create Model'),
  );
}

async function offerNext(
  { ui, describe }: Pick<CreateHost, 'ui' | 'describe'>,
  model: ModelSummary,
  live: ActiveConnection,
): Promise<void> {
  const [toDescribe, toCopy, toOpen] = [l10n.t('Describe'), l10n.t('Copy ARN'), l10n.t('Open in Console')];
  const url = consoleUrl(model.arn);
  const chosen = await ui.tell(
    'information',
    l10n.t('Created {0}', model.arn),
    toDescribe,
    toCopy,
    ...(url ? [toOpen] : []),
  );
  if (chosen === toDescribe) await describe(model, live);
  if (chosen === toCopy) await ui.copy(model.arn);
  if (chosen === toOpen && url) await ui.openExternal(url);
}
