/** What a definition is elsewhere: forms of other tools, and policies; a bundle of its own, loaded when first asked for. */
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
