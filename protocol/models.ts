/** Requests about models in SageMaker. `answer` is the response of DescribeModel as JSON, with the model's `Tags`. */
import { request } from './message';

export interface ModelParams {
  readonly answer: unknown;
}

export interface FormatModelResult {
  readonly text: string;
}

/** A model as text to read. */
export const formatModel = request<ModelParams, FormatModelResult>('formatModel');

export interface ImportModelResult {
  readonly text: string;
  /** Sentences about the definition; none if there is nothing to do. */
  readonly remarks: readonly string[];
}

/** The definition that creates a model like an existing one. */
export const importModel = request<ModelParams, ImportModelResult>('importModel');

/** A model beside a definition or another model, of which `other` is the response of DescribeModel with its `Tags`. */
export type CompareModelsParams = ModelParams & ({ readonly definition: string } | { readonly other: unknown });

export interface ModelDifference {
  /** The path from the request, such as `PrimaryContainer › Environment › LOG_LEVEL` or `Tags › team`. */
  readonly path: string;
  /**
   * `added`: only the model has it; `removed`: only the left side has it; `changed`: the values differ; `form`: both say
   * the same in two properties, which isn't counted as a difference.
   */
  readonly kind: 'added' | 'removed' | 'changed' | 'form';
  /** Whether it can be changed without creating another model. */
  readonly inPlace: boolean;
}

export interface CompareModelsResult {
  /** `unreadable`: the definition isn't a JSON object. */
  readonly state: 'inStep' | 'different' | 'unreadable';
  readonly differences: readonly ModelDifference[];
  /** Whether they differ, but only in what can be changed in place. */
  readonly onlyTags: boolean;
  /** Both sides as text, which differs only where their meaning does. */
  readonly left: string;
  readonly right: string;
}

/** The differences between a definition and a model, or between two models. */
export const compareModels = request<CompareModelsParams, CompareModelsResult>('compareModels');
