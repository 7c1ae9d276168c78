/** Edit Tags: changes the tags of a model by their difference, after a confirmation that lists it. */
import * as l10n from '@vscode/l10n';
import type { ModelSummary, Tag } from '../../aws/api';
import { parseArn } from '../../aws/arn';
import { Failure, isFailure } from '../../aws/failure';
import { isSameName } from '../../aws/modelTarget';
import type { ActiveConnection } from '../../aws/session';
import type { Ui } from '../ui/ui';

/** A model has up to so many tags (API_AddTags). */
const mostTags = 50;

/** What has to be done to tags; `changed` have their new values. */
export interface TagChange {
  readonly added: readonly Tag[];
  readonly changed: readonly (Tag & { readonly from: string })[];
  readonly removed: readonly Tag[];
}

/** Whether a tag is one of AWS's own, which nobody can give or take. */
export const isReserved = ({ Key = '' }: Tag): boolean => /^aws:/i.test(Key);

export function changeOf(there: readonly Tag[], wanted: readonly Tag[]): TagChange {
  const [before, after] = [there, wanted].map(
    (tags) => new Map(tags.filter((it) => !isReserved(it)).map(({ Key = '', Value = '' }) => [Key, Value])),
  ) as [Map<string, string>, Map<string, string>];
  const written = [...after].map(([Key, Value]) => ({ Key, Value, from: before.get(Key) }));
  return {
    added: written.flatMap(({ from, ...tag }) => (from === undefined ? [tag] : [])),
    changed: written.flatMap(({ from, ...tag }) =>
      from === undefined || from === tag.Value ? [] : [{ ...tag, from }],
    ),
    removed: [...before].filter(([key]) => !after.has(key)).map(([Key, Value]) => ({ Key, Value })),
  };
}

/** What changes, a line for each tag. */
function lines({ added, changed, removed }: TagChange): string[] {
  return [
    ...added.map(({ Key = '', Value = '' }) => l10n.t('Add {0} = {1}', Key, Value)),
    ...changed.map(({ Key = '', Value = '', from }) => l10n.t('Change {0}: {1} → {2}', Key, from, Value)),
    ...removed.map(({ Key = '', Value = '' }) => l10n.t('Remove {0} = {1}', Key, Value)),
    // One line each, whatever a key or value contains.
  ].map((it) => it.replace(/\s+/g, ' '));
}

/**
 * Makes a model's tags what is wanted, where the person agrees; those of AWS stay.
 * @returns whether they are now as is wanted
 * @throws Failure which says what was done and what was not
 */
export async function applyTags(
  ui: Ui,
  { models, signal, region }: ActiveConnection,
  { name, arn }: Pick<ModelSummary, 'name' | 'arn'>,
  wanted: readonly Tag[],
): Promise<boolean> {
  const model = parseArn(arn);
  if (!model || !isSameName(model.name, name) || model.region !== region)
    throw new Failure('refused', l10n.t("Can't change the tags of {0} because the model ARN isn't valid.", name), {
      remedy: 'showLog',
    });
  const there = await models.tags(arn, signal);
  const change = changeOf(there, wanted);
  const all = lines(change);
  if (all.length === 0) {
    await ui.tell('information', l10n.t('{0} has these tags already.', name));
    return true;
  }
  const question = l10n.t('Change the tags of {0} in {1}?', name, region);
  if (!(await ui.confirm(question, all.join('\n'), l10n.t('Change Tags'), 'warning'))) return false;
  try {
    await ui.progress(l10n.t('Changing the tags of {0}', name), (asking) =>
      carryOut(change, there.length, {
        give: (tags) => models.tag(arn, tags, asking),
        take: (keys) => models.untag(arn, keys, asking),
      }),
    );
  } catch (error) {
    if (!isFailure(error)) throw error;
    const now = await models.tags(arn, signal).catch(() => undefined);
    const left = now && lines(changeOf(now, wanted));
    // The answer was lost, and not what was asked for.
    if (left?.length !== 0) throw incomplete(error, all.length, left);
  }
  await ui.tell('information', l10n.t('{0} has the tags that are written here.', name));
  return true;
}

interface Hands {
  give(tags: readonly Tag[]): Promise<void>;
  take(keys: readonly string[]): Promise<void>;
}

/** Gives before it takes, so that nothing is lost where the first fails; but where there is no room, room comes first. */
async function carryOut({ added, changed, removed }: TagChange, there: number, { give, take }: Hands): Promise<void> {
  const written = [...added, ...changed].map(({ Key, Value }) => ({ Key, Value }));
  const keys = removed.map(({ Key = '' }) => Key);
  const steps = [...(written.length > 0 ? [() => give(written)] : []), ...(keys.length > 0 ? [() => take(keys)] : [])];
  for (const step of there + added.length > mostTags ? steps.toReversed() : steps) await step();
}

/** @param left what is still to be done; nothing where that is not known */
function incomplete(failure: Failure, all: number, left: readonly string[] | undefined): Failure {
  const what = !left
    ? l10n.t('It is not known which tags were changed.')
    : left.length === all
      ? l10n.t('No tag was changed.')
      : l10n.t('Not all tags were changed. What is left: {0}.', left.join(', '));
  const { kind, remedy, said, message } = failure;
  return new Failure(kind, l10n.t('{0} {1}', what, message), { remedy, said, cause: failure });
}

/** The text in which a model's tags are edited. */
export function tagsText(tags: readonly Tag[]): string {
  const own = tags.filter((it) => !isReserved(it)).map(({ Key, Value }) => ({ Key, Value }));
  const sorted = own.toSorted((a, b) => ((a.Key ?? '') < (b.Key ?? '') ? -1 : 1));
  return `${JSON.stringify({ Tags: sorted }, undefined, 2)}\n`;
}

/** The tags in such a text. @throws Failure where it holds something else */
export function tagsIn(text: string): Tag[] {
  const tags = tagsOf(text);
  if (!tags)
    throw new Failure(
      'refused',
      l10n.t('These are no tags yet, so nothing was changed. Correct what is marked, and save again.'),
      { remedy: 'retry' },
    );
  const keys = tags.map((it) => it.Key);
  const twice = keys.find((it, at) => keys.indexOf(it) < at);
  if (twice !== undefined)
    throw new Failure('refused', l10n.t('The key {0} stands here twice, so nothing was changed.', twice), {
      remedy: 'retry',
    });
  const reserved = tags.find(isReserved)?.Key;
  if (reserved !== undefined)
    throw new Failure(
      'refused',
      l10n.t('The key {0} is kept for AWS, so nothing was changed. Remove the tag, or rename it.', reserved),
      { remedy: 'retry' },
    );
  return tags;
}

function tagsOf(text: string): Tag[] | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { Tags, ...others } = Object(read) as { readonly Tags?: unknown };
  if (!Array.isArray(Tags) || Object.keys(others).length > 0) return undefined;
  const isTag = (it: unknown): it is Tag => {
    const { Key, Value, ...more } = Object(it) as Record<string, unknown>;
    return typeof Key === 'string' && typeof Value === 'string' && Object.keys(more).length === 0;
  };
  return Tags.every(isTag) ? Tags : undefined;
}
