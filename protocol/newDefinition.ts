/** Requests for New Model Definition: the next question, and the definition that the answers make. */
import { request } from './message';

/** What can be asked. */
export type DefinitionTopic = 'kind' | 'name' | 'image' | 'processor' | 'region' | 'role';

/** The answers so far: the keys of choices, and the name as it was entered. */
export type DefinitionAnswers = Readonly<Partial<Record<DefinitionTopic, string>>>;

export interface NewDefinitionParams {
  readonly answers: DefinitionAnswers;
  /** The Regions that the person is likely to want, the likeliest first. */
  readonly regions?: readonly string[];
  /** The execution roles that the person is likely to want, the likeliest first. */
  readonly roles?: readonly string[];
  /** The name of the folder for the definition. */
  readonly folder?: string;
}

export interface DefinitionChoice {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
}

export interface DefinitionQuestion {
  readonly asks: DefinitionTopic;
  /** The number of the question, counted from 1. */
  readonly step: number;
  /** The number of questions, as far as the answers determine it. */
  readonly of: number;
  /** The possible answers; none for a name, which is entered. */
  readonly choices: readonly DefinitionChoice[];
  /** The proposed name. */
  readonly proposal?: string;
}

/** The next question about a new definition; `null` after the last one. */
export const newDefinitionQuestion = request<NewDefinitionParams, DefinitionQuestion | null>('newDefinitionQuestion');

export interface NameProblem {
  readonly message: string;
  readonly isError: boolean;
}

export interface NewDefinitionResult {
  readonly text: string;
  /** The same with tab stops, as an LSP snippet. */
  readonly snippet: string;
  /** The problems of the model name. */
  readonly ofName: readonly NameProblem[];
}

/** The definition that the answers make. */
export const newDefinition = request<NewDefinitionParams, NewDefinitionResult>('newDefinition');
