/** Measures user-visible latency beside VS Code's JSON support: npm run bench; -- --write updates docs/performance.md, -- wire runs only the servers. */
import { writeFileSync } from 'node:fs';
import { activation } from './activation';
import { atFirstSight, inProcess } from './inProcess';
import { compared, page } from './page';
import { lint, memoryOfServer, start } from './process';
import { overWire } from './wire';

async function main(): Promise<void> {
  if (process.argv.includes('wire')) {
    console.log(compared(await overWire(), 'JSON'));
    return;
  }
  const measured = {
    inProcess: await inProcess(),
    atFirstSight: await atFirstSight(),
    overWire: await overWire(),
    start: await start(),
    activation: await activation(7),
    memory: await memoryOfServer(500),
    lint: lint(1000),
  };
  const written = page(measured, new Date().toISOString().slice(0, 10));
  console.log(written);
  if (process.argv.includes('--write')) writeFileSync('docs/performance.md', written);
}

void main();
