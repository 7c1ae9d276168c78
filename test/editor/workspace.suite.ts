import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { closeAll, expectProblems, extensionId, problems, until, untitled, write } from './editor';

const broken = [
  'Error malformed-value',
  'Error misspelt-member',
  'Error misspelt-value',
  'Error wrong-type',
  'Error malformed-value',
  'Error json-syntax',
  'Error missing-member',
  'Error trailing-comma',
  'Warning unknown-member',
  'Error comment',
];

async function open(...segments: string[]): Promise<vscode.TextDocument> {
  const [loud] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(loud);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(loud.uri, '..', ...segments));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

const client = (): LanguageClient => vscode.extensions.getExtension(extensionId)?.exports.client;

/** The language server's process: the one child of this extension host that runs it. */
function serverProcess(): number | undefined {
  const [command, ...args] =
    process.platform === 'win32'
      ? [
          'powershell',
          '-Command',
          'Get-CimInstance Win32_Process | % { "$($_.ProcessId) $($_.ParentProcessId) $($_.CommandLine)" }',
        ]
      : ['ps', '-A', '-o', 'pid=,ppid=,args='];
  const processes = execFileSync(command ?? '', args, { encoding: 'utf8' }).split('\n');
  const found = processes
    .map((it) => /^\s*(\d+)\s+(\d+)\s+.*server\.js/.exec(it))
    .find((it) => Number(it?.[2]) === process.pid);
  return found ? Number(found[1]) : undefined;
}

suite('a definition in a folder', () => {
  teardown(closeAll);

  test('is known by its name, and every mistake of form in it is reported', async () => {
    const document = await open('loud', 'broken.sagemaker-model.json');
    assert.equal(document.languageId, 'sagemaker-model');
    await expectProblems(document, broken);
  });

  test('is reported with a message, a link and nothing twice', async () => {
    const document = await open('loud', 'broken.sagemaker-model.json');
    await expectProblems(document, broken);
    const [first] = vscode.languages.getDiagnostics(document.uri);
    assert.equal(first?.source, 'SageMaker');
    assert.match(first?.message ?? '', /^ModelName cannot have "_"/);
    assert.ok(
      typeof first?.code === 'object' && first.code.target.toString().endsWith('docs/rules.md#malformed-value'),
    );
    const places = vscode.languages.getDiagnostics(document.uri).map((it) => JSON.stringify([it.range, it.code]));
    assert.equal(new Set(places).size, places.length);
  });

  test('is checked again as it is edited', async () => {
    const document = await open('loud', 'broken.sagemaker-model.json');
    await expectProblems(document, broken);
    await write(document, '{ "ModelName": "churn" }');
    await expectProblems(document, []);
    await vscode.commands.executeCommand('undo');
    await expectProblems(document, broken);
  });

  test('follows the settings of its own folder, as they are and as they change', async () => {
    const quiet = await open('quiet', 'broken.sagemaker-model.json');
    await expectProblems(quiet, ['Hint malformed-value']);
    const loud = await open('loud', 'broken.sagemaker-model.json');
    await expectProblems(loud, broken);
    const settings = vscode.workspace.getConfiguration('sagemakerModel', quiet);
    await settings.update('rules', { 'unknown-member': 'information' }, vscode.ConfigurationTarget.WorkspaceFolder);
    try {
      await expectProblems(quiet, ['Error malformed-value', 'Information unknown-member']);
      await expectProblems(loud, broken);
    } finally {
      const before = { 'malformed-value': 'hint', 'unknown-member': 'off' };
      await settings.update('rules', before, vscode.ConfigurationTarget.WorkspaceFolder);
    }
    await expectProblems(quiet, ['Hint malformed-value']);
  });
});

suite('a definition that nobody has opened', () => {
  const [loud] = vscode.workspace.workspaceFolders ?? [];
  const folder = vscode.Uri.joinPath(loud?.uri ?? vscode.Uri.file('/nowhere'), 'unopened');
  const file = vscode.Uri.joinPath(folder, 'churn.sagemaker-model.json');
  const save = (text: string) => vscode.workspace.fs.writeFile(file, Buffer.from(text));
  const expect = (expected: string) => until(expected, () => problems(file).join() === expected);
  teardown(closeAll);
  suiteTeardown(() => vscode.workspace.fs.delete(folder, { recursive: true }).then(undefined, () => {}));

  test('has its problems listed as it comes, changes, goes with its folder, and is opened and closed', async () => {
    await save('{ "ModelName": "unopened_model" }');
    await expect('Error malformed-value');
    await save('{ "ModelName": "unopened" }');
    await expect('');
    await save('{ "ModelName": "unopened", }');
    await expect('Error trailing-comma');
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await expect('');
    await save('{ "ModelName": "unopened", }');
    await expect('Error trailing-comma');
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    await write(document, '{ "ModelName": 1 }');
    await expectProblems(document, ['Error wrong-type']);
    await closeAll();
    await expect('Error trailing-comma');
  });
});

suite('a folder of definitions', () => {
  const [loud] = vscode.workspace.workspaceFolders ?? [];
  const at = (name: string) => vscode.Uri.joinPath(loud?.uri ?? vscode.Uri.file('/nowhere'), name);
  const inside = (folder: string) => vscode.Uri.joinPath(at(folder), 'churn.sagemaker-model.json');
  const expect = (folder: string, expected: string) =>
    until(`${folder}: ${expected}`, () => problems(inside(folder)).join() === expected);
  teardown(async () => {
    await closeAll();
    for (const it of ['early', 'late'])
      await vscode.workspace.fs.delete(at(it), { recursive: true }).then(undefined, () => {});
  });

  test('takes its problems along when it is renamed, whether they are open or not', async () => {
    await vscode.workspace.fs.writeFile(inside('early'), Buffer.from('{ "ModelName": "churn", }'));
    await expect('early', 'Error trailing-comma');
    await vscode.workspace.fs.rename(at('early'), at('late'));
    await expect('early', '');
    await expect('late', 'Error trailing-comma');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(inside('late')));
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(at('late'), at('early'));
    await vscode.workspace.applyEdit(edit);
    await expect('late', '');
    await expect('early', 'Error trailing-comma');
  });
});

suite('settings that change while a definition is being written', () => {
  teardown(closeAll);

  test('hold for the text as it is at last', async () => {
    const document = await open('loud', 'broken.sagemaker-model.json');
    await expectProblems(document, broken);
    const settings = vscode.workspace.getConfiguration('sagemakerModel', document.uri);
    const { WorkspaceFolder } = vscode.ConfigurationTarget;
    try {
      for (let round = 0; round < 8; round++) {
        const severity = round % 2 === 0 ? 'off' : 'hint';
        await Promise.all([
          settings.update('rules', { 'trailing-comma': severity }, WorkspaceFolder),
          write(document, `{ "ModelName": "round-${round}", }`),
        ]);
      }
      await expectProblems(document, ['Hint trailing-comma']);
    } finally {
      await settings.update('rules', undefined, WorkspaceFolder);
    }
  });
});

suite('a rule', () => {
  teardown(closeAll);

  test('is switched off from its light bulb, where the rules of the file are set', async () => {
    const quiet = await open('quiet', 'broken.sagemaker-model.json');
    await expectProblems(quiet, ['Hint malformed-value']);
    const problem = vscode.languages
      .getDiagnostics(quiet.uri)
      .find(({ code }) => typeof code === 'object' && code.value === 'malformed-value');
    const settings = vscode.workspace.getConfiguration('sagemakerModel', quiet);
    const before = settings.inspect<object>('rules')?.workspaceFolderValue;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      quiet.uri,
      problem?.range,
    );
    const off = actions.find((it) => it.title === 'Turn off the rule malformed-value');
    assert.ok(off?.command);
    try {
      await vscode.commands.executeCommand(off.command.command, ...(off.command.arguments ?? []));
      await expectProblems(quiet, []);
    } finally {
      await settings.update('rules', before, vscode.ConfigurationTarget.WorkspaceFolder);
    }
    await expectProblems(quiet, ['Hint malformed-value']);
  });
});

suite('a rule that an override sets', () => {
  teardown(closeAll);

  test('is off once it is switched off from its light bulb, in the override that decides', async () => {
    const document = await open('loud', 'broken.sagemaker-model.json');
    await expectProblems(document, broken);
    const settings = () => vscode.workspace.getConfiguration('sagemakerModel', document);
    const { WorkspaceFolder } = vscode.ConfigurationTarget;
    const elsewhere = { files: ['nowhere/**'], rules: { comment: 'hint' } };
    const written = () => settings().inspect<object[]>('overrides')?.workspaceFolderValue;
    try {
      const override = { files: ['**'], rules: { comment: 'error', 'trailing-comma': 'warning' } };
      await settings().update('overrides', [override, elsewhere], WorkspaceFolder);
      await expectProblems(
        document,
        broken.map((it) => it.replace('Error trailing-comma', 'Warning trailing-comma')),
      );
      const all = vscode.languages.getDiagnostics(document.uri);
      const problem = all.find(({ code }) => typeof code === 'object' && code.value === 'comment');
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        problem?.range,
      );
      const off = actions.find((it) => it.title === 'Turn off the rule comment');
      assert.ok(off?.command);
      await vscode.commands.executeCommand(off.command.command, ...(off.command.arguments ?? []));
      const left = broken.filter((it) => it !== 'Error comment');
      await expectProblems(
        document,
        left.map((it) => it.replace('Error trailing-comma', 'Warning trailing-comma')),
      );
      assert.deepEqual(written(), [{ ...override, rules: { ...override.rules, comment: 'off' } }, elsewhere]);
      assert.equal(settings().inspect('rules')?.workspaceFolderValue, undefined);
    } finally {
      await settings().update('overrides', undefined, WorkspaceFolder);
    }
    await expectProblems(document, broken);
  });
});

suite('a definition elsewhere', () => {
  teardown(closeAll);

  test('that has not been saved is checked', async () =>
    expectProblems(await untitled('{}'), ['Error missing-member']));

  test('is whatever a person says is one, until they say otherwise', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'json', content: '{}' });
    await vscode.window.showTextDocument(document);
    await vscode.languages.setTextDocumentLanguage(document, 'sagemaker-model');
    await expectProblems(document, ['Error missing-member']);
    await vscode.languages.setTextDocumentLanguage(document, 'json');
    await expectProblems(document, []);
  });

  test('that nobody can edit, such as the other side of a diff, has no problems', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('elsewhere', {
      provideTextDocumentContent: () => '{}',
    });
    try {
      const uri = vscode.Uri.parse('elsewhere:/deployed.sagemaker-model.json');
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      assert.equal(document.languageId, 'sagemaker-model');
      // Once another one is checked, this one would have been as well.
      await expectProblems(await untitled('{}'), ['Error missing-member']);
      assert.deepEqual(problems(uri), []);
    } finally {
      provider.dispose();
    }
  });

  test('that begins with a byte order mark says so, though the editor hides it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sagemaker-model-'));
    try {
      const file = path.join(folder, 'bom.sagemaker-model.json');
      writeFileSync(file, '\ufeff{ "ModelName": "churn" }');
      const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
      await vscode.window.showTextDocument(document);
      assert.equal(document.getText(), '{ "ModelName": "churn" }');
      await expectProblems(document, ['Error byte-order-mark']);
      await closeAll();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

suite('the language server', () => {
  teardown(closeAll);

  test('starts again when it is killed, without a word to the person, and knows what is open', async () => {
    const document = await open('loud', 'broken.sagemaker-model.json');
    await expectProblems(document, broken);
    const before = await until('a server runs', serverProcess);
    process.kill(before, 'SIGKILL');
    const after = await until('another server runs', () => {
      const now = serverProcess();
      return now !== before && now;
    });
    assert.notEqual(after, before);
    await write(document, '{ }');
    await expectProblems(document, ['Error missing-member']);
  });

  test('starts again when a person says so', async () => {
    const document = await open('loud', 'broken.sagemaker-model.json');
    await expectProblems(document, broken);
    const before = serverProcess();
    await vscode.commands.executeCommand('sagemakerModel.restartServer');
    assert.ok(client().isRunning());
    assert.notEqual(await until('a server runs', serverProcess), before);
    await expectProblems(document, broken);
  });

  test('writes to a log that opens when it is asked for, and only then', async () => {
    const isShown = () => vscode.window.visibleTextEditors.some((it) => it.document.uri.scheme === 'output');
    assert.ok(!isShown());
    await vscode.commands.executeCommand('sagemakerModel.showLog');
    await until('the log is shown', isShown);
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });
});
