/** What is deployed, as a document: an answer of DescribeModel as JSON, with the tags that ListTags answers. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import { createModel, environment } from './createModel';
import { choice, list, required, type Struct, since, struct, text } from './shape';

type AnswerMember = Exclude<keyof sdk.DescribeModelOutput, keyof sdk.CreateModelInput>;

/** An instance type is one of hundreds that the SDK lists, and new ones come every month: any word. */
interface Recommendation extends Omit<sdk.RealTimeInferenceRecommendation, 'InstanceType'> {
  readonly InstanceType: string;
}
interface Recommendations extends Omit<sdk.DeploymentRecommendation, 'RealTimeInferenceRecommendations'> {
  readonly RealTimeInferenceRecommendations?: readonly Recommendation[];
}

/** What DescribeModel answers beside the request's own members; times are text in a document. */
interface DescribeModelAnswer extends Record<Exclude<AnswerMember, 'DeploymentRecommendation'>, string> {
  readonly DeploymentRecommendation?: Recommendations;
}

const answer = struct<DescribeModelAnswer>('DescribeModelOutput', {
  ModelArn: required(text({ min: 20, max: 2048 })),
  CreationTime: required(text({})),
  DeploymentRecommendation: since(
    '2023-05-24',
    struct<Recommendations>('DeploymentRecommendation', {
      RecommendationStatus: required(
        choice({
          IN_PROGRESS: 'SageMaker is still at it',
          COMPLETED: 'there are recommendations',
          FAILED: 'SageMaker could recommend nothing',
          NOT_APPLICABLE: 'nothing is recommended for such a model',
        }),
      ),
      RealTimeInferenceRecommendations: list(
        struct<Recommendation>(
          'RealTimeInferenceRecommendation',
          {
            RecommendationId: required(text({})),
            InstanceType: required(text({})),
            Environment: environment,
          },
          ['InstanceType'],
        ),
        { max: 3 },
      ),
    }),
  ),
});

/** An answer's members that are no members of a request, each as the middle of a sentence. */
export const describeOnly: Readonly<Record<AnswerMember, string>> = {
  CreationTime: 'when the model was created',
  ModelArn: 'the ARN that the model was given',
  DeploymentRecommendation: 'what SageMaker recommends to deploy the model on',
};

/** A deployed model: the members of its request, then those that only an answer has. */
export const describeModel: Struct = {
  ...(answer as Struct),
  base: createModel as Struct,
  members: { ...(createModel as Struct).members, ...(answer as Struct).members },
};
