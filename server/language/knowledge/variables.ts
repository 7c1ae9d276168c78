/** The environment variables that serving containers read, and which container an image holds: a reading of knowledge/variables.json. */
import * as data from '../../../knowledge/variables.json';
import { lazyTable } from '../text/memo';
import { hasPlaceholder, nearMisses, oneOf } from '../text/words';

/** A kind of container whose variables are known, such as `tgi`; `any` stands for all of them. */
export type Family = keyof typeof data.families | 'any';

export interface Variable {
  readonly name: string;
  readonly readBy: readonly Family[];
  /** What it is for, as a phrase. */
  readonly meaning: string;
  /** What its value is: a kind that can be judged, or the words for one that cannot. */
  readonly form: 'integer' | 'number' | 'choice' | 'model' | 'secret' | (string & Record<never, never>);
  readonly min?: number;
  readonly max?: number;
  /** What an integer counts. */
  readonly unit?: string;
  /** The values that are known, each with what it means, as far as it does not speak for itself. */
  readonly choices: ReadonlyMap<string, string>;
  /** Whether a container stops at any other value. */
  readonly isClosed: boolean;
  /** What holds where it is left out. */
  readonly default?: string;
  /** A value that people often give it. */
  readonly example?: string;
  /** What holds for all variables that begin as it does. */
  readonly note?: string;
  /** Whether SageMaker sets it, and nobody else should. */
  readonly isSet: boolean;
}

interface Group {
  readonly readBy: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly prefix?: string;
  readonly isOpen?: boolean;
  readonly isSet?: boolean;
  readonly note?: string;
}

const groups: readonly Group[] = data.groups;
const families: Readonly<Record<string, { name: string; repositories?: string; like?: string }>> = data.families;

const byName = variablesByName();

/** All that is known of the variables of each name. */
function variablesByName(): ReadonlyMap<string, readonly Variable[]> {
  const found = new Map<string, readonly Variable[]>();
  for (const group of groups)
    for (const [rest, row = ''] of Object.entries(group.variables)) {
      const name = (group.prefix ?? '') + rest;
      found.set(name, [...(found.get(name) ?? []), variableOf(name, row, group)]);
    }
  return found;
}

const byRepository = new Map(
  Object.entries(families).flatMap(([family, { repositories }]) =>
    (repositories?.split(' ') ?? []).map((it) => [it, family as Family] as const),
  ),
);

/** A row: the form of the value, the default or an example, and behind a colon what it is for. */
function variableOf(name: string, row: string, { readBy, note, isSet = false }: Group): Variable {
  const colon = row.indexOf(': ');
  const [, form = '', byDefault, example] = /^(.*?)(?: = (.*?))?(?:, e\.g\. (.*))?$/.exec(row.slice(0, colon)) ?? [];
  return {
    name,
    readBy: readBy.split(' ') as Family[],
    meaning: row.slice(colon + 2),
    ...valueForm(form),
    default: byDefault,
    example,
    note,
    isSet,
  };
}

function valueForm(form: string): Pick<Variable, 'form' | 'min' | 'max' | 'unit' | 'choices' | 'isClosed'> {
  const open = { choices: new Map<string, string>(), isClosed: false };
  const integer = /^int(?: (\d+)\.\.)?(?: (\w+))?$/.exec(form);
  if (integer) return { ...open, form: 'integer', min: integer[1] ? Number(integer[1]) : undefined, unit: integer[2] };
  const range = /^(\d+)\.\.(\d+)$/.exec(form);
  if (range) return { ...open, form: 'number', min: Number(range[1]), max: Number(range[2]) };
  const values = form === 'flag' ? ['true', 'false'] : form.replace(/^only /, '').split('|');
  if (values.length === 1) return { ...open, form };
  const choices = new Map<string, string>();
  for (const it of values) {
    const [, value = '', means = ''] = /^(\S+)(?: \((.*)\))?$/.exec(it) ?? [];
    if (value !== 'int' && value !== '...') choices.set(value, means);
  }
  return { form: values.includes('int') ? 'integer' : 'choice', choices, isClosed: form.startsWith('only ') };
}

/** The kind of container that an image holds, by the name of its repository, in whatever account: mirrors keep that name. */
export function variableFamilyOf(image: string | undefined): Family | undefined {
  const repository = image?.replace(/@.*/s, '').split('/').at(-1)?.split(':')[0] ?? '';
  const plain = repository.replace(/-(?:eia|graviton|arm64|neuronx?|omni|cpu)$/, '');
  return byRepository.get(repository) ?? byRepository.get(plain);
}

/** What people call a kind of container. */
export const familyName = (family: Family) => families[family]?.name ?? 'all';

/** Whether containers of all kinds may well read a variable, whoever else does. */
export const isGeneral = ({ readBy }: Variable) => readBy.includes('any') || readBy.includes('jumpstart');

/** Whether containers of a kind are known to read a variable. */
export function reads(family: Family, { readBy }: Variable): boolean {
  const like = families[family]?.like;
  return readBy.some((it) => it === 'any' || it === family || it === like);
}

/** What is known of a variable, a kind of container apart where it means something else there. */
export const variables = (name: string): readonly Variable[] => byName.get(name) ?? [];

/** A variable, as containers of a kind read it; nothing where they are not known to. */
export const variable = (name: string, family: Family | undefined) =>
  family && variables(name).find((it) => reads(family, it));

/** The variables that people set for a kind of container, those of its own first; without a kind, all of them. */
export const variablesFor = (family: Family | undefined): readonly Variable[] => variableLists(family) ?? [];

/** Every kind of container, as a key of tables. */
const everyFamily: readonly Family[] = ['any', ...(Object.keys(families) as Family[])];

/** The variables for each kind of container, and without a kind. */
const variableLists = lazyTable([undefined, ...everyFamily], (family): readonly Variable[] => {
  const isOwn = (it: Variable) =>
    family ? reads(family, it) && !isGeneral(it) : it.readBy.some((by) => by.startsWith('custom-'));
  const found = [...byName.values()].flat().filter((it) => !it.isSet && (!family || isOwn(it) || isGeneral(it)));
  const seen = new Set<string>();
  return [...found.filter(isOwn), ...found.filter((it) => !isOwn(it))].filter(
    ({ name }) => !seen.has(name) && seen.add(name),
  );
});

/** What holds for all variables that begin with the same letters as this one, known or not. */
export const noteOf = (name: string) =>
  groups.find(({ isOpen, prefix = '' }) => isOpen && name.startsWith(prefix) && name !== prefix)?.note;

const openPrefixes = groups.flatMap(({ isOpen, prefix = '' }) => (isOpen ? [prefix] : []));

/** The beginning after which a container takes any name of its own options, if this is one. */
const openPrefix = (name: string) => openPrefixes.find((it) => name.startsWith(it)) ?? '';

/** The variable of a kind of container that was probably meant by a name that is none, if any; none that is taken. */
export function meantVariable(written: string, family: Family, isTaken: (name: string) => boolean): string | undefined {
  // Behind such a beginning any option may follow, and those are often short: only what follows is compared.
  const prefix = openPrefix(written);
  const near = nearest(family)?.(prefix)?.(written.slice(prefix.length), (it) => !isTaken(prefix + it));
  return near === undefined ? undefined : prefix + near;
}

/** What finds near misses, by the kind of container and what its names begin with. */
const nearest = lazyTable(everyFamily, (family) =>
  lazyTable(['', ...openPrefixes], (prefix) =>
    nearMisses(
      variablesFor(family).flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
    ),
  ),
);

/** What Python's int() and Java's parseInt() take, between them. */
const integer = /^\s*[+-]?\d+(?:_\d+)*\s*$/;
const decimal = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** Whether a container starts with a value, as far as that is known: an empty one is none, a place to fill in will be another. */
export function takes({ form, choices, isClosed, min = -Infinity, max = Infinity }: Variable, text: string): boolean {
  if (text === '' || hasPlaceholder(text) || choices.has(text)) return true;
  if (form === 'choice') return !isClosed;
  if (form !== 'integer' && form !== 'number') return true;
  if (choices.has(text.toLowerCase())) return true;
  const value = Number(text.replaceAll('_', ''));
  return (form === 'integer' ? integer : decimal).test(text) && value >= min && value <= max;
}

/** What the value of a variable is, as the end of "… takes". @param quote what stands around values */
export function formInWords({ form, min, max, unit, choices, isClosed }: Variable, quote = '"'): string {
  const values = [...choices.keys()].map((it) => quote + it + quote);
  switch (form) {
    case 'integer': {
      const counted = unit ? ` of ${unit}` : '';
      const least = min === undefined ? '' : `, ${min} or more`;
      return oneOf([...values, `a whole number${counted}${least}`]);
    }
    case 'number':
      return `a number from ${min} to ${max}`;
    case 'choice':
      return isClosed || choices.has('true') ? oneOf(values) : `a text such as ${oneOf(values)}`;
    case 'model':
      return 'the id of a model on the Hugging Face Hub, or a path in the container';
    case 'secret':
      return 'a token';
    default:
      return form;
  }
}
