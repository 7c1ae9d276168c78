/** The rules of form alone, for tests of what a text is and not of what it means. */
import { check, type Problem } from '../../server/language/check/check';
import { rules } from '../../server/language/rules';
import * as members from '../../server/language/rules/members';
import * as strings from '../../server/language/rules/strings';
import * as syntax from '../../server/language/rules/syntax';
import * as values from '../../server/language/rules/values';
import * as valueTypes from '../../server/language/rules/valueTypes';
import { read } from '../../server/language/syntax/document';
import type { AnalysisContext } from '../../server/language/types';

const ofForm = new Set(
  [syntax, members, valueTypes, strings, values].flatMap((it) => Object.values(it).map((rule) => rule.id)),
);

/** Settings that switch off every rule that is not one of form. */
const formOnly: AnalysisContext['rules'] = Object.fromEntries(
  rules.filter((it) => !ofForm.has(it.id)).map((it) => [it.id, 'off' as const]),
);

/** The problems of form in a text. */
export const formProblems = (text: string, given: AnalysisContext = {}): readonly Problem[] =>
  check(read(text), { ...given, rules: { ...formOnly, ...given.rules } });

/** What nearly every short text lacks, and has nothing to do with what it is there to show. */
export const lacking: readonly string[] = ['no-container', 'no-role', 'container-without-source', 'recent-member'];

/** Settings that turn off the rules about what nearly every short text lacks, but for one rule. */
export const withoutLacking = (rule?: string): AnalysisContext['rules'] =>
  Object.fromEntries(lacking.filter((it) => it !== rule).map((it) => [it, 'off' as const]));
