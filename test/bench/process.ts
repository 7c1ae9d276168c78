/** The built server and linter as processes: how long they take, and what memory. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, vscodeCapabilities } from '../wire/client';
import { type Times, timed, times } from './measure';
import { everyKind } from './texts';

const uri = 'file:///bench.sagemaker-model.json';

/** A server of its own for as long as something is done with it. */
async function served<T>(use: (client: Client, pid: number) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, ['dist/server.js', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const client = new Client(child.stdout, child.stdin);
  try {
    await client.initialize({ capabilities: vscodeCapabilities });
    return await use(client, child.pid ?? 0);
  } finally {
    await client.stop();
    child.kill();
  }
}

/** From the start of a process to the first diagnostics. */
export async function start(): Promise<Times> {
  const text = everyKind(5_000);
  const all: number[] = [];
  for (let run = 0; run < 12; run++)
    all.push(
      await timed(
        () =>
          served(async (client) => {
            await client.open(uri, text);
            await client.pull(uri);
          }),
        run,
      ),
    );
  return times(all.slice(2));
}

/** The kilobytes that a server takes with so many definitions open, each checked. */
export function memoryOfServer(count: number): Promise<number> {
  return served(async (client, pid) => {
    for (let at = 0; at < count; at++) {
      const file = `file:///bench/${at}.sagemaker-model.json`;
      await client.open(file, everyKind(5_000, `model-${at}`));
      await client.pull(file);
    }
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  });
}

/** Tells on the third stream what memory a process has taken at most, in kilobytes. */
const tellingPeak =
  'data:text/javascript,import{writeSync}from"node:fs";process.on("exit",()=>writeSync(3,String(process.resourceUsage().maxRSS)))';

/** How long the linter takes for so many files from a cold start, and what memory at most. */
export function lint(count: number): { readonly milliseconds: number; readonly kilobytes: number } {
  const folder = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-bench-'));
  try {
    for (let at = 0; at < count; at++)
      writeFileSync(path.join(folder, `${at}.sagemaker-model.json`), everyKind(5_000, `model-${at}`));
    const began = performance.now();
    const { output, status } = spawnSync(
      process.execPath,
      ['--import', tellingPeak, path.resolve('dist/lint.js'), '.'],
      {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
      },
    );
    const milliseconds = performance.now() - began;
    if (status === null || status > 1) throw new Error(`The linter ended with ${status}.`);
    return { milliseconds, kilobytes: Number(output[3]) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
