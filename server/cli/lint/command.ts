/** The command `sagemaker-model lint`: runs the same checks without an editor. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { bugs, name, repository, version } from '../../../package.json';
import { createModel } from '../../language/description/createModel';
import { schema } from '../../language/description/schema';
import type { Struct } from '../../language/description/shape';
import { modelName } from '../../language/features/modelName';
import { read } from '../../language/syntax/document';
import type { AnalysisContext, Severity } from '../../language/types';
import { decode } from '../../workspace/decode';
import { ModelNameIndex } from '../../workspace/modelNames';
import { causeOf } from '../../workspace/notChecked';
import { rulesFor } from '../../workspace/overrides';
import { trouble } from '../../workspace/readFile';
import { ConfigError, configs } from './config';
import { difference } from './difference';
import { explanation, listOfRules } from './explain';
import { bytesIn, filesOf, type LintTarget, posix, standardInput, writablePathOf } from './files';
import { corrected, guarded, lintText } from './judge';
import { type Options, optionsOf, usage } from './options';
import { asPrinted, BrokenPipeError, isColoured, isLog, print, printError } from './print';
import { replace } from './replace';
import { reporterOf } from './report';

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

/** A definition to lint, and its settings. */
interface Origin {
  readonly file: string;
  /** The path to read; nothing for standard input. */
  readonly from?: LintTarget;
  readonly given: AnalysisContext;
}

/** What to lint, and a message for each config that can't be read or isn't valid. The files that it applies to aren't linted. */
function sourcesOf({ paths, input, rules, account, region, excludesNamed }: Options) {
  const configOf = configs();
  const faults = new Set<string>();
  const settingsOf = (file: string) => {
    try {
      const config = configOf(path.dirname(file));
      return { config, within: posix(path.relative(config.folder, path.resolve(file))) };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      faults.add(error.message);
      return undefined;
    }
  };
  const { targets, missing, skipped } = filesOf(paths, (file, isNamed) => {
    if (isNamed && !excludesNamed) return false;
    const settings = settingsOf(file);
    return settings === undefined || settings.config.isLeftOut(settings.within);
  });
  if (missing.length > 0) throw new Error(`There is no file for ${missing.join(', ')}.`);
  const source = (file: string, from?: LintTarget): Origin[] => {
    const settings = settingsOf(file);
    if (!settings) return [];
    const { config, within } = settings;
    return [{ file, from, given: { account, region, rules: { ...rulesFor(within, config), ...rules } } }];
  };
  const sources = [...targets.flatMap((it) => source(it.file, it)), ...(input === undefined ? [] : source(input))];
  return { sources, faults, skipped };
}

/** Reports links that lead out of the specified folders, but doesn't print a line for each if there are very many. */
function tellOfSkipped(skipped: readonly string[]): void {
  const most = 20;
  for (const it of skipped.slice(0, most))
    printError(
      `${it} is skipped because it's a link to a file outside of the specified folders. To check that file, specify the link itself.`,
    );
  if (skipped.length > most) printError(`${skipped.length - most} more links are skipped for the same reason.`);
}

/** What the models of all sources are called; of what cannot be read it is said later that it cannot. */
async function namesOf(sources: readonly Origin[]): Promise<ModelNameIndex> {
  const names = new ModelNameIndex();
  // One definition has no other.
  if (sources.length < 2) return names;
  for (const { file, from } of sources) {
    const found = from === undefined ? undefined : textIn(from);
    const name = found === undefined ? undefined : nameIn(found);
    if (name) names.set(file, name.name, { ...name, file, path: file });
  }
  return names;
}

/** The model name in a text. A text that can't be parsed is reported later as not checked. */
const nameIn = (text: string) =>
  guarded(
    () => modelName(read(text)),
    () => undefined,
  );

function textIn(target: LintTarget): string | undefined {
  try {
    // What is in a pipe can be read once.
    return statSync(target.file).isFile() ? decode(bytesIn(target)).text : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces what was read with the corrected text. @throws with the reason if that fails */
async function written(from: LintTarget, bytes: Buffer, text: string): Promise<true> {
  await replace(writablePathOf(from), bytes, text);
  return true;
}

/** Prints what --fix would change; a diff with escaped characters must not be applied. */
async function printDiff(diff: string): Promise<void> {
  const printed = asPrinted(diff, isLog(process.env, process.stdout.isTTY));
  await print(printed);
  if (printed !== diff)
    printError("The diff shows some characters escaped as \\u{…}, so it can't be applied. Use --fix instead.");
}

/** Reads, judges and prints one source after the other, and keeps none. */
async function lint(options: Options): Promise<number> {
  const { fix, isDryRun, mostWarnings } = options;
  const { sources, faults, skipped } = sourcesOf(options);
  // Where a text is printed, a report would spoil it.
  const isText = isDryRun || (fix && options.input !== undefined);
  const about = { version, rulesPage, folder: process.cwd() };
  const { start, file: part, end } = reporterOf(options.format, about, isColoured(process.env, process.stdout.isTTY));
  const problems: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  const troubles: string[] = [];
  let unchecked = 0;
  const attempt = async <T>(action: 'read' | 'written', file: string, of: () => T): Promise<Awaited<T> | undefined> => {
    try {
      return await of();
    } catch (error) {
      const sentence = trouble(file, action, error);
      troubles.push(sentence);
      printError(sentence);
      return undefined;
    }
  };

  tellOfSkipped(skipped);
  for (const it of faults) {
    troubles.push(it);
    printError(it);
  }
  const names = await namesOf(sources);
  if (!isText) await print(start);
  for (const { file, from, given } of sources) {
    const bytes = await attempt('read', file, () => (from === undefined ? standardInput() : bytesIn(from)));
    if (!bytes) continue;
    const source = decode(bytes);
    const after = fix ? corrected(source, given) : source.text;
    const isChanged = after !== source.text;
    let isWritten = true;
    if (isDryRun) {
      // A change that --fix wouldn't write doesn't count.
      const isWritable = !isChanged || !from || (await attempt('written', file, () => writablePathOf(from)));
      if (isWritable) await printDiff(difference(file, source.text, after));
    } else if (fix && from === undefined) await print(isChanged ? after : bytes);
    else if (isChanged && from !== undefined)
      isWritten = (await attempt('written', file, () => written(from, bytes, after))) ?? false;
    const about = { ...given, encoding: source.encoding, ...names.others(file) };
    // The report describes the current content of the file.
    const now = isDryRun || !isWritten ? source.text : after;
    const { judged, written: output } = lintText(file, now, about, isText ? () => '' : part);
    for (const it of severities) problems[it] += judged.counts[it];
    if (judged.failure !== undefined) {
      const sentence = `${file} couldn't be checked because of a bug (${causeOf(judged.failure)}). Report it at ${bugs.url}.`;
      troubles.push(sentence);
      printError(sentence);
      unchecked++;
    }
    await print(output);
  }
  if (!isText) await print(end({ files: sources.length, problems, troubles, unchecked }));
  if (troubles.length > 0) return 2;
  return problems.error > 0 || problems.warning > mostWarnings ? 1 : 0;
}

/** Runs the linter. @returns the exit code: 0, 1 for errors or too many warnings, 2 if something couldn't be read or checked */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const options = optionsOf(args);
    if (options.tell === undefined) return await lint(options);
    await print(told(options.tell));
    return 0;
  } catch (error) {
    // Nobody is left to be told of anything.
    if (!(error instanceof BrokenPipeError)) printError(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

// The alias sagemaker-model-lint.
if (require.main === module)
  run(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
