/** Checks one definition at a time, open or in a file. */
import type { Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { diagnosticSource } from '../../protocol/constants';
import { check, type Problem } from '../language/check/check';
import type { AnalysisContext } from '../language/types';
import { notChecked } from '../workspace/notChecked';
import { rulesFor } from '../workspace/overrides';
import { isDeployed, isServed } from './documentStore';
import type { ServerState } from './state';
import { asDiagnostic, severities } from './toProtocol';
import { documentOf } from './workspaceIndex';

/** The diagnostics of a definition. */
interface Diagnosis {
  /** The version of the document, if it is open. */
  readonly version?: number;
  readonly items: Diagnostic[];
  /** Whether the document couldn't be checked. The diagnostics then report only that. */
  readonly hasFailed?: true;
}

export interface DocumentSettings {
  readonly inlayHints: boolean;
  readonly given: AnalysisContext;
}

export class Diagnoser {
  constructor(readonly state: ServerState) {}

  /** The diagnostics of a definition that is open or in the workspace. For any other there are none, which is logged. */
  async of(uri: string): Promise<Diagnosis> {
    const { store, workspace, index, connection, failures } = this.state;
    try {
      const { given } = await this.settings(uri);
      const open = store.get(uri);
      if (open) return { version: open.version, items: this.#diagnose(open, given) };
      const isKnown = workspace.has(uri);
      const source = isKnown ? await workspace.read(uri) : undefined;
      if (isKnown && !source) index.forget(workspace.fileOf(uri));
      if (source) {
        // Nobody is about to create it, and it may be for another account and Region than those in use.
        const alone = { ...given, account: undefined, region: undefined, encoding: source.encoding };
        return { items: this.#diagnose(documentOf(uri, source), alone) };
      }
      connection.console.info(`No diagnostics for ${uri}: it ${isKnown ? "can't be read" : 'is not open'}.`);
      return { items: [] };
    } catch (error) {
      failures.note('diagnostics', uri, error);
      return { version: store.get(uri)?.version, items: [unchecked], hasFailed: true };
    }
  }

  /** The settings of a document, and what is known about it apart from its text. */
  async settings(uri: string): Promise<DocumentSettings> {
    const { settings, workspace } = this.state;
    // Settings are those of a folder, and requested once instead of for each of its files.
    const { inlayHints, ...rules } = await settings.of(workspace.folderOf(uri) ?? uri);
    return { inlayHints, given: { rules: rulesFor(workspace.pathOf(uri), rules), ...this.state.given(uri) } };
  }

  /** The problems of a document that is ours. */
  problems(document: TextDocument, given: AnalysisContext): readonly Problem[] {
    const { store, index } = this.state;
    const context = { ...given, ...index.sharingName(document.uri) };
    return check(store.definition(document), context, store.history(document));
  }

  #diagnose(document: TextDocument, given: AnalysisContext): Diagnostic[] {
    if (!isServed(document) || isDeployed(document)) return [];
    const { store, index, client } = this.state;
    index.note(document, store.definition(document));
    const locate = (file: string) => index.placeIn(file)?.location;
    return this.problems(document, given).map((it) => asDiagnostic(it, document, client, locate));
  }
}

/** The single diagnostic of a document that couldn't be checked. Without a link, because no rule is broken. */
const unchecked: Diagnostic = {
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  severity: severities[notChecked.severity],
  source: diagnosticSource,
  code: notChecked.rule,
  message: notChecked.message,
};
