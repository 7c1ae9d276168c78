/** What environment variables mean to the containers that read them, and which values they take. */
import { isSecret } from '../knowledge/secrets';
import {
  type Family,
  familyName,
  formInWords,
  isGeneral,
  noteOf,
  reads,
  type Variable,
  variable,
  variables,
  variablesFor,
} from '../knowledge/variables';
import { paragraphs, verbatim } from '../text/markdown';
import { allOf } from '../text/words';
import { variableFamilyIn } from './containers';
import type { CompletionCandidate, EntityContext, EntityProvider } from './meaning';

const familyAround = ({ container }: EntityContext) => container && variableFamilyIn(container);

/** What a variable is, for a container of a kind or for all that read it. */
function explained(it: Variable): string {
  const byDefault = it.default === undefined ? '' : `, ${verbatim(it.default)} by default`;
  const example = it.example === undefined ? '' : `, such as ${verbatim(it.example)}`;
  return paragraphs(
    `**${it.name}**: ${it.meaning}.`,
    `It takes ${formInWords(it, '`')}${byDefault}${example}. ${readers(it)}`,
    it.isSet && 'SageMaker sets it itself.',
    it.note,
  );
}

/** Which containers read it, as a sentence. */
function readers({ readBy }: Variable): string {
  const names = readBy.filter((it) => it !== 'any').map(familyName);
  return names.length === 0 ? 'Containers of all kinds read it.' : `Known to read it: ${allOf(names)}.`;
}

/** Says that a container is not known to read a variable; nothing where that would doubt what may well be so. */
function unread(family: Family | undefined, known: readonly Variable[]): string | undefined {
  if (!family || known.some((it) => isGeneral(it) || reads(family, it))) return undefined;
  return `The ${familyName(family)} image of this container is not known to read it.`;
}

/** The names of environment variables. */
export const variableName: EntityProvider = {
  explain(name, around) {
    const family = familyAround(around);
    const own = variable(name, family);
    const known = own ? [own] : variables(name);
    return known.length === 0 ? noteOf(name) : paragraphs(...known.map(explained), unread(family, known));
  },
  offer(_, around) {
    return variablesFor(familyAround(around)).map(
      (it): CompletionCandidate => ({
        text: it.name,
        detail: it.meaning,
        documentation: explained(it),
        ...(valuesOf(it).length > 0 && { goesOn: true }),
      }),
    );
  },
};

/** The values that can be offered for a variable: what it is by default, then all that are known. */
function valuesOf(it: Variable): readonly CompletionCandidate[] {
  const offers = new Map<string, string>();
  if (it.default !== undefined) offers.set(it.default, 'by default');
  if (it.example !== undefined) offers.set(it.example, 'often given');
  for (const [value, means] of it.choices)
    offers.set(value, [means, value === it.default && 'by default'].filter(Boolean).join(', '));
  return [...offers].map(([text, detail]) => ({ text, detail }));
}

/** A variable as the container around it reads it, or as others do. */
const around = (at: string, of: EntityContext) => variable(at, familyAround(of)) ?? variables(at)[0];

/** The values of environment variables. */
export const variableValueEntity: EntityProvider = {
  explain(text, { at = '', ...of }) {
    if (isSecret(at, text))
      return 'This looks like a secret, and DescribeModel shows it in clear text. Keep it in Secrets Manager, and let the container fetch it.';
    const known = around(at, of);
    const means = known?.choices.get(text);
    return (
      known &&
      paragraphs(
        `**${known.name}** takes ${formInWords(known, '`')}: ${known.meaning}.`,
        means && `${verbatim(text)}: ${means}.`,
        known.default === text && 'It is the same by default.',
      )
    );
  },
  offer(_, { at = '', ...of }) {
    const known = around(at, of);
    return known ? valuesOf(known) : [];
  },
};
