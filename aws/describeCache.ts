/** Caches DescribeModel responses: a model never changes, so its response is valid until the model is deleted. */
import type { DescribeModelResponse, ModelSummary } from './api';
import type { ActiveConnection } from './session';

/** How many answers are kept. */
const mostKept = 500;

export class DescribeCache {
  readonly #answers = new Map<string, Promise<DescribeModelResponse>>();

  /** The roles of the models that are known, the latest first. */
  async roles(): Promise<string[]> {
    const known = await Promise.allSettled(this.#answers.values());
    return known.flatMap((it) => (it.status === 'fulfilled' ? (it.value.ExecutionRoleArn ?? []) : [])).reverse();
  }

  /** The answer about a model, asked for unless it is known. A failure is not kept. */
  get(
    { models, limiter, signal }: Pick<ActiveConnection, 'models' | 'limiter' | 'signal'>,
    model: ModelSummary,
  ): Promise<DescribeModelResponse> {
    // One that was deleted and created again has another time.
    const key = `${model.arn} ${model.created.getTime()}`;
    const known = this.#answers.get(key);
    if (known) return known;
    const asking = limiter.run(() => models.describe(model.name, signal));
    this.#answers.set(key, asking);
    const forget = () => this.#answers.delete(key);
    asking.then((it) => {
      // A recommendation comes a few seconds after the model.
      if (it.DeploymentRecommendation?.RecommendationStatus === 'IN_PROGRESS') forget();
    }, forget);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > mostKept && oldest !== undefined) this.#answers.delete(oldest);
    return asking;
  }
}
