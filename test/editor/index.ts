/** What VS Code runs in its extension host: every test of the third ring that the editor's API can ask. */
import Mocha from 'mocha';

/** Called by VS Code; rejects where a test has failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 60_000, forbidOnly: true, forbidPending: true });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  if (process.env.SAGEMAKER_MODEL_WINDOW === 'empty') await import('./empty.suite');
  else await Promise.all([import('./workspace.suite'), import('./models.suite')]);
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
