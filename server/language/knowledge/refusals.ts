/** What SageMaker says when it refuses a request, and what to do about it: a reading of knowledge/refusals.json. */
import data from '../../../knowledge/refusals.json';

export interface Refusal {
  /** What the message has in it. */
  readonly says: RegExp;
  /** The members that it is about, the likeliest first, for a message that quotes no value of the definition. */
  readonly members: readonly string[];
  /** What to do, in a sentence or two. */
  readonly next: string;
}

const rows: readonly (Omit<Refusal, 'says'> & { readonly says: string; readonly isExact?: boolean })[] = data.refusals;

export const refusals: readonly Refusal[] = rows.map(({ says, isExact, ...refusal }) => ({
  ...refusal,
  says: new RegExp(says, isExact ? '' : 'i'),
}));

/** What to do where SageMaker says which limit a value breaks. */
export const limitNext = 'Change it, and create the model again.';
