/** What many kinds of strings have in common: what others write for them, and in which region and partition they are. */
import { partitionOf } from '../../../knowledge/partitions';
import type { ReferenceKind } from '../description/shape';
import type { CompletionCandidate, EntityContext, EntityProvider } from './meaning';

/** What the workspace's other definitions write, and what the account is known to have. */
export function known(
  names: ReferenceKind,
  { given: { workspaceValues: used, accountValues: owned } }: Pick<EntityContext, 'given'>,
): CompletionCandidate[] {
  const mine = owned?.[names] ?? [];
  const offer = (text: string, detail: string): CompletionCandidate => ({
    label: shortOf(text),
    filter: text,
    text,
    detail,
  });
  return [
    ...(used?.[names] ?? []).map((it) => offer(it, 'used in this workspace')),
    ...mine.filter((it) => !used?.[names]?.includes(it)).map((it) => offer(it, 'in your account')),
  ];
}

/** The end of a long name, by which people know it: of an image without its registry, of an ARN what it is of. */
function shortOf(text: string): string {
  const [, resource] = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:[a-z-]+[/:])?(.+)$/.exec(text) ?? [];
  return resource ?? (/^\d{12}\.dkr/.test(text) ? text.slice(text.indexOf('/') + 1) : text);
}

/** Where a definition is for: what its ARNs have in common. */
export interface RegionContext {
  readonly region: string;
  readonly partition: string;
  /** That of the connection. */
  readonly account?: string;
}

export function placeAround(around: EntityContext): RegionContext | undefined {
  const region = around.region();
  const partition = region === undefined ? undefined : partitionOf(region)?.id;
  return region && partition ? { region, partition, account: around.given.account } : undefined;
}

/** What is only a beginning, as long as more than it is not written. */
export function beginnings(
  written: string,
  ...of: readonly (readonly [text: string, detail: string])[]
): CompletionCandidate[] {
  return of
    .filter(([text]) => text.startsWith(written) && text !== written)
    .map(([text, detail]) => ({ text, detail, goesOn: true }));
}

/** Strings of which nothing but what others write can be said. */
export const asUsed = (names: ReferenceKind): EntityProvider => ({ offer: (_, around) => known(names, around) });
