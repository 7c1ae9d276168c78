/** Writes and reads YAML for other tools' formats, with CloudFormation's short function tags. */
import { type CollectionTag, parse, type ScalarTag, stringify } from 'yaml';

/** The functions of CloudFormation that have a short form in YAML. */
const functions =
  'Base64 Cidr Condition FindInMap ForEach GetAtt GetAZs If ImportValue Join Length Ref Select Split Sub ToJsonString Transform And Equals Not Or'.split(
    ' ',
  );

/** A short form as its long one, as far as it matters what it says. */
const tags = functions.flatMap((name): (ScalarTag | CollectionTag)[] => {
  const long = (argument: unknown) => ({ [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: argument });
  return [
    { tag: `!${name}`, resolve: (written) => long(written) },
    { tag: `!${name}`, collection: 'seq', resolve: () => long([]) },
    { tag: `!${name}`, collection: 'map', resolve: () => long([]) },
  ];
});

/** Deeper than this is no template, and the parser, which calls itself for each level, may take the whole process with it. */
const deepest = 100;

function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > deepest) return true;
  }
  // Without brackets, levels begin within each other on one line, or each on a line that is indented more.
  return new RegExp(`(?:[-?:][ \\t]+){${deepest}}|^ {${deepest}}`, 'm').test(text);
}

/** The value of a text, with every scalar as it is written; nothing where it is no YAML, or too deep to be a definition. */
export function readYaml(text: string): unknown {
  if (isDeep(text)) return undefined;
  try {
    return parse(text, {
      schema: 'failsafe',
      customTags: (known) => [...known, ...tags],
      logLevel: 'error',
      // The errors aren't shown, and computing their lines takes time quadratic in their number.
      prettyErrors: false,
    });
  } catch {
    return undefined;
  }
}

/**
 * Every string in quotes: readers of YAML 1.1, which CloudFormation is, take many a bare word for something else. Characters
 * that they do not take as they are have escapes there.
 */
export const write = (value: unknown): string =>
  stringify(value, {
    version: '1.1',
    lineWidth: 0,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    aliasDuplicateObjects: false,
  }).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
