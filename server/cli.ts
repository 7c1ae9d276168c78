/** sagemaker-model-lint: the same checks without an editor. */
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bugs, name, repository, version } from '../package.json';
import { createModel } from './language/createModel';
import { read } from './language/document';
import { modelName } from './language/name';
import type { Given, Severity } from './language/rules/rule';
import { schema } from './language/schema';
import type { Struct } from './language/shape';
import { configs } from './lint/config';
import { difference } from './lint/difference';
import { explanation, listOfRules } from './lint/explain';
import { bytesOf, filesOf, posix, standardInput, trouble } from './lint/files';
import { corrected, guarded, judge } from './lint/judge';
import { type Options, optionsOf, usage } from './lint/options';
import { asPrinted, complain, isColoured, isLog, print, Unwanted } from './lint/print';
import { report } from './lint/report';
import { Names } from './names';
import { causeOf } from './notChecked';
import { rulesFor } from './overrides';
import { decode } from './source';

const rulesPage = `${repository.url.replace(/\.git$/, '')}/blob/main/docs/rules.md`;

const severities = ['error', 'warning', 'information', 'hint'] as const;

/** Where the schema is of the package as it is published. */
const schemaAddress = `https://unpkg.com/${name}@${version}/dist/sagemaker-model.schema.json`;

function told(what: NonNullable<Options['tell']>): string {
  switch (what) {
    case 'help':
      return usage;
    case 'version':
      return `${version}\n`;
    case 'schema':
      return `${JSON.stringify(schema(createModel as Struct, schemaAddress), undefined, 2)}\n`;
    case 'list-rules':
      return listOfRules();
    default:
      return explanation(what.explain, rulesPage);
  }
}

/** The sources that are to be linted, and what is given for each; what is wrong with a config is thrown before the first is read. */
function sourcesOf({ paths, input, rules, account, region, excludesNamed }: Options) {
  const configOf = configs();
  const settingsOf = (file: string) => {
    const config = configOf(path.dirname(file));
    return { config, within: posix(path.relative(config.folder, path.resolve(file))) };
  };
  const { files, missing } = filesOf(paths, (file, isNamed) => {
    if (isNamed && !excludesNamed) return false;
    const { config, within } = settingsOf(file);
    return config.isLeftOut(within);
  });
  if (missing.length > 0) throw new Error(`There is no file for ${missing.join(', ')}.`);
  const source = (file: string, from?: string) => {
    const { config, within } = settingsOf(file);
    const given: Given = { account, region, rules: { ...rulesFor(within, config), ...rules } };
    return { file, from, given };
  };
  return [...files.map((it) => source(it, it)), ...(input === undefined ? [] : [source(input)])];
}

/** What the models of all sources are called; of what cannot be read it is said later that it cannot. */
async function namesOf(sources: ReturnType<typeof sourcesOf>): Promise<Names> {
  const names = new Names();
  // One definition has no other.
  if (sources.length < 2) return names;
  for (const { file, from } of sources) {
    const found = from === undefined ? undefined : await textIn(from);
    const name = found === undefined ? undefined : nameIn(found);
    if (name) names.set(file, name.name, { ...name, file, path: file });
  }
  return names;
}

/** The name in a text; of one that can't be read, it's said later that it couldn't be checked. */
const nameIn = (text: string) =>
  guarded(
    () => modelName(read(text)),
    () => undefined,
  );

async function textIn(file: string): Promise<string | undefined> {
  try {
    // What is in a pipe can be read once.
    return statSync(file).isFile() ? decode(await bytesOf(file)).text : undefined;
  } catch {
    return undefined;
  }
}

/** Prints what --fix would change; a diff that can't be printed as it is must not be applied. */
async function printDiff(diff: string): Promise<void> {
  const printed = asPrinted(diff, isLog(process.env, process.stdout.isTTY));
  await print(printed);
  if (printed !== diff)
    complain("The diff shows some characters as \\u{…}, so it can't be applied. Use --fix instead.");
}

/** Reads, judges and prints one source after the other, and keeps none. */
async function lint(options: Options): Promise<number> {
  const { fix, isDryRun, mostWarnings } = options;
  const sources = sourcesOf(options);
  // Where a text is printed, a report would spoil it.
  const isText = isDryRun || (fix && options.input !== undefined);
  const about = { version, rulesPage, folder: process.cwd() };
  const { start, file: part, end } = report(options.format, about, isColoured(process.env, process.stdout.isTTY));
  const problems: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  const troubles: string[] = [];
  let unchecked = 0;
  const attempt = async <T>(action: 'read' | 'written', file: string, of: () => T): Promise<Awaited<T> | undefined> => {
    try {
      return await of();
    } catch (error) {
      const sentence = trouble(file, action, error);
      troubles.push(sentence);
      complain(sentence);
      return undefined;
    }
  };

  const names = await namesOf(sources);
  if (!isText) await print(start);
  for (const { file, from, given } of sources) {
    const bytes = await attempt('read', file, () => (from === undefined ? standardInput() : bytesOf(from)));
    if (!bytes) continue;
    const source = decode(bytes);
    const after = fix ? corrected(source, given) : source.text;
    const isChanged = after !== source.text;
    if (isDryRun) await printDiff(difference(file, source.text, after));
    else if (fix && from === undefined) await print(isChanged ? after : bytes);
    else if (isChanged && from !== undefined) await attempt('written', file, () => writeFileSync(from, after));
    const about = { ...given, encoding: source.encoding, sameName: names.others(file) };
    const { judged, written } = judge(file, isDryRun ? source.text : after, about, isText ? () => '' : part);
    for (const it of severities) problems[it] += judged.counts[it];
    if (judged.failure !== undefined) {
      const sentence = `${file} couldn't be checked because of a bug (${causeOf(judged.failure)}). Report it at ${bugs.url}.`;
      troubles.push(sentence);
      complain(sentence);
      unchecked++;
    }
    await print(written);
  }
  if (!isText) await print(end({ files: sources.length, problems, troubles, unchecked }));
  if (troubles.length > 0) return 2;
  return problems.error > 0 || problems.warning > mostWarnings ? 1 : 0;
}

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = optionsOf(args);
    if (options.tell === undefined) return await lint(options);
    await print(told(options.tell));
    return 0;
  } catch (error) {
    // Nobody is left to be told of anything.
    if (!(error instanceof Unwanted)) complain(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
