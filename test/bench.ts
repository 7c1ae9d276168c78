/** What a person waits for, measured beside VS Code's JSON support: npm run bench, with -- --write for docs/performance.md, with -- wire the servers alone. */
import { writeFileSync } from 'node:fs';
import { activation } from './bench/activation';
import { atFirstSight, inProcess } from './bench/inProcess';
import { compared, page } from './bench/page';
import { lint, memoryOfServer, start } from './bench/process';
import { overWire } from './bench/wire';

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
