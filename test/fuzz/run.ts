/** Tries the properties for so many minutes, one after the other and again: npm run fuzz -- 10; or one: npm run fuzz -- 10 schema */
import fc from 'fast-check';
import { attempt } from './attempt';
import { keep } from './kept';
import { properties } from './properties';

const [given = '1', part = ''] = process.argv.slice(2);
const minutes = Number(given);
if (!(minutes > 0)) throw new Error(`${given} is no number of minutes.`);

const chosen = properties.filter((it) => it.name.includes(part));
if (chosen.length === 0) throw new Error(`No property has ${part} in its name.`);

/** How long a property is tried at a time, and an input that breaks it made smaller, in milliseconds. */
const turn = 5000;

async function main(): Promise<void> {
  const end = Date.now() + minutes * 60_000;
  const counts = new Map<string, number>(chosen.map((it) => [it.name, 0]));
  const broken = new Set<string>();
  while (Date.now() < end && broken.size < chosen.length)
    for (const it of chosen.filter(({ name }) => !broken.has(name))) {
      const left = end - Date.now();
      if (left <= 0) break;
      const tries = counts.get(it.name) ?? 0;
      const first = await attempt(it, { interruptAfterTimeLimit: Math.min(turn, left) }, tries > 0);
      counts.set(it.name, tries + first.numRuns);
      if (!first.failed || !first.counterexample) continue;
      broken.add(it.name);
      const smaller = await attempt(
        it,
        { seed: first.seed, numRuns: first.numRuns, interruptAfterTimeLimit: 6 * turn },
        tries > 0,
      );
      const worst = smaller.counterexample ? smaller : first;
      keep(it.name, worst.counterexample?.[0]);
      console.error(`✖ ${it.name}\n${fc.defaultReportMessage(worst)}\n`);
    }
  for (const [name, count] of counts)
    console.log(`${String(count).padStart(9)}  ${broken.has(name) ? '✖' : '✔'} ${name}`);
  if (broken.size > 0) console.log('\nWhat broke them is kept in test/fuzz/kept.json.');
  process.exit(broken.size > 0 ? 1 : 0);
}

void main();
