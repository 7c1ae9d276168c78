/** The texts that the language service shows, written from the product itself: messages.snap.json. */
import docs from 'sagemaker-docs';
import { check, type Problem } from '../../server/language/check/check';
import { complete, explain } from '../../server/language/features/completion';
import { hover } from '../../server/language/features/hover';
import { hint } from '../../server/language/features/inlayHints';
import { rewrite } from '../../server/language/features/refactorings';
import { rules } from '../../server/language/rules';
import { type Document, read } from '../../server/language/syntax/document';
import { given } from '../fuzz/questions';
import { validDefinitions } from '../support/definitions';
import { withoutLacking } from '../support/form';
import { carets, cursor } from '../support/marked';
import { completionCases, type MessageCase, messageCases } from './messageCases';

/** What the rule of a case finds in its text. */
export const problemsOf = ({ rule, text, given }: Pick<MessageCase, 'rule' | 'text' | 'given'>) =>
  check(read(text), { rules: withoutLacking(rule), ...given }).filter((it) => it.rule === rule);

/** The snapshot, as JSON: an object for each kind of text. */
export function messagesSnapshot(): string {
  const examples = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const shown = {
    problems: messageCases.map((it) => ({ rule: it.rule, text: short(it.text), problems: problemsOf(it).map(said) })),
    examples: Object.fromEntries(
      examples.map(({ id, invalidExample, given }) => {
        const { text } = carets(invalidExample);
        return [id, problemsOf({ rule: id, text, given }).map(said)];
      }),
    ),
    ...definitionTexts(),
    completions: Object.fromEntries(completionCases.map((it) => [it, completions(it)])),
  };
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}

/** A problem as the author sees it. */
export const said = ({ message, fixes = [], related = [] }: Problem) => ({
  message: short(message, 400),
  ...(fixes.length > 0 && { fixes: fixes.map((it) => it.title) }),
  ...(related.length > 0 && { related: related.map((it) => it.message) }),
});

/** Hovers by paragraph, inlay hints, and refactorings in the examples. Each text is listed once, with its first place. */
function definitionTexts() {
  const hovers = new Map<string, string>();
  const hints = new Map<string, string>();
  const refactorings = new Map<string, string>();
  for (const { text } of validDefinitions().filter((it) => it.name.startsWith('examples/'))) {
    const document = read(text);
    for (const { offset, label } of hint(document, given)) add(hints, label, lineAt(document, offset));
    for (const { index: offset } of text.matchAll(/(?<=")[^\s"]|\{/g)) {
      const found = hover(document, offset, given);
      const place = found && text.slice(found.offset, found.offset + found.length);
      for (const it of ownWords(found?.markdown ?? '').split('\n\n'))
        if (place && !it.includes('(https:')) add(hovers, it, place);
      for (const { title } of rewrite(document, offset)) add(refactorings, title, lineAt(document, offset));
    }
  }
  return { hovers: byPlace(hovers), hints: byPlace(hints), refactorings: byPlace(refactorings) };
}

/** Adds a text unless it's listed. */
function add(texts: Map<string, string>, text: string, place: string): void {
  if (!texts.has(text)) texts.set(text, place);
}

const byPlace = (texts: Map<string, string>) => [...texts].map(([text, place]) => ({ at: short(place), text }));

const lineAt = ({ text }: Document, offset: number) => {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? undefined : end).trim();
};

/** The first suggestions at the cursor: label, detail, and documentation of each. */
function completions(marked: string): readonly string[][] {
  const { text, offset } = cursor(marked);
  return complete(text, offset, undefined, given)
    .slice(0, 12)
    .map(({ label, detail, documentation, explains }) =>
      [label, detail, documentation ?? (explains && explain(explains))].filter((it) => it !== undefined).map(ownWords),
    );
}

/** Markdown without the documentation of the SDK, which may not be committed. */
function ownWords(markdown: string): string {
  const found = Object.values(docs).find((it) => it.length > 1 && markdown.includes(`\n\n${it}\n\n`));
  return found === undefined ? markdown : markdown.replace(found, () => '<API documentation>');
}

/** A text without its middle if it's long. */
const short = (text: string, most = 200) =>
  text.length <= most ? text : `${text.slice(0, most / 2)} … ${text.slice(-most / 2)}`;
