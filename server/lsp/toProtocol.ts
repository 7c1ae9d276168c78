/** Converts offsets and results of the core to types of the Language Server Protocol, within the client's capabilities. */
import {
  type ClientCapabilities,
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  InsertReplaceEdit,
  InsertTextFormat,
  InsertTextMode,
  type Location,
  type MarkupContent,
  MarkupKind,
  type Range,
  type SymbolInformation,
  SymbolKind,
  TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { repository } from '../../package.json';
import { diagnosticSource } from '../../protocol/constants';
import type { Problem } from '../language/check/check';
import type { TextChange } from '../language/check/fix';
import { type Completion, explain } from '../language/features/completion';
import type { OutlineEntry } from '../language/features/documentSymbols';
import { relative, type TextLayout } from '../language/text/snippet';
import { visible } from '../language/text/visible';
import type { Severity } from '../language/types';

/** The page with an anchor for each rule. */
const rulesPage = `${repository.url.replace(/\.git$/, '')}/blob/main/docs/rules.md`;

export const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** @param locate where something stands in another file, in which it is all that matters to this one */
export function asDiagnostic(
  problem: Problem,
  document: TextDocument,
  client: ClientCapabilities,
  locate: (file: string) => Location | undefined = () => undefined,
): Diagnostic {
  const { related = [], rule, severity, message } = problem;
  const knows = client.textDocument;
  // A client that pulls diagnostics doesn't repeat the capabilities it declared for pushed ones, because LSP 3.17 defines them only there.
  const showsRelated = knows?.diagnostic?.relatedInformation ?? knows?.publishDiagnostics?.relatedInformation;
  const relatedInformation = related.flatMap((it) => {
    const location = it.file ? locate(it.file) : { uri: document.uri, range: rangeOf(document, it) };
    return location ? [{ location, message: it.message }] : [];
  });
  return {
    range: rangeOf(document, problem),
    severity: severities[severity],
    source: diagnosticSource,
    code: rule,
    codeDescription: { href: `${rulesPage}#${rule}` },
    message,
    ...(relatedInformation.length > 0 && showsRelated && { relatedInformation }),
  };
}

/**
 * @param at its place in the list, counted from 0
 * @param filterText what an editor shall compare with what is written, where that is not the item's own name
 */
export function asCompletionItem(
  completion: Completion,
  at: number,
  document: TextDocument,
  layout: TextLayout,
  client: ClientCapabilities,
  filterText?: string,
): CompletionItem {
  const { label, kind, detail, text, snippet, explains, documentation, goesOn, commaAt, filter = label } = completion;
  const knows = client.textDocument?.completion?.completionItem;
  // A client that does not ask for it later is told at once.
  const isLater = knows?.resolveSupport?.properties.includes('documentation');
  const said = documentation ?? (explains && !isLater ? explain(explains) : undefined);
  // Where a client cannot be told that lines are indented as they shall be, it indents those of a snippet itself.
  const isAsIs = knows?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs);
  const stops = (!isAsIs && relative(snippet, layout, completion.offset)) || snippet;
  const isQuoted = document.getText().charAt(completion.offset) === '"';
  return {
    label: visible(label),
    kind: completionKinds[kind],
    detail: visible(detail),
    // What a string means is seen beside it, and not only once it is chosen.
    ...(knows?.labelDetailsSupport &&
      !explains &&
      kind === 'value' && { labelDetails: { description: visible(detail) } }),
    sortText: String(at).padStart(3, '0'),
    // An editor compares this with the text that is replaced, opening quote included.
    filterText: filterText ?? (isQuoted ? `"${filter}"` : filter),
    ...(filterText?.replaceAll('"', '') === label && { preselect: true }),
    insertTextFormat: knows?.snippetSupport ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(isAsIs && { insertTextMode: InsertTextMode.asIs }),
    textEdit: completionEdit(completion, document, knows?.snippetSupport ? stops : text, knows?.insertReplaceSupport),
    ...(commaAt !== undefined && { additionalTextEdits: [TextEdit.insert(document.positionAt(commaAt), ',')] }),
    ...(explains && { data: explains }),
    ...(said && { documentation: markup(said, knows?.documentationFormat) }),
    // A client that knows this asks for what comes next.
    ...(goesOn && { data: { goesOn } }),
  };
}

function completionEdit(
  { offset, length, lengthBefore }: Completion,
  document: TextDocument,
  newText: string,
  canInsert = false,
): TextEdit | InsertReplaceEdit {
  const range = rangeOf(document, { offset, length });
  return canInsert && lengthBefore !== undefined
    ? InsertReplaceEdit.create(newText, rangeOf(document, { offset, length: lengthBefore }), range)
    : TextEdit.replace(range, newText);
}

/** Changes of one document; with tab stops, as LSP 3.18 has them, where the client knows those. */
export function asWorkspaceEdit(
  changes: readonly TextChange[],
  document: TextDocument,
  client: ClientCapabilities,
): WorkspaceEdit {
  const { uri, version } = document;
  const knows = client.workspace?.workspaceEdit;
  const edits = changes.map((it) => TextEdit.replace(rangeOf(document, it), it.content));
  if (!knows?.documentChanges || !knows.snippetEditSupport) return { changes: { [uri]: edits } };
  const withStops = changes.map(({ snippet, content, ...span }) => {
    const range = rangeOf(document, span);
    return snippet === undefined
      ? TextEdit.replace(range, content)
      : { range, snippet: { kind: 'snippet' as const, value: snippet } };
  });
  return { documentChanges: [{ textDocument: { uri, version }, edits: withStops }] };
}

const symbolKinds: Readonly<Record<OutlineEntry['kind'], SymbolKind>> = {
  object: SymbolKind.Module,
  array: SymbolKind.Array,
  string: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  null: SymbolKind.Null,
};

/** A symbol; what is optional and empty is left out, because a definition of 60 KB has thousands of symbols. */
export function asSymbol(entry: OutlineEntry, document: TextDocument): DocumentSymbol {
  const { selected, children } = entry;
  const range = rangeOf(document, entry);
  const start = selected.offset === entry.offset ? range.start : document.positionAt(selected.offset);
  return {
    name: visible(entry.name),
    ...(entry.detail && { detail: visible(entry.detail) }),
    kind: symbolKinds[entry.kind],
    range,
    selectionRange: { start, end: document.positionAt(selected.offset + selected.length) },
    ...(children.length > 0 && { children: children.map((it) => asSymbol(it, document)) }),
  };
}

/** For a client that shows no tree: every entry with the name of the one around it. */
export function asFlatSymbols(
  entry: OutlineEntry,
  document: TextDocument,
  containerName?: string,
): SymbolInformation[] {
  const { kind, children } = entry;
  const name = visible(entry.name);
  const location = { uri: document.uri, range: rangeOf(document, entry) };
  return [
    { name, kind: symbolKinds[kind], location, containerName },
    ...children.flatMap((it) => asFlatSymbols(it, document, name)),
  ];
}

export function rangeOf(document: TextDocument, { offset, length }: { offset: number; length: number }): Range {
  return { start: document.positionAt(offset), end: document.positionAt(offset + length) };
}

const completionKinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  member: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  definition: CompletionItemKind.Snippet,
};

/** Markdown for a client that shows it, or what is left of it as plain text. */
export function markup(markdown: string, formats: readonly MarkupKind[] | undefined): MarkupContent {
  return formats?.includes(MarkupKind.Markdown)
    ? { kind: MarkupKind.Markdown, value: visible(markdown) }
    : { kind: MarkupKind.PlainText, value: visible(plainText(markdown)) };
}

/** Markdown for a client that shows none. */
function plainText(markdown: string): string {
  return markdown
    .replace(/\[([^[\]]*)\]\(([^()\s]*)\)/g, '$1 ($2)')
    .replace(/\*\*|`/g, '')
    .replace(/\*([^*\s][^*\n]*)\*/g, '$1')
    .replace(/^> ?/gm, '');
}
