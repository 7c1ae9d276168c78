/** Implements --list-rules and --explain. */
import { applyEdits } from 'jsonc-parser';
import { check } from '../../language/check/check';
import { edits } from '../../language/check/fix';
import { rules } from '../../language/rules';
import { read } from '../../language/syntax/document';
import { difference } from './difference';

/** The rules in the order of their ids. */
export const sortedRules = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** A line under a line of an example: where the fault lies, and what is said of it. */
export const expectation = /^(\s*)(\^+) (\w+ [\w-]+)$/;

/** An example of more characters is about the size of things, and shows nothing. */
const mostCharacters = 2000;

export function listOfRules(): string {
  const width = Math.max(...sortedRules.map((it) => it.id.length));
  return sortedRules.map((it) => `${it.id.padEnd(width)}  ${it.severity.padEnd(11)}  ${it.rationale}\n`).join('');
}

/** @throws with a sentence where there is no such rule */
export function explanation(id: string, page: string): string {
  const rule = rules.find((it) => it.id === id);
  if (!rule) throw new Error(`There is no rule "${id}". See --list-rules.`);
  const marked = rule.invalidExample.replace(/^\n/, '').split('\n');
  const text = marked.filter((it) => !expectation.test(it)).join('\n');
  const document = read(text);
  const found = check(document, rule.given).filter((it) => it.rule === id);
  const fix = found.find((it) => it.fixes?.length)?.fixes?.[0];
  const isShown = text.length <= mostCharacters;
  const paragraphs = [
    `${rule.id} (${rule.severity})`,
    rule.rationale,
    isShown && `For example:\n${marked.join('\n').trim()}`,
    found[0] && `It says: ${found[0].message}`,
    fix && `The fix: ${fix.title}. ${fix.isSafe ? '--fix does it.' : 'An editor offers it; --fix leaves it to you.'}`,
    fix && isShown && changed(text, applyEdits(text, edits(document, fix))),
    `${page}#${rule.id}`,
  ];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}

/** The lines that differ, without the names of files. */
function changed(before: string, after: string): string {
  const patch = difference('', before, after, 1);
  return patch.slice(patch.indexOf('@@')).trimEnd();
}
