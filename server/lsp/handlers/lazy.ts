/** Handles the custom requests whose code is loaded on first use (server/lazy). */
import * as converters from '../../../protocol/converters';
import * as models from '../../../protocol/models';
import * as definition from '../../../protocol/newDefinition';
import { check } from '../../language/check/check';
import { nameMember } from '../../language/description/createModel';
import { modelName } from '../../language/features/modelName';
import type { NewDefinitionContext } from '../../language/operations/newDefinition';
import { read } from '../../language/syntax/document';
import type { ServerContext } from '../context';

/** Answers the requests about models in SageMaker, other tools' formats, policies, and new definitions. */
export function onLazyRequests(context: ServerContext): void {
  const { lazy } = context;
  context.onRequest(models.formatModel, async ({ answer }) => (await lazy()).formatModel(answer));
  context.onRequest(models.importModel, async ({ answer }) => (await lazy()).importModel(answer));
  context.onRequest(models.compareModels, async (params) => (await lazy()).compareModels(params, params.answer));
  context.onRequest(converters.importDefinition, async ({ text }) => (await lazy()).importDefinition(text));
  context.onRequest(converters.exportDefinition, async (params, token) => {
    const { exportDefinition } = await lazy();
    return context.about<
      converters.ExportDefinitionParams,
      converters.ExportedText | converters.ConversionRefusal | null
    >('form', null, (it) => exportDefinition(it.definition, params.form, params.region))(params, token);
  });
  context.onRequest(converters.generatePolicy, async (params, token) => {
    const { generatePolicy } = await lazy();
    return context.about<converters.GeneratePolicyParams, converters.GeneratedPolicy | null>(
      'policy',
      null,
      (it) => generatePolicy(it.definition, params.policy, it.given) ?? null,
    )(params, token);
  });
  context.onRequest(
    definition.newDefinitionQuestion,
    async (params) => (await lazy()).nextQuestion(params.answers, contextOf(context, params)) ?? null,
  );
  context.onRequest(definition.newDefinition, async (params) => ({
    ...(await lazy()).newDefinition(params.answers, contextOf(context, params)),
    ofName: nameProblems(context, params.answers.name),
  }));
}

const contextOf = (
  { connected, index }: ServerContext,
  { answers: _, ...more }: definition.NewDefinitionParams,
): NewDefinitionContext => ({
  ...more,
  given: { ...connected, workspaceValues: index.usedByOthers('') },
  isTaken: (name) => index.named(name).length > 0,
});

/** The problems of a model name by itself. */
function nameProblems({ index }: ServerContext, name = ''): definition.NameProblem[] {
  const alone = read(JSON.stringify({ [nameMember]: name }));
  return check(alone, { duplicateNames: index.named(name) })
    .filter((it) => it.offset === modelName(alone)?.offset)
    .map(({ message, severity }) => ({ message, isError: severity === 'error' }));
}
