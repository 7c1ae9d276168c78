// A process that runs tests with one mutant after the other, as it is told: see mutants.mjs.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

const [, , bundle = ''] = process.argv;
// In a function, for else what is loaded anew would stand in the place of what was loaded before.
const script = new vm.Script(`(() => {${readFileSync(bundle, 'utf8')}\n})();`, { filename: bundle });
const require = createRequire(path.resolve('package.json'));
// What is tried at random is the same for every mutant, and in every run.
require('fast-check').configureGlobal({ seed: 1 });

/** The mutant that is switched on; 0 is none. */
let current = 0;
/** Which mutants have been met, while that is looked at. @type {Set<number> | undefined} */
let met;
/** How often any was. */
let meetings = 0;
/** Which of them were met while the rules were made. @type {ReadonlySet<number>} */
let made = new Set();
/** How many of such things are being worked out. */
let keeping = 0;
/** Which mutants were met meanwhile: after that, nobody meets them again. @type {Set<number>} */
const kept = new Set();
/** @type {(() => void)[]} */
let collected = [];

/** Loads all tests anew, with what rules are made of. */
function load() {
  collected = [];
  const module = { exports: {} };
  const scope = {
    module,
    exports: module.exports,
    require,
    mutant,
    collect: (/** @type {() => void} */ it) => collected.push(it),
    areMade,
    whileKept,
  };
  Object.assign(globalThis, scope);
  script.runInThisContext();
  return collected;
}

/** @param {number} id */
function mutant(id) {
  met?.add(id);
  if (keeping > 0) kept.add(id);
  meetings++;
  return id === current;
}

/** Works out what is kept as long as the tests are. @template T @param {() => T} work @returns {T} */
function whileKept(work) {
  keeping++;
  try {
    return work();
  } finally {
    keeping--;
  }
}

function areMade() {
  made = new Set(met);
}

/** Whether one of some tests fails. @param {readonly (() => void)[]} tests */
function isNoticed(tests) {
  for (const test of tests)
    try {
      test();
    } catch {
      return true;
    }
  return false;
}

/** What is met before any test runs: while the rules are made, and while tests are put together. */
met = new Set();
const tests = load();
const early = new Set(made);
const before = met;
/** What judges more than this takes long, and is not run for each mutant: on no machine, for all shall notice the same. */
const mostMeetings = 50_000;
/** What is run, by its place among all tests. @type {Set<number>} */
const light = new Set();
/** The tests that meet each mutant, for no other can notice it, and how much each judges. @type {Map<number, { run: () => void, judges: number }[]>} */
const meeting = new Map();
for (const [at, run] of tests.entries()) {
  met = new Set();
  meetings = 0;
  try {
    run();
  } catch (error) {
    process.send?.({ error: `A test fails without any mutant: ${error instanceof Error ? error.stack : error}` });
  }
  const judges = meetings;
  if (judges >= mostMeetings) continue;
  light.add(at);
  for (const id of met) meeting.set(id, [...(meeting.get(id) ?? []), { run, judges }]);
}
met = undefined;
for (const id of before) if (!meeting.has(id)) early.add(id);
for (const those of meeting.values()) those.sort((a, b) => a.judges - b.judges);

process.on('message', (/** @type {number} */ id) => {
  current = id;
  let noticed = false;
  try {
    noticed = isNoticed(
      early.has(id) || kept.has(id)
        ? load().filter((_, at) => light.has(at))
        : (meeting.get(id) ?? []).map((it) => it.run),
    );
  } catch {
    // What cannot even be loaded is noticed by every test.
    noticed = true;
  }
  current = 0;
  process.send?.({ id, isNoticed: noticed });
});
process.send?.({});
