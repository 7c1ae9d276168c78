/** How the tests in the editor ask and wait. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { name, publisher } from '../../package.json';
import { lacking } from '../support/form';

export const extensionId = `${publisher}.${name}`;

/** Waits for an answer that is there, and fails after 20 seconds with the last thing seen. */
export async function until<Answer>(what: string, ask: () => Answer | undefined | false): Promise<Answer> {
  const end = Date.now() + 20_000;
  for (;;) {
    const answer = ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`It did not come to this: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Rule and severity of every problem of a document, in the order of the text, but for what short texts lack. */
export function problems(uri: vscode.Uri): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((it) => !lacking.includes(String(codeOf(it))))
    .toSorted((a, b) => a.range.start.compareTo(b.range.start) || a.range.end.compareTo(b.range.end))
    .map((it) => `${vscode.DiagnosticSeverity[it.severity]} ${codeOf(it)}`);
}

const codeOf = ({ code }: vscode.Diagnostic) => (typeof code === 'object' ? code.value : code);

/** Waits until a document has exactly these problems. */
export async function expectProblems({ uri }: vscode.TextDocument, expected: readonly string[]): Promise<void> {
  const asText = (list: readonly string[]) => list.join(', ');
  try {
    await until(asText(expected), () => asText(problems(uri)) === asText(expected));
  } catch {
    assert.deepEqual(problems(uri), expected);
  }
}

export async function untitled(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'sagemaker-model', content });
  await vscode.window.showTextDocument(document);
  return document;
}

/** Replaces the whole text of a document, as a person who pastes over it. */
export async function write(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
