/** What is asked for now and then: forms of other tools, policies, definitions to begin with; a bundle of its own, loaded when first asked for. */
import { type Answers, begin, type Circumstances, next } from './language/begin';
import { read } from './language/document';
import { permit } from './language/permit';
import { readForm } from './language/readForm';
import type { Where } from './language/shape';
import { writeForm } from './language/writeForm';
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
