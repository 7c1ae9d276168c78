import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, expectProblems, extensionId, untitled, write } from './editor';

suite('a window with no folder', () => {
  test('has not started the extension before there is a definition', () => {
    assert.equal(vscode.workspace.workspaceFolders, undefined);
    assert.equal(vscode.extensions.getExtension(extensionId)?.isActive, false);
  });
  test('checks a definition that has not been saved', async () => {
    const document = await untitled('{}');
    await expectProblems(document, ['Error missing-member']);
    await write(document, '{ "ModelName": "churn" }');
    await expectProblems(document, []);
    await closeAll();
  });
});
