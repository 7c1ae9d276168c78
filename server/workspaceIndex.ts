/** What the definitions of the workspace have to do with each other: the names of their models, and the strings they write. */
import type { Location } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rangeOf } from './convert';
import type { Document } from './language/document';
import { modelName } from './language/name';
import type { Elsewhere, Given } from './language/rules/rule';
import { Names } from './names';
import { Used } from './used';
import type { Workspace } from './workspace';

/** The name of a model in a definition. */
export interface Place extends Elsewhere {
  readonly name: string;
  readonly location: Location;
}

export class WorkspaceIndex {
  readonly #names = new Names<Place>();
  readonly #used = new Used();

  constructor(readonly workspace: Workspace) {}

  /**
   * Takes in what a definition says, if it's one of the workspace.
   * @returns the files to whose problems it makes a difference
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
        // What a file is called depends on the folders of the workspace, which come and go.
        get path() {
          return workspace.labelOf(file);
        },
      };
    return this.#names.set(file, found?.name, place);
  }

  /** Forgets what a file said. Returns the files to whose problems that makes a difference. */
  forget(file: string): string[] {
    this.#used.set(file, undefined);
    return this.#names.set(file, undefined);
  }

  /** Where a file names its model. */
  placeIn(file: string): Place | undefined {
    return this.#names.placeIn(file);
  }

  /** Where definitions of the workspace give their models a name. */
  named(name: string): readonly Elsewhere[] {
    return this.#names.having(name);
  }

  /** Where other definitions have the name that this one has. */
  sharingName(uri: string): readonly Elsewhere[] {
    return this.#names.others(this.workspace.fileOf(uri));
  }

  /** What the other definitions of the workspace write for strings that name something. */
  usedByOthers(uri: string): Given['used'] {
    return this.#used.byOthers(this.workspace.fileOf(uri));
  }
}
