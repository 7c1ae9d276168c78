/** New Model Definition: asks the language server's questions one by one, and opens the definition that results. */

import * as l10n from '@vscode/l10n';
import type {
  DefinitionAnswers,
  DefinitionChoice,
  DefinitionQuestion,
  DefinitionTopic,
  NameProblem,
  NewDefinitionResult,
} from '../../../protocol/newDefinition';

/** One question as it is shown. */
export interface QuestionStep {
  readonly title: string;
  readonly step: number;
  readonly of: number;
  /** What is to be answered, in words. */
  readonly prompt: string;
  /** Whether there is a question before it. */
  readonly hasBefore: boolean;
}

/** Nothing where the person goes away. */
export type Outcome = { readonly answer: string } | 'back' | undefined;

export interface NewHost {
  /** What is asked next; nothing where all is answered. */
  question(answers: DefinitionAnswers): Promise<DefinitionQuestion | null>;
  begin(answers: DefinitionAnswers): Promise<NewDefinitionResult>;
  /** @param former the key of what was chosen before, where the person has come back */
  pick(step: QuestionStep, choices: readonly DefinitionChoice[], former: string | undefined): Promise<Outcome>;
  /** Lets the person type what is judged as they type; what is an error is not taken. */
  type(step: QuestionStep, value: string, judge: (value: string) => Promise<NameProblem | undefined>): Promise<Outcome>;
  open(name: string, begun: NewDefinitionResult): Promise<void>;
}

/** @returns whether there is a definition now */
export async function askForDefinition(host: NewHost): Promise<boolean> {
  /** What was known before each question. */
  const trail: DefinitionAnswers[] = [];
  let answers: DefinitionAnswers = {};
  /** What was answered last to each question, also where the person has gone back behind it. */
  let former: DefinitionAnswers = {};
  for (;;) {
    const question = await host.question(answers);
    if (!question) break;
    const { asks, step, of, choices, proposal = '' } = question;
    const shown = {
      title: l10n.t('New Model Definition'),
      step,
      of,
      prompt: promptOf(asks),
      hasBefore: trail.length > 0,
    };
    const known = answers;
    const judge = async (name: string) => {
      const { ofName } = await host.begin({ ...known, name });
      return ofName.find((it) => it.isError) ?? ofName[0];
    };
    const outcome =
      asks === 'name'
        ? await host.type(shown, former.name ?? proposal, judge)
        : await host.pick(shown, choices, former[asks]);
    if (outcome === undefined) return false;
    if (outcome === 'back') answers = trail.pop() ?? {};
    else {
      trail.push(answers);
      answers = { ...answers, [asks]: outcome.answer };
      former = { ...former, ...answers };
    }
  }
  await host.open(answers.name ?? '', await host.begin(answers));
  return true;
}

function promptOf(asks: DefinitionTopic): string {
  return {
    kind: l10n.t('What kind of model is it?'),
    name: l10n.t('The name of the model, which it has once in an account and region'),
    image: l10n.t('What is in the container?'),
    processor: l10n.t('What does it run on?'),
    region: l10n.t('In which region will the model be created?'),
    role: l10n.t('Which role does SageMaker use to read model data and images?'),
  }[asks];
}
