/** How long the packaged extension takes to activate, beside VS Code's JSON support, as a real VS Code itself says it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Times, times } from './measure';

/** One line of a table. */
export interface Stage {
  readonly what: string;
  readonly ours: Times;
  readonly peer: Times;
}

/** What is waited for, of what VS Code calls “Load Code”, “Call Activate” and “Finish Activate”. */
const stages: readonly (readonly [what: string, of: (stages: Stages) => number])[] = [
  ['loading the code', ([load]) => load],
  ['the call of `activate`', ([, call]) => call],
  ['both, in which the extension host does nothing else', ([load, call]) => load + call],
  ['from there until the server runs', ([, , wait]) => wait],
];

type Stages = readonly [load: number, call: number, wait: number];

/** The windows are driven by modules that run as they are, and are not bundled with the bench. */
const host: Promise<typeof import('../vscode/host.mjs')> = import(pathToFileURL('test/vscode/host.mjs').href);
const windows: Promise<[typeof import('../editor/window.mjs'), typeof import('../editor/page.mjs')]> = Promise.all([
  import(pathToFileURL('test/editor/window.mjs').href),
  import(pathToFileURL('test/editor/page.mjs').href),
]);

/**
 * @param count so many windows, one after the other
 * @returns no stages where no VS Code out of the npm registry runs
 */
export async function activation(count: number): Promise<Stage[]> {
  const { runsHere, scratch, remove } = await host;
  if (!runsHere) return [];
  const own = scratch();
  try {
    const all: Activated[] = [];
    for (let at = 0; at < count; at++) all.push(await activated(own, at % 2 === 0));
    const side = (name: keyof Activated, of: (stages: Stages) => number) => times(all.map((it) => of(it[name])));
    return stages.map(([what, of]) => ({ what, ours: side('ours', of), peer: side('peer', of) }));
  } finally {
    remove(own);
  }
}

interface Activated {
  readonly ours: Stages;
  readonly peer: Stages;
}

/** A window of its own, with an extension host of its own, in which a definition and another file of JSON are opened. */
async function activated(own: string, oursFirst: boolean): Promise<Activated> {
  const [{ openWindow }, { extensionId }] = await windows;
  const folder = path.join(own, 'folder');
  mkdirSync(folder, { recursive: true });
  const { page, open, command, close } = await openWindow({ own, folder });
  try {
    // What else starts with a window is over then, and is not measured.
    await page.waitForTimeout(3000);
    const files = ['a.sagemaker-model.json', 'b.json'];
    for (const it of files) writeFileSync(path.join(folder, it), '{ "a" }');
    for (const it of oursFirst ? files : files.reverse()) {
      const editor = await open(it);
      // Its problems are told by the server, so the activation is over.
      await editor.locator('.squiggly-error').first().waitFor();
    }
    await command('Developer: Startup Performance');
    const told = page.locator('.editor-instance .monaco-editor[data-uri^="perf:"] .view-line');
    await told.filter({ hasText: 'System Info' }).first().waitFor();
    // The lines are there before the editor takes keys.
    let text = '';
    for (const end = Date.now() + 10_000; Date.now() < end && !text.includes(extensionId); ) {
      await told.first().click();
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Control+C');
      text = await page.evaluate('navigator.clipboard.readText()');
    }
    return { ours: stagesOf(text, extensionId), peer: stagesOf(text, 'vscode.json-language-features') };
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
}

/** @param told a table among others: | Extension | Eager | Load Code | Call Activate | Finish Activate | Event | By | */
function stagesOf(told: string, extension: string): Stages {
  const cells = told
    .split('\n')
    .map((line) => line.split('|').map((it) => it.trim()))
    .find((it) => it[1] === extension);
  const [load, call, wait] = (cells ?? []).slice(3, 6).map(Number);
  if (load === undefined || call === undefined || wait === undefined)
    throw new Error(`VS Code tells nothing of the activation of ${extension}.`);
  return [load, call, wait];
}
