import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver/node';
import { start } from './client';
import { clean, lint, name, write } from './linter';

/** A definition with so many members that nobody knows, and an error behind them. */
const hidden = (count: number) => {
  const unknown = Array.from({ length: count }, (_, at) => `  "Unknown${at}": 1,\n`).join('');
  return clean.replace('{\n', `{\n${unknown}`).replace('role/r"\n', 'role/r",\n');
};

suite('an error behind very many warnings', () => {
  test('is in what the server answers, also before a model is created', async (t) => {
    const client = await start();
    t.after(() => client.stop());
    const uri = 'file:///m.sagemaker-model.json';
    await client.open(uri, hidden(1200));
    const { diagnostics } = await client.connection.sendRequest<{ diagnostics: Diagnostic[] }>(
      'sagemakerModel/problems',
      { textDocument: { uri } },
    );
    const errors = (items: readonly Diagnostic[]) => items.filter((it) => it.severity === 1).map((it) => it.code);
    assert.deepEqual(errors(diagnostics), ['trailing-comma']);
    assert.deepEqual(errors(await client.pull(uri)), ['trailing-comma']);
  });
  test('ends the linter with 1, and all are counted', () => {
    const { status, stdout } = lint([write(name('many'), hidden(12_000))]);
    assert.equal(status, 1);
    assert.match(stdout, /: error: .*\[trailing-comma\]\n1 file: 1 error, 12,000 warnings\.\n$/);
    assert.equal(stdout.split('\n').length, 1002);
  });
  test('is in each format', () => {
    const file = write(name('formats'), hidden(1200));
    assert.ok(
      JSON.parse(lint([file, '--format=json']).stdout).some((it: { severity: string }) => it.severity === 'error'),
    );
    assert.match(lint([file, '--format=github']).stdout, /^::error /m);
    assert.match(lint([file, '--format=sarif']).stdout, /"level":"error","message"/);
  });
  test('none is among warnings, however many may be there', () => {
    const file = write(name('warnings'), hidden(1200).replace('role/r",', 'role/r"'));
    assert.equal(lint([file, '--max-warnings=1200']).status, 0);
    assert.equal(lint([file, '--max-warnings=1199']).status, 1);
  });
});
