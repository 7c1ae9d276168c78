/** Every rule, in one list. */
import * as members from './members';
import * as role from './role';
import type { Rule } from './rule';
import * as syntax from './syntax';
import * as values from './values';

export const rules: readonly Rule[] = [syntax, members, values, role].flatMap((subject) =>
  Object.values<Rule>(subject),
);
