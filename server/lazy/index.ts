/**
 * What is asked for now and then: deployed models beside definitions, forms of other tools, policies, definitions to begin
 * with. A bundle of its own, loaded when first asked for.
 */

import type { Where } from '../language/description/shape';
import { compare, type Left } from '../language/operations/compare';
import { importModel } from '../language/operations/import';
import { type Answers, begin, type Circumstances, next } from '../language/operations/newDefinition';
import { permit } from '../language/operations/policy';
import { present } from '../language/operations/present';
import { readForm } from '../language/operations/readForm';
import { writeForm } from '../language/operations/writeForm';
import { read } from '../language/syntax/document';
import * as yaml from './yaml';

/** A definition in the form of another tool. */
export const written = (text: string, form: string, region?: string) => writeForm(read(text), form, { region, yaml });

/** A definition of what another tool writes. */
export const taken = (text: string) => readForm(text, yaml);

/** A policy that a definition needs. */
export const permitted = (text: string, policy: string, given: Where) => permit(read(text), policy, given);

/** What is asked next about a definition to begin with. */
export const asked = (answers: Answers, about: Circumstances) => next(answers, about);

/** The definition to begin with. */
export const begun = (answers: Answers, about: Circumstances) => begin(answers, about);

/** A deployed model as a text to read. */
export const presented = (answer: unknown) => ({ text: present(answer) });

/** A deployed model as a definition. */
export const imported = (answer: unknown) => importModel(answer);

/** What tells a definition, or a deployed model, from a deployed model. */
export const compared = (left: Left, answer: unknown) => compare(left, answer);
