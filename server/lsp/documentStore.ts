/** Stores the open documents, each with the parsed tree of its current text. */
import { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { deployedScheme, fileEnding, languageId, tagsScheme } from '../../protocol/constants';
import type { CheckHistory } from '../language/check/incremental';
import { addTags } from '../language/description/addTags';
import { describeModel } from '../language/description/describeModel';
import type { Struct } from '../language/description/shape';
import { type Document, read } from '../language/syntax/document';
import { update } from './textSync';

interface StoredDocument {
  definition: Document;
  /** Kept from one version to the next. */
  readonly history: CheckHistory;
}

export class DocumentStore {
  readonly documents = new TextDocuments({ create: TextDocument.create, update });
  readonly #stored = new Map<string, StoredDocument>();

  get(uri: string): TextDocument | undefined {
    return this.documents.get(uri);
  }

  all(): readonly TextDocument[] {
    return this.documents.all();
  }

  /** The parsed text of a document. Each version of an open document is parsed once. */
  definition(document: TextDocument): Document {
    return this.#of(document).definition;
  }

  /** What the last check of an open document found, for the next one; nothing for a file that isn't open. */
  history(document: TextDocument): CheckHistory {
    return this.#of(document).history;
  }

  /** Drops what is stored about a closed document. */
  forget(uri: string): void {
    this.#stored.delete(uri);
  }

  #of(document: TextDocument): StoredDocument {
    const { uri } = document;
    const text = document.getText();
    const stored = this.#stored.get(uri);
    // Texts are compared instead of versions, because a client can use a version twice.
    if (stored?.definition.text === text) return stored;
    const definition = read(text, shapeOf(uri));
    if (this.get(uri) !== document) return { definition, history: {} };
    const now = { definition, history: stored?.history ?? {} };
    this.#stored.set(uri, now);
    return now;
  }
}

/** Whether the server is responsible for a document: by its language, or by its name if the editor doesn't know the language. */
export const isServed = ({ uri, languageId: id }: TextDocument): boolean =>
  id === languageId || uri.endsWith(fileEnding);

/** Whether a document shows a model in SageMaker. */
export const isDeployed = ({ uri }: TextDocument): boolean => uri.startsWith(`${deployedScheme}:`);

/** The description of a document: a definition unless it shows a model in SageMaker or the tags of one. */
export function shapeOf(uri: string): Struct | undefined {
  if (uri.startsWith(`${deployedScheme}:`)) return describeModel;
  return uri.startsWith(`${tagsScheme}:`) ? addTags : undefined;
}
