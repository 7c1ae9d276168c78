/** Save as Definition: writes deployed models into files, and over none without asking. */
import * as l10n from '@vscode/l10n';
import { isFailure } from '../../../aws/failure';
import { createLimiter } from '../../../aws/limiter';
import type { ActiveConnection } from '../../../aws/session';
import { fileNameOf } from '../../ui/fileName';
import type { Ui } from '../../ui/ui';
import type { Deployed } from '../create/submit';
import { type Fetched, fetchDeployed } from '../../models/fetch';

/** So many models are asked for at once. */
const mostAtOnce = 4;

/** Files and folders go by their addresses. */
export interface SaveMeans {
  readonly ui: Ui;
  /** The definition that makes a model like a deployed one, and what there is to know of it. */
  definition(answer: Deployed): Promise<{ readonly text: string; readonly remarks: readonly string[] }>;
  /** Lets the person say where a file shall be; asks before it gives one that is there. */
  askFile(name: string): Promise<string | undefined>;
  askFolder(): Promise<string | undefined>;
  fileIn(folder: string, name: string): string;
  exists(file: string): Promise<boolean>;
  /** @throws Error with a reason to show */
  write(file: string, text: string): Promise<void>;
  /** Takes note that a file holds the definition of a model, as it is deployed. */
  saved(file: string, name: string, fetched: Fetched, live: ActiveConnection): void;
  open(file: string): Promise<void>;
  reveal(folder: string): Promise<void>;
  /** Shows sentences that are too many for a message. */
  show(lines: readonly string[]): Promise<void>;
}

/** @throws Failure */
export async function saveAs(means: SaveMeans, live: ActiveConnection, names: readonly string[]): Promise<void> {
  const [only, ...more] = names;
  if (only !== undefined && more.length === 0) await saveOne(means, live, only);
  else await saveAll(means, live, names);
}

/** Fetches a model, and makes a definition of it. @returns remarks with what could not be read */
async function fetchDefinition(
  { definition }: SaveMeans,
  { models }: ActiveConnection,
  name: string,
  signal: AbortSignal,
) {
  const fetched = await fetchDeployed(models, name, signal);
  const { text, remarks } = await definition(fetched.answer);
  const without = l10n.t('It is without tags, for your policies do not allow sagemaker:ListTags.');
  return { text, remarks: fetched.hasTags ? remarks : [...remarks, without], fetched };
}

async function saveOne(means: SaveMeans, live: ActiveConnection, name: string): Promise<void> {
  const { ui } = means;
  const fileName = fileNameOf(name);
  if (fileName === undefined) return void (await ui.tell('error', noFileFor(name)));
  const { text, remarks, fetched } = await ui.progress(l10n.t('Describing {0}', name), ({ signal }) =>
    fetchDefinition(means, live, name, AbortSignal.any([signal, live.signal])),
  );
  const file = await means.askFile(fileName);
  if (file === undefined) return;
  const failure = await written(means, file, text);
  if (failure !== undefined) {
    await ui.tell('error', l10n.t('{0} was not saved: {1}', name, failure));
    return;
  }
  means.saved(file, name, fetched, live);
  await means.open(file);
  const [remark, ...others] = remarks;
  if (remark === undefined) await ui.tell('information', l10n.t('Saved {0}.', name));
  else if (others.length === 0) await ui.tell('information', l10n.t('Saved {0}. {1}', name, remark));
  else await tellWith(means, 'information', l10n.t('Saved {0}. There is more to know of it.', name), remarks);
}

/** The message for a name that isn't used as a file name, because it could lead out of the folder. */
const noFileFor = (name: string) => l10n.t("{0} wasn't saved because SageMaker doesn't allow this model name.", name);

/** @returns why a file was not written */
const written = ({ write }: SaveMeans, file: string, text: string): Promise<string | undefined> =>
  write(file, text).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

async function tellWith(
  { ui, show }: SaveMeans,
  kind: 'information' | 'error',
  said: string,
  lines: readonly string[],
) {
  const action = l10n.t('Show');
  if (lines.length === 0) await ui.tell(kind, said);
  else if ((await ui.tell(kind, said, action)) === action) await show(lines);
}

async function saveAll(means: SaveMeans, live: ActiveConnection, names: readonly string[]): Promise<void> {
  const { ui } = means;
  const folder = await means.askFolder();
  if (folder === undefined) return;
  const files = new Map<string, { readonly called: string; readonly file: string }>();
  for (const name of names) {
    const called = fileNameOf(name);
    if (called !== undefined) files.set(name, { called, file: means.fileIn(folder, called) });
  }
  const there: string[] = [];
  for (const [name, { file }] of files) if (await means.exists(file)) there.push(name);
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
  const inTurn = createLimiter(mostAtOnce);
  // One after the other, so that of two names that are one to the disk the second finds the first.
  const inOrder = createLimiter(1);
  await ui.progress(l10n.t('Saving {0} models', names.length), async ({ signal }, say) => {
    const either = AbortSignal.any([signal, live.signal]);
    const save = async (name: string, file: string): Promise<void> => {
      if (either.aborted) return void failures.push(l10n.t('{0}: not saved, for that was cancelled.', name));
      const found = await fetchDefinition(means, live, name, either);
      await inOrder(async () => {
        if (!isOverwritten(name) && (await means.exists(file))) return void skipped++;
        const failure = await written(means, file, found.text);
        if (failure !== undefined) return void failures.push(l10n.t('{0}: {1}', name, failure));
        saved++;
        means.saved(file, name, found.fetched, live);
        say(l10n.t('{0} of {1}', saved, names.length));
        remarks.push(...found.remarks.map((it) => l10n.t('{0}: {1}', name, it)));
      });
    };
    const wanted = [...files].filter(([it]) => isOverwritten(it) || !there.includes(it));
    skipped += files.size - wanted.length;
    await Promise.all(
      wanted.map(([name, { file }]) =>
        inTurn(() => save(name, file)).catch((error: unknown) => {
          if (!isFailure(error)) throw error;
          failures.push(l10n.t('{0}: {1}', name, error.message));
        }),
      ),
    );
  });
  if (saved > 0) await means.reveal(folder);
  const sum = [
    l10n.t('{0} saved', saved),
    ...(skipped > 0 ? [l10n.t('{0} skipped', skipped)] : []),
    ...(failures.length > 0 ? [l10n.t('{0} failed', failures.length)] : []),
  ].join(', ');
  await tellWith(means, failures.length > 0 ? 'error' : 'information', `${sum}.`, [...failures, ...remarks]);
}
