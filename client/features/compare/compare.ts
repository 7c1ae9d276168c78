/** Compare: a definition with a deployed model, or two deployed models, by what really differs. */
import * as l10n from '@vscode/l10n';
import type { ModelSummary, Request } from '../../../aws/api';
import { detach } from '../../../aws/detach';
import { isFailure } from '../../../aws/failure';
import type { Target } from '../../../aws/modelTarget';
import type { ActiveConnection } from '../../../aws/session';
import { nameIn } from '../../ui/modelName';
import type { Ui } from '../../ui/ui';
import type { Deployed } from '../create/submit';
import { type Fetched, fetchDeployed } from '../../models/fetch';
import { applyTags, tagsIn } from '../../models/tags';

/** What the language server says of two sides. */
export interface Comparison {
  readonly state: 'inStep' | 'different' | 'unreadable';
  readonly onlyTags: boolean;
  readonly left: string;
  readonly right: string;
}

/** Two texts that differ only where their models do. */
export interface Sides {
  readonly before: string;
  readonly after: string;
}

export interface CompareMeans {
  readonly ui: Ui;
  compare(left: { readonly definition: string } | { readonly other: Deployed }, answer: Deployed): Promise<Comparison>;
  /**
   * Shows two sides in a diff.
   * @param again the sides as they are after an edit; nothing while that cannot be read
   * @returns what shows them as they are by now
   */
  show(title: string, sides: Sides, again?: () => Promise<Sides | undefined>): Promise<() => Promise<void>>;
}

export interface DefinitionMeans extends CompareMeans {
  /** What people call the definition. */
  readonly label: string;
  /** The definition as it is now. */
  text(): string;
  create(): Promise<void>;
  /** Takes note that the tags of a model were changed. */
  changed(name: string, region: string): void;
  /** Takes note of what is deployed under a name; nothing where there is no such model. */
  found(name: string, fetched: Fetched | undefined, live: ActiveConnection): void;
}

export interface PairMeans extends CompareMeans {
  /** Lets the person pick a model to compare one with. */
  pick(name: string): Promise<Target | undefined>;
}

/** Shows what tells a definition from a deployed model, which may have another name. @throws Failure */
export async function compareDefinition(means: DefinitionMeans, name: string, live: ActiveConnection): Promise<void> {
  const { ui, text } = means;
  const first = await fetch(ui, live, name).catch((error: unknown) => {
    if (isFailure(error) && error.kind === 'not-found') return undefined;
    throw error;
  });
  means.found(name, first, live);
  if (!first) {
    const create = nameIn(text()) === name ? [l10n.t('Create Model')] : [];
    if (await ui.tell('information', l10n.t('There is no model {0} in {1}.', name, live.region), ...create))
      await means.create();
    return;
  }
  let fetched = first;
  const now = (answer = fetched.answer) => means.compare({ definition: comparable(text(), fetched) }, answer);
  const ModelName = said(text())?.ModelName;
  const comparison = await now();
  if (comparison.state === 'unreadable') {
    await ui.tell('warning', l10n.t('This definition cannot be compared yet. Correct its syntax first.'));
    return;
  }
  if (!fetched.hasTags)
    detach(ui.tell('warning', l10n.t('The tags are not compared: your policies do not allow sagemaker:ListTags.')));
  if (comparison.state === 'inStep') {
    await ui.tell('information', l10n.t('The model {0} in {1} is what this definition says.', name, live.region));
    return;
  }
  if (ModelName !== name && (await now({ ...first.answer, ModelName })).state === 'inStep') {
    await tellAlike(ui, name, means.label);
    return;
  }
  const refresh = await means.show(
    ModelName === name
      ? l10n.t('{0}: deployed in {1} ↔ definition', name, live.region)
      : l10n.t('{0}: deployed in {1} ↔ {2}', name, live.region, means.label),
    sidesOf(comparison),
    async () => {
      const it = await now();
      return it.state === 'unreadable' ? undefined : sidesOf(it);
    },
  );
  const apply = l10n.t('Apply Tags');
  if (!comparison.onlyTags) return;
  if ((await ui.tell('information', l10n.t('Only tags differ, and those can be changed.'), apply)) !== apply) return;
  // The definition may have been edited while the question stood there.
  const latest = await now();
  if (!latest.onlyTags) {
    await ui.tell('warning', l10n.t('The definition was edited meanwhile, so nothing was changed. Compare again.'));
    return;
  }
  const tags = tagsIn(JSON.stringify({ Tags: Object(JSON.parse(latest.left)).Tags ?? [] }));
  if (!(await applyTags(ui, live, { name, arn: fetched.answer.ModelArn ?? '' }, tags))) return;
  means.changed(name, live.region);
  fetched = await fetch(ui, live, name);
  await refresh();
}

/** Shows what tells two deployed models from each other, beside their names; lets the person pick the other of one. @throws Failure */
export async function compareDeployed(
  means: PairMeans,
  live: ActiveConnection,
  models: readonly Pick<ModelSummary, 'name'>[],
): Promise<void> {
  const { ui, compare, show } = means;
  const [one, second, ...more] = models.map((it) => it.name);
  if (one === undefined || more.length > 0) {
    await ui.tell('information', l10n.t('Choose one model or two in the view SageMaker first.'));
    return;
  }
  const other = second ?? (await partnerOf(means, live, one));
  if (other === undefined) return;
  const [left, right] = [await fetch(ui, live, one), await fetch(ui, live, other)];
  if (!left.hasTags || !right.hasTags)
    detach(ui.tell('warning', l10n.t('Not all tags could be read: your policies do not allow sagemaker:ListTags.')));
  const underOneName = { ...left.answer, ModelName: right.answer.ModelName };
  if ((await compare({ other: underOneName }, right.answer)).state === 'inStep') {
    await tellAlike(ui, one, other);
    return;
  }
  const comparison = await compare({ other: left.answer }, right.answer);
  const title = l10n.t('{0} ↔ {1}, both in {2}', one, other, live.region);
  await show(title, { before: comparison.left, after: comparison.right });
}

/** The model that the person picks beside one, in the same account and region. */
async function partnerOf({ ui, pick }: PairMeans, live: ActiveConnection, one: string): Promise<string | undefined> {
  const target = await pick(one);
  if (!target) return undefined;
  const { name, region = live.region, account } = target;
  const own = account === undefined ? undefined : await live.account();
  const isElsewhere = region !== live.region || (own !== undefined && account !== own);
  if (!isElsewhere && name !== one) return name;
  const told = isElsewhere
    ? l10n.t('{0} is in another account or region. Choose a model that is beside {1} in {2}.', name, one, live.region)
    : l10n.t('This is {0} itself. Choose another model.', one);
  await ui.tell('information', told);
  return undefined;
}

const tellAlike = (ui: Ui, one: string, other: string) =>
  ui.tell('information', l10n.t('{0} and {1} are alike but for their names.', one, other));

const sidesOf = ({ left, right }: Comparison): Sides => ({ before: right, after: left });

const fetch = (ui: Ui, live: ActiveConnection, name: string): Promise<Fetched> =>
  ui.progress(l10n.t('Describing {0}', name), ({ signal }) =>
    fetchDeployed(live.models, name, AbortSignal.any([signal, live.signal])),
  );

/** A definition without its tags where those of the model are not known, for they would all seem to differ. */
export function comparable(text: string, { hasTags }: Fetched): string {
  const request = hasTags ? undefined : said(text);
  return request ? JSON.stringify({ ...request, Tags: undefined }) : text;
}

/** The request that a definition says; nothing where it is not JSON. */
function said(text: string): Request | undefined {
  try {
    return Object(JSON.parse(text));
  } catch {
    return undefined;
  }
}
