/** Handles `textDocument/codeAction`: Quick Fixes, refactorings, and fix on save. */
import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Problem } from '../../language/check/check';
import { allSafe, edits, type TextChange } from '../../language/check/fix';
import { rewrite } from '../../language/features/refactorings';
import { move } from '../../language/operations/moveToRegion';
import { visible } from '../../language/text/visible';
import { fixAll } from '../capabilities';
import type { DocumentRequest } from '../context';
import type { DocumentSettings } from '../diagnoser';
import { isDeployed } from '../documentStore';
import { asDiagnostic, asWorkspaceEdit } from '../toProtocol';

type CodeActionRequest = DocumentRequest<CodeActionParams>;

/** `textDocument/codeAction` */
export function codeAction(request: CodeActionRequest, { given }: DocumentSettings): CodeAction[] {
  const { context, document, params } = request;
  if (isDeployed(document) || !context.client.textDocument?.codeAction?.codeActionLiteralSupport) return [];
  // The empty kind is the root of all kinds.
  const only = params.context.only?.includes('') ? undefined : params.context.only;
  const isAsked = (kind: string) => !only || only.some((it) => kind === it || kind.startsWith(`${it}.`));
  const problems = context.diagnoser.problems(document, given);
  const fixes = isAsked(CodeActionKind.QuickFix) ? quickFixes(request, problems) : [];
  const others = isAsked(CodeActionKind.RefactorRewrite) ? rewrites(request) : [];
  // The title of a fix is the same as that of its refactoring.
  const actions = [...fixes, ...others.filter(({ title }) => !fixes.some((it) => it.title === title))];
  if (isAsked(fixAll) && (only || actions.length > 0)) actions.push(...safeFixes(request, problems));
  if (isAsked(CodeActionKind.RefactorRewrite) && given.region !== undefined)
    actions.push(...moves(request, given.region));
  return actions;
}

const span = (document: TextDocument, { range }: CodeActionParams) => ({
  from: document.offsetAt(range.start),
  to: document.offsetAt(range.end),
});

const editOf = ({ document, context }: CodeActionRequest, changes: readonly TextChange[]) =>
  asWorkspaceEdit(changes, document, context.client);

/** The fixes of the problems in the range. */
function quickFixes(request: CodeActionRequest, problems: readonly Problem[]): CodeAction[] {
  const { context, document, definition, params } = request;
  const { from, to } = span(document, params);
  return problems
    .filter(({ offset, length }) => offset <= to && offset + length >= from)
    .flatMap((problem) =>
      (problem.fixes ?? []).map((fix, _, { length }) => ({
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [asDiagnostic(problem, document, context.client)],
        // Among several, the person decides.
        isPreferred: length === 1 && !fix.requiresConsent,
        edit: editOf(request, edits(definition, fix)),
      })),
    );
}

/** The refactorings at the start of the range. */
function rewrites(request: CodeActionRequest): CodeAction[] {
  const { document, definition, params } = request;
  return rewrite(definition, span(document, params).from).map((it) => ({
    title: visible(it.title),
    kind: CodeActionKind.RefactorRewrite,
    edit: editOf(request, edits(definition, it)),
  }));
}

/** The action that makes all fixes that can't change the meaning. */
function safeFixes(request: CodeActionRequest, problems: readonly Problem[]): CodeAction[] {
  const changes = allSafe(request.definition, problems);
  if (changes.length === 0) return [];
  return [{ title: 'Correct all that cannot change the meaning', kind: fixAll, edit: editOf(request, changes) }];
}

/** The action that moves the definition to the Region of the connection. */
function moves(request: CodeActionRequest, region: string): CodeAction[] {
  const { from, edits } = move(request.definition, region);
  if (from === undefined || from === region || edits.length === 0) return [];
  return [
    {
      title: `Move this definition to ${region}`,
      kind: CodeActionKind.RefactorRewrite,
      edit: editOf(request, edits),
      // A client that knows this shows the changes first.
      data: { movesTo: region },
    },
  ];
}
