/** Compares a definition with a model in SageMaker, or two such models, by what really differs. */

import * as l10n from '@vscode/l10n';
import type { ModelSummary } from '../../../aws/api';
import { detach } from '../../../aws/detach';
import { isFailure } from '../../../aws/failure';
import type { Target } from '../../../aws/modelTarget';
import type { ActiveConnection } from '../../../aws/session';
import type { CompareModelsResult } from '../../../protocol/models';
import type { ModelEvents } from '../../models/events';
import { comparable, type Deployed, fetchShown, requestIn } from '../../models/fetch';
import { applyTags, tagsIn } from '../../models/tags';
import { nameIn } from '../../ui/modelName';
import type { Ui } from '../../ui/ui';

/** Two texts that differ only where their models do. */
export interface Sides {
  readonly before: string;
  readonly after: string;
}

/** The part of the language server's answer that is used. */
export type ComparedSides = Omit<CompareModelsResult, 'differences'>;

export interface CompareHost {
  readonly ui: Ui;
  compare(
    left: { readonly definition: string } | { readonly other: Deployed },
    answer: Deployed,
  ): Promise<ComparedSides>;
  /**
   * Shows two sides in a diff.
   * @param again the sides as they are after an edit; nothing while that cannot be read
   * @returns what shows them as they are by now
   */
  show(title: string, sides: Sides, again?: () => Promise<Sides | undefined>): Promise<() => Promise<void>>;
}

export interface DefinitionHost extends CompareHost {
  /** What people call the definition. */
  readonly label: string;
  /** The definition as it is now. */
  text(): string;
  create(): PromiseLike<unknown>;
  readonly events: ModelEvents;
}

/** Shows what tells a definition from a deployed model, which may have another name. @throws Failure */
export async function compareDefinition(host: DefinitionHost, name: string, live: ActiveConnection): Promise<void> {
  const { ui, text } = host;
  const first = await fetchShown(ui, live, name).catch((error: unknown) => {
    if (isFailure(error) && error.kind === 'not-found') return undefined;
    throw error;
  });
  host.events.fire({ kind: 'described', name, fetched: first, live });
  if (!first) {
    const create = nameIn(text()) === name ? [l10n.t('Create Model')] : [];
    if (await ui.tell('information', l10n.t('There is no model {0} in {1}.', name, live.region), ...create))
      await host.create();
    return;
  }
  let fetched = first;
  const now = (answer = fetched.answer) => host.compare({ definition: comparable(text(), fetched) }, answer);
  const ModelName = requestIn(text())?.ModelName;
  const comparison = await now();
  if (comparison.state === 'unreadable')
    return void (await ui.tell('warning', l10n.t('This definition cannot be compared yet. Correct its syntax first.')));
  if (!fetched.hasTags)
    detach(ui.tell('warning', l10n.t('The tags are not compared: your policies do not allow sagemaker:ListTags.')));
  if (comparison.state === 'inStep')
    return void (await ui.tell(
      'information',
      l10n.t('The model {0} in {1} is what this definition says.', name, live.region),
    ));
  if (ModelName !== name && (await now({ ...first.answer, ModelName })).state === 'inStep')
    return void (await tellAlike(ui, name, host.label));
  const refresh = await host.show(
    ModelName === name
      ? l10n.t('{0}: deployed in {1} ↔ definition', name, live.region)
      : l10n.t('{0}: deployed in {1} ↔ {2}', name, live.region, host.label),
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
  if (!latest.onlyTags)
    return void (await ui.tell(
      'warning',
      l10n.t('The definition was edited meanwhile, so nothing was changed. Compare again.'),
    ));
  const tags = tagsIn(JSON.stringify({ Tags: Object(JSON.parse(latest.left)).Tags ?? [] }));
  if (!(await applyTags(ui, live, { name, arn: fetched.answer.ModelArn ?? '' }, tags))) return;
  host.events.fire({ kind: 'tagsChanged', name, region: live.region });
  fetched = await fetchShown(ui, live, name);
  await refresh();
}

/**
 * Shows what tells two deployed models from each other, beside their names.
 * @param pick lets the user select the model to compare with, if there is only one
 * @throws Failure
 */
export async function compareDeployed(
  { ui, compare, show }: CompareHost,
  live: ActiveConnection,
  models: readonly Pick<ModelSummary, 'name'>[],
  pick: (name: string) => Promise<Target | undefined>,
): Promise<void> {
  const [one, second, ...more] = models.map((it) => it.name);
  if (one === undefined || more.length > 0)
    return void (await ui.tell('information', l10n.t('Choose one model or two in the view SageMaker first.')));
  const other = second ?? (await partnerOf(ui, live, one, await pick(one)));
  if (other === undefined) return;
  const [left, right] = [await fetchShown(ui, live, one), await fetchShown(ui, live, other)];
  if (!left.hasTags || !right.hasTags)
    detach(ui.tell('warning', l10n.t('Not all tags could be read: your policies do not allow sagemaker:ListTags.')));
  const underOneName = { ...left.answer, ModelName: right.answer.ModelName };
  if ((await compare({ other: underOneName }, right.answer)).state === 'inStep')
    return void (await tellAlike(ui, one, other));
  const comparison = await compare({ other: left.answer }, right.answer);
  const title = l10n.t('{0} ↔ {1}, both in {2}', one, other, live.region);
  await show(title, { before: comparison.left, after: comparison.right });
}

/** The name of a selected model, if it's in the same account and Region and can be compared. */
async function partnerOf(
  ui: Ui,
  live: ActiveConnection,
  one: string,
  target: Target | undefined,
): Promise<string | undefined> {
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

const sidesOf = ({ left, right }: ComparedSides): Sides => ({ before: right, after: left });
