/** The code that the server loads on first use, as a bundle of its own: comparisons, converters, policies, and new definitions. */

import { compare, type LeftSide } from '../language/operations/compare';
import { type Answers, begin, type NewDefinitionContext, next } from '../language/operations/newDefinition';
import { permit } from '../language/operations/policy';
import { present } from '../language/operations/present';
import { readForm } from '../language/operations/readForm';
import { writeForm } from '../language/operations/writeForm';
import type { Document } from '../language/syntax/document';
import * as yaml from './yaml';

/** A definition in the form of another tool. */
export const exportDefinition = (definition: Document, form: string, region?: string) =>
  writeForm(definition, form, { region, yaml });

/** A definition of what another tool writes. */
export const importDefinition = (text: string) => readForm(text, yaml);

/** A policy that a definition needs. */
export const generatePolicy = permit;

/** What is asked next about a definition to begin with. */
export const nextQuestion = (answers: Answers, about: NewDefinitionContext) => next(answers, about);

/** The definition to begin with. */
export const newDefinition = (answers: Answers, about: NewDefinitionContext) => begin(answers, about);

/** A deployed model as a text to read. */
export const formatModel = (answer: unknown) => ({ text: present(answer) });

/** A deployed model as a definition. */
export { importModel } from '../language/operations/import';

/** What tells a definition, or a deployed model, from a deployed model. */
export const compareModels = (left: LeftSide, answer: unknown) => compare(left, answer);
