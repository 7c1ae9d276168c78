/** The problem for a definition that couldn't be checked, so that a bug of ours never passes as a valid definition. */
import { bugs } from '../../package.json';
import type { Problem } from '../language/check/check';

/** The single problem of such a definition. It doesn't come from a rule, so it can't be turned off. */
export const notChecked: Problem = {
  rule: 'not-checked',
  severity: 'error',
  offset: 0,
  length: 1,
  message: `This definition couldn't be checked because of a bug in SageMaker Models. Report it at ${bugs.url}.`,
};

/** An error as one line. */
export const causeOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
