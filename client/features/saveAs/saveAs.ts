/** Save as Definition: writes models in SageMaker to files as definitions. Existing files are never overwritten without asking. */
import * as l10n from '@vscode/l10n';
import pLimit from 'p-limit';
import { isFailure } from '../../../aws/failure';
import type { ActiveConnection } from '../../../aws/session';
import type { AwsContext } from '../../models/context';
import { type Deployed, type Fetched, fetchDeployed, fetchShown } from '../../models/fetch';
import { fileNameOf } from '../../ui/fileName';
import { type ResultHost, showResult } from '../../ui/showResult';

/** Files and folders go by their addresses. */
export interface SaveHost extends ResultHost, Pick<AwsContext, 'events'> {
  /** The definition that makes a model like a deployed one, and what there is to know of it. */
  definition(answer: Deployed): Promise<{ readonly text: string; readonly remarks: readonly string[] }>;
  /** Lets the person say where a file shall be; asks before it gives one that is there. */
  askFile(name: string): Promise<string | undefined>;
  askFolder(): Promise<string | undefined>;
  fileIn(folder: string, name: string): string;
  exists(file: string): Promise<boolean>;
  /** @throws Error with a reason to show */
  write(file: string, text: string): Promise<void>;
  open(file: string): Promise<void>;
  reveal(folder: string): Promise<void>;
}

/** @throws Failure */
export async function saveAs(host: SaveHost, live: ActiveConnection, names: readonly string[]): Promise<void> {
  const [only, ...more] = names;
  if (only !== undefined && more.length === 0) await saveOne(host, live, only);
  else await saveAll(host, live, names);
}

/** Makes a definition of a model. @returns remarks with what could not be read */
async function definitionOfModel({ definition }: SaveHost, { answer, hasTags }: Fetched) {
  const { text, remarks } = await definition(answer);
  const without = l10n.t('It is without tags, for your policies do not allow sagemaker:ListTags.');
  return { text, remarks: hasTags ? remarks : [...remarks, without] };
}

async function saveOne(host: SaveHost, live: ActiveConnection, name: string): Promise<void> {
  const { ui, events } = host;
  const fileName = fileNameOf(name);
  if (fileName === undefined) return void (await ui.tell('error', noFileFor(name)));
  const fetched = await fetchShown(ui, live, name);
  const { text, remarks } = await definitionOfModel(host, fetched);
  const file = await host.askFile(fileName);
  if (file === undefined) return;
  const failure = await written(host, file, text);
  if (failure !== undefined) return void (await ui.tell('error', l10n.t('{0} was not saved: {1}', name, failure)));
  events.fire({ kind: 'described', name, fetched, live, files: [file] });
  await host.open(file);
  await showResult(host, 'information', l10n.t('Saved {0}.', name), remarks, l10n.t('There is more to know of it.'));
}

/** The message for a name that isn't used as a file name, because it could lead out of the folder. */
const noFileFor = (name: string) => l10n.t("{0} wasn't saved because SageMaker doesn't allow this model name.", name);

/** @returns why a file was not written */
const written = ({ write }: SaveHost, file: string, text: string): Promise<string | undefined> =>
  write(file, text).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

async function saveAll(host: SaveHost, live: ActiveConnection, names: readonly string[]): Promise<void> {
  const { ui, events } = host;
  const folder = await host.askFolder();
  if (folder === undefined) return;
  const files = new Map<string, { readonly called: string; readonly file: string }>();
  for (const name of names) {
    const called = fileNameOf(name);
    if (called !== undefined) files.set(name, { called, file: host.fileIn(folder, called) });
  }
  const there: string[] = [];
  for (const [name, { file }] of files) if (await host.exists(file)) there.push(name);
  const [overwrite, skip] = [l10n.t('Overwrite'), l10n.t('Skip Them')];
  const answer =
    there.length === 0
      ? skip
      : await ui.ask(
          l10n.t('Some of these files are there already. Overwrite them?'),
          there.map((it) => files.get(it)?.called).join('\n'),
          [skip, overwrite],
        );
  if (answer === undefined) return;
  const isOverwritten = (name: string) => answer === overwrite && there.includes(name);

  const failures = names.filter((it) => !files.has(it)).map(noFileFor);
  const remarks: string[] = [];
  let [saved, skipped] = [0, 0];
  // One after the other, so that of two names that are one to the disk the second finds the first.
  const inOrder = pLimit(1);
  await ui.progress(l10n.t('Saving {0} models', names.length), async ({ signal }, say) => {
    const either = AbortSignal.any([signal, live.signal]);
    const save = async (name: string, file: string): Promise<void> => {
      if (either.aborted) return void failures.push(l10n.t('{0}: not saved, for that was cancelled.', name));
      const fetched = await fetchDeployed(live.models, name, either);
      const found = await definitionOfModel(host, fetched);
      await inOrder(async () => {
        if (!isOverwritten(name) && (await host.exists(file))) return void skipped++;
        const failure = await written(host, file, found.text);
        if (failure !== undefined) return void failures.push(l10n.t('{0}: {1}', name, failure));
        saved++;
        events.fire({ kind: 'described', name, fetched, live, files: [file] });
        say(l10n.t('{0} of {1}', saved, names.length));
        remarks.push(...found.remarks.map((it) => l10n.t('{0}: {1}', name, it)));
      });
    };
    const wanted = [...files].filter(([it]) => isOverwritten(it) || !there.includes(it));
    skipped += files.size - wanted.length;
    await live.limiter.each(wanted, ([name, { file }]) =>
      save(name, file).catch((error: unknown) => {
        if (!isFailure(error)) throw error;
        failures.push(l10n.t('{0}: {1}', name, error.message));
      }),
    );
  });
  if (saved > 0) await host.reveal(folder);
  const sum = [
    l10n.t('{0} saved', saved),
    ...(skipped > 0 ? [l10n.t('{0} skipped', skipped)] : []),
    ...(failures.length > 0 ? [l10n.t('{0} failed', failures.length)] : []),
  ].join(', ');
  await showResult(host, failures.length > 0 ? 'error' : 'information', `${sum}.`, [...failures, ...remarks]);
}
