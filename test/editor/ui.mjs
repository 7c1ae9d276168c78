// The extension in windows: writing definitions, and the models of an account. With a part of a title, as in
// `node test/editor/ui.mjs hostile`, in the windows of such titles alone.
import { fileURLToPath } from 'node:url';
import { browsing } from './browsing.mjs';
import { deploying } from './deploying.mjs';
import { faults } from './faults.mjs';
import { hostileAnswers, hostileWorkspace } from './hostile.mjs';
import { knowing } from './knowing.mjs';
import { standing } from './standing.mjs';
import { starting } from './starting.mjs';
import { troubles } from './troubles.mjs';
import { using } from './using.mjs';
import { runInWindow } from './window.mjs';
import { writing } from './writing.mjs';

/** @type {[title: string, prepare: Parameters<typeof runInWindow>[1]][]} */
const windows = [
  ['the first minutes', starting],
  ['writing in a window', writing],
  ['what is known, in a window', knowing],
  ['deploying from a window', (own) => deploying(own, false)],
  ['deploying from the development folder', (own) => deploying(own, true)],
  ['who uses a model, its tags, and other forms', using],
  ['definitions and what is deployed', standing],
  ['in a browser', browsing],
  ['when things go wrong', troubles],
  ['when the server fails, or the window goes', faults],
  ['a hostile workspace that nobody trusts', hostileWorkspace],
  ['hostile answers of a service', hostileAnswers],
];

const [, script = '', part = ''] = process.argv;
const isAlone = script === fileURLToPath(import.meta.url);
const chosen = windows.filter(([title]) => !isAlone || title.includes(part));
if (chosen.length === 0) throw new Error(`No title has ${part} in it.`);

let failed = 0;
for (const [title, prepare] of chosen) failed += await runInWindow(title, prepare);
if (failed > 0) throw new Error(`${failed} tests failed in a window.`);
