/** Indexes what the workspace's definitions share: the names of their models, and the strings in them. */
import type { Location } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { modelName } from '../language/features/modelName';
import type { Document } from '../language/syntax/document';
import type { AnalysisContext, ExternalLocation } from '../language/types';
import type { Workspace } from '../workspace/files';
import { ModelNameIndex } from '../workspace/modelNames';
import { UsedStrings } from '../workspace/usedStrings';
import { rangeOf } from './toProtocol';

/** A model name in a definition. */
export interface Place extends ExternalLocation {
  readonly name: string;
  readonly location: Location;
}

export class WorkspaceIndex {
  readonly #names = new ModelNameIndex<Place>();
  readonly #used = new UsedStrings();

  constructor(readonly workspace: Workspace) {}

  /**
   * Indexes a definition, if it's in the workspace.
   * @returns the files whose problems are affected
   */
  note(document: TextDocument, definition: Document): string[] {
    const { workspace } = this;
    const file = workspace.fileOf(document.uri);
    if (!workspace.has(file)) return [];
    this.#used.set(file, definition);
    const found = modelName(definition);
    const location = found && { uri: document.uri, range: rangeOf(document, found) };
    const place = found &&
      location && {
        ...found,
        file,
        location,
        // A file's display name depends on the workspace folders, which can change.
        get path() {
          return workspace.labelOf(file);
        },
      };
    return this.#names.set(file, found?.name, place);
  }

  /** Removes a file from the index. Returns the files whose problems are affected. */
  forget(file: string): string[] {
    this.#used.set(file, undefined);
    return this.#names.set(file, undefined);
  }

  /** Where a file specifies its model name. */
  placeIn(file: string): Place | undefined {
    return this.#names.placeIn(file);
  }

  /** Where the workspace's definitions specify a model name. */
  named(name: string): readonly ExternalLocation[] {
    return this.#names.having(name);
  }

  /** The first other definition that has the same model name, and how many there are. */
  sharingName(uri: string): Pick<AnalysisContext, 'duplicateNames' | 'duplicateNameCount'> {
    return this.#names.others(this.workspace.fileOf(uri));
  }

  /** The values that other definitions in the workspace use for strings that refer to something. */
  usedByOthers(uri: string): AnalysisContext['workspaceValues'] {
    return this.#used.byOthers(this.workspace.fileOf(uri));
  }
}
