/** What is said of a definition that couldn't be checked: a fault of ours must never pass for a right definition. */
import { bugs } from '../package.json';
import type { Problem } from './language/check';

/** The one problem of such a definition. No rule finds it, so nobody can turn it off. */
export const notChecked: Problem = {
  rule: 'not-checked',
  severity: 'error',
  offset: 0,
  length: 1,
  message: `This definition couldn't be checked because of a bug in SageMaker Models. Report it at ${bugs.url}.`,
};

/** An error as one line. */
export const causeOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
