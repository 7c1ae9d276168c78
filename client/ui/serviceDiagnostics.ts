/** Marks values of a definition until they change: values that SageMaker rejected, or that need a review after a move. */

import * as vscode from 'vscode';
import { diagnosticSource } from '../../protocol/constants';
import { type OffsetRange, shiftRange } from './trackedRange';

/** A mark as the language server places it. */
export interface ServiceDiagnostic {
  readonly range: vscode.Range;
  readonly message: string;
}

export interface StickyDiagnostics extends vscode.Disposable {
  set(document: vscode.TextDocument, marks: readonly ServiceDiagnostic[]): void;
}

/** @param code what all the marks are for */
export function createStickyDiagnostics(
  code: 'refused' | 'moved',
  severity: vscode.DiagnosticSeverity,
): StickyDiagnostics {
  const collection = vscode.languages.createDiagnosticCollection(`sagemakerModel.${code}`);
  const known = new Map<string, { readonly stretch: OffsetRange; readonly message: string }[]>();

  function show(document: vscode.TextDocument): void {
    const marks = known.get(document.uri.toString()) ?? [];
    collection.set(
      document.uri,
      marks.map(({ stretch, message }) => {
        const range = new vscode.Range(document.positionAt(stretch.start), document.positionAt(stretch.end));
        const diagnostic = new vscode.Diagnostic(range, message, severity);
        diagnostic.source = diagnosticSource;
        diagnostic.code = code;
        return diagnostic;
      }),
    );
  }

  const listening = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const key = document.uri.toString();
      let marks = known.get(key);
      if (!marks || contentChanges.length === 0) return;
      for (const { rangeOffset, rangeLength, text } of contentChanges) {
        const change = { start: rangeOffset, end: rangeOffset + rangeLength, added: text.length };
        marks = marks.flatMap(({ stretch, message }) => {
          const after = shiftRange(stretch, change);
          return after ? [{ stretch: after, message }] : [];
        });
      }
      known.set(key, marks);
      show(document);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      known.delete(uri.toString());
      collection.delete(uri);
    }),
  );
  return {
    set: (document, marks) => {
      const stretches = marks.map(({ range, message }) => ({
        stretch: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
        message,
      }));
      known.set(document.uri.toString(), stretches);
      show(document);
    },
    dispose: () => {
      listening.dispose();
      collection.dispose();
    },
  };
}
