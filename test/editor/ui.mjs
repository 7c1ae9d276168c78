// The extension in windows: writing definitions, and the models of an account.
import { browsing } from './browsing.mjs';
import { deploying } from './deploying.mjs';
import { faults } from './faults.mjs';
import { knowing } from './knowing.mjs';
import { standing } from './standing.mjs';
import { starting } from './starting.mjs';
import { troubles } from './troubles.mjs';
import { using } from './using.mjs';
import { runInWindow } from './window.mjs';
import { writing } from './writing.mjs';

let failed = 0;
failed += await runInWindow('the first minutes', starting);
failed += await runInWindow('writing in a window', writing);
failed += await runInWindow('what is known, in a window', knowing);
failed += await runInWindow('deploying from a window', (own) => deploying(own, false));
failed += await runInWindow('deploying from the development folder', (own) => deploying(own, true));
failed += await runInWindow('who uses a model, its tags, and other forms', using);
failed += await runInWindow('definitions and what is deployed', standing);
failed += await runInWindow('in a browser', browsing);
failed += await runInWindow('when things go wrong', troubles);
failed += await runInWindow('when the server fails, or the window goes', faults);
if (failed > 0) throw new Error(`${failed} tests failed in a window.`);
