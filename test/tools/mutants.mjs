// npm run mutants: which small faults in the rules no test of the language notices. One that nobody has accounted for is a failure.
//   npm run mutants                    all rules, and docs/mutants.md
//   npm run mutants -- values image    those files alone
import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { bundles } from '../../esbuild.mjs';
import { root } from './install.mjs';
import { mutate } from './mutate.mjs';

/** @typedef {import('./mutate.mjs').Mutant} Mutant */

const rules = path.join(root, 'server/language/rules');
/** What holds the rules and what they are written with, and is no rule. */
const without = ['index.ts', 'rule.ts', 'example.ts'];
/** Tests of rules that run in one turn, those first that notice most. */
const tests = [
  'rules',
  'meaning',
  'images',
  'regions',
  'variables',
  'resources',
  'traps',
  'definitions',
  'fix',
  'constraints',
  'structure',
  'says',
];
/** A mutant that runs for so long does not end. */
const milliseconds = 20_000;

/** Mutants of which is known that nothing can tell them from the original. @type {{ file: string, what: string, because: string }[]} */
const equivalent = JSON.parse(readFileSync(path.join(root, 'test/tools/mutants.equivalent.json'), 'utf8'));

/** @param {{ file: string, what: string }} one @param {{ file: string, what: string }} another */
const isSame = (one, another) => one.file === another.file && one.what === another.what;

const isEquivalent = (/** @type {Mutant} */ it) => equivalent.some((one) => isSame(one, it));

/** @param {readonly string[]} chosen */
async function build(chosen) {
  /** @type {Mutant[]} */
  const mutants = [];
  const texts = new Map();
  for (const file of readdirSync(rules).sort()) {
    if (without.includes(file) || (chosen.length > 0 && !chosen.includes(file.replace('.ts', '')))) continue;
    const made = mutate(file, readFileSync(path.join(rules, file), 'utf8'), mutants.length + 1);
    mutants.push(...made.mutants);
    texts.set(file, made.text);
  }
  const unknown = chosen.filter((it) => !texts.has(`${it}.ts`));
  if (unknown.length > 0) throw new Error(`There are no rules in ${unknown.join(', ')}.`);
  /** @type {esbuild.Plugin} */
  const mutated = {
    name: 'mutated',
    setup(build) {
      build.onLoad({ filter: /[\\/]server[\\/]language[\\/]rules[\\/]\w+\.ts$/ }, ({ path: file }) => {
        const contents = texts.get(path.basename(file));
        return contents === undefined ? undefined : { contents, loader: 'ts' };
      });
      // A row that was computed with one mutant isn't that of another.
      build.onLoad({ filter: /[\\/]language[\\/]text[\\/]memo\.ts$/ }, ({ path: file }) => {
        const table = `export function lazyTable(keys: Iterable<any>, compute: (key: any) => any) {
          const [all, rows] = [new Set(keys), new Map()];
          return (key: any) => {
            if (all.has(key) && !rows.has(key)) rows.set(key, whileKept(() => compute(key)));
            return rows.get(key);
          };
        }`;
        return {
          contents: readFileSync(file, 'utf8').split('export function lazyTable')[0] + table,
          loader: 'ts',
        };
      });
      build.onResolve({ filter: /^node:test$/ }, () => ({ path: 'test', namespace: 'collected' }));
      build.onResolve({ filter: /^are-made$/ }, () => ({ path: 'made', namespace: 'collected' }));
      build.onLoad({ filter: /^made$/, namespace: 'collected' }, () => ({ contents: 'areMade();' }));
      build.onLoad({ filter: /^test$/, namespace: 'collected' }, () => ({
        contents:
          'export const test = (name, run) => { collect(run); }; export const suite = (name, run) => run(); export const after = () => {};',
      }));
    },
  };
  const { lint } = bundles;
  const { outputFiles } = await esbuild.build({
    ...lint,
    entryPoints: undefined,
    banner: undefined,
    outfile: undefined,
    stdin: {
      contents: [
        "import '../server/language/rules';",
        "import 'are-made';",
        ...tests.map((it) => `import './language/${it}.test';`),
      ].join('\n'),
      resolveDir: path.join(root, 'test'),
    },
    plugins: [...(lint.plugins ?? []), mutated],
    packages: 'external',
    sourcemap: false,
    write: false,
  });
  return { mutants, text: outputFiles.map((it) => it.text).join('') };
}

/**
 * Runs mutants in processes of their own.
 * @param {string} bundle
 * @param {readonly Mutant[]} mutants
 * @returns {Promise<Set<number>>} those that no test has noticed
 */
async function survivors(bundle, mutants) {
  const left = mutants.map((it) => it.id);
  const survived = new Set();
  const worker = () =>
    /** @type {Promise<void>} */ (
      new Promise((resolve, reject) => {
        const child = fork(path.join(root, 'test/tools/mutantWorker.mjs'), [bundle], { cwd: root });
        /** @type {NodeJS.Timeout | undefined} */
        let patience;
        const next = () => {
          const id = left.shift();
          clearTimeout(patience);
          if (id === undefined) {
            child.disconnect();
            resolve();
            return;
          }
          // One that never ends is noticed by everybody.
          patience = setTimeout(() => {
            child.kill('SIGKILL');
            resolve(worker());
          }, milliseconds);
          child.send(id);
        };
        child.on('message', (/** @type {{ id?: number, isNoticed?: boolean, error?: string }} */ told) => {
          if (told.error) reject(new Error(told.error));
          if (told.id && !told.isNoticed) survived.add(told.id);
          next();
        });
      })
    );
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  return survived;
}

/** @param {readonly Mutant[]} mutants @param {ReadonlySet<number>} survived */
function page(mutants, survived) {
  const files = [...new Set(mutants.map((it) => it.file))];
  const row = (/** @type {string} */ name, /** @type {readonly Mutant[]} */ of) => {
    const same = of.filter((it) => survived.has(it.id) && isEquivalent(it)).length;
    const missed = of.filter((it) => survived.has(it.id)).length - same;
    const score = Math.floor((100 * (of.length - same - missed)) / Math.max(1, of.length - same));
    return `| ${name} | ${of.length} | ${of.length - same - missed} | ${same} | ${missed} | ${score} % |`;
  };
  return `# Mutants

Written by \`npm run mutants\`. Each mutant is a rule with one small fault: another operator, a condition that always or never
holds, a limit that is one off, an expression without its anchor, a statement left out. One that the tests of the language do
not notice is a test that is missing, or can be told from the original by nobody: those are listed with a reason in
\`test/tools/mutants.equivalent.json\`.

| rules | mutants | noticed | the same | missed | score |
| --- | --- | --- | --- | --- | --- |
${[
  ...files.map((it) =>
    row(
      it.replace('.ts', ''),
      mutants.filter(({ file }) => file === it),
    ),
  ),
  row('**all**', mutants),
].join('\n')}
`;
}

async function main() {
  const chosen = process.argv.slice(2);
  const folder = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-mutants-'));
  try {
    const { mutants, text } = await build(chosen);
    const bundle = path.join(folder, 'mutants.cjs');
    writeFileSync(bundle, text);
    const survived = await survivors(bundle, mutants);
    const left = mutants.filter((it) => survived.has(it.id));
    const missed = left.filter((it) => !isEquivalent(it));
    // What is noticed after all, or is no more, need not be explained.
    const outdated = equivalent.filter(
      (it) => mutants.some(({ file }) => file === it.file) && !left.some((one) => isSame(it, one)),
    );
    for (const { file, line, what } of missed) console.log(`server/language/rules/${file}:${line}  ${what}`);
    for (const { file, what } of outdated) console.log(`test/tools/mutants.equivalent.json  ${file}: ${what}`);
    if (missed.length + outdated.length > 0) process.exitCode = 1;
    const written = page(mutants, survived);
    console.log(`\n${written}`);
    if (chosen.length === 0) writeFileSync(path.join(root, 'docs/mutants.md'), written);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
