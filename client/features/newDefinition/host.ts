/** Implements what New Model Definition needs: steps with a way back, the language server's questions, and an editor. */

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { detach } from '../../../aws/detach';
import { fileEnding, languageId } from '../../../protocol/constants';
import { sendRequest } from '../../../protocol/message';
import {
  type DefinitionAnswers,
  type DefinitionChoice,
  type NameProblem,
  type NewDefinitionResult,
  newDefinition,
  newDefinitionQuestion,
} from '../../../protocol/newDefinition';
import type { KnownDefaults } from '../../models/context';
import { type Asker, answerOf, openPicker, openTextBox } from '../../ui/dialog';
import { fileNameOf } from '../../ui/fileName';
import type { NewHost, Outcome, QuestionStep } from './newDefinition';

/** @param folder where the definition is to be; nothing where the person has not said */
export function newHost(
  client: BaseLanguageClient,
  known: () => Promise<KnownDefaults>,
  folder: vscode.Uri | undefined,
): NewHost {
  const where = folder ?? folderInUse();
  const asked = known();
  const params = async (answers: DefinitionAnswers) => ({
    answers,
    ...(await asked),
    folder: where?.path.split('/').at(-1),
  });
  return {
    question: async (answers) => sendRequest(client, newDefinitionQuestion, await params(answers)),
    begin: async (answers) => sendRequest(client, newDefinition, await params(answers)),
    pick: pickStep,
    type: typeStep,
    open: async (name, begun) => (folder ? openFile(folder, name, begun) : openUntitled(where, name, begun)),
  };
}

/** The folder of the workspace in which the person is at work. */
function folderInUse(): vscode.Uri | undefined {
  const active = vscode.window.activeTextEditor?.document.uri;
  return (active && vscode.workspace.getWorkspaceFolder(active))?.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
}

async function pickStep(
  step: QuestionStep,
  choices: readonly DefinitionChoice[],
  former: string | undefined,
): Promise<Outcome> {
  const picker = openPicker<vscode.QuickPickItem & Pick<DefinitionChoice, 'key'>>(step.title, step.prompt);
  picker.items = choices.map(({ key, label, detail }) => ({ key, label, description: detail }));
  const before = picker.items.filter((it) => it.key === former);
  // None would be chosen otherwise, not even the first.
  if (before.length > 0) picker.activate(before);
  return outcomeOf(picker, step, async () => picker.selected?.key);
}

async function typeStep(
  step: QuestionStep,
  value: string,
  judge: (value: string) => Promise<NameProblem | undefined>,
): Promise<Outcome> {
  const box = openTextBox(step.title, step.prompt, value);
  const judged = async () => {
    const { value } = box;
    const judgement = await judge(value.trim()).catch(unjudged);
    if (box.value === value) box.judge(judgement?.message, judgement?.isError === true);
    return judgement;
  };
  box.input.onDidChangeValue(() => detach(judged()));
  detach(judged());
  return outcomeOf(box, step, async () => {
    const value = box.value.trim();
    return (await judged())?.isError ? undefined : value;
  });
}

/** The message if the language server doesn't check a name: the name isn't accepted, and Enter checks again. */
const unjudged = (): NameProblem => ({
  message: l10n.t(
    "The name couldn't be checked because the language server isn't responding. To try again, press Enter.",
  ),
  isError: true,
});

/** Shows a step until it is answered, or left. @param answer what is answered; nothing where that is not taken */
function outcomeOf(
  asker: Asker,
  { step, of, hasBefore }: QuestionStep,
  answer: () => Promise<string | undefined>,
): Promise<Outcome> {
  const { input } = asker;
  input.step = step;
  input.totalSteps = of;
  input.buttons = hasBefore ? [vscode.QuickInputButtons.Back] : [];
  // Who looks something up elsewhere comes back to it.
  input.ignoreFocusOut = true;
  const answered = answerOf<Outcome>(asker, async () => {
    const given = await answer();
    return given === undefined ? undefined : { answer: { answer: given } };
  });
  const back = new Promise<Outcome>((resolve) => input.onDidTriggerButton(() => resolve('back')));
  return Promise.race([answered, back]).finally(asker.dispose);
}

/** How many file names are tried before the person is asked to clean up. */
const mostFiles = 50;

/**
 * The first file of a name in a folder that neither is there nor open and not saved yet: `churn`, `churn-2`, …
 * @throws if none of the first 50 is free: a file system can answer that every file exists
 */
async function freeFile(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let number = 1; number <= mostFiles; number++) {
    const called = number === 1 ? name : `${name}-${number}`;
    const file = vscode.Uri.joinPath(folder, fileNameOf(called) ?? `model-${number}${fileEnding}`);
    const isOpen = vscode.workspace.textDocuments.some((it) => it.uri.path === file.path);
    const isThere = await vscode.workspace.fs.stat(file).then(
      () => true,
      () => false,
    );
    if (!isOpen && !isThere) return file;
  }
  throw new Error(
    l10n.t(
      '{0} and {1} more files already exist in this folder. Enter another name.',
      fileNameOf(name) ?? name,
      mostFiles - 1,
    ),
  );
}

async function openFile(folder: vscode.Uri, name: string, begun: NewDefinitionResult): Promise<void> {
  const file = await freeFile(folder, name);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`${begun.text}\n`));
  await fillIn(await vscode.workspace.openTextDocument(file), begun);
}

/** Opens a definition that is not saved yet, and is called as it will be, where there is a folder for it on a disk. */
async function openUntitled(folder: vscode.Uri | undefined, name: string, begun: NewDefinitionResult): Promise<void> {
  const file =
    folder?.scheme === 'file' || folder?.scheme === 'vscode-remote' ? await freeFile(folder, name) : undefined;
  const document = await (file
    ? vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }))
    : vscode.workspace.openTextDocument({ language: languageId }));
  await fillIn(document, begun);
}

/** Shows a definition with the caret in the first place that is to be filled in, and the others behind the Tab key. */
async function fillIn(document: vscode.TextDocument, { snippet }: NewDefinitionResult): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  await editor.insertSnippet(new vscode.SnippetString(`${snippet}\n`), document.validateRange(all));
}
