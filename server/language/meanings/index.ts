/** What can be said of each kind of string, in one table. */
import type { Meanings } from './meaning';
import { variableName, variableValue } from './variable';

export const meanings: Meanings = {
  variable: variableName,
  'variable-value': variableValue,
};
