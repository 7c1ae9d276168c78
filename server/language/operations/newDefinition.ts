/** A definition to begin with: what is asked before it is written, one question after the other, and the definition. */
import { isRegion, partitionOf, regionNamed, regions } from '../../../knowledge/partitions';
import { arnOf } from '../aws/arn';
import { createModel, nameMember } from '../description/createModel';
import { accountOf, contentsOf, hostOf, repositoryNames, type Tagged, tagsOf, titleOf } from '../knowledge/images';
import { namingModels, type RegionInfo, type Skeleton, type Start, skeletons } from '../knowledge/skeletons';
import { memberShape } from '../syntax/document';
import { filled, plain, TextLayout } from '../text/snippet';
import type { AnalysisContext } from '../types';

/** What can be asked, in the order in which it is. */
const questions = ['kind', 'name', 'image', 'processor', 'region', 'role'] as const;
export type Asked = (typeof questions)[number];

/** What has been answered so far, by the keys of choices; the name as it is typed. */
export type Answers = Readonly<Partial<Record<Asked, string>>>;

/** What is left to fill in: the answer to a question that can be left open. */
const open = '';

export interface Choice {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
}

export interface Question {
  readonly asks: Asked;
  /** Which one it is, counted from 1, of how many, as far as the answers say. */
  readonly step: number;
  readonly of: number;
  /** What can be answered; nothing of a name, which is typed. */
  readonly choices: readonly Choice[];
  /** What is proposed where it is typed. */
  readonly proposal?: string;
}

/** What is known beside the answers. */
export interface NewDefinitionContext {
  readonly given: AnalysisContext;
  /** Regions and roles that the person is likely to want, the likeliest first. */
  readonly regions?: readonly string[];
  readonly roles?: readonly string[];
  /** What the folder of the definition is called. */
  readonly folder?: string;
  /** Whether another definition has a name. */
  readonly isTaken?: (name: string) => boolean;
}

export interface GeneratedDefinition {
  readonly text: string;
  /** The same with tab stops, in the syntax of the protocol's snippets. */
  readonly snippet: string;
}

/** The question that comes next; nothing where all is answered that this kind of model needs. */
export function next(answers: Answers, about: NewDefinitionContext): Question | undefined {
  const asked = questions.filter((it) => isAsked(it, answers, about));
  const at = asked.findIndex((it) => answers[it] === undefined);
  const asks = asked[at];
  if (asks === undefined) return undefined;
  const proposal = asks === 'name' ? proposed(about) : undefined;
  return { asks, step: at + 1, of: asked.length, choices: choicesOf(asks, answers, about), proposal };
}

/** The definition that the answers make; answers that are no choices are left to fill in. */
export function begin(answers: Answers, about: NewDefinitionContext): GeneratedDefinition {
  const region = placeFor(answers, about);
  const start: Start = {
    name: isName(answers.name) ? answers.name : undefined,
    image: region && imageFor(answers, region.id),
    account: about.given.account,
    region,
    role: rolesFor(answers, about).find((it) => it === answers.role),
  };
  const snippet = filled(kindOf(answers).write(start), new TextLayout('').style);
  return { text: plain(snippet), snippet };
}

/** Whether it could be the name of a model; while it is typed it may be anything. */
function isName(text = ''): boolean {
  const shape = memberShape(createModel, nameMember);
  return shape?.kind === 'text' && shape.form?.pattern.test(text) === true;
}

const kindOf = ({ kind }: Answers): Skeleton => skeletons.find((it) => it.kind === kind) ?? (skeletons[0] as Skeleton);

function isAsked(question: Asked, answers: Answers, about: NewDefinitionContext): boolean {
  switch (question) {
    case 'image':
      return kindOf(answers).images !== undefined;
    case 'processor':
      return processorsOf(answers).length > 1;
    case 'region': {
      const { region } = about.given;
      return region === undefined || !isIn(region, answers);
    }
    default:
      return true;
  }
}

function choicesOf(question: Asked, answers: Answers, about: NewDefinitionContext): Choice[] {
  switch (question) {
    case 'kind':
      return skeletons.map(({ kind, label, detail }) => ({ key: kind, label, detail }));
    case 'name':
      return [];
    case 'image':
      return [
        { key: open, label: 'Your own image', detail: 'in Amazon ECR, to be filled in' },
        ...familiesOf(kindOf(answers)).map(({ is, repository }) => ({
          key: is.family,
          label: is.family,
          detail: `${repository}, newest version ${is.version ?? 'not numbered'}`,
        })),
      ];
    case 'processor':
      return processorsOf(answers).map(({ tag, is }) => ({
        key: is.processor ?? open,
        label: is.processor ?? tag,
        detail: [titleOf(is), contentsOf(is)].filter((it) => it !== '').join('; '),
      }));
    case 'region': {
      const all = regionsFor(answers, about).map((it) => ({ key: it, label: it, detail: regionNamed(it)?.name }));
      // The images of AWS are of other accounts in other regions.
      return answers.image ? all : [...all, { key: open, label: 'Leave it open', detail: 'to be filled in' }];
    }
    case 'role':
      return [
        ...rolesFor(answers, about).map((it) => ({ key: it, label: it.slice(it.indexOf('/') + 1), detail: it })),
        { key: open, label: 'Leave it open', detail: 'a role that is to be filled in' },
      ];
  }
}

interface Served extends Tagged {
  readonly repository: string;
}

/** The images that a kind of model can have: repositories that are kept up before others, and of each the newest first. */
function served({ images }: Skeleton): Served[] {
  const any = repositoryNames.filter((it) => !namingModels.includes(it));
  const all = images === 'all' || images === 'many' ? any : (images ?? []);
  return all
    .flatMap((repository) => tagsOf(repository).map((it) => ({ ...it, repository })))
    .filter(({ is }) => images !== 'many' || is.many === 'any' || (is.many === 'cpu' && is.processor === 'CPU'));
}

/** The first of each kind, by what a kind is called. */
function firsts(all: readonly Served[], by: (of: Served) => string | undefined): Served[] {
  const found = new Map<string | undefined, Served>();
  for (const it of all) if (!found.has(by(it))) found.set(by(it), it);
  return [...found.values()];
}

const familiesOf = (kind: Skeleton) => firsts(served(kind), ({ is }) => is.family);

/** The images of the family that was chosen; none where it is the person's own. */
const chosenFrom = (answers: Answers) => served(kindOf(answers)).filter(({ is }) => is.family === answers.image);

const processorsOf = (answers: Answers) => firsts(chosenFrom(answers), ({ is }) => is.processor);

/** The newest image of those that answers name in a region, as a whole. */
function imageFor(answers: Answers, region: string): string | undefined {
  const [first] = processorsOf(answers);
  const processor = answers.processor || first?.is.processor;
  for (const { repository, tag, is } of chosenFrom(answers)) {
    const account = is.processor === processor ? accountOf(repository, region, tag) : undefined;
    if (account !== undefined) return `${hostOf(account, region)}${repository}:${tag}`;
  }
  return undefined;
}

/** Whether a region has what was chosen, which is anywhere where it is the person's own. */
const isIn = (region: string, answers: Answers) => !answers.image || imageFor(answers, region) !== undefined;

/** The regions that have what was chosen, those that the person is likely to want first. */
function regionsFor(answers: Answers, { regions: likely = [] }: NewDefinitionContext): string[] {
  const all = new Set([...likely.filter(isRegion), ...regions.map((it) => it.id)]);
  return [...all].filter((it) => isIn(it, answers));
}

/** The region that a definition is for; nothing where that is open. */
function placeFor(answers: Answers, { given }: NewDefinitionContext): RegionInfo | undefined {
  const id = answers.region ?? (given.region !== undefined && isIn(given.region, answers) ? given.region : undefined);
  const partition = id === undefined ? undefined : partitionOf(id);
  return id !== undefined && partition ? { id, partition: partition.id, dnsSuffix: partition.dnsSuffix } : undefined;
}

/** The roles that SageMaker could take on there: of that partition, and of the account in use where that is known. */
function rolesFor(answers: Answers, about: NewDefinitionContext): string[] {
  const { workspaceValues: used, account } = about.given;
  const partition = placeFor(answers, about)?.partition;
  return [...new Set([...(used?.role ?? []), ...(about.roles ?? [])])].filter((it) => {
    const arn = /^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(it) ? arnOf(it) : undefined;
    return arn && arn.partition === (partition ?? arn.partition) && arn.account === (account ?? arn.account);
  });
}

/** A name that no other definition has: that of the folder, with what names of models can have, or any. */
function proposed({ folder = '', isTaken = () => false }: NewDefinitionContext): string {
  const bare = folder
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-|-$/g, '');
  const stem = bare || 'my-model';
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`;
    if (!isTaken(name)) return name;
  }
}
